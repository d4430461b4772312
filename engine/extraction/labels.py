"""Labels as they are compared: without white space, punctuation and ordinals, which are evidence of their own."""

import re
from functools import lru_cache
from unicodedata import normalize

from engine.documents.glyphs import standard
from engine.model.characters import simplified
from engine.model.struct import Struct

_SPACE = re.compile(r"[\s\u200b-\u200f\ufeff\x00-\x1f]+")
_NUMERAL = "[一二三四五六七八九十]{1,3}"
_ORDINAL = re.compile(
    rf"\((?P<inner>{_NUMERAL}|[0-9]{{1,2}})\)[、.,]?|(?P<plain>{_NUMERAL}|[0-9]{{1,2}})[、.,](?![0-9])"
)
_REMARK = re.compile(r"(?<=.)[(\[][^()\[\]]*[)\]]$")
_PREFIX_LENGTH = 4  # a label cut short is known by at least so many characters
_PREFIX_SCORE = 0.8


class LabelText(Struct, frozen=True):
    """A label taken apart: its ordinal as ``一``, ``(一)`` or ``1`` (``None`` without one), and its words.

    ``bare`` are the words without what stands in brackets after them.
    """

    ordinal: str | None
    core: str
    bare: str


@lru_cache(maxsize=8192)
def take_apart(text: str) -> LabelText:
    """The label in ``text``, in simplified characters."""
    plain = _SPACE.sub("", normalize("NFKC", simplified(standard(text))))
    match = _ORDINAL.match(plain)
    ordinal: str | None = None
    if match is not None:
        inner = match.group("inner")
        ordinal = f"({inner})" if inner else match.group("plain")
        plain = plain[match.end() :]
    return LabelText(ordinal, _words(plain), _words(_REMARK.sub("", plain)))


def _words(text: str) -> str:
    return "".join(char for char in text if char.isalnum())


@lru_cache(maxsize=8192)
def _pairs(core: str) -> frozenset[str]:
    return frozenset(core[index : index + 2] for index in range(len(core) - 1)) or frozenset((core,))


def similarity(one: str, other: str) -> float:
    """How alike two label texts (their cores) are: 1 equal, 0 nothing in common (shared pairs of characters)."""
    if one == other:
        return 1.0
    if not one or not other:
        return 0.0
    first, second = _pairs(one), _pairs(other)
    shared = 2 * len(first & second) / (len(first) + len(second))
    short, long = sorted((one, other), key=len)
    if len(short) >= _PREFIX_LENGTH and long.startswith(short):
        return max(shared, _PREFIX_SCORE)
    return shared
