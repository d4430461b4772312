"""Tables whose lines were lost: one cell a line, cells beside lone bars, or a label and its values divided by spaces.

The labels of the form show where such a table is and where its rows begin. It becomes a table again that says of
itself that it is loose: its cells stand one after another and in no column, so that a row is certain only where as
many values follow its label as the form has columns.
"""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise

from engine.extraction.cells import interpret, is_value, is_with_unit
from engine.extraction.grid import Piece
from engine.extraction.header import NARROW
from engine.extraction.labels import take_apart
from engine.extraction.rebuilding import BROKEN, Token, is_label, rows_of, whole_labels
from engine.extraction.vocabulary import Vocabulary
from engine.model.document import Document, Paragraph, Table
from engine.model.facts import Status
from engine.model.passage import Passage, join
from engine.model.pattern import occurs, spans
from engine.model.struct import replace

_LONGEST = 60  # a label that is longer is prose
_LONGEST_LINE = 300
_LONGEST_TABLE = 4000  # a whole table pasted in one line, in which values stand between its words
_VALUES = 12
_SENTENCE = re.compile(r"[。；]")
_WORDS_BETWEEN = re.compile(r"[^|\s]+(?:[^\S\n]+[^|\s]+)*")
_PART = re.compile(r"\S+")
# What a page end leaves. A number that stands alone is none: it may be a value.
_PAGE = re.compile(
    r"\s*(?:[-—–_·]+\s*[0-9]{1,3}\s*[-—–_·]+|第\s*[0-9]{1,3}\s*页.{0,12}|[（(]?续[上前]?[表页]?[）)]?)\s*"
)
# What stands above another year's figures; a page header with the title of the report is none.
_YEAR_LINE = re.compile(r"(?!.*报告).{0,8}(?<![0-9])(?:19|20)[0-9]{2}\s*年.{0,8}")
_NAMES = 4  # so many labels without a value are a table that nobody filled in


def with_loose_tables(document: Document, words: Sequence[Vocabulary], headings: Sequence[bool]) -> Document:
    """The document with its loose tables as tables; ``headings`` tells which blocks are headings of sections."""
    blocks: list[Paragraph | Table] = []
    run: list[tuple[Paragraph | Table, list[Token]]] = []
    changed = False

    def close() -> None:
        nonlocal changed
        rebuilt = _rebuilt(run, words)
        changed = changed or rebuilt is not None
        blocks.extend(rebuilt if rebuilt is not None else [block for block, _ in run])
        run.clear()

    for block, is_heading in zip(document.blocks, headings, strict=True):
        tokens = None if is_heading else _tokens(block, words)
        if tokens is None:
            close()
            blocks.append(block)
        else:
            run.append((block, tokens))
    close()
    return replace(document, blocks=tuple(blocks)) if changed else document


def has_surplus(found: Sequence[Piece], words: Sequence[Vocabulary]) -> bool:
    """Whether a row of a loose table has more values than the form has columns.

    Then one that was left blank may be made up for by one too many, and the number of values alone tells nothing.
    """
    for line in (line for piece in found for line in piece.lines if line.loose and line.values):
        for index, label in line.words[-1:]:
            for table in words:
                row = table.exact(label)
                if row is not None and len(line.filled) - index - 1 > len(table.order[row[0]][0].columns):
                    return True
    return False


def _tokens(block: Paragraph | Table, words: Sequence[Vocabulary]) -> list[Token] | None:
    """The words and values of a block that may be part of a loose table; ``None`` for one that is not."""
    if isinstance(block, Table):
        if not _is_loose(block, words):
            return None
        return [token for row in block.rows for cell in row.cells for token in _of_line(cell.passage, words)]
    text = block.passage.text
    if _PAGE.fullmatch(text):
        return []
    note = next((found for table in words if table.spec.note for found in spans(table.spec.note, text)), None)
    if note is not None:
        return _around(block.passage, note, words)
    return _of_text(block.passage, words)


def _around(passage: Passage, note: tuple[int, int], words: Sequence[Vocabulary]) -> list[Token] | None:
    """The tokens of a line with the remark that the form prints in a table: it is one, in brackets or not.

    Most lines are nothing but the remark; of one with a whole table, the rest is divided as other lines are.
    """
    text = passage.text
    start, end = note
    start -= text[:start].endswith(("（", "("))
    end += text[end:].startswith(("）", ")"))
    rest = [passage.words(0, start), passage.words(end, len(text))]
    if sum(len(part.text) for part in rest) <= _LONGEST:
        return [Token(passage, is_value=False, is_alone=True)]
    found = [_of_text(part, words) for part in rest]
    if found[0] is None or found[1] is None:
        return None
    return [*found[0], Token(passage.words(start, end), is_value=False, is_alone=True), *found[1]]


