"""One sheet as it is shown: its cells with words or lines around them, without hidden rows and columns."""

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from itertools import islice
from typing import Any

from engine.documents.excel.shown import GENERAL, Shown, show
from engine.documents.excel.workbook import Look, Workbook, words
from engine.documents.limits import MAX_CELLS
from engine.documents.package import DamagedError, Package, attribute, child, whole
from engine.model.struct import Struct

_REFERENCE = re.compile(r"\$?([A-Za-z]{1,3})\$?([0-9]{1,7})")
_MAX_ROW, _MAX_COLUMN = 1_048_576, 16_384
_GAP = 64  # more empty columns than these between two that are used say nothing
_PLAIN = Look()
_EMPTY = Shown("")
_NO_RESULT = Shown("（1 个公式）", "这一格是公式，文件里没有存它的结果")
_TRUTH = {"1": "TRUE", "0": "FALSE"}


class SheetCell(Struct, frozen=True):
    """A cell, or a merged area, as it is shown: row and column (from 0, hidden ones not counted) and how far it goes.

    ``name`` is what Excel calls the cell (B7).
    """

    row: int
    column: int
    down: int
    across: int
    name: str
    shown: Shown
    ruled: bool


class Grid(Struct, frozen=True):
    """A sheet: its cells in order, the names of rows and columns that are shown, areas declared to be tables."""

    cells: tuple[SheetCell, ...]
    rows: tuple[int, ...]
    columns: tuple[int, ...]
    tables: tuple[tuple[int, int, int, int], ...]


_Area = tuple[int, int, int, int]
"""First row, first column, last row, last column (from 0)."""


def read_sheet(package: Package, part: str, workbook: Workbook) -> Grid:
    """The cells of a sheet. Raises ``DamagedError``."""
    root = package.tree(part)
    if root is None:
        raise DamagedError("文件已损坏，缺一张工作表", "the file is damaged: a sheet is missing")
    raw, hidden_rows = _cells(root, workbook)
    merged = _merged(root, raw)
    hidden_columns = _hidden_columns(root)
    areas = merged.values()
    rows = _shown_lines({row for row, _ in raw} | {row for area in areas for row in area[::2]}, hidden_rows, 1)
    columns = _shown_lines(
        {column for _, column in raw} | {column for area in areas for column in area[1::2]}, hidden_columns, _GAP
    )
    at_row = {row: index for index, row in enumerate(rows)}
    at_column = {column: index for index, column in enumerate(columns)}
    return Grid(
        tuple(_placed(raw, merged, at_row, at_column)),
        rows,
        columns,
        tuple(_declared(package, part, at_row, at_column)),
    )


_Raw = dict[tuple[int, int], tuple[Shown, bool]]


def _cells(root: Any, workbook: Workbook) -> tuple[_Raw, set[int]]:
    """The cells that have words or lines, by row and column, and the hidden rows."""
    raw: _Raw = {}
    hidden: set[int] = set()
    looks, row_number, count = workbook.looks, -1, 0
    data = child(root, "sheetData")
    for row in data if data is not None else ():
        row_number = _index(row.get("r"), row_number + 1)
        if row.get("hidden") in ("1", "true"):
            hidden.add(row_number)
        column = -1
        for cell in row:
            name = cell.get("r")
            column = _column(name) if name is not None else column + 1
            style = cell.get("s")
            look = looks.get(style, _PLAIN) if style is not None else _PLAIN
            shown = _shown(cell, look, workbook) if len(cell) else _EMPTY
            if shown.text or look.ruled:
                raw[row_number, column] = (shown, look.ruled)
            count += 1
            if count > MAX_CELLS:
                raise DamagedError(f"表格超过 {MAX_CELLS} 格的上限", f"more than {MAX_CELLS} cells")
    return raw, hidden


def _shown(cell: Any, look: Look, workbook: Workbook) -> Shown:
    """What a cell shows."""
    stored: str | None = None
    inline: Any = None
    is_formula = False
    for one in cell:
        tag = one.tag
        if tag.endswith("}v"):
            stored = one.text or ""
        elif tag.endswith("}f"):
            is_formula = True
        elif tag.endswith("}is"):
            inline = one
    kind = cell.get("t", "n")
    if kind == "inlineStr":
        return Shown(words(inline)) if inline is not None else _EMPTY
    if not stored:
        return _NO_RESULT if is_formula and (stored is None or kind != "str") else _EMPTY
    if kind == "s":
        index = int(stored) if stored.isascii() and stored.isdecimal() and len(stored) < 9 else -1
        if not 0 <= index < len(workbook.texts):
            return Shown(stored, "文件已损坏，找不到这一格的文字")
        return Shown(workbook.texts[index])
    if kind == "n":
        if look.form is GENERAL and stored.isdecimal() and stored.isascii() and stored[0] != "0" and len(stored) < 16:
            return Shown(stored)
        return show(stored, look.form, workbook.since_1904)
    return Shown(_TRUTH.get(stored, stored) if kind == "b" else stored)


