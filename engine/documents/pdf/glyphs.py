"""The glyphs of a page: what is seen of its text, with the box of each."""

from collections import Counter
from ctypes import byref, c_double, c_ushort
from math import pi
from statistics import median
from typing import Any

import pypdfium2.raw as pdfium

from engine.documents.glyphs import standard
from engine.documents.package import DamagedError
from engine.documents.pdf.drawing import Drawn, address
from engine.documents.pdf.frame import Frame
from engine.documents.pdf.page import UNKNOWN, Glyph
from engine.model.struct import replace

_SKEW = (
    0.1  # of a quarter: text turned by more, and not by a whole quarter, is a mark on the page (a watermark, a seal)
)
_BIG = 1.6  # times the usual height: pale text as large as this is a watermark
_UNPRINTED = frozenset("\r\n\t\x00\ufeff\u200b\u00ad\ufffe\x02")
_Turned = tuple[tuple[int, tuple[Glyph, ...]], ...]


def read_glyphs(
    page: Any, frame: Frame, drawn: Drawn, budget: int
) -> tuple[tuple[Glyph, ...], _Turned, float, float, int]:
    """The upright glyphs, those of turned text, the size of the page, and by how many quarters it was turned more.

    A page most of whose text is turned (a wide table on a high page) is read as if it had been turned.
    """
    text = pdfium.FPDFText_LoadPage(page)
    if not text:
        return (), (), frame.width, frame.height, 0
    try:
        count = pdfium.FPDFText_CountChars(text)
        if count > budget:
            raise DamagedError("文字太多，不像一份报告", "more text than any report has")
        chars = _characters(text, count)
        ways = _ways(text, chars)
        common = Counter(way for way in ways if way is not None).most_common(1)
        main = common[0][0] if common else 0
        further = (main - frame.turns) % 4 if common else 0
        frame = replace(frame, turns=main if common else frame.turns)
        glyphs = _boxes(text, chars, ways, frame, main)
        if drawn.unseen or drawn.pale:
            glyphs = _seen(text, glyphs, drawn)
    finally:
        pdfium.FPDFText_ClosePage(text)
    groups: dict[int, list[Glyph]] = {}
    for _, turn, glyph in glyphs:
        groups.setdefault(turn, []).append(glyph)
    upright = tuple(groups.pop(0, ()))
    turned = tuple((turn, tuple(found)) for turn, found in sorted(groups.items()))
    return upright, turned, frame.width, frame.height, further


def _characters(text: Any, count: int) -> list[str]:
    """The characters in the order of the file; what is no character is unknown, what pdfium has put in is empty."""
    buffer = (c_ushort * (count + 1))()
    got = pdfium.FPDFText_GetText(text, 0, count, buffer) - 1
    if got == count:
        whole = bytes(buffer)[: 2 * count].decode("utf-16-le", "replace")
        chars = list(whole) if len(whole) == count else []
    else:
        chars = []
    if not chars:
        chars = [chr(code) if (code := pdfium.FPDFText_GetUnicode(text, i)) < 0x110000 else "" for i in range(count)]
    joined = "".join(chars)
    if standard(joined) != joined:
        chars = [standard(char) for char in chars]
    unsure = pdfium.FPDFText_HasUnicodeMapError
    generated = pdfium.FPDFText_IsGenerated
    for index, char in enumerate(chars):
        if char == " ":
            if generated(text, index):
                chars[index] = ""
        elif char in _UNPRINTED:
            chars[index] = "" if char != "\x00" else UNKNOWN
        elif unsure(text, index) > 0 or "\ue000" <= char[:1] <= "\uf8ff" or char < " " or char >= "\U000f0000":
            chars[index] = UNKNOWN
    return chars


def _ways(text: Any, chars: list[str]) -> list[int | None]:
    """By how many quarters clockwise each glyph must be turned to be upright; ``None`` where it stands askew.

    pdfium says by what angle it has been turned clockwise.
    """
    angle = pdfium.FPDFText_GetCharAngle
    ways: list[int | None] = []
    for index, char in enumerate(chars):
        if not char:
            ways.append(None)
            continue
        quarters = angle(text, index) * 2 / pi
        near = round(quarters)
        ways.append(-near % 4 if abs(quarters - near) <= _SKEW else None)
    return ways


def _boxes(
    text: Any, chars: list[str], ways: list[int | None], frame: Frame, main: int
) -> list[tuple[int, int, Glyph]]:
    """Every glyph on the visible part of the page: its number, its turn from the upright ones, and itself."""
    loose, origin = pdfium.FPDFText_GetLooseCharBox, pdfium.FPDFText_GetCharOrigin
    rect, x, y = pdfium.FS_RECTF(), c_double(), c_double()
    rect_at, x_at, y_at = byref(rect), byref(x), byref(y)
    frames = {turn: replace(frame, turns=(main + turn) % 4) for turn in range(4)}
    west, north = frame.left, frame.top
    found: list[tuple[int, int, Glyph]] = []
    for index, char in enumerate(chars):
        way = ways[index]
        if not char or way is None:
            continue
        if not loose(text, index, rect_at) or not origin(text, index, x_at, y_at):
            continue
        turn = (way - main) % 4
        own = frames[turn]
        if own.turns:
            left, top, right, bottom = own.box(rect.left, rect.bottom, rect.right, rect.top)
            base = own.point(x.value, y.value)[1]
        else:  # (nearly every glyph; a call for each would take as long as pdfium does)
            left, top, right, bottom = rect.left - west, north - rect.top, rect.right - west, north - rect.bottom
            base = north - y.value
        if right <= 0 or bottom <= 0 or left >= own.width or top >= own.height:
            continue
        found.append((index, turn, Glyph(char, left, top, right, bottom, base)))
    return found


def _seen(text: Any, glyphs: list[tuple[int, int, Glyph]], drawn: Drawn) -> list[tuple[int, int, Glyph]]:
    """The glyphs without those that cannot be seen and without the large pale ones of a watermark."""
    usual = median(glyph.height for _, _, glyph in glyphs) if glyphs else 0.0
    found: list[tuple[int, int, Glyph]] = []
    for index, turn, glyph in glyphs:
        where = address(pdfium.FPDFText_GetTextObject(text, index))
        if where not in drawn.unseen and not (where in drawn.pale and glyph.height > _BIG * usual):
            found.append((index, turn, glyph))
    return found
