"""Bytes to text: byte order marks, UTF-8, UTF-16 with and without a mark, GB18030 (which contains GBK and GB 2312).

What a file says of itself is often wrong and decides nothing, but that Big5 is tried only where it is named.
"""

import re

from engine.model.struct import Struct

_MARKS = ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe\x00\x00", "utf-32"), (b"\x00\x00\xfe\xff", "utf-32"))
_MARKS_16 = ((b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))
_SAMPLE = 20_000
_LEGIBLE = 0.7  # share of characters that a Chinese text of today is made of, below which a guess is not believed
_ASCII = re.compile(r"[\x00-\x7f]+")
_MARK = "\ufffd"
_DAMAGED = 0.005  # the share of characters that may be damaged
_FEW_DAMAGED = 2
_CONTROLS = re.compile(r"[\x00-\x08\x0b\x0e-\x1f\x7f]")
_CONTROL_SHARE = 0.05
_FEW_CONTROLS = 8


class Decoded(Struct, frozen=True):
    """A text and the name of its encoding."""

    text: str
    encoding: str


def decode(data: bytes, declared: str | None = None) -> Decoded | None:
    """The text in ``data``, or ``None`` when it is no text in a known encoding. ``declared`` is what it says it is.

    A byte order mark decides; then valid UTF-8; what is left is the reading that is most like Chinese text. Where that
    reading has a few damaged bytes, each is U+FFFD in the text, so that what stands there is not read as anything else.
    """
    for mark, encoding in (*_MARKS, *_MARKS_16):
        if data.startswith(mark):
            return _checked(data, encoding)
    utf8 = _attempt(data, "utf-8")
    if utf8 is not None and b"\x00" not in data[:_SAMPLE]:
        return utf8 if _is_text(utf8.text) else None
    guesses = [utf8 or _damaged(data, "utf-8"), _attempt(data, "gb18030") or _damaged(data, "gb18030")]
    wide = [guess for guess in (_attempt(data, "utf-16-le"), _attempt(data, "utf-16-be")) if guess is not None]
    found = [guess for guess in guesses if guess is not None]
    if wide:
        found.append(max(wide, key=lambda guess: _known(guess.text[:_SAMPLE])))
    best = max(found, key=lambda guess: legible(guess.text), default=None)
    if (declared or "").lower().startswith("big5"):
        big5 = _attempt(data, "big5hkscs")
        if big5 is not None and _common_in_big5(big5.text) > (legible(best.text) if best is not None else 0):
            return Decoded(big5.text, "big5")
    if best is None or legible(best.text) < _LEGIBLE or not _is_text(best.text):
        return None
    return best


def _checked(data: bytes, encoding: str) -> Decoded | None:
    decoded = _attempt(data, encoding)
    return decoded if decoded is not None and _is_text(decoded.text) else None


def _attempt(data: bytes, encoding: str) -> Decoded | None:
    try:
        return Decoded(data.decode(encoding), encoding.removesuffix("-sig"))
    except UnicodeDecodeError:
        return None


def _damaged(data: bytes, encoding: str) -> Decoded | None:
    """The text with a mark for each damaged place; ``None`` when there are many."""
    text = data.decode(encoding, "replace")
    damaged = text.count(_MARK)
    allowed = max(_FEW_DAMAGED, _DAMAGED * (len(text) - sum(map(len, _ASCII.findall(text)))))
    return Decoded(text, encoding) if damaged <= allowed else None


def _sample(text: str) -> str:
    """Characters that tell something: those beyond ASCII."""
    return _ASCII.sub("", text)[:_SAMPLE]


def legible(text: str) -> float:
    """The share of the characters that tell something that GB 2312 has, or less where there are control characters."""
    start = text[:_SAMPLE]
    clean = 1 - len(_CONTROLS.findall(start)) / max(len(start), 1)
    sample = _sample(text)
    return min(clean, _known(sample)) if sample else clean


def _known(text: str) -> float:
    """The share of characters that GB 2312 has."""
    return len(text.encode("gb2312", "ignore").decode("gb2312")) / max(len(text), 1)


def _common_in_big5(text: str) -> float:
    """The share of those that are signs or common characters in Big5."""
    sample = _sample(text)
    encoded = (char.encode("big5hkscs", "ignore") for char in sample)
    return sum(b"\xa1" <= code[:1] <= b"\xc6" for code in encoded) / len(sample) if sample else 1.0


def _is_text(text: str) -> bool:
    """A few stray control characters are damage; many are a binary file."""
    sample = text[:_SAMPLE]
    return len(_CONTROLS.findall(sample)) <= max(_FEW_CONTROLS, _CONTROL_SHARE * len(sample))
