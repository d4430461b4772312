"""The submitted PDF with a highlight and a note at each finding (pypdf). Its pages stay as they are."""

import io
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any
from unicodedata import east_asian_width

from engine.documents.pdf.frame import Frame
from engine.model.document import Document
from engine.model.finding import Finding, Place, Severity
from engine.outputs.format import Checked, Format, Manner, UnsupportedError
from engine.outputs.remarks import remark
from engine.outputs.words import Language

if TYPE_CHECKING:
    from pypdf import PageObject, PdfWriter

_COLOURS = {Severity.ERROR: "ff9d8a", Severity.WARNING: "ffd966", Severity.INFO: "a9d0f5"}
_AUTHOR = "gouji 勾稽"
_MARGIN = 18.0  # points: where notes stand that belong to no place
_STEP = 22.0

Box = tuple[float, float, float, float]


def _render(reports: Sequence[Checked], manner: Manner) -> bytes:
    from pypdf import PdfReader, PdfWriter
    from pypdf.errors import PyPdfError

    one = reports[0]
    if one.facts is None or one.data is None or one.facts.document.format != "pdf":
        raise UnsupportedError(
            f"{one.assessment.source} 不是 PDF，不能在上面标注；可用 --format docx 或 html",
            f"{one.assessment.source} is no PDF to write notes in; use --format docx or html",
        )
    try:
        reader = PdfReader(io.BytesIO(one.data))
        if reader.is_encrypted:
            reader.decrypt("")
        writer = PdfWriter(clone_from=reader)
        _mark(writer, one.facts.document, one.assessment.findings, manner.language)
        file = io.BytesIO()
        writer.write(file)
    except (PyPdfError, ValueError, KeyError, RecursionError) as error:
        raise UnsupportedError(
            f"{one.assessment.source} 里不能写入标注（{error}）；可用 --format html",
            f"no notes can be written in {one.assessment.source} ({error}); use --format html",
        ) from error
    return file.getvalue()


FORMAT = Format("pdf", ".pdf", _render, is_text=False, one_report=True, shows_reports=True)


def _mark(writer: "PdfWriter", document: Document, findings: Sequence[Finding], language: Language) -> None:
    lines = _lines(document)
    nowhere = 0
    for finding in findings:
        boxes = [(place.location.page, box) for place in finding.locations[:1] if (box := _box(place, lines))]
        if boxes:
            page, box = boxes[0]
            _highlight(writer, (page or 1) - 1, box, finding, language)
        else:
            _note(writer, nowhere, finding, language)
            nowhere += 1


def _lines(document: Document) -> Mapping[tuple[int | None, int | None], str]:
    """The words of each line of prose, by page and line."""
    found: dict[tuple[int | None, int | None], str] = {}
    for paragraph in document.paragraphs():
        passage = paragraph.passage
        ends = [piece.start for piece in passage.pieces[1:]] + [len(passage.text)]
        for piece, end in zip(passage.pieces, ends, strict=True):
            found[piece.location.page, piece.location.line] = passage.text[piece.start : end].rstrip("\n")
    return found


def _box(place: Place, lines: Mapping[tuple[int | None, int | None], str]) -> Box | None:
    """The box of the words of a place: the part of the line's box that they take, by the widths of characters."""
    at = place.location
    if at.box is None or at.table is not None or at.column is None or at.end_column is None:
        return at.box
    text = lines.get((at.page, at.line), "")
    whole = _width(text)
    if not whole:
        return at.box
    left, top, right, bottom = at.box
    start, end = _width(text[: at.column - 1]) / whole, _width(text[: at.end_column - 1]) / whole
    return left + start * (right - left), top, left + end * (right - left), bottom


def _width(text: str) -> float:
    return sum(1.0 if east_asian_width(char) in "WFA" else 0.55 for char in text)


def _highlight(writer: "PdfWriter", page: int, box: Box, finding: Finding, language: Language) -> None:
    from pypdf.annotations import Highlight
    from pypdf.generic import ArrayObject, FloatObject

    left, bottom, right, top = _frame(writer.pages[page]).back(box)
    corners = (left, top, right, top, left, bottom, right, bottom)
    points = ArrayObject([FloatObject(round(corner, 2)) for corner in corners])
    mark = Highlight(rect=(left, bottom, right, top), quad_points=points, highlight_color=_COLOURS[finding.severity])
    _add(writer, page, mark, finding, language)


def _note(writer: "PdfWriter", number: int, finding: Finding, language: Language) -> None:
    """A note at the edge of the first page, for a finding that stands nowhere."""
    from pypdf.annotations import Text

    top = _MARGIN + number * _STEP
    rect = _frame(writer.pages[0]).back((_MARGIN, top, _MARGIN + 18, top + 18))
    _add(writer, 0, Text(text="", rect=rect, open=False), finding, language)


def _add(writer: "PdfWriter", page: int, mark: Any, finding: Finding, language: Language) -> None:
    from pypdf.generic import NameObject, TextStringObject

    mark[NameObject("/Contents")] = TextStringObject("\n".join(remark(finding, language)))
    mark[NameObject("/T")] = TextStringObject(_AUTHOR)
    writer.add_annotation(page, mark)


def _frame(page: "PageObject") -> Frame:
    box = page.cropbox
    turns = int(page.rotation or 0) // 90 % 4
    return Frame(float(box.left), float(box.bottom), float(box.right), float(box.top), turns)
