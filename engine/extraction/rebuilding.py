"""From the words and values of a loose table, one after another, to its rows."""

from collections.abc import Sequence

from engine.extraction.header import NARROW
from engine.extraction.labels import LabelText, take_apart
from engine.extraction.vocabulary import Vocabulary
from engine.model.document import Cell, Row
from engine.model.form import Block
from engine.model.passage import Passage, join
from engine.model.struct import Struct

_FEW_ALONE = 4  # where spaces divide values, one in so many at the most stands on a line by itself
BROKEN = 6  # a label is broken into so many lines at the most (商 业 企 业)


class Token(Struct, frozen=True):
    """What stood in one cell. ``is_alone`` is whether it had a line, or a place between bars, for itself.

    ``begins_page`` is whether what a page end leaves stood right before it, ``numbers_row`` whether it is a number
    before the label of a row on its line.
    """

    passage: Passage
    is_value: bool
    is_alone: bool
    begins_page: bool = False
    numbers_row: bool = False


class _Run(Struct, frozen=True):
    """Words and the values after them; ``block`` is that of the row whose label the words end with (or its group)."""

    words: tuple[Passage, ...]
    values: tuple[Token, ...]
    block: Block | None
    is_row: bool

    @property
    def is_regular(self) -> bool:
        return self.block is None or len(self.values) % len(self.block.columns) == 0


def rows_of(tokens: Sequence[Token], words: Sequence[Vocabulary]) -> tuple[Row, ...]:
    """The rows of a loose table.

    Values that follow the label of a row, or of a group whose own labels were lost, in a whole multiple of the form's
    columns are rows of which only the first has a label, provided that this holds of all rows. Values divided by
    spaces alone are taken apart on the same condition, and only where this is how nearly all values are divided: a
    space may also stand within a number. No row goes on after a page end, and none has a value on a line by itself
    beside others that stand on one line.
    """
    runs = [_run(labels, values, words) for labels, values in _runs(tokens)]
    regular = all(run.is_regular for run in runs)
    alone = sum(token.is_alone for token in tokens if token.is_value)
    by_spaces = regular and _FEW_ALONE * alone <= sum(token.is_value for token in tokens)
    rows: list[Row] = []
    for run in runs:
        values = [token.passage for token in run.values]
        if not _is_one_row(run.values, by_spaces):
            values = [join(values, " ")]
        labels = list(run.words)
        if run.is_row or (run.block is not None and values):
            label = labels.pop()
            rows += _header_rows(labels, words)
            if run.is_row:
                rows.append(_row([label, *values]))
            else:
                rows += [_row([label]), _row(values)]
        else:
            own = [labels.pop()] if values and labels and not _is_header(labels[-1], words) else []
            rows += _header_rows(labels, words)
            rows += [_row([*own, *values])] if values else []
        count = len(run.block.columns) if run.block is not None else 0
        if regular and len(values) > count >= NARROW:
            rows[-1:] = _divided(rows[-1], values, count)
    return tuple(rows)


def _is_one_row(values: Sequence[Token], by_spaces: bool) -> bool:
    """Whether all values were written in one way, without a page end between them."""
    if any(token.begins_page for token in values[1:]):
        return False
    alone = sum(token.is_alone for token in values)
    return alone == len(values) or (by_spaces and not alone)


def _divided(row: Row, values: Sequence[Passage], count: int) -> list[Row]:
    """One row with several times as many values as the form has columns, as so many rows."""
    labels = [cell.passage for cell in row.cells[: len(row.cells) - len(values)]]
    return [
        _row([*(labels if start == 0 else ()), *values[start : start + count]])
        for start in range(0, len(values), count)
    ]


def _row(passages: Sequence[Passage]) -> Row:
    return Row(tuple(Cell(passage, column) for column, passage in enumerate(passages)))


