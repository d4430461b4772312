"""Headings in the middle of a line, where a page was pasted in one: the line is divided before and after them.

Only the whole words of a heading with their ordinal count, with an end or a space before and behind, only for a part
that has no line of its own, and only with sentences beside them or values behind: a line of nothing but headings is an
index. A heading may also stand behind the last value of a table, or in a cell after it. Organ and date behind the last
sentence are the signature.
"""

import re
from collections.abc import Collection, Iterator
from functools import lru_cache
from itertools import pairwise

from engine.extraction.cells import is_value
from engine.extraction.labels import take_apart
from engine.extraction.lines import signed
from engine.extraction.outline import headings_of
from engine.model.characters import simplified
from engine.model.document import Document, Paragraph, Table
from engine.model.form import Form
from engine.model.passage import Passage
from engine.model.struct import replace

_SENTENCE = re.compile("[。；]")
_NUMBER = re.compile(r"(?<![^\s|])[0-9][0-9,.]*(?![^\s|])")
_VALUES = 3  # so many numbers behind a heading are the table of its part


def with_headings_apart(document: Document, form: Form) -> Document:
    """The document with a paragraph for each heading that stands in a line with other words."""
    pattern = _pattern(form)
    inside = [number for number, block in enumerate(document.blocks) if _may_hold(block, pattern)]
    if not inside:
        return _with_signature_apart(document)
    known = {
        section
        for block, section in zip(document.blocks, headings_of(document, form), strict=True)
        if section is not None and not (isinstance(block, Paragraph) and _follows_values(block.passage.text, pattern))
    }
    blocks: list[Paragraph | Table] = []
    for number, block in enumerate(document.blocks):
        if number not in inside:
            blocks.append(block)
        elif isinstance(block, Paragraph):
            blocks.extend(Paragraph(part) for part in _parts(block.passage, form, known))
        else:
            blocks.extend(_without_heading(block, form, known))
    return _with_signature_apart(replace(document, blocks=tuple(blocks)))


def _with_signature_apart(document: Document) -> Document:
    """The document with organ and date as a line of their own, where they stand behind its last sentence."""
    last = document.blocks[-1] if document.blocks else None
    if not isinstance(last, Paragraph):
        return document
    passage = last.passage
    end = max(map(passage.text.rfind, "。；！")) + 1
    tail = passage.words(end, len(passage.text))
    found = signed(tail) if end > 0 and tail.text else None
    if found is None or found.organ is None or found.date is None:
        return document
    return replace(document, blocks=(*document.blocks[:-1], Paragraph(passage.words(0, end)), Paragraph(tail)))


def _may_hold(block: Paragraph | Table, pattern: re.Pattern[str]) -> bool:
    if isinstance(block, Table):
        last = _last_cell(block)
        return last is not None and _at_the_end(block.rows[-1].cells[last].text, pattern) is not None
    found = pattern.search(simplified(block.passage.text))
    return found is not None and found.span("heading") != (0, len(block.passage.text))


def _last_cell(table: Table) -> int | None:
    """The last filled cell of the last row, where a value stands before it or in it."""
    cells = table.rows[-1].cells if table.rows else ()
    filled = [index for index, cell in enumerate(cells) if cell.text]
    return filled[-1] if filled and any(is_value(cells[index].text) for index in filled[:-1]) else None


def _at_the_end(text: str, pattern: re.Pattern[str]) -> tuple[int, int] | None:
    """Where the heading stands with which a text ends."""
    found = [match.span("heading") for match in pattern.finditer(simplified(text))]
    return found[-1] if found and not text[found[-1][1] :].strip() else None


def _follows_values(text: str, pattern: re.Pattern[str]) -> bool:
    """Whether nothing but values stands before the heading with which a text ends."""
    found = _at_the_end(text, pattern)
    before = text[: found[0]].replace("|", " ").split() if found is not None else []
    return bool(before) and all(map(is_value, before))


def _without_heading(table: Table, form: Form, known: Collection[int]) -> list[Paragraph | Table]:
    """A table, and the heading of a part that is not known behind it, where one stands in its last cell."""
    row, last = table.rows[-1], _last_cell(table)
    assert last is not None  # noqa: S101 (it was looked at before)
    passage = row.cells[last].passage
    span = _at_the_end(passage.text, _pattern(form))
    if span is None or _sections(form)[take_apart(passage.text[slice(*span)]).core] in known:
        return [table]
    rest = passage.words(0, span[0])
    cells = row.cells[:last] + ((replace(row.cells[last], passage=rest),) if rest.text else ())
    whole = replace(table, rows=(*table.rows[:-1], replace(row, cells=cells)))
    return [whole, Paragraph(passage.words(*span))]


def _parts(passage: Passage, form: Form, known: Collection[int]) -> Iterator[Passage]:
    """The passage, divided before and after each heading of a part that is not known."""
    cuts = [0]
    for start, end in _headings(passage.text, form, known):
        cuts += [start, end]
    cuts.append(len(passage.text))
    for start, end in pairwise(cuts):
        part = passage.words(start, end)
        if part.text:
            yield part


def _headings(text: str, form: Form, known: Collection[int]) -> Iterator[tuple[int, int]]:
    """Where headings stand: with a sentence or values behind them, or a sentence before, or alone at the end."""
    sections = _sections(form)
    found = [match.span("heading") for match in _pattern(form).finditer(simplified(text))]
    for number, (start, end) in enumerate(found):
        before = text[found[number - 1][1] if number else 0 : start]
        behind = text[end : found[number + 1][0] if number + 1 < len(found) else len(text)]
        alone = len(found) == 1 and not behind.strip()
        has_table = len(_NUMBER.findall(behind)) >= _VALUES
        if not (alone or has_table or _SENTENCE.search(behind) or (not behind.strip() and _SENTENCE.search(before))):
            continue
        if sections[take_apart(text[start:end]).core] not in known:
            yield start, end


@lru_cache(maxsize=8)
def _sections(form: Form) -> dict[str, int]:
    return {take_apart(text).core: section.ordinal for section in form.sections for text in section.heading.all}


@lru_cache(maxsize=8)
def _pattern(form: Form) -> re.Pattern[str]:
    """Any heading of the form with its ordinal."""
    written = sorted({text for section in form.sections for text in section.heading.all}, key=len, reverse=True)
    words = "|".join(_loosely(text) for text in written)
    return re.compile(rf"(?:^|(?<=[\s。！？；：)）|0-9]))(?P<heading>(?:{words})[：:]?)(?=\s|[0-9（(]|$)")


def _loosely(text: str) -> str:
    """The words of a heading with spaces anywhere, and any of the marks after its ordinal."""
    return r"\s*".join("[、.．，,]" if char == "、" and at < 3 else re.escape(char) for at, char in enumerate(text))
