"""A document as its reader sees it: head, sections, signature; paragraphs cut by a page end put together again."""

import re
from collections.abc import Sequence
from enum import IntEnum, auto

from engine.extraction.labels import LabelText, similarity, take_apart
from engine.extraction.lines import Signed, signed
from engine.model.document import Document, Paragraph, Table
from engine.model.form import Form
from engine.model.passage import Passage, join
from engine.model.struct import Struct

_ENDS = re.compile(r"[。！？；：:;!?…”』」》）)】.]\s*$")
_BEGINS_ANEW = re.compile(
    r"\s*(?:[（(]?[一二三四五六七八九十百]{1,3}[）)、.．]|[（(]?[0-9]{1,2}[）)、.．](?![0-9])|第[一二三四五六七八九十百]+[章节条]"
    r"|[一二三四五六七八九十]是|[①-⑳]|[-•●·*]\s)"
)
_FULL_SENTENCE = re.compile(r"[。；]")
_YEARS = re.compile("(?:19|20)[0-9]{2}年度?")
_LONG = 60
_AFTER_SIGNATURE = 8  # so many lines may follow a signature
_HEADING_LENGTH = 45
_LIKE_WITH_ORDINAL = 0.55
_LIKE = 0.8


class Text(Struct, frozen=True):
    """A paragraph, whole again; ``section`` is the ordinal of the section whose heading it is."""

    passage: Passage
    section: int | None = None


class Part(Struct, frozen=True):
    """What stands under one heading: its paragraphs without the signature, and how many tables."""

    section: int
    heading: Passage
    texts: tuple[Passage, ...]
    tables: int


class Outline(Struct, frozen=True):
    """The parts of a document. ``flow`` are all paragraphs and tables in order, ``end`` the lines of the signature."""

    flow: tuple[Text | Table, ...]
    head: tuple[Passage, ...]
    parts: tuple[Part, ...]
    end: tuple[Signed, ...]


def outline(document: Document, form: Form) -> Outline:
    """The document divided by the headings of the form's sections."""
    flow = _flow(document, form)
    end_start, end = _signature(flow)
    head: list[Passage] = []
    parts: list[Part] = []
    heading: Text | None = None
    texts: list[Passage] = []
    tables = 0
    torn = False

    def close() -> None:
        if heading is not None and heading.section is not None:
            parts.append(Part(heading.section, heading.passage, tuple(texts), tables))

    for index, item in enumerate(flow):
        if isinstance(item, Table):
            tables += not torn
            torn = True
            continue
        torn = False
        if item.section is not None:
            close()
            heading, texts, tables = item, [], 0
        elif heading is None:
            head.append(item.passage)
        elif index < end_start:
            texts.append(item.passage)
    close()
    return Outline(tuple(flow), tuple(head), tuple(parts), end)


def _flow(document: Document, form: Form) -> list[Text | Table]:
    """Paragraphs joined where a page end cut them, and tables, in order."""
    flow: list[Text | Table] = []
    for block, section in zip(document.blocks, headings_of(document, form), strict=True):
        if isinstance(block, Table):
            flow.append(block)
            continue
        before = flow[-1] if flow else None
        if isinstance(before, Text) and section is None and before.section is None and _is_cut(before, block):
            flow[-1] = Text(join((before.passage, block.passage), ""))
        else:
            flow.append(Text(block.passage, section))
    return flow


def heading_blocks(document: Document, form: Form) -> list[bool]:
    """For each block of a document, whether it is the heading of a section."""
    return [section is not None for section in headings_of(document, form)]


def _is_cut(before: Text, after: Paragraph) -> bool:
    """Whether a paragraph breaks off and the next one goes on: it is prose, it does not end, nothing new begins."""
    text, following = before.passage.text, after.passage.text
    if _ENDS.search(text) or not (_FULL_SENTENCE.search(text) or len(text) >= _LONG):
        return False
    return not _BEGINS_ANEW.match(following) and signed(after.passage) is None and signed(before.passage) is None


class _Match(IntEnum):
    """How a paragraph is like the heading of a section, the surest first."""

    NAME = auto()
    WORDS_AND_ORDINAL = auto()
    WORDS_ON_THE_LEVEL = auto()
    WORDS = auto()
    LIKE = auto()
    WORDS_ON_ANOTHER_LEVEL = auto()


class _Heading(Struct, frozen=True):
    """One wording of the heading of a section, taken apart; ``is_name`` where it is the form's own."""

    section: int
    ordinal: str | None
    core: str
    is_name: bool


def headings_of(document: Document, form: Form) -> list[int | None]:
    """For each block, the section whose heading it is: of several for one section, those that are most like it.

    （一）食堂 in the first section of a report is not the heading of its second, 二、食堂.
    """
    found = _by_words(document, form)
    missing = [spec.ordinal for spec in form.sections if spec.ordinal not in found]
    for section in missing if len(missing) < len(form.sections) else ():
        at = _by_ordinal(document, form, found, section)
        if at is not None:
            found[at] = section
    return found


def _by_ordinal(document: Document, form: Form, found: Sequence[int | None], section: int) -> int | None:
    """The line that has only the ordinal of a section's heading, between those of the sections before and after it.

    None where lines with other ordinals of the kind stand there, too: they count something else.
    """
    last = len(form.sections)
    before = [at for at, known in enumerate(found) if known == section - 1]
    after = [at for at, known in enumerate(found) if known == section + 1]
    if (section > 1 and not before) or (section < last and not after):
        return None
    start, end = before[-1] + 1 if before else 0, after[0] if after else len(found)
    wanted = take_apart(form.sections[section - 1].heading.standard).ordinal
    lines: list[tuple[int, str]] = []
    for at in range(start, end):
        block = document.blocks[at]
        if isinstance(block, Paragraph) and _is_short(block.passage.text):
            ordinal = _label(block.passage.text).ordinal
            if ordinal is not None and _level(ordinal) == _level(wanted):
                lines.append((at, ordinal))
    return lines[0][0] if len(lines) == 1 and lines[0][1] == wanted else None


