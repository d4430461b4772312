"""Characters as they are compared: traditional ones, radicals and compatibility forms as the usual simplified one.

What is compared is as long as what was written, so that places in one are places in the other. Nothing that is shown
or quoted goes through here.
"""

import re
from functools import lru_cache
from unicodedata import normalize

_SHARED = "後於徵"  # in GB 2312, and yet as a rule of a traditional text
_COMPATIBLE = (*range(0x2F00, 0x2FD6), *range(0xF900, 0xFB00))
_SPACE = re.compile(r"[^\S\n]|[\u200b-\u200f\u2060\ufeff]")


@lru_cache(maxsize=512)
def simplified(text: str) -> str:
    """The text in simplified characters, as long as before."""
    if text.isascii() or _is_plain(text):
        return text
    return text.translate(_table())


def _is_plain(text: str) -> bool:
    """Whether all are characters of GB 2312, the set of simplified ones: a look that costs next to nothing."""
    known = text.encode("gb2312", "ignore").decode("gb2312")
    return len(known) == len(text) and not any(char in text for char in _SHARED)


def without_spaces(text: str) -> tuple[str, list[int]]:
    """The text without the white space within its lines, and where each character (and the end) stood before."""
    spaces = {match.start() for match in _SPACE.finditer(text)}
    return _SPACE.sub("", text), [index for index in range(len(text) + 1) if index not in spaces]


@lru_cache(maxsize=1)
def _table() -> dict[int, str]:
    from engine.model._traditional import SIMPLIFIED, TRADITIONAL

    standard = {code: normalize("NFKC", chr(code)) for code in _COMPATIBLE}
    simple = dict(zip(map(ord, TRADITIONAL), SIMPLIFIED, strict=True))
    return simple | {code: simple.get(ord(char), char) for code, char in standard.items() if len(char) == 1}


def traditional() -> str:
    """The characters that have another simplified form."""
    return "".join(chr(code) for code, other in _table().items() if chr(code) != other)
