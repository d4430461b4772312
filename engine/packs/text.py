"""Reads the text of a rules file, base report or project file, in whatever encoding an author's editor left it."""

import codecs
from pathlib import Path

from engine.documents.encoding import decode
from engine.language.diagnostics import normal
from engine.model.struct import Struct

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
LIMIT = 8 * 1024 * 1024  # bytes; no rules file is that long


class UnreadableError(Exception):
    """The file cannot be read as text; says why in Chinese and English."""

    def __init__(self, chinese: str, english: str) -> None:
        super().__init__(english)
        self.reason = (chinese, english)


class Manner(Struct, frozen=True):
    """How a text lies in its file: encoding, byte order mark, line ends."""

    encoding: str
    mark: bytes
    line_end: str

    def encode(self, text: str) -> bytes:
        """The bytes of a text whose lines end in ``\\n``."""
        return self.mark + text.replace("\n", self.line_end).encode(self.encoding)


def read_text(path: Path, limit: int = LIMIT) -> str:
    """The text of a file. Raises ``UnreadableError``, and ``ValueError`` for a name that no file can have."""
    return _decoded(read_bytes(path, limit))[0]


def read_bytes(path: Path, limit: int = LIMIT) -> bytes:
    """What is in a file. Raises as ``read_text`` does."""
    try:
        if path.stat().st_size > limit:
            raise UnreadableError("文件太大", "the file is too large")
        return path.read_bytes()
    except FileNotFoundError as error:
        raise UnreadableError("没有这个文件", "there is no such file") from error
    except OSError as error:
        detail = error.strerror or type(error).__name__
        raise UnreadableError(f"打不开（{detail}）", f"it cannot be opened ({detail})") from error


def read_manner(data: bytes) -> tuple[str, Manner]:
    """A text, its lines ending in ``\\n``, and how it lies in its file. Raises ``UnreadableError``."""
    text, encoding = _decoded(data)
    mark, encoding = next(((mark, name) for mark, name in _MARKS if data.startswith(mark)), (b"", encoding))
    windows = 2 * text.count("\r\n") > text.count("\n")
    return normal(text), Manner(encoding, mark, "\r\n" if windows else "\n")


def _decoded(data: bytes) -> tuple[str, str]:
    decoded = decode(data)
    if decoded is None:
        raise UnreadableError("不是文本文件，或者编码不明", "it is no text file, or its encoding is unknown")
    return decoded.text, decoded.encoding
