"""A sheet divided into tables and lines of prose: offices write titles, sentences and tables all on one sheet.

Lines drawn around cells say what a table is, and so do the areas that Excel calls tables. Where a sheet has neither, a
table is two rows or more with two filled cells or more, one below the other; a row with a single cell belongs to the
table that it touches, unless it reads like a heading, a sentence, a title or a signature.
"""

import re
from collections.abc import Iterator, Sequence
from itertools import groupby

from engine.documents.excel.sheet import Grid, SheetCell
from engine.model.struct import Struct

_HEADING = re.compile(r"\s*(?:[一二三四五六七八九十]{1,3}\s*[、.．]|第[一二三四五六七八九十]{1,3}(?:部分|章|节))")
_SUBHEADING = re.compile(r"\s*[（(][一二三四五六七八九十]{1,2}[）)]")
_SENTENCE = re.compile(r"[。；！？]")
# Titles, and the lines that a document ends with.
_OUTSIDE = re.compile(r"(?:报告|年报|政府|[局厅部委院处办站]|委员会|办公室|中心|[0-9一二三四五六七八九十〇]\s*日)\s*$")
_CAPTION = 25  # a longer line is no caption inside a table


class SheetTable(Struct, frozen=True):
    """The cells of a table by rows; rows and columns (from 0) of the grid that it covers."""

    cells: tuple[SheetCell, ...]
    rows: range
    columns: range


class SheetLine(Struct, frozen=True):
    """The filled cells of a row that is no part of a table, from the left."""

    cells: tuple[SheetCell, ...]


class _Row(Struct, frozen=True):
    """A row of the grid: the cells that begin in it, those that reach into it from above, is it declared a table's."""

    number: int
    cells: tuple[SheetCell, ...]
    through: tuple[SheetCell, ...]
    declared: bool

    @property
    def filled(self) -> list[SheetCell]:
        return [cell for cell in self.cells if cell.shown.text.strip()]

    @property
    def ruled(self) -> bool:
        return any(cell.ruled for cell in (*self.cells, *self.through))


def split(grid: Grid) -> Iterator[SheetTable | SheetLine]:
    """The tables and lines of a sheet from top to bottom; tables that stand side by side from left to right."""
    rows = _rows(grid)
    drawn = any(row.ruled and len(row.cells) > 1 for row in rows)
    for kind, group in groupby(rows, lambda row: row.declared or row.ruled):
        run = list(group)
        if kind:
            yield from _drawn(run)
        elif drawn:
            yield from _lines(run)
        else:
            yield from _without_lines(run)


def _rows(grid: Grid) -> list[_Row]:
    """Every row of the grid, empty ones too."""
    begins: list[list[SheetCell]] = [[] for _ in grid.rows]
    through: list[list[SheetCell]] = [[] for _ in grid.rows]
    for cell in grid.cells:
        begins[cell.row].append(cell)
        for row in range(cell.row + 1, cell.row + cell.down):
            through[row].append(cell)
    declared = {row for top, _, bottom, _ in grid.tables for row in range(top, bottom + 1)}
    return [
        _Row(number, tuple(cells), tuple(above), number in declared)
        for number, (cells, above) in enumerate(zip(begins, through, strict=True))
    ]


def _lines(rows: Sequence[_Row]) -> Iterator[SheetLine]:
    for row in rows:
        if row.filled:
            yield SheetLine(tuple(row.filled))


def _drawn(rows: Sequence[_Row]) -> Iterator[SheetTable | SheetLine]:
    """Rows with lines around their cells. Titles, headings and sentences may stand in the same frame."""
    first = next((index for index, row in enumerate(rows) if not _is_single(row)), len(rows))
    alone = [index < first - 1 or _stands_alone(row) for index, row in enumerate(rows)]
    for prose, numbered in groupby(enumerate(rows), lambda item: alone[item[0]]):
        run = [row for _, row in numbered]
        yield from _lines(run) if prose else _side_by_side(run)


def _side_by_side(rows: Sequence[_Row]) -> Iterator[SheetTable | SheetLine]:
    """Tables divided by columns without lines and words. A single column is prose."""
    for _, numbered in groupby(enumerate(_columns(rows)), lambda item: item[1] - item[0]):
        part = [column for _, column in numbered]
        inside = range(part[0], part[-1] + 1)
        own = [
            _Row(
                row.number,
                tuple(cell for cell in row.cells if cell.column in inside),
                tuple(cell for cell in row.through if cell.column in inside),
                row.declared,
            )
            for row in rows
        ]
        if not any(row.filled for row in own):
            continue
        if max(len(row.cells) for row in own) < 2:
            yield from _lines(own)
        else:
            yield _table(own, inside)


def _table(rows: Sequence[_Row], columns: range) -> SheetTable:
    cells = tuple(cell for row in rows for cell in row.cells)
    return SheetTable(cells, range(rows[0].number, rows[-1].number + 1), columns)


def _columns(rows: Sequence[_Row]) -> list[int]:
    """The columns in which something stands, in order."""
    used: set[int] = set()
    for row in rows:
        for cell in row.cells:
            used.update(range(cell.column, cell.column + cell.across))
    return sorted(used)


def _without_lines(rows: Sequence[_Row]) -> Iterator[SheetTable | SheetLine]:
    """Tables and prose where nothing is drawn."""
    for empty, group in groupby(rows, lambda row: not row.filled and not row.through):
        if not empty:
            yield from _block(list(group))


def _block(rows: Sequence[_Row]) -> Iterator[SheetTable | SheetLine]:
    """Rows without an empty one between them."""
    belongs = [_is_tabular(row) for row in rows]
    numbers = range(len(rows))
    beside = [(index, index + 1) for index in reversed(numbers[:-1])] + [(index, index - 1) for index in numbers[1:]]
    for index, neighbour in beside:
        if not belongs[index] and belongs[neighbour] and _is_caption(rows[index]):
            belongs[index] = neighbour > index or not _is_subheading(rows[index])
    for inside, numbered in groupby(enumerate(rows), lambda item: belongs[item[0]]):
        run = [row for _, row in numbered]
        if inside and sum(len(row.filled) > 1 for row in run) > 1:
            columns = _columns(run)
            yield _table(run, range(columns[0], columns[-1] + 1))
        else:
            yield from _lines(run)


def _is_tabular(row: _Row) -> bool:
    return len(row.filled) > 1 or bool(row.through)


def _is_single(row: _Row) -> bool:
    return len(row.cells) == 1 and not row.through and not row.declared


def _stands_alone(row: _Row) -> bool:
    """Whether a row is a single cell that is no line of a table."""
    return _is_single(row) and not _is_caption(row)


def _is_caption(row: _Row) -> bool:
    """Whether a single cell may be a line of the table below it."""
    text = row.filled[0].shown.text if row.filled else ""
    if len(text) > _CAPTION:
        return False
    return not (_HEADING.match(text) or _SENTENCE.search(text) or _OUTSIDE.search(text))


def _is_subheading(row: _Row) -> bool:
    """Whether a single cell below the last line of a table is where prose goes on: （一）……"""
    return bool(row.filled) and _SUBHEADING.match(row.filled[0].shown.text) is not None
