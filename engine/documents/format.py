"""What a reader of a format says of itself: one value in each file of the folder ``formats``, named ``FORMAT``."""

from collections.abc import Callable

from engine.model.document import Document, Unreadable
from engine.model.struct import Struct

ANY_TEXT = 90  # the rank from which readers take any text


class Input(Struct, frozen=True):
    """What is to be read. ``source`` is the name it was opened by, ``suffix`` its extension in lower case (``.md``)."""

    data: bytes
    source: str
    suffix: str
    sha256: str


class Format(Struct, frozen=True):
    """A format that can be read.

    ``accepts`` looks at the bytes and the name. Formats are asked in the order of ``rank``: the sure ones (a magic
    number) first, those that take any text last.
    """

    name: str
    rank: int
    accepts: Callable[[Input], bool]
    read: Callable[[Input], Document | Unreadable]