def _of_text(passage: Passage, words: Sequence[Vocabulary]) -> list[Token] | None:
    text = passage.text
    if len(text) > _longest(text) or _SENTENCE.search(text) or _YEAR_LINE.fullmatch(text.strip()):
        return None
    tokens = list(_of_line(passage, words))
    return None if any(len(token.passage.text) > _LONGEST for token in tokens) else tokens


def _longest(text: str) -> int:
    """How long a line of a table may be: a row, or the whole table."""
    values = sum(map(_is_plain, text.replace("|", " ").split())) if len(text) <= _LONGEST_TABLE else 0
    return _LONGEST_TABLE if values >= _VALUES else _LONGEST_LINE


def _is_loose(table: Table, words: Sequence[Vocabulary]) -> bool:
    """Whether a table has lost its lines: a cell a row, or labels of rows with no cell beside them.

    One in which a value stands beside a label has them still, and so has one that nobody filled in.
    """
    rows = [[cell.text for cell in row.cells if cell.text] for row in table.rows]
    if any(len(row) > 1 and is_value(row[-1]) and not is_value(row[0]) for row in rows):
        return False
    alone = (take_apart(row.cells[0].text) for row in table.rows if len(row.cells) == 1)
    if any(known.exact(label) is not None for label in alone for known in words):
        return True
    return all(len(row) < 2 for row in rows) and (not any(rows) or any(row and is_value(row[0]) for row in rows))


def _of_line(passage: Passage, words: Sequence[Vocabulary]) -> Iterator[Token]:
    """The cells that stand on a line: divided by bars; values also by spaces, after labels or by themselves."""
    for cell in _cells(passage, words):
        parts = [match.span() for match in _PART.finditer(cell.text)]
        first = len(parts)
        while first > 0 and _is_number(cell.text[slice(*parts[first - 1])]):
            first -= 1
        if len(parts) == 1:
            yield Token(cell, is_value(cell.text), is_alone=True)
            continue
        if (
            _is_plain(cell.text[slice(*parts[0])])
            and first > 1
            and _names_row(cell.slice(parts[1][0], parts[first - 1][1]), words)
        ):
            # The number of the row, or the last value of the row before it: either way no part of the label.
            yield Token(cell.slice(*parts[0]), is_value=True, is_alone=False, numbers_row=True)
            parts, first = parts[1:], first - 1
        values = _values_after_label(cell, parts, words)
        if values is not None and first > values:
            first = values
        labels = _labels([cell.slice(*part) for part in parts[:first]], words)
        # Two numbers are no row: a space may stand within one.
        alone = len(parts) < NARROW if not labels else not any(is_label(label, words) for label in labels)
        if alone and is_value(cell.text):
            yield Token(cell, is_value=True, is_alone=True)
            continue
        for label in labels:
            yield Token(label, is_value=False, is_alone=False)
        for start, end in _divided(cell.text, parts[first:]):
            yield Token(cell.slice(start, end), is_value=True, is_alone=False)


def _values_after_label(cell: Passage, parts: Sequence[tuple[int, int]], words: Sequence[Vocabulary]) -> int | None:
    """Where the values of a line begin that starts with the label of a row and a number, whatever else it says."""
    for end in range(1, len(parts)):
        if _is_plain(cell.text[slice(*parts[end])]):
            is_row = _names_row(cell.slice(parts[0][0], parts[end - 1][1]), words)
            return end if is_row else None
    return None


def _cells(passage: Passage, words: Sequence[Vocabulary]) -> Iterator[Passage]:
    """What stands between bars; a label after the values of another row, with spaces between, begins a new cell."""
    for found in _WORDS_BETWEEN.finditer(passage.text):
        cell = passage.slice(*found.span())
        parts = [match.span() for match in _PART.finditer(cell.text)]
        start = 0
        for before, part in pairwise(parts):
            after_value = before[0] > start and _is_plain(cell.text[slice(*before)])
            if after_value and _names_row(cell.slice(*part), words):
                yield cell.slice(start, before[1])
                start = part[0]
        yield cell.slice(start, len(cell.text))


def _names_row(passage: Passage, words: Sequence[Vocabulary]) -> bool:
    """Whether some words are the label of a row or of a group of rows, or the caption of a part."""
    label = take_apart(passage.text)
    return any(
        ((row := table.exact(label)) is not None and row[1])
        or label.core in table.groups
        or any(label.core in caption for caption in table.captions)
        for table in words
    )


