"""Reports as Word documents: with merged labels as in the official form, flat, and with tracked changes."""

import io
from collections.abc import Sequence
from copy import deepcopy
from typing import Any

import docx
from lxml import etree

from tests.round_trip.merging import areas
from tests.support.reports import Item, Table

_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


def flat(items: Sequence[Item]) -> bytes:
    """Every cell of its own."""
    return _saved(_document(items, merged=False))


def merged(items: Sequence[Item]) -> bytes:
    """Labels over the empty cells below and beside them."""
    return _saved(_document(items, merged=True))


def tracked(items: Sequence[Item]) -> bytes:
    """Every number and sentence was another one before, and rows were deleted."""
    document = _document(items, merged=True)
    body = document.element.body
    for number, run in enumerate(list(body.iter(f"{{{_W}}}r"))):
        parent = run.getparent()
        old = deepcopy(run)
        for text in old.iter(f"{{{_W}}}t"):
            text.tag = f"{{{_W}}}delText"
            text.text = "9" + (text.text or "")
        at = parent.index(run)
        deleted, inserted = _change("del", number), _change("ins", number)
        deleted.append(old)
        inserted.append(run)
        parent.insert(at, deleted)
        parent.insert(at + 1, inserted)
    for table in body.iter(f"{{{_W}}}tbl"):
        last = deepcopy(list(table.iter(f"{{{_W}}}tr"))[-1])
        last.get_or_add_trPr().append(_change("del", 0))
        table.append(last)
    return _saved(document)


def _change(name: str, number: int) -> Any:
    return etree.fromstring(f'<w:{name} xmlns:w="{_W}" w:id="{number}" w:author="校对"/>')


def _document(items: Sequence[Item], merged: bool) -> Any:
    document: Any = docx.Document()
    for item in items:
        if not isinstance(item, Table):
            document.add_paragraph(item)
            continue
        width = max((len(row.cells) for row in item.rows), default=0)
        if not width:
            continue  # (damage took all rows)
        table = document.add_table(len(item.rows), width)
        grid = [list(row.cells) for row in table.rows]
        for cells, row in zip(grid, item.rows, strict=True):
            for cell, text in zip(cells, row.cells, strict=False):
                if text:
                    cell.paragraphs[0].add_run(text)
            for cell in cells[len(row.cells) :]:  # (a row may be shorter than the others)
                cell._tc.getparent().remove(cell._tc)
        for row_number, column, height, across in areas(item) if merged else ():
            grid[row_number][column].merge(grid[row_number + height - 1][column + across - 1])
    return document


def _saved(document: Any) -> bytes:
    file = io.BytesIO()
    document.save(file)
    return file.getvalue()
