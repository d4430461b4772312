"""The door to pdfium: bytes -> pages. What cannot be opened is a ``DamagedError`` with the reason.

pdfium is native code: it stops at loops and at damage, but a fault of its own would end the process. It is not made for
threads, so one file is read at a time. Scripts, actions, links and attachments are never looked at.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from ctypes import byref, string_at
from threading import Lock
from typing import Any

import pypdfium2.raw as pdfium

from engine.documents.limits import MAX_PAGES, MAX_PDF_GLYPHS, MAX_PDF_OBJECTS, MAX_PIXELS
from engine.documents.package import DamagedError
from engine.documents.pdf.drawing import address, draw
from engine.documents.pdf.fonts import install
from engine.documents.pdf.frame import Frame
from engine.documents.pdf.glyphs import read_glyphs
from engine.documents.pdf.page import Page
from engine.documents.pdf.weighing import weigh
from engine.model.struct import Struct

_LOCK = Lock()


class Picture(Struct, frozen=True):
    """A page as an image: 8-bit grey, row by row from the top."""

    width: int
    height: int
    grey: bytes


def pages(data: bytes) -> Iterator[Page]:
    """The pages of a file, one after the other. Raises ``DamagedError``."""
    with _opened(data) as document:
        glyphs = objects = 0
        for number in range(1, _count(document) + 1):
            with _page(document, number) as page:
                frame = _frame(page, number)
                drawn = draw(page, frame, MAX_PDF_OBJECTS - objects)
                upright, turned, width, height, turns = read_glyphs(page, frame, drawn, MAX_PDF_GLYPHS - glyphs)
            objects += drawn.objects
            glyphs += len(upright)
            share = sum((box[2] - box[0]) * (box[3] - box[1]) for box in drawn.images) / (frame.width * frame.height)
            across, down = drawn.rules(frame, turns)
            yield Page(number, width, height, upright, turned, across, down, share, drawn.paths)


def render(data: bytes, number: int, dpi: int = 200) -> Picture:
    """A page (from 1) as an image, for the recognition of characters. Raises ``DamagedError``."""
    with _opened(data) as document, _page(document, number) as page:
        width = round(pdfium.FPDF_GetPageWidthF(page) * dpi / 72)
        height = round(pdfium.FPDF_GetPageHeightF(page) * dpi / 72)
        if not (width > 0 and height > 0 and width * height <= MAX_PIXELS):
            raise DamagedError(f"第 {number} 页的尺寸不正常", f"page {number} has an unreasonable size")
        bitmap = pdfium.FPDFBitmap_CreateEx(width, height, pdfium.FPDFBitmap_Gray, None, 0)
        if not bitmap:
            raise DamagedError(f"第 {number} 页太大，不能画出", f"page {number} is too large to be drawn")
        try:
            pdfium.FPDFBitmap_FillRect(bitmap, 0, 0, width, height, 0xFFFFFFFF)
            pdfium.FPDF_RenderPageBitmap(bitmap, page, 0, 0, width, height, 0, pdfium.FPDF_ANNOT)
            stride = pdfium.FPDFBitmap_GetStride(bitmap)
            whole = string_at(address(pdfium.FPDFBitmap_GetBuffer(bitmap)) or 0, stride * height)
        finally:
            pdfium.FPDFBitmap_Destroy(bitmap)
        rows = (whole[row * stride : row * stride + width] for row in range(height))
        return Picture(width, height, b"".join(rows))


@contextmanager
def _opened(data: bytes) -> Iterator[Any]:
    weigh(data)
    with _LOCK:
        install()
        document = pdfium.FPDF_LoadMemDocument64(data, len(data), None)
        if not document:
            if pdfium.FPDF_GetLastError() == pdfium.FPDF_ERR_PASSWORD:
                raise DamagedError("文件有密码，不能打开", "the file is encrypted: it needs a password")
            if pdfium.FPDF_GetLastError() == pdfium.FPDF_ERR_SECURITY:
                raise DamagedError("文件的加密方式不能识别", "the file is encrypted in a way that is not known")
            raise DamagedError("文件已损坏，不能打开", "the file is damaged")
        try:
            yield document
        finally:
            pdfium.FPDF_CloseDocument(document)


@contextmanager
def _page(document: Any, number: int) -> Iterator[Any]:
    page = pdfium.FPDF_LoadPage(document, number - 1)
    if not page:
        raise DamagedError(
            f"文件已损坏，第 {number} 页不能打开", f"the file is damaged: page {number} cannot be opened"
        )
    try:
        yield page
    finally:
        pdfium.FPDF_ClosePage(page)


def _count(document: Any) -> int:
    count: int = pdfium.FPDF_GetPageCount(document)
    if count <= 0:
        raise DamagedError("文件里没有页", "there are no pages in the file")
    if count > MAX_PAGES:
        raise DamagedError(
            f"文件有 {count} 页，超过 {MAX_PAGES} 页的上限，不像一份报告", f"{count} pages, more than {MAX_PAGES}"
        )
    return count


def _frame(page: Any, number: int) -> Frame:
    """The part of the page that is shown."""
    box = pdfium.FS_RECTF()
    pdfium.FPDF_GetPageBoundingBox(page, byref(box))
    frame = Frame(box.left, box.bottom, box.right, box.top, pdfium.FPDFPage_GetRotation(page))
    if not (0 < frame.width < float("inf") and 0 < frame.height < float("inf")):
        raise DamagedError(f"第 {number} 页的尺寸不正常", f"page {number} has an unreasonable size")
    return frame
