"""The way from bytes to a Document: which reader fits, or why none does."""

from functools import lru_cache
from hashlib import sha256
from importlib import import_module
from pathlib import PurePath
from pkgutil import iter_modules

from engine.documents import formats, kinds
from engine.documents.format import ANY_TEXT, Format, Input
from engine.documents.limits import MAX_BYTES
from engine.model.document import Document, Unreadable


def read(data: bytes, source: str) -> Document | Unreadable:
    """The document in ``data``; ``source`` is the name it was opened by. Never raises on bad input.

    Of a file beyond the limit the first byte too many is enough.
    """
    if not data:
        return Unreadable(source, "文件是空的", "the file is empty")
    if len(data) > MAX_BYTES:
        return _too_large(source)
    what = Input(data, source, PurePath(source).suffix.lower(), sha256(data).hexdigest())
    for reader in _formats():
        if reader.accepts(what):
            return reader.read(what)
    kind = kinds.recognise(what)
    if kind is not None:
        return Unreadable(
            source,
            f"暂不能读取{kind.name}文件，请先转换成 Markdown 或纯文本",
            f"{kind.english} files cannot be read yet",
        )
    return Unreadable(source, "不是能读取的文本文件", "not a text file that can be read")


def recognises(data: bytes, source: str) -> bool:
    """Whether there is a reader for this content, whatever the name says; those that take any text do not count."""
    what = Input(data, source, PurePath(source).suffix.lower(), "")
    return any(reader.rank < ANY_TEXT and reader.accepts(what) for reader in _formats())


@lru_cache(maxsize=1)
def _formats() -> tuple[Format, ...]:
    """Every format in the folder, in the order in which they are asked."""
    names = sorted(module.name for module in iter_modules(formats.__path__))
    found: list[Format] = [import_module(f"{formats.__name__}.{name}").FORMAT for name in names]
    return tuple(sorted(found, key=lambda item: (item.rank, item.name)))


def _too_large(source: str) -> Unreadable:
    size = MAX_BYTES // 1_000_000
    return Unreadable(
        source, f"文件超过 {size} MB 的上限，不像一份报告", f"the file has more than the limit of {size} MB"
    )
