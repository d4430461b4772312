"""Reports as workbooks: with merged labels and lines, flat, and one sheet for each table."""

import io
import re
from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from openpyxl import Workbook
from openpyxl.styles import Border, Side

from tests.round_trip.merging import areas
from tests.support.reports import Item, Table

_NUMBER = re.compile(r"-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?")
_THIN = Side(style="thin")
_BOX = Border(_THIN, _THIN, _THIN, _THIN)


def flat(items: Sequence[Item]) -> bytes:
    """All on one sheet, nothing drawn, nothing merged."""
    book = Workbook()
    for item in items:
        _write(book.active, item, drawn=False)
    return _saved(book)


def merged(items: Sequence[Item]) -> bytes:
    """All on one sheet, tables with lines around their cells, labels and sentences in merged ones."""
    book = Workbook()
    for item in items:
        _write(book.active, item, drawn=True)
    return _saved(book)


def sheets(items: Sequence[Item]) -> bytes:
    """A new sheet before every table and after it."""
    book = Workbook()
    before: Item | None = None
    for item in items:
        if before is not None and isinstance(before, Table) != isinstance(item, Table):
            book.create_sheet()
        _write(book.worksheets[-1], item, drawn=True)
        before = item
    return _saved(book)


def _write(page: Any, item: Item, drawn: bool) -> None:
    start = page.max_row + 1 if page["A1"].value is not None or page.max_row > 1 else 1
    if not isinstance(item, Table):
        page.cell(start, 1).value = item
        if drawn:
            page.merge_cells(start_row=start, end_row=start, start_column=1, end_column=10)
        return
    for number, row in enumerate(item.rows, start):
        for column, text in enumerate(row.cells, 1):
            cell = page.cell(number, column)
            if drawn:
                cell.border = _BOX
            if text:
                cell.value = Decimal(text) if _NUMBER.fullmatch(text) else text
    for top, column, height, across in areas(item) if drawn else ():
        page.merge_cells(
            start_row=start + top,
            end_row=start + top + height - 1,
            start_column=column + 1,
            end_column=column + across,
        )


def _saved(book: Workbook) -> bytes:
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()
