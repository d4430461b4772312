"""Word 97-2003 and WPS (.doc, .wps), RTF, OpenDocument text and UOF: converted by LibreOffice, then read as Word."""

from engine.documents import compound
from engine.documents.compound import Content
from engine.documents.format import Format, Input
from engine.model.document import Document, Unreadable
from engine.model.struct import replace

_UOF = (b"uof:UOF", b"uof-wordproc", b"urn:uof")
_ODT = b"mimetypeapplication/vnd.oasis.opendocument.text"
_ODT_LOCKED = b"manifest:encryption-data"
_HOW = "请安装 LibreOffice 后再检查，或用 Word、WPS 另存为 .docx"
_HOW_ENGLISH = "install LibreOffice, or save the file as .docx"
_LOCKED = ("文件有密码，不能打开，请去掉密码后再检查", "the file has a password; remove it first")
_DAMAGED = ("文件已损坏，不能打开", "the file is damaged")


def _format(what: Input) -> str | None:
    """What the file is, as the suffix that LibreOffice knows it by; ``None`` when it is for other readers."""
    data = what.data
    if data.startswith(compound.SIGNATURE):
        return "wps" if what.suffix == ".wps" else "doc"
    if data.lstrip()[:5] == b"{\\rtf":
        return "rtf"
    if data.startswith(b"PK\x03\x04") and _ODT in data[:200]:
        return "odt"
    if data[:200].lstrip(b"\xef\xbb\xbf \r\n").startswith(b"<?xml") and any(mark in data[:2000] for mark in _UOF):
        return "uot"
    return None


def _accepts(what: Input) -> bool:
    name = _format(what)
    if not what.data.startswith(compound.SIGNATURE):
        return name is not None
    return compound.content(what.data) is not Content.EXCEL


def _read(what: Input) -> Document | Unreadable:
    name = _format(what) or ""
    reason = _refused(what, name)
    if reason is not None:
        return Unreadable(what.source, *reason)
    from engine.documents.formats import docx
    from engine.documents.libreoffice import ConversionError, MissingError, convert

    try:
        converted = convert(what.data, ".doc" if name == "wps" else f".{name}", "docx")
    except MissingError as missing:
        return Unreadable(
            what.source,
            f"读取 .{name} 文件需要 LibreOffice，{missing.reason}：{_HOW}",
            f".{name} files are read by means of LibreOffice, which was not found: {_HOW_ENGLISH}",
        )
    except ConversionError as error:
        return Unreadable(what.source, error.reason, error.english)
    read = docx.FORMAT.read(replace(what, data=converted, suffix=".docx"))
    return replace(read, format=f"{name} via LibreOffice") if isinstance(read, Document) else read


def _refused(what: Input, name: str) -> tuple[str, str] | None:
    """Why a file need not be given to LibreOffice."""
    if what.data.startswith(compound.SIGNATURE):
        match compound.content(what.data):
            case Content.LOCKED:
                return _LOCKED
            case Content.DAMAGED:
                return _DAMAGED
            case Content.OTHER:
                return "不是 Word 或 WPS 文字文档，不能读取", "neither a Word nor a WPS text document"
    if name == "odt":
        from engine.documents.package import DamagedError, Package

        try:
            manifest = Package(what.data).part("META-INF/manifest.xml") or b""
        except DamagedError as damaged:
            return damaged.reason, damaged.english
        if _ODT_LOCKED in manifest:
            return _LOCKED
    return None


FORMAT = Format("libreoffice", 30, _accepts, _read)
