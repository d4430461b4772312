"""Bytes to text: byte order marks, UTF-8, UTF-16 with and without a mark, GB18030 (which contains GBK and GB 2312)."""

from engine.model.struct import Struct

_MARKS = ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe\x00\x00", "utf-32"), (b"\x00\x00\xfe\xff", "utf-32"))
_MARKS_16 = ((b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))
_SAMPLE = 20_000
_LEGIBLE = 0.7  # share of characters that a Chinese text of today is made of, below which a guess is not believed
_CONTROLS = {code: None for code in range(32) if chr(code) not in "\t\n\r\f"} | {127: None}
_CONTROL_SHARE = 0.05
_FEW_CONTROLS = 8


class Decoded(Struct, frozen=True):
    """A text and the name of its encoding."""

    text: str
    encoding: str


def decode(data: bytes) -> Decoded | None:
    """The text in ``data``, or ``None`` when it is no text in a known encoding.

    A byte order mark decides; then valid UTF-8; what is left is the reading that is most like Chinese text.
    """
    for mark, encoding in (*_MARKS, *_MARKS_16):
        if data.startswith(mark):
            return _checked(data, encoding)
    utf8 = _attempt(data, "utf-8")
    if utf8 is not None and b"\x00" not in data[:_SAMPLE]:
        return utf8 if _is_text(utf8.text) else None
    guesses = [guess for name in ("gb18030", "utf-16-le", "utf-16-be") if (guess := _attempt(data, name))]
    if utf8 is not None:
        guesses.insert(0, utf8)
    best = max(guesses, key=lambda guess: legible(guess.text), default=None)
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


def legible(text: str) -> float:
    """The share of characters of a sample that GB 2312 has and that are no control characters."""
    sample = text[:_SAMPLE]
    known = sample.encode("gb2312", "ignore").decode("gb2312")
    return len(known.translate(_CONTROLS)) / max(len(sample), 1)


def _is_text(text: str) -> bool:
    """A few stray control characters are damage; many are a binary file."""
    sample = text[:_SAMPLE]
    return len(sample) - len(sample.translate(_CONTROLS)) <= max(_FEW_CONTROLS, _CONTROL_SHARE * len(sample))
