"""A row that the end of a page cuts in two: the rest of its label stands in the first line of the next page."""

from collections.abc import Iterator, Sequence

from engine.extraction.grid import Line, Piece, stretch
from engine.extraction.labels import similarity, take_apart
from engine.extraction.vocabulary import Vocabulary
from engine.model.document import Cell
from engine.model.passage import join
from engine.model.struct import replace

_APART = 3.0  # points by which the edges of one column differ between pages
_ALIKE = 0.8  # a label with a slip or two


def with_whole_labels(found: Sequence[Piece], words: Sequence[Vocabulary]) -> list[Piece]:
    """The tables of a document, each label that goes on on the next page put together; the rest stays there, too."""
    whole = list(found)
    for number in range(1, len(whole)):
        before, piece = whole[number - 1], whole[number]
        if not (piece.continues and before.lines and piece.lines):
            continue
        last, first = before.lines[-1], piece.lines[0]
        if last.values and not first.values and page_of(first) != page_of(last):
            whole[number - 1] = replace(before, lines=(*before.lines[:-1], _joined(last, first, words)))
    return whole


def _joined(line: Line, following: Line, words: Sequence[Vocabulary]) -> Line:
    for index, label in line.words:
        rest = _below(line.cells[index], following)
        if rest is None:
            continue
        passage = join((line.cells[index].passage, rest.passage), "")
        longer = take_apart(passage.text)
        known = (
            _likeness(longer.core, words),
            _likeness(label.core, words),
            _likeness(take_apart(rest.text).core, words),
        )
        if known[0] == max(known) and known[0] > known[1] and known[0] >= _ALIKE:
            cells = list(line.cells)
            cells[index] = replace(cells[index], passage=passage)
            named = tuple((at, longer if at == index else one) for at, one in line.words)
            return replace(line, cells=tuple(cells), words=named)
    return line


def _below(label: Cell, following: Line) -> Cell | None:
    """The cell with words below a label. Columns are counted page by page, so that only their edges tell."""
    left = _left(label)
    for index in following.filled:
        edge = _left(following.cells[index])
        if left is not None and edge is not None and abs(edge - left) <= _APART:
            return following.cells[index]
    return None


def _left(cell: Cell) -> float | None:
    where = cell.passage.location
    return None if where is None or where.box is None else where.box[0]


def _likeness(core: str, words: Sequence[Vocabulary]) -> float:
    """How alike a label is to the most like row of all tables."""
    return max(similarity(core, known) for known in _rows(words))


def _rows(words: Sequence[Vocabulary]) -> Iterator[str]:
    return (core for table in words for core in table.rows)


def page_of(line: Line) -> int | None:
    """The page on which a line stands, in documents that have pages."""
    where = stretch(line.cells)
    return None if where is None else where.page
