"""Scans: small pages drawn here and read back. Skipped without the extra ``gouji[ocr]``."""

import io
import sys
from collections.abc import Sequence
from importlib.util import find_spec
from typing import Any
from unittest.mock import patch

import pytest

from engine.documents import read
from engine.model.document import Cell, Document, Table, Unreadable

PNG = b"\x89PNG\r\n\x1a\n"
NUMBERS = (("11", "204", "8.60"), ("0", "", "97"), ("5", "1638", "42"))
LEFT, TOP, WIDE, HIGH = 150, 400, 300, 70

needs_ocr = pytest.mark.skipif(find_spec("rapidocr") is None, reason="gouji[ocr] is not installed")


def page(rows: Sequence[Sequence[str]], *, turn: float = 0.0, title: str = "ANNUAL REPORT 2023") -> Any:
    """A page at 200 dots to the inch with a line of text and a ruled table."""
    from PIL import Image, ImageDraw, ImageFont

    image = Image.new("L", (1240, 1000), 250)
    draw = ImageDraw.Draw(image)
    font = ImageFont.load_default(34)
    draw.text((LEFT, 250), title, fill=20, font=font)
    for row, cells in enumerate(rows):
        for column, text in enumerate(cells):
            left, top = LEFT + column * WIDE, TOP + row * HIGH
            draw.rectangle((left, top, left + WIDE, top + HIGH), outline=0, width=2)
            draw.text((left + 60, top + 15), text, fill=20, font=font)
    return image.rotate(turn, resample=Image.Resampling.BICUBIC, fillcolor=250)


def saved(image: Any, kind: str, **how: Any) -> bytes:
    data = io.BytesIO()
    image.save(data, kind, dpi=(200, 200), **how)
    return data.getvalue()


def document(data: bytes, name: str = "a.png") -> Document:
    found = read(data, name)
    assert isinstance(found, Document), found
    return found


def cells(table: Table) -> list[list[Cell]]:
    return [list(row.cells) for row in table.rows]


def _agree(table: Table) -> None:
    """Every cell is as it was drawn, or doubted; and most are not doubted."""
    read_cells = cells(table)
    assert [[cell.first_column for cell in row] for row in read_cells] == [[0, 1, 2]] * 3
    pairs = [
        (cell, text)
        for row, texts in zip(read_cells, NUMBERS, strict=True)
        for cell, text in zip(row, texts, strict=True)
    ]
    assert [(cell.text, text) for cell, text in pairs if cell.text != text and cell.passage.doubt is None] == []
    assert sum(cell.passage.doubt is None for cell, _ in pairs) >= 7


@needs_ocr
@pytest.mark.parametrize(("kind", "how"), [("PNG", {}), ("JPEG", {"quality": 60})])
def test_a_turned_page(kind: str, how: dict[str, Any]) -> None:
    found = document(saved(page(NUMBERS, turn=0.8), kind, **how))
    assert found.format == "image via OCR"
    (table,) = found.tables()
    _agree(table)
    (title,) = found.paragraphs()
    assert title.passage.text.replace(" ", "") == "ANNUALREPORT2023"


@needs_ocr
def test_where_things_stand() -> None:
    found = document(saved(page(NUMBERS), "TIFF", save_all=True, append_images=[page(NUMBERS[:2])]), "a.tif")
    first, second = found.tables()
    where = cells(second)[1][2].passage.location
    assert where is not None
    assert (where.page, where.table, where.row, where.cell) == (2, 2, 2, 3)
    left, top, right, bottom = where.box or (0, 0, 0, 0)
    corner = (LEFT + 2 * WIDE, TOP + HIGH)
    assert (left, top) == pytest.approx([72 / 200 * one for one in corner], abs=3)
    assert (right, bottom) == pytest.approx([72 / 200 * (corner[0] + WIDE), 72 / 200 * (corner[1] + HIGH)], abs=3)
    assert len(cells(first)) == 3


@needs_ocr
def test_merged_cells() -> None:
    image = page(NUMBERS)
    # The line between the first two cells of the first row goes away, and that below the last cell.
    image.paste(250, (LEFT + WIDE - 3, TOP + 3, LEFT + WIDE + 4, TOP + HIGH - 2))
    image.paste(250, (LEFT + 2 * WIDE + 3, TOP + HIGH - 3, LEFT + 3 * WIDE - 2, TOP + HIGH + 4))
    (table,) = document(saved(image, "PNG")).tables()
    spans = [[(cell.first_column, cell.column_span, cell.row_span) for cell in row] for row in cells(table)]
    assert spans == [[(0, 2, 1), (2, 1, 2)], [(0, 1, 1), (1, 1, 1)], [(0, 1, 1), (1, 1, 1), (2, 1, 1)]]


@needs_ocr
def test_a_cell_with_a_blot_is_doubted() -> None:
    image = page(NUMBERS)
    for x in range(60, 130, 6):  # scribbled over
        image.paste(30, (LEFT + WIDE + x, TOP + 8, LEFT + WIDE + x + 3, TOP + HIGH - 8))
    (table,) = document(saved(image, "PNG")).tables()
    assert cells(table)[0][1].passage.doubt is not None
    assert cells(table)[1][1].text == ""
    assert cells(table)[1][1].passage.doubt is None


@needs_ocr
def test_thick_and_double_lines_are_no_digits() -> None:
    image = page(NUMBERS)
    left = LEFT + WIDE
    for x in (left - 6, left + 7):  # a second and a third line beside one of the ruled lines
        image.paste(20, (x, TOP, x + 3, TOP + 3 * HIGH))
    (table,) = document(saved(image, "PNG")).tables()
    found = [[cell for cell in row if cell.text or cell.passage.doubt] for row in cells(table)]
    assert [[cell.text for cell in row if cell.passage.doubt is None] for row in found] == [
        [text for text in row if text] for row in NUMBERS
    ]


@needs_ocr
def test_a_scanned_pdf() -> None:
    found = document(saved(page(NUMBERS).convert("L").resize((1654, 1334)), "PDF"), "a.pdf")
    assert found.format == "pdf via OCR"
    (table,) = found.tables()
    _agree(table)


@needs_ocr
@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (PNG + b"123", "图片已损坏，不能打开"),
        (b"\xff\xd8\xff\xe0 12", "图片已损坏，不能打开"),
        (b"II*\x00" + b"\xff" * 100, "图片已损坏，不能打开"),
    ],
)
def test_damage(data: bytes, reason: str) -> None:
    found = read(data, "a.png")
    assert isinstance(found, Unreadable)
    assert found.reason == reason


@needs_ocr
def test_sizes_that_no_scan_has() -> None:
    from PIL import Image

    def reason(image: Any) -> str:
        found = read(saved(image, "PNG"), "a.png")
        assert isinstance(found, Unreadable)
        return found.reason

    assert reason(Image.new("1", (20_000, 20_000))) == "图片太大，不像一份扫描件"
    assert reason(Image.new("L", (32, 32))) == "图片太小，不像一份扫描件"
    assert reason(Image.new("L", (800, 800), 255)) == "图片里没有认出文字"


@pytest.mark.parametrize("kind", ["PNG", "JPEG", "TIFF", "BMP"])
def test_without_the_extra(kind: str) -> None:
    data = saved(page(NUMBERS), kind)
    with patch.dict(sys.modules, {"numpy": None}):
        found = read(data, f"a.{kind.lower()}")
    assert isinstance(found, Unreadable)
    assert found.reason == "扫描件要用文字识别，没有安装：pip install gouji[ocr]"
