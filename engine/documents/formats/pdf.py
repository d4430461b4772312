"""PDF with a text layer (the rooms are in ``engine/documents/pdf``)."""

from typing import TYPE_CHECKING

from engine.documents import kinds
from engine.documents.format import Format, Input
from engine.documents.package import DamagedError
from engine.model.document import Document, Unreadable

if TYPE_CHECKING:
    from engine.documents.pdf.page import Page

_DPI = 300


def _accepts(what: Input) -> bool:
    return kinds.recognise(what) is kinds.PDF


def _read(what: Input) -> Document | Unreadable:
    from engine.documents.pdf import opening, reading

    pages: list[Page] = []
    try:
        pages += opening.pages(what.data)
        reading.check(pages)
        blocks = tuple(reading.document_blocks(pages))
    except reading.NoTextError as without:
        return _recognise(what, len(pages), without)
    except DamagedError as damaged:
        return Unreadable(what.source, damaged.reason, damaged.english)
    return Document(what.source, what.sha256, "pdf", None, blocks)


def _recognise(what: Input, count: int, without: DamagedError) -> Document | Unreadable:
    """The pages drawn and read as a scan; where that is not installed, why the text is not enough."""
    from engine.documents.pdf.opening import render
    from engine.documents.scan.pages import MAX_PAGES, PictureError, page_of
    from engine.documents.scan.reading import recognised

    if count > MAX_PAGES:
        return Unreadable(what.source, f"扫描件超过 {MAX_PAGES} 页的上限", f"a scan of more than {MAX_PAGES} pages")
    try:
        drawn = (render(what.data, number, _DPI) for number in range(1, count + 1))
        blocks = recognised(page_of(one.width, one.height, one.grey, _DPI) for one in drawn)
    except ImportError:
        return Unreadable(what.source, without.reason, without.english)
    except (DamagedError, PictureError) as error:
        return Unreadable(what.source, error.reason, error.english)
    if not blocks:
        return Unreadable(what.source, "扫描件里没有认出文字", "no text was recognised in the scan")
    return Document(what.source, what.sha256, "pdf via OCR", None, blocks)


FORMAT = Format("pdf", 10, _accepts, _read)
