"""Reports as PDF, by three programs: reportlab, LibreOffice and Chromium."""

import io
import os
import shutil
import subprocess
import tempfile
from collections.abc import Callable, Sequence
from html import escape
from pathlib import Path
from typing import Any

from reportlab.lib import colors
from reportlab.lib.pagesizes import A4, landscape
from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.platypus import Paragraph, SimpleDocTemplate, TableStyle
from reportlab.platypus import Table as Flowable

from tests.round_trip import html
from tests.round_trip.merging import areas
from tests.support.reports import Item, Table

FONT = "STSong-Light"
BROWSERS = ("chromium", "chromium-browser", "google-chrome")
_SECONDS = 120


def drawn(
    items: Sequence[Item],
    *,
    repeat: bool = False,
    wide: bool = True,
    rules: bool = True,
    merge: bool = False,
    lost: Callable[[], bool] | None = None,
) -> bytes:
    """With reportlab: headers repeated on each page, wide or high pages, ruling lines, merged cells, or not.

    ``lost`` says of one edge of a cell after the other whether its line is missing.
    """
    pdfmetrics.registerFont(UnicodeCIDFont(FONT))
    size = 7 if wide else 5.5
    small = ParagraphStyle("cell", fontName=FONT, fontSize=size, leading=size * 1.3, wordWrap="CJK")
    text = ParagraphStyle("text", fontName=FONT, fontSize=11, leading=20, wordWrap="CJK", firstLineIndent=22)
    file = io.BytesIO()
    page = landscape(A4) if wide else A4
    SimpleDocTemplate(file, pagesize=page, leftMargin=36, rightMargin=36, topMargin=50, bottomMargin=50).build(
        [
            _table(item, small, page[0] - 72, repeat, rules, merge, lost)
            if isinstance(item, Table)
            else Paragraph(item, text)
            for item in items
        ],
        onFirstPage=_footer, onLaterPages=_footer,
    )  # fmt: skip
    return file.getvalue()


def _footer(canvas: Any, document: Any) -> None:
    canvas.setFont(FONT, 9)
    canvas.drawCentredString(document.pagesize[0] / 2, 24, f"- {document.page} -")


def _table(
    table: Table,
    style: ParagraphStyle,
    width: float,
    repeat: bool,
    rules: bool,
    merge: bool,
    lost: Callable[[], bool] | None,
) -> Flowable:
    rows = [[Paragraph(escape(cell), style) if cell else "" for cell in row.cells] for row in table.rows]
    columns = max(len(row.cells) for row in table.rows)
    longest = [
        max((min(len(row.cells[index]), 14) for row in table.rows if index < len(row.cells)), default=1) + 2
        for index in range(columns)
    ]
    widths = [width * share / sum(longest) for share in longest]
    filled = [row + [""] * (columns - len(row)) for row in rows]
    header = (table.rule or 0) if repeat else 0
    found = Flowable(filled, colWidths=widths, repeatRows=header, hAlign="LEFT")
    look: list[tuple[Any, ...]] = [("VALIGN", (0, 0), (-1, -1), "MIDDLE"), ("LEFTPADDING", (0, 0), (-1, -1), 2)]
    look += [("RIGHTPADDING", (0, 0), (-1, -1), 2)]
    if merge:
        look += [
            ("SPAN", (column, row), (column + width - 1, row + height - 1))
            for row, column, height, width in areas(table)
        ]
    if lost is not None:
        look += [
            (edge, (column, row), (column, row), 0.5, colors.black)
            for row in range(len(rows))
            for column in range(columns)
            for edge in ("LINEABOVE", "LINEBEFORE", "LINEBELOW", "LINEAFTER")
            if (edge in ("LINEABOVE", "LINEBEFORE") or row == len(rows) - 1 or column == columns - 1) and not lost()
        ]
    elif rules:
        look.append(("GRID", (0, 0), (-1, -1), 0.5, colors.black))
    found.setStyle(TableStyle(look))
    return found


def web_page(items: Sequence[Item]) -> str:
    """The report as a web page to be printed, with the merged cells of the official form."""
    style = (
        "@page{size:A4 landscape;margin:15mm}body{font:11pt serif}"
        "table{border-collapse:collapse;font-size:7pt;width:100%}"
        "td{border:1px solid black;padding:2px}p{text-indent:2em}"
    )
    return html.page(f"<style>{style}</style>" + html.body(items))


def browser() -> str | None:
    """A browser that prints; ``None`` when there is none here."""
    return next((found for name in BROWSERS if (found := shutil.which(name))), None)


def office() -> str | None:
    """LibreOffice; ``None`` when it is not here."""
    return shutil.which("soffice")


def printed(reports: Sequence[Sequence[Item]]) -> list[bytes]:
    """With a browser, all of the reports in one run: each is a page of one long document, cut where it says."""
    return [_printed(items) for items in reports]


def _printed(items: Sequence[Item]) -> bytes:
    with tempfile.TemporaryDirectory() as folder:
        source, target = Path(folder, "report.html"), Path(folder, "report.pdf")
        source.write_text(web_page(items), "utf-8")
        switches = "--headless --no-sandbox --disable-gpu --disable-quic --no-first-run --no-pdf-header-footer".split()
        switches += "--disable-background-networking --disable-component-update --disable-sync".split()
        program = browser()
        assert program is not None
        subprocess.run(
            [program, *switches, f"--user-data-dir={folder}/data", f"--print-to-pdf={target}", source.as_uri()],
            check=True, capture_output=True, timeout=_SECONDS,
        )  # fmt: skip
        return target.read_bytes()


def exported(reports: Sequence[Sequence[Item]]) -> list[bytes]:
    """With LibreOffice, all of the reports in one run."""
    with tempfile.TemporaryDirectory() as folder:
        names = [Path(folder, f"{number}.html") for number in range(len(reports))]
        for name, items in zip(names, reports, strict=True):
            name.write_text(web_page(items), "utf-8")
        program = office()
        assert program is not None
        subprocess.run(
            [program, f"-env:UserInstallation=file://{folder}/profile", "--headless", "--convert-to",
             "pdf:writer_web_pdf_Export", "--outdir", folder, *map(str, names)],
            check=True, capture_output=True, timeout=_SECONDS, env={**os.environ, "HOME": folder},
        )  # fmt: skip
        return [name.with_suffix(".pdf").read_bytes() for name in names]
