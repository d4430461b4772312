"""Scans as pictures (PNG, JPEG, TIFF of several pages, BMP); recognised by rapidocr, which is an extra."""

from engine.documents import kinds
from engine.documents.format import Format, Input
from engine.model.document import Document, Unreadable

_MISSING = (
    "扫描件要用文字识别，没有安装：pip install gouji[ocr]",
    "a scan must be recognised, and what does that is not installed: pip install gouji[ocr]",
)


def _accepts(what: Input) -> bool:
    return kinds.recognise(what) is kinds.IMAGE


def _read(what: Input) -> Document | Unreadable:
    from engine.documents.scan.pages import PictureError, pages
    from engine.documents.scan.reading import recognised

    try:
        blocks = recognised(pages(what.data))
    except ImportError:
        return Unreadable(what.source, *_MISSING)
    except PictureError as error:
        return Unreadable(what.source, error.reason, error.english)
    if not blocks:
        return Unreadable(what.source, "图片里没有认出文字", "no text was recognised in the picture")
    return Document(what.source, what.sha256, "image via OCR", None, blocks)


FORMAT = Format("image", 30, _accepts, _read)