def _runs(tokens: Sequence[Token]) -> list[tuple[list[Passage], list[Token]]]:
    runs: list[tuple[list[Passage], list[Token]]] = []
    for token in tokens:
        if not runs or (runs[-1][1] and not token.is_value):
            runs.append(([], []))
        if token.is_value:
            runs[-1][1].append(token)
        else:
            runs[-1][0].append(token.passage)
    return runs


def _run(labels: Sequence[Passage], values: Sequence[Token], words: Sequence[Vocabulary]) -> _Run:
    """The words with broken ones put together, and what the last of them is."""
    whole = whole_labels(labels, words)
    if not whole:
        return _Run((), tuple(values), None, False)
    last = take_apart(whole[-1].text)
    block = _block(last, words)
    if block is not None:
        return _Run(tuple(whole), tuple(values), None if block.side_by_side and not values else block, True)
    for table in words:
        if last.core in table.groups and not table.side_by_side:
            return _Run(tuple(whole), tuple(values), table.spec.blocks[0], False)
    return _Run(tuple(whole), tuple(values), None, False)


def _block(label: LabelText, words: Sequence[Vocabulary]) -> Block | None:
    """The block of the row that has this label, if one has."""
    for table in words:
        found = table.exact(label)
        if found is not None and (found[1] or label.core not in table.headers):
            return table.order[found[0]][0]
    return None


def whole_labels(labels: Sequence[Passage], words: Sequence[Vocabulary]) -> list[Passage]:
    """Labels broken over lines put together, wherever that makes a label of the form."""
    found: list[Passage] = []
    at = 0
    while at < len(labels):
        sizes = range(1, min(BROKEN, len(labels) - at) + 1)
        size = next((size for size in sizes if is_label(join(labels[at : at + size], ""), words)), 1)
        found.append(labels[at] if size == 1 else join(labels[at : at + size], ""))
        at += size
    return found


def is_label(passage: Passage, words: Sequence[Vocabulary]) -> bool:
    """Whether some words are a label of the form: of a row, a group, a column, or above columns."""
    label = take_apart(passage.text)
    return any(table.knows(label) for table in words)


def _is_header(passage: Passage, words: Sequence[Vocabulary]) -> bool:
    core = take_apart(passage.text).core
    return any(core in table.headers for table in words)


def _header_rows(labels: Sequence[Passage], words: Sequence[Vocabulary]) -> list[Row]:
    """Words without values: captions in rows of their own, names of columns in one row for each level.

    The label of a row that has no values is a row of its own.
    """
    rows: list[list[Passage]] = [[]]
    last, beside = -1, set[str]()
    above: set[str] = set()
    for passage in labels:
        label = take_apart(passage.text)
        block = _block(label, words)
        if block is not None and not block.side_by_side:
            rows += [[passage], []]
            continue
        column = _column(label, words)
        begins = any(label.core in caption for table in words for caption in table.captions)
        # Under a name that spans columns, theirs stand one line lower, and are said after those to its right.
        below = column is not None and column[0] < last and column[1] & above and not column[1] & beside
        if rows[-1] and (begins or below or _is_caption(rows[-1], words)):
            rows.append([])
        if begins:
            last = -1
        if column is not None:
            last, beside = column
        rows[-1].append(passage)
        above.add(label.core)
    return [_row(row) for row in rows if row]


def _is_caption(row: Sequence[Passage], words: Sequence[Vocabulary]) -> bool:
    core = take_apart(row[-1].text).core
    return any(core in caption for table in words for caption in table.captions)


def _column(label: LabelText, words: Sequence[Vocabulary]) -> tuple[int, set[str]] | None:
    """The number of the column of this name, and the names above it that span columns."""
    for table in words:
        for block, names in zip(table.spec.blocks, table.columns, strict=True):
            number = names.get(label.core)
            if number is not None:
                groups = block.columns[number].groups
                return number, {take_apart(text).core for group in groups[-1:] for text in group.all}
    return None
