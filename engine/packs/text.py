"""Reads the text of a rules file, base report or project file, in whatever encoding an author's editor left it."""

from pathlib import Path

from engine.documents.encoding import decode

LIMIT = 8 * 1024 * 1024  # bytes; no rules file is that long


class UnreadableError(Exception):
    """The file cannot be read as text; says why in Chinese and English."""

    def __init__(self, chinese: str, english: str) -> None:
        super().__init__(english)
        self.reason = (chinese, english)


def read_text(path: Path, limit: int = LIMIT) -> str:
    """The text of a file. Raises ``UnreadableError``, and ``ValueError`` for a name that no file can have."""
    try:
        if path.stat().st_size > limit:
            raise UnreadableError("文件太大", "the file is too large")
        data = path.read_bytes()
    except OSError as error:
        detail = error.strerror or type(error).__name__
        raise UnreadableError(f"打不开（{detail}）", f"it cannot be opened ({detail})") from error
    decoded = decode(data)
    if decoded is None:
        raise UnreadableError("不是文本文件，或者编码不明", "it is no text file, or its encoding is unknown")
    return decoded.text
