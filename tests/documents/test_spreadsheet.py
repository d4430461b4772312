"""Sheets of old Excel, WPS and OpenDocument: values with their cells, and what may not be what is shown."""

import io
import zipfile
from pathlib import Path

import pytest
from openpyxl import Workbook

from engine.documents import libreoffice, read
from engine.documents.libreoffice import convert
from engine.model.document import Document, Unreadable
from tests.support.child import read_in_child

TITLE = "青禾县教育局2023年政府信息公开工作年度报告"
ROWS = (("项目", "数量", "金额"), ("新收申请", 3, 8.6), ("上年结转", 0, 1.2345))
KIND = "application/vnd.oasis.opendocument.spreadsheet"
NAMESPACES = " ".join(
    f'xmlns:{part}="urn:oasis:names:tc:opendocument:xmlns:{part}:1.0"'
    for part in ("office", "text", "table", "manifest")
)


def ods(rows: str, manifest: str = "") -> bytes:
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(zipfile.ZipInfo("mimetype"), KIND)
        archive.writestr("META-INF/manifest.xml", f"<manifest:manifest {NAMESPACES}>{manifest}</manifest:manifest>")
        archive.writestr(
            "content.xml",
            f"<office:document-content {NAMESPACES}><office:body><office:spreadsheet>"
            f'<table:table table:name="年报">{rows}</table:table>'
            "</office:spreadsheet></office:body></office:document-content>",
        )
    return data.getvalue()


def row(*values: str | float, times: int = 1) -> str:
    cells = "".join(
        f'<table:table-cell office:value-type="string"><text:p>{value}</text:p></table:table-cell>'
        if isinstance(value, str)
        else f'<table:table-cell office:value-type="float" office:value="{value}"><text:p>?</text:p></table:table-cell>'
        for value in values
    )
    return f'<table:table-row table:number-rows-repeated="{times}">{cells}</table:table-row>'


def _is_the_report(found: Document | Unreadable, form: str) -> None:
    assert isinstance(found, Document), found
    assert found.format == form
    assert [paragraph.passage.text for paragraph in found.paragraphs()] == [TITLE]
    (table,) = found.tables()
    assert [[cell.text for cell in line.cells] for line in table.rows] == [
        ["项目", "数量", "金额"],
        ["新收申请", "3", "8.6"],
        ["上年结转", "0", "1.2345"],
    ]
    cells = {where.element: cell for line in table.rows for cell in line.cells if (where := cell.passage.location)}
    assert cells["年报!B3"].text == "3"
    assert [name for name, cell in cells.items() if cell.passage.doubt is not None] == ["年报!C4"]


def test_open_document() -> None:
    _is_the_report(read(ods(row(TITLE) + "".join(row(*cells) for cells in ROWS)), "报告.ods"), "ods")


@pytest.mark.skipif(libreoffice.program() is None, reason="LibreOffice is not installed")
def test_excel_97() -> None:
    book, stream = Workbook(), io.BytesIO()
    book.active.title = "年报"
    for cells in ((TITLE,), *ROWS):
        book.active.append(cells)
    book.create_sheet("草稿").append(["不该读到", 1])
    book["草稿"].sheet_state = "hidden"
    book.save(stream)
    data = convert(stream.getvalue(), ".xlsx", "xls")
    _is_the_report(read(data, "报告.doc"), "xls")
    _is_the_report(read(data, "报告.et"), "et")


def test_a_password() -> None:
    found = read(ods(row("一"), "<manifest:encryption-data/>"), "报告.ods")
    assert isinstance(found, Unreadable)
    assert found.reason == "文件有密码，不能打开，请去掉密码后再检查"


@pytest.mark.parametrize(
    "rows", [row("一", 1, times=1_000_000), row("一", times=10**30), row("一") + row(times=10**6) + row("二")]
)
def test_a_sheet_that_fits_into_no_memory(tmp_path: Path, rows: str) -> None:
    path = tmp_path / "a.ods"
    path.write_bytes(ods(rows))
    assert read_in_child(path).reason == "表格超过 500000 格的上限"


def test_every_beginning() -> None:
    data = ods(row(TITLE) + "".join(row(*cells) for cells in ROWS))
    for length in range(100, len(data), 37):
        assert isinstance(read(data[:length], "a.ods"), Unreadable)
