"""A look at a file before pdfium opens it: what it cannot be stopped from doing once it has begun.

pdfium unpacks contents of any size, and draws a form that draws itself, or others that draw others, until it has done
so billions of times. The names of streams stand in a file in the clear, so this is seen with a few searches. What is
encrypted, or packed twice, is not seen.
"""

import re
import zlib
from collections.abc import Iterator, Mapping

from engine.documents.limits import MAX_PDF_CONTENT, MAX_PDF_DRAWINGS
from engine.documents.package import DamagedError
from engine.model.struct import Struct

_STREAM = re.compile(rb"stream\r?\n")
_OBJECT = re.compile(rb"(?<![0-9])([0-9]{1,9})\s+[0-9]{1,5}\s+obj\b")
_NUMBER = re.compile(rb"([0-9]{1,9})\s+[0-9]{1,5}\s+$")
_REFERENCE = re.compile(rb"(?<![0-9])([0-9]{1,9})\s+[0-9]{1,5}\s+R\b")
_DRAW = re.compile(rb"(?<![A-Za-z])Do(?![A-Za-z])")
_ESCAPED = re.compile(rb"#([0-9A-Fa-f]{2})")
_NOT_CONTENT = re.compile(rb"/(?:Image|Length[123]|Type1C|CIDFontType0C|OpenType|Metadata|EmbeddedFile)(?![A-Za-z0-9])")
_PAIR = re.compile(rb"([0-9]+)\s+([0-9]+)\s")

_CHUNK = 16_384
_LONGEST_HEAD = 20_000


class _Stream(Struct, frozen=True):
    """A stream: the number of its object, its dictionary, and what it holds."""

    number: int
    head: bytes
    content: bytes


def weigh(data: bytes) -> None:
    """Raises ``DamagedError`` for a file that would take too long or too much to open."""
    forms: dict[int, int] = {}  # how often each draws something
    packed: list[_Stream] = []  # streams of objects
    total = 0
    for stream in _streams(data):
        total += len(stream.content)
        if total > MAX_PDF_CONTENT:
            size = MAX_PDF_CONTENT // 1_000_000
            raise DamagedError(
                f"页面内容解压后超过 {size} MB 的上限，不像一份报告", f"the pages unpack to more than {size} MB"
            )
        if b"/Form" in stream.head:
            forms[stream.number] = len(_DRAW.findall(stream.content))
        elif b"/ObjStm" in stream.head:
            packed.append(stream)
    if any(draws > 1 for draws in forms.values()) and _drawings(forms, _references(data, packed)) > MAX_PDF_DRAWINGS:
        raise DamagedError(
            "页面里的图形一层套一层，没有穷尽，不像一份报告", "forms that draw forms without end: this is no report"
        )


def _streams(data: bytes) -> Iterator[_Stream]:
    """The streams of a file but for images and fonts, unpacked as far as the limit."""
    for match in _STREAM.finditer(data):
        if data[match.start() - 3 : match.start()] == b"end":
            continue
        start = data.rfind(b"obj", max(match.start() - _LONGEST_HEAD, 0), match.start())
        number = _NUMBER.search(data, max(start - 20, 0), max(start, 0))
        if number is None:
            continue
        head = _ESCAPED.sub(lambda found: bytes([int(found[1], 16)]), data[start + 3 : match.start()])
        if _NOT_CONTENT.search(head):
            continue
        rest = memoryview(data)[match.end() :]
        if b"/FlateDecode" in head or b"/Fl" in head:
            content = _unpacked(rest)
        else:
            end = data.find(b"endstream", match.end())
            content = bytes(rest[: end - match.end() if end >= 0 else len(rest)])
        yield _Stream(int(number[1]), head, content)


def _unpacked(packed: memoryview) -> bytes:
    """What a stream holds, no more than a little beyond the limit; what comes before damage when it is damaged."""
    machine = zlib.decompressobj()
    found = bytearray()
    try:
        for start in range(0, len(packed), _CHUNK):
            found += machine.decompress(packed[start : start + _CHUNK], MAX_PDF_CONTENT + 1)
            if machine.eof or len(found) > MAX_PDF_CONTENT:
                break
    except zlib.error:
        pass
    return bytes(found)


def _references(data: bytes, packed: list[_Stream]) -> dict[int, set[int]]:
    """Which objects each object of the file refers to."""
    found: dict[int, set[int]] = {}
    places = list(_OBJECT.finditer(data))
    for place, following in zip(places, [*places[1:], None], strict=True):
        end = data.find(b"stream", place.end(), following.start() if following else len(data))
        text = data[place.end() : end if end >= 0 else (following.start() if following else len(data))]
        found.setdefault(int(place[1]), set()).update(int(one) for one in _REFERENCE.findall(text))
    for stream in packed:
        first = re.search(rb"/First\s+([0-9]{1,9})", stream.head)
        start = int(first[1]) if first else 0
        pairs = [(int(one), int(two)) for one, two in _PAIR.findall(stream.content[:start] + b" ")]
        for (number, at), (_, until) in zip(pairs, [*pairs[1:], (0, len(stream.content))], strict=True):
            text = stream.content[start + at : start + until]
            found.setdefault(number, set()).update(int(one) for one in _REFERENCE.findall(text))
    return found


def _drawings(forms: Mapping[int, int], references: Mapping[int, set[int]]) -> float:
    """How often something is drawn at the most by drawing one form; endless when one that draws twice draws itself."""
    below = {form: _reached(form, forms, references) for form in forms}
    if any(forms[form] > 1 and form in below[form] for form in forms):
        return float("inf")
    costs: dict[int, float] = {}
    # A form reaches all that the forms below it reach, so those with fewer below them come first.
    for form in sorted(forms, key=lambda form: len(below[form])):
        inner = max((costs.get(other, 1.0) for other in below[form]), default=1.0)
        costs[form] = 1 + forms[form] * inner
    return max(costs.values(), default=0.0)


def _reached(form: int, forms: Mapping[int, int], references: Mapping[int, set[int]]) -> set[int]:
    """The forms that a form can draw, itself or through others."""
    seen: set[int] = set()
    waiting = list(references.get(form, ()))
    while waiting:
        number = waiting.pop()
        if number not in seen:
            seen.add(number)
            waiting += references.get(number, ())
    return seen & forms.keys()