def _index(text: str | None, otherwise: int) -> int:
    """The number of a row from 0."""
    if text is None:
        return otherwise
    if not (text.isascii() and text.isdecimal() and 0 < int(text[:8]) <= _MAX_ROW):
        raise DamagedError("文件已损坏，行号不对", "the file is damaged: the number of a row")
    return int(text[:8]) - 1


@lru_cache(maxsize=4096)
def _column(name: str) -> int:
    """The column (from 0) in the name of a cell."""
    return _reference(name)[1]


def _reference(name: str) -> tuple[int, int]:
    found = _REFERENCE.fullmatch(name)
    if found is None:
        raise DamagedError("文件已损坏，格的名称不对", "the file is damaged: the name of a cell")
    column = 0
    for letter in found[1].upper():
        column = column * 26 + ord(letter) - 64
    if column > _MAX_COLUMN or not 0 < int(found[2]) <= _MAX_ROW:
        raise DamagedError("文件已损坏，格的名称不对", "the file is damaged: the name of a cell")
    return int(found[2]) - 1, column - 1


def _area(text: str) -> _Area:
    first, _, last = text.partition(":")
    (top, left), (bottom, right) = _reference(first), _reference(last or first)
    return min(top, bottom), min(left, right), max(top, bottom), max(left, right)


def name_of(row: int, column: int) -> str:
    """What Excel calls a cell (row and column from 0)."""
    return f"{_letters(column)}{row + 1}"


@lru_cache(maxsize=1024)
def _letters(column: int) -> str:
    letters = ""
    column += 1
    while column:
        column, letter = divmod(column - 1, 26)
        letters = chr(65 + letter) + letters
    return letters


def _merged(root: Any, raw: _Raw) -> dict[tuple[int, int], _Area]:
    """The merged areas by their first cell, within the rows and columns that are used."""
    group = child(root, "mergeCells")
    if group is None or not raw:
        return {}
    last_row, last_column = max(row for row, _ in raw), max(column for _, column in raw)
    found: dict[tuple[int, int], _Area] = {}
    for one in group:
        top, left, bottom, right = _area(one.get("ref", ""))
        if top <= last_row and left <= last_column:
            found[top, left] = (top, left, min(bottom, last_row), min(right, last_column))
    if sum((bottom - top + 1) * (right - left + 1) for top, left, bottom, right in found.values()) > MAX_CELLS:
        raise DamagedError(f"合并的格超过 {MAX_CELLS} 格的上限", f"more than {MAX_CELLS} cells are merged")
    return found


def _hidden_columns(root: Any) -> set[int]:
    hidden: set[int] = set()
    for one in child(root, "cols") if child(root, "cols") is not None else ():
        if one.get("hidden") in ("1", "true"):
            first, last = whole(one.get("min"), 1), min(whole(one.get("max"), 1), _MAX_COLUMN)
            hidden.update(range(first - 1, last))
    return hidden


def _shown_lines(used: Iterable[int], hidden: set[int], gap: int) -> tuple[int, ...]:
    """The rows or columns that are shown, in order: those that are used, and at most ``gap`` between two of them."""
    found: list[int] = []
    for number in sorted(set(used) - hidden):
        if found:
            between = (other for other in range(found[-1] + 1, number) if other not in hidden)
            found.extend(islice(between, gap))
        found.append(number)
    return tuple(found)


def _placed(
    raw: _Raw, merged: dict[tuple[int, int], _Area], at_row: dict[int, int], at_column: dict[int, int]
) -> Iterator[SheetCell]:
    """The cells that are shown, merged ones as one, from the top and the left."""
    covered = {
        (row, column)
        for top, left, bottom, right in merged.values()
        for row in range(top, bottom + 1)
        for column in range(left, right + 1)
    }
    found: list[SheetCell] = []
    for (row, column), (shown, ruled) in raw.items():
        if (row, column) not in covered and row in at_row and column in at_column:
            found.append(SheetCell(at_row[row], at_column[column], 1, 1, name_of(row, column), shown, ruled))
    for (top, left), (_, _, bottom, right) in merged.items():
        rows = [at_row[row] for row in range(top, bottom + 1) if row in at_row]
        columns = [at_column[column] for column in range(left, right + 1) if column in at_column]
        shown, ruled = raw.get((top, left), (_EMPTY, False))
        if rows and columns and (shown.text or ruled):
            found.append(SheetCell(rows[0], columns[0], len(rows), len(columns), name_of(top, left), shown, ruled))
    found.sort(key=lambda cell: (cell.row, cell.column))
    return iter(found)


def _declared(package: Package, part: str, at_row: dict[int, int], at_column: dict[int, int]) -> Iterator[_Area]:
    """The areas that Excel itself knows as tables, in rows and columns that are shown."""
    for kind, target in package.relations(part).values():
        root = package.tree(target) if kind == "table" else None
        if root is None:
            continue
        top, left, bottom, right = _area(attribute(root, "ref") or "")
        rows = [at for row, at in at_row.items() if top <= row <= bottom]
        columns = [at for column, at in at_column.items() if left <= column <= right]
        if rows and columns:
            yield min(rows), min(columns), max(rows), max(columns)
