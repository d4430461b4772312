"""From cells with spans to a table: which columns each cell covers, as the table model of HTML has it."""

from collections.abc import Sequence

from engine.documents.limits import MAX_PLACES, MAX_SPAN
from engine.documents.package import DamagedError
from engine.model.document import Cell, Row
from engine.model.passage import Passage
from engine.model.struct import Struct


class Loose(Struct, frozen=True):
    """A cell that does not know its column yet. A ``row_span`` of 0 goes down to the end of its group of rows."""

    passage: Passage
    column_span: int = 1
    row_span: int = 1


def lay_out(rows: Sequence[Sequence[Loose]], groups: Sequence[object] = ()) -> tuple[Row, ...]:
    """The rows with every cell in its columns; a column covered from above is left free.

    Spans beyond reason are cut (HTML, section 4.9.12: a column span is at most 1000), and so are those beyond the last
    row of a group: ``groups`` says for each row which group it belongs to, all rows to one if it is empty. Raises
    ``DamagedError``.
    """
    ends = _ends(groups or (None,) * len(rows))
    covered: list[int] = []  # for each column, the row above which a cell that began further up ends
    found: list[Row] = []
    places = 0
    for number, row in enumerate(rows):
        cells: list[Cell] = []
        column = 0
        for loose in row:
            while column < len(covered) and covered[column] > number:
                column += 1
            across = min(max(loose.column_span, 1), MAX_SPAN)
            rest = ends[number] - number
            down = min(loose.row_span, rest) if loose.row_span > 0 else rest
            places += across * down
            if places > MAX_PLACES:
                raise DamagedError(
                    f"合并的单元格展开后超过 {MAX_PLACES} 格的上限，不像一份报告",
                    f"the merged cells cover more than {MAX_PLACES} places",
                )
            cells.append(Cell(loose.passage, column, across, down))
            if down > 1:
                covered.extend([0] * (column + across - len(covered)))
                for one in range(column, column + across):
                    covered[one] = max(covered[one], number + down)
            column += across
        found.append(Row(tuple(cells)))
    return tuple(found)


def _ends(groups: Sequence[object]) -> list[int]:
    """For each row the number of the row after its group."""
    ends = [len(groups)] * len(groups)
    for number in range(len(groups) - 2, -1, -1):
        ends[number] = ends[number + 1] if groups[number] is groups[number + 1] else number + 1
    return ends