def _is_short(text: str) -> bool:
    """Whether a line may be a heading."""
    return len(text) <= _HEADING_LENGTH and not _FULL_SENTENCE.search(text)


def _label(text: str) -> LabelText:
    """A line taken apart as a heading; the year that it names is none of its words."""
    return take_apart(_YEARS.sub("", text))


def _by_words(document: Document, form: Form) -> list[int | None]:
    """For each block, the section whose heading it is, by what it says."""
    headings: list[_Heading] = []
    for spec in form.sections:
        for text in spec.heading.all:
            label = take_apart(text)
            headings.append(_Heading(spec.ordinal, label.ordinal, label.core, text == spec.heading.all[0]))
    found = [_section(block, headings) if isinstance(block, Paragraph) else None for block in document.blocks]
    surest: dict[int, _Match] = {}
    for section, kind in filter(None, found):
        surest[section] = min(kind, surest.get(section, kind))
    if any(kind is not _Match.WORDS_ON_ANOTHER_LEVEL for kind in surest.values()):
        surest = {section: kind for section, kind in surest.items() if kind is not _Match.WORDS_ON_ANOTHER_LEVEL}
    return [match[0] if match is not None and surest.get(match[0]) is match[1] else None for match in found]


def _section(paragraph: Paragraph, headings: Sequence[_Heading]) -> tuple[int, _Match] | None:
    """Which section a paragraph may be the heading of: the same words, or like ones under the same ordinal."""
    text = paragraph.passage.text
    if not _is_short(text):
        return None
    label = _label(text)
    for heading in headings:
        if label.core == heading.core:
            return heading.section, _kind(label.ordinal, heading)
    likes: dict[int, float] = {}
    for heading in headings:
        like = similarity(label.core, heading.core)
        same = label.ordinal == heading.ordinal
        enough = _LIKE_WITH_ORDINAL if label.ordinal is not None and same else _LIKE
        if like >= enough and (label.ordinal is None or same):
            likes[heading.section] = max(likes.get(heading.section, 0.0), like)
    best = max(likes, key=lambda section: likes[section], default=None)
    if best is None:
        return None
    almost = label.ordinal is not None and likes[best] >= _LIKE
    return best, _Match.WORDS_AND_ORDINAL if almost else _Match.LIKE


def _kind(ordinal: str | None, heading: _Heading) -> _Match:
    """How sure a paragraph with the words of a heading is that heading, by its ordinal."""
    if ordinal is None:
        return _Match.WORDS
    if _level(ordinal) != _level(heading.ordinal):
        return _Match.WORDS_ON_ANOTHER_LEVEL
    if heading.is_name:
        return _Match.NAME
    return _Match.WORDS_AND_ORDINAL if ordinal == heading.ordinal else _Match.WORDS_ON_THE_LEVEL


def _level(ordinal: str | None) -> str | None:
    """What kind of ordinal it is: 一, (一) or 1."""
    return None if ordinal is None else re.sub("[一二三四五六七八九十]+", "一", re.sub("[0-9]+", "1", ordinal))


def _signature(flow: Sequence[Text | Table]) -> tuple[int, tuple[Signed, ...]]:
    """Where the lines at the end that are nothing but fields begin, and what they hold, in reading order.

    Short lines may follow an organ with its date: （联系人……）, 抄送, （此件公开发布）.
    """
    end = len(flow)
    while len(flow) - end <= _AFTER_SIGNATURE:
        start, found = _signed_before(flow, end)
        if found and (end == len(flow) or _is_complete(found)):
            return start, found
        if end == 0 or not _may_follow_signature(flow[end - 1]):
            break
        end -= 1
    return len(flow), ()


def _signed_before(flow: Sequence[Text | Table], end: int) -> tuple[int, tuple[Signed, ...]]:
    """The lines right before ``end`` that are nothing but fields: where they begin, and what they hold."""
    found: list[Signed] = []
    index = end
    while index > 0:
        item = flow[index - 1]
        fields = signed(item.passage) if isinstance(item, Text) and item.section is None else None
        if fields is None:
            break
        found.append(fields)
        index -= 1
    return index, tuple(reversed(found))


def _is_complete(found: Sequence[Signed]) -> bool:
    return any(one.organ is not None for one in found) and any(one.date is not None for one in found)


def _may_follow_signature(item: Text | Table) -> bool:
    return isinstance(item, Text) and item.section is None and len(item.passage.text) <= _LONG


def whole_text(flow: Sequence[Text | Table]) -> Passage:
    """The whole document as one passage: paragraphs and table rows on lines, the cells of a row divided by a tab."""
    lines: list[Passage] = []
    for item in flow:
        if isinstance(item, Text):
            lines.append(item.passage)
        else:
            lines.extend(join([cell.passage for cell in row.cells], "\t") for row in item.rows)
    return join(lines)


def plain_text(document: Document) -> str:
    """The words of a document without their places, as ``whole_text`` has them (nothing joined)."""
    lines: list[str] = []
    for block in document.blocks:
        if isinstance(block, Paragraph):
            lines.append(block.passage.text)
        else:
            lines.extend("\t".join(cell.passage.text for cell in row.cells) for row in block.rows)
    return "\n".join(lines)
