"""What else reads reports: for each format the libraries that the readers are measured against.

Each function does the least that gives a program the words of paragraphs and of table cells in their order, as the
documentation of its library shows it; no places, no judgement. ``floor`` is the least of all, parsing and nothing else.
The first of each format is the reference: the way that an engineer would take to get the words of cells out of it, and
of the usual ones the quickest, so that the comparison is none with a library that is known to be slow. Of PDF it is
pdfium itself, as readers of tables in Python (pdfplumber) take many times as long.
"""

import io
from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Library:
    """A library, what it is asked for, and the doing of it."""

    name: str
    work: Callable[[bytes], object]


def _beautiful_soup(data: bytes) -> list[str]:
    from bs4 import BeautifulSoup

    return [
        one.get_text(" ", strip=True) for one in BeautifulSoup(data, "lxml").find_all(["p", "h1", "h2", "td", "th"])
    ]


def _lxml_paragraphs(data: bytes) -> list[str]:
    from lxml import html

    return [str(one.text_content()).strip() for one in html.fromstring(data).iter("p", "h1", "h2", "td", "th")]


def _lxml_text(data: bytes) -> list[str]:
    from lxml import etree

    return list(etree.fromstring(data, etree.HTMLParser()).itertext())


def _python_docx(data: bytes) -> list[object]:
    from docx import Document
    from docx.table import Table

    found: list[object] = []
    for block in Document(io.BytesIO(data)).iter_inner_content():
        if isinstance(block, Table):
            found.append([[cell.text for cell in row.cells] for row in block.rows])
        else:
            found.append(block.text)
    return found


def _docx_text(data: bytes) -> str:
    from zipfile import ZipFile

    from lxml import etree

    with ZipFile(io.BytesIO(data)) as archive:
        return "".join(etree.fromstring(archive.read("word/document.xml")).itertext())


def _openpyxl(data: bytes) -> list[object]:
    from openpyxl import load_workbook

    book = load_workbook(io.BytesIO(data), data_only=True)
    return [([[cell.value for cell in row] for row in sheet.iter_rows()], sheet.merged_cells.ranges) for sheet in book]


def _openpyxl_read_only(data: bytes) -> list[object]:
    from openpyxl import load_workbook

    book = load_workbook(io.BytesIO(data), data_only=True, read_only=True)
    return [[[(cell.value, cell.number_format) for cell in row] for row in sheet.iter_rows()] for sheet in book]


def _calamine(data: bytes) -> list[object]:
    from python_calamine import CalamineWorkbook

    book = CalamineWorkbook.from_filelike(io.BytesIO(data))
    return [book.get_sheet_by_index(number).to_python() for number in range(len(book.sheet_names))]


def _pdfplumber(data: bytes) -> list[object]:
    import pdfplumber

    with pdfplumber.open(io.BytesIO(data)) as file:
        return [(page.extract_text_lines(), page.extract_tables()) for page in file.pages]


def _pdfium(data: bytes) -> list[tuple[int, float, float, float, float]]:
    from ctypes import byref, c_double

    import pypdfium2.raw as pdfium

    found: list[tuple[int, float, float, float, float]] = []
    left, right, bottom, top = c_double(), c_double(), c_double(), c_double()
    places = byref(left), byref(right), byref(bottom), byref(top)
    document = pdfium.FPDF_LoadMemDocument64(data, len(data), None)
    for number in range(pdfium.FPDF_GetPageCount(document)):
        page = pdfium.FPDF_LoadPage(document, number)
        text = pdfium.FPDFText_LoadPage(page)
        for index in range(pdfium.FPDFText_CountChars(text)):
            pdfium.FPDFText_GetCharBox(text, index, *places)
            code = pdfium.FPDFText_GetUnicode(text, index)
            found.append((code, left.value, bottom.value, right.value, top.value))
        pdfium.FPDFText_ClosePage(text)
        pdfium.FPDF_ClosePage(page)
    pdfium.FPDF_CloseDocument(document)
    return found


FLOORS: dict[str, Library] = {
    ".html": Library("floor: lxml parses, all text", _lxml_text),
    ".docx": Library("floor: zipfile and lxml, text of the main part", _docx_text),
    ".xlsx": Library("floor: calamine, values", _calamine),
    ".pdf": Library("pypdfium2: every character with its box", _pdfium),
}
"""The least for each format, by the end of a file's name."""

LIBRARIES: dict[str, tuple[Library, ...]] = {
    ".html": (
        Library("BeautifulSoup on lxml: text of p, h and cells", _beautiful_soup),
        Library("lxml.html: text_content of p, h and cells", _lxml_paragraphs),
        FLOORS[".html"],
    ),
    ".docx": (Library("python-docx: paragraphs and cells in order", _python_docx), FLOORS[".docx"]),
    ".xlsx": (
        Library("openpyxl, read only: values and number formats", _openpyxl_read_only),
        Library("openpyxl: values and merged cells", _openpyxl),
        FLOORS[".xlsx"],
    ),
    ".pdf": (FLOORS[".pdf"], Library("pdfplumber: text lines and tables", _pdfplumber)),
}
"""All that are measured, the reference first."""
