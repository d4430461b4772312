"""A damaged report as a file of its format has it, and what its cells say.

Where a format keeps no lines of tables, blank cells and the ends of rows are not there to be seen.
"""

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace
from decimal import Decimal
from functools import cache

from tests.damage.sheets import FORMS, Cell, Line, Paper, Sheet, put_lines
from tests.round_trip.writers import Rows, Writer
from tests.support.forms import annual_report_form

_NUMBER = re.compile(r"(?:0|[1-9][0-9]*|[1-9][0-9]{0,2}(?:,[0-9]{3})+)(?:\.[0-9]+)?")
_HALF_WIDTH = {code + 0xFEE0: code for code in range(0x21, 0x7F)}
_LIKE_A_NUMBER = re.compile(r"[^\s\u3400-\u9fff]{0,4}\d[^\s\u3400-\u9fff]{0,18}件?")
MARKS = ("/", "-", "无", "—")


def as_it_stands(paper: Paper, writer: Writer) -> Paper:
    """The report as a file of this format has it."""
    for index, item in enumerate(paper.items):
        if isinstance(item, Sheet) and writer.name == "xlsx, flat":
            paper = put_lines(paper, index, _padded(item.lines))
        if isinstance(item, Sheet) and writer.is_loose:
            lines = [replace(line, cells=tuple(cell for cell in line.cells if cell.text)) for line in item.lines]
            if writer.name == "text, spaces between":
                lines = [
                    replace(line, cells=tuple(_divided(line.cells, names_of_columns(paper.year)))) for line in lines
                ]
            if writer.rows is Rows.WORDS_FIRST:
                lines = [replace(line, cells=tuple(sorted(line.cells, key=is_number))) for line in lines]
            lines = [line for line in lines if line.cells]
            paper = put_lines(paper, index, lines if writer.rows is Rows.KEPT else _regrouped(lines))
    return paper


def _padded(lines: Sequence[Line]) -> list[Line]:
    """Rows of a sheet without lines around its cells: nothing shows where one ends, or how many blank ones follow."""
    width = max((len(line.cells) for line in lines), default=0)
    padded = [replace(line, cells=(*line.cells, *[Cell("")] * (width - len(line.cells)))) for line in lines]
    while padded and not any(cell.text for cell in padded[-1].cells):
        padded.pop()
    return padded


def _divided(cells: Sequence[Cell], names: Collection[str]) -> Iterator[Cell]:
    """Cells between which nothing but a space stands: numbers or names with spaces between them may be several."""
    for cell in cells:
        parts = cell.text.split(" ")
        if len(parts) > 1 and all(number(part) is not None or part in names for part in parts):
            yield from (Cell(part, cell.fact) for part in parts)
        else:
            yield cell


def _regrouped(lines: Sequence[Line]) -> list[Line]:
    """Cells of which nothing shows where a row ended: a number goes with the words before it, wherever it stood.

    A row is then the one whose numbers stand there. Words of a header are lines of their own.
    """
    found: list[Line] = []
    for line in lines:
        for cell in line.cells:
            last = found[-1] if found else Line(())
            below_header = last.key is None and line.key is not None and not any(map(is_number, last.cells))
            after_numbers = not is_number(cell) and (last.key != line.key or any(map(is_number, last.cells)))
            if not found or below_header or after_numbers:
                found.append(Line((cell,), line.key))
                continue
            is_first = is_number(cell) and not any(map(is_number, last.cells))
            found[-1] = Line((*last.cells, cell), line.key if is_first and line.key is not None else last.key)
    return found


@cache
def names_of_columns(year: int) -> frozenset[str]:
    form = annual_report_form(FORMS[year])
    return frozenset(name for table in form.tables for _, column in table.columns() for name in column.label.all)


def number(text: str) -> int | Decimal | None:
    """The number that a cell says beyond doubt."""
    plain = text.translate(_HALF_WIDTH).replace("\u3000", " ").strip()
    if _NUMBER.fullmatch(plain) is None:
        return None
    digits = plain.replace(",", "")
    return Decimal(digits) if "." in digits else int(digits)


def is_number(cell: Cell) -> bool:
    """Whether a cell is filled as a value is: with one number, perhaps badly written, or a sign for none.

    Whatever is written in a value's own cell counts: a note there (见附件) says nothing about where other values stand.
    """
    if cell.fact is not None:
        return bool(cell.text)
    return cell.text in MARKS or _LIKE_A_NUMBER.fullmatch(cell.text.strip("\xa0\u3000 ")) is not None