def _divided(text: str, parts: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """The values of a line: another kind of space than stands between most of them stands within one."""
    kinds = Counter(text[end] for _, end in parts[:-1])
    usual = max(kinds, key=lambda kind: kinds[kind], default="")
    values = list(parts[:1])
    for start, end in parts[1:]:
        if text[values[-1][1]] == usual:
            values.append((start, end))
        else:
            values[-1] = (values[-1][0], end)
    return values


def _labels(parts: Sequence[Passage], words: Sequence[Vocabulary]) -> list[Passage]:
    """The labels in some words divided by spaces: several where most are one of the form, else all words as one."""
    if not parts:
        return []
    together = join(parts, " ")
    whole = whole_labels(parts, words)
    return whole if len(whole) > 1 and 2 * sum(is_label(label, words) for label in whole) > len(whole) else [together]


def _is_number(text: str) -> bool:
    """Whether a part is a value or one badly written: without a word, or with a unit or a remark."""
    if _is_plain(text) or is_with_unit(text):
        return True
    return is_value(text) and not any(map(str.isalpha, text))


def _is_plain(text: str) -> bool:
    return interpret(text).status in (Status.FOUND, Status.MARK)


def _rebuilt(
    run: Sequence[tuple[Paragraph | Table, Sequence[Token]]], words: Sequence[Vocabulary]
) -> list[Paragraph | Table] | None:
    """The blocks of a run with the loose table in it; ``None`` when there is none.

    What stands before the first label and after the last value stays as it is, unless as many values as a row has
    stand before that label: they may be the table's, and its label the first of another one.
    """
    known = [number for number, (_, tokens) in enumerate(run) if any(_is_known(token, words) for token in tokens)]
    if not known:
        return None
    before = [(number, token) for number, (_, tokens) in enumerate(run[: known[0]]) for token in tokens]
    values = [number for number, token in before if _is_plain(token.passage.text)]
    if len(values) >= NARROW:
        known.insert(0, values[0])
    elif (start := _start_of_broken_label(before, words)) is not None:
        known.insert(0, start)
    last = max(number for number, (_, tokens) in enumerate(run) if number >= known[0] and tokens)
    while last > known[-1] and not any(token.is_value for token in run[last][1]):
        last -= 1
    inside = _without_numbering(list(_tokens_of(run, known[0], last)))
    if not _is_table(inside, words):
        return None
    table = Table(rows_of(inside, words), loose=True)
    return [*(block for block, _ in run[: known[0]]), table, *(block for block, _ in run[last + 1 :])]


def _without_numbering(tokens: Sequence[Token]) -> Sequence[Token]:
    """Without the numbers of the rows, where they count from one on; others may be values."""
    numbers = [interpret(token.passage.text).value for token in tokens if token.numbers_row]
    if len(numbers) < NARROW or numbers != list(range(1, len(numbers) + 1)):
        return tokens
    return [token for token in tokens if not token.numbers_row]


def _tokens_of(run: Sequence[tuple[Paragraph | Table, Sequence[Token]]], first: int, last: int) -> Iterator[Token]:
    """The words and values of some blocks, each that follows what a page end leaves marked as such."""
    begins_page = False
    for block, tokens in run[first : last + 1]:
        begins_page = begins_page or (isinstance(block, Paragraph) and _PAGE.fullmatch(block.passage.text) is not None)
        for token in tokens:
            yield replace(token, begins_page=begins_page)
            begins_page = False


def _start_of_broken_label(before: Sequence[tuple[int, Token]], words: Sequence[Vocabulary]) -> int | None:
    """Where labels begin that are broken over the last lines before a table; each line comes with its number."""
    for start in range(len(before) - 2, max(-1, len(before) - 1 - BROKEN), -1):
        for end in range(start + 2, len(before) + 1):
            if _is_label(join([token.passage for _, token in before[start:end]], ""), words):
                earlier = _start_of_broken_label(before[:start], words)
                return before[start][0] if earlier is None else earlier
    return None


def _is_table(tokens: Sequence[Token], words: Sequence[Vocabulary]) -> bool:
    """Whether a value follows the label of a row, or so many labels stand together that they are a table."""
    names = 0
    for number, token in enumerate(tokens):
        if token.is_value:
            continue
        label = take_apart(token.passage.text)
        exact = any((found := table.exact(label)) is not None and found[1] for table in words)
        if exact and number + 1 < len(tokens) and tokens[number + 1].is_value:
            return True
        names += exact or any(label.core in table.headers or label.core in table.groups for table in words)
    return names >= _NAMES


def _is_known(token: Token, words: Sequence[Vocabulary]) -> bool:
    return not token.is_value and _is_label(token.passage, words)


def _is_label(passage: Passage, words: Sequence[Vocabulary]) -> bool:
    """Whether some words are a label of the form or the remark that it prints in a table."""
    notes = (table.spec.note for table in words)
    return any(note is not None and occurs(note, passage.text) for note in notes) or is_label(passage, words)
