"""From cells with spans to a table: which columns each cell covers, as the table model of HTML has it."""

from collections.abc import Sequence

from engine.documents.limits import MAX_SPAN
from engine.model.document import Cell, Row
from engine.model.passage import Passage
from engine.model.struct import Struct


class Loose(Struct, frozen=True):
    """A cell that does not know its column yet. A ``row_span`` of 0 goes down to the end of the table."""

    passage: Passage
    column_span: int = 1
    row_span: int = 1


def lay_out(rows: Sequence[Sequence[Loose]]) -> tuple[Row, ...]:
    """The rows with every cell in its columns; a column covered from above is left free.

    Spans beyond the table or beyond reason are cut (HTML, section 4.9.12: a column span is at most 1000).
    """
    covered: list[int] = []  # for each column, how many further rows a cell from above covers
    found: list[Row] = []
    for number, row in enumerate(rows):
        below = [max(rest - 1, 0) for rest in covered]
        cells: list[Cell] = []
        column = 0
        for loose in row:
            while column < len(covered) and covered[column]:
                column += 1
            across = min(max(loose.column_span, 1), MAX_SPAN)
            down = min(loose.row_span, len(rows) - number) if loose.row_span > 0 else len(rows) - number
            cells.append(Cell(loose.passage, column, across, down))
            if down > 1:
                below.extend([0] * (column + across - len(below)))
                below[column : column + across] = [down - 1] * across
            column += across
        covered = below
        found.append(Row(tuple(cells)))
    return tuple(found)
