"""Which cells of a report's tables an office merges: a label with the empty ones below and beside it."""

from tests.support.reports import Row, Table

Area = tuple[int, int, int, int]
"""Row, column, height, width."""
_FIRST = "自然人"  # the name of the first column of values


def areas(table: Table) -> list[Area]:
    """The areas to merge. Cells of values stay alone, and so does everything in rows of different lengths."""
    if len({len(row.cells) for row in table.rows}) > 1:
        return []
    taken: set[tuple[int, int]] = set()
    found: list[Area] = []
    for number, row in enumerate(table.rows):
        for column, text in enumerate(row.cells):
            if not text or (number, column) in taken or column >= _labels(table, row):
                continue
            across = _run(table, number, column, taken)
            down = _depth(table, number, column, across, taken)
            if across * down > 1:
                found.append((number, column, down, across))
                taken |= {(number + i, column + j) for i in range(down) for j in range(across)}
    return found


def _labels(table: Table, row: Row) -> int:
    """How many cells of a row, from the left, are labels: all of a header, those before the values of a row."""
    if row.key is None:
        return len(row.cells)
    if table.id != "table3":
        return 0 if table.id == "table4" else 1
    return next((line.cells.index(_FIRST) for line in table.rows if _FIRST in line.cells), 0)


def _run(table: Table, number: int, column: int, taken: set[tuple[int, int]]) -> int:
    row = table.rows[number]
    end = column + 1
    while end < _labels(table, row) and not row.cells[end] and (number, end) not in taken:
        end += 1
    return end - column


def _depth(table: Table, number: int, column: int, across: int, taken: set[tuple[int, int]]) -> int:
    """How far down a label goes: over rows of the same kind where its cells are empty."""
    end = number + 1
    while end < len(table.rows):
        row = table.rows[end]
        columns = range(column, column + across)
        if (row.key is None) != (table.rows[number].key is None) or columns.stop > _labels(table, row):
            break
        if any(row.cells[at] or (end, at) in taken for at in columns):
            break
        if row.key is None and not any(row.cells):
            break
        end += 1
    return end - number
