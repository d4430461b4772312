"""Formats that are known by sight but have no reader (yet): so that the auditor is told what the file is."""

import re
import struct

from engine.documents.format import Input
from engine.model.struct import Struct


class Kind(Struct, frozen=True):
    """A format's name in Chinese and in English."""

    name: str
    english: str


WORD = Kind(" Word（.docx）", "Word (.docx)")
_OLD_OFFICE = Kind(" Word 97–2003 或 WPS（.doc、.wps、.xls）", "Word 97-2003 or WPS (.doc, .wps, .xls)")
EXCEL = Kind(" Excel（.xlsx）", "Excel (.xlsx)")
_SLIDES = Kind(" PowerPoint（.pptx）", "PowerPoint (.pptx)")
_ODT = Kind(" OpenDocument（.odt）", "OpenDocument (.odt)")
PDF = Kind(" PDF ", "PDF")
_RTF = Kind(" RTF ", "RTF")
HTML = Kind(" HTML 网页", "HTML")
MHTML = Kind("单一文件网页（.mht）", "MHTML (.mht)")
IMAGE = Kind("图片（扫描件）", "image (scan)")
_ARCHIVE = Kind("压缩", "archive")

_MAGIC: tuple[tuple[bytes, Kind], ...] = (
    (b"%PDF-", PDF),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", _OLD_OFFICE),
    (b"{\\rtf", _RTF),
    (b"\x89PNG\r\n\x1a\n", IMAGE),
    (b"\xff\xd8\xff", IMAGE),
    (b"GIF8", IMAGE),
    (b"II*\x00", IMAGE),
    (b"MM\x00*", IMAGE),
    (b"7z\xbc\xaf\x27\x1c", _ARCHIVE),
    (b"Rar!\x1a\x07", _ARCHIVE),
    (b"\x1f\x8b\x08", _ARCHIVE),
)
_INSIDE_ZIP: tuple[tuple[bytes, Kind], ...] = (
    (b"word/", WORD),
    (b"xl/", EXCEL),
    (b"ppt/", _SLIDES),
    (b"mimetypeapplication/vnd.oasis.opendocument", _ODT),
)
_DIRECTORY_END = b"PK\x05\x06"
_DIRECTORY_END_SIZE = 22


def directory(data: bytes) -> bytes:
    """The bytes of a zip file's directory (names, not contents); all of the file when its end is lost."""
    end = data.rfind(_DIRECTORY_END)
    if end < 0 or len(data) < end + _DIRECTORY_END_SIZE:
        return data
    (size,) = struct.unpack_from("<I", data, end + 12)
    return data[end - size : end] if size <= end else data


_START = 4096
_PAGES = (".html", ".htm", ".shtml", ".xhtml")
_PAGE = re.compile(rb"(?:<\?[^>]*+>|<!--.*?-->|\s++)*+(?:<!doctype html|<html)", re.DOTALL)
_MIME = re.compile(rb"^mime-version\s*:", re.IGNORECASE | re.MULTILINE)
_OF_PAGE = re.compile(rb"^content-type\s*:\s*(?:multipart/related|text/html)", re.IGNORECASE | re.MULTILINE)


def recognise(what: Input) -> Kind | None:
    """Which known format without a reader this is, by its first bytes; ``None`` when it is none of them."""
    data = what.data
    if data.startswith(b"PK\x03\x04"):
        names = directory(data).replace(b"\\", b"/").lower()
        return next((kind for mark, kind in _INSIDE_ZIP if mark in names or mark in data[:100]), _ARCHIVE)
    if data.startswith(b"RIFF") and data[8:12] == b"WEBP":
        return IMAGE
    if data.startswith(b"BM") and what.suffix == ".bmp":
        return IMAGE
    if _is_page(what):
        return HTML
    if _is_saved_page(data[:_START]):
        return MHTML
    # PDF readers allow some bytes before the signature.
    if what.suffix == ".pdf" and b"%PDF-" in data[:1024]:
        return PDF
    return next((kind for mark, kind in _MAGIC if data.startswith(mark)), None)


def _is_page(what: Input) -> bool:
    """Whether a file begins like a web page; comments and an XML declaration may stand before it."""
    start = what.data[:_START].replace(b"\x00", b"").removeprefix(b"\xef\xbb\xbf").lstrip(b"\xff\xfe \t\r\n").lower()
    if what.suffix in _PAGES and start[:1] == b"<":
        return True
    return start[:1] == b"<" and _PAGE.match(start) is not None


def _is_saved_page(start: bytes) -> bool:
    """Whether a file begins like a web page saved with its pictures as one file: the head of a MIME message."""
    return _MIME.search(start) is not None and _OF_PAGE.search(start) is not None
