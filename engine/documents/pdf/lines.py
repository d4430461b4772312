"""Glyphs to lines of text: what stands on one line, in order, with spaces where a reader sees them."""

from collections.abc import Iterable, Sequence
from statistics import median

from engine.documents.pdf.page import UNKNOWN, Box, Glyph
from engine.documents.words import raised
from engine.model.struct import Struct

NO_CHARACTER = "PDF 没有说明这里的字形是什么字"
OVERLAPPING = "这里有几个字叠在一起，读不准"

_SAME_LINE = 0.4  # of the height of a glyph: by how much bases on one line differ (a raised digit)
_OVERLAP = 0.5  # of the narrower of two glyphs: more than this is one on top of the other
_WORD_GAP = 0.25  # of an em, between letters or digits
_WIDE_GAP = 0.8
_SPACES = " \xa0\u2002\u2003\u2009"


class Line(Struct, frozen=True):
    """A line of text with its box.

    ``height`` is that of most of its glyphs, ``size`` the width of a Chinese character in it, ``doubt`` why its words
    are not certain.
    """

    text: str
    box: Box
    base: float
    height: float
    size: float
    doubt: str | None = None

    @property
    def left(self) -> float:
        return self.box[0]

    @property
    def right(self) -> float:
        return self.box[2]


def is_wide(char: str) -> bool:
    """Whether a character is written without spaces between words: Chinese, or its punctuation."""
    return "\u2e80" <= char <= "\uffef" or char >= "\U00020000" or char in "“”‘’…—·"


def rows(glyphs: Iterable[Glyph]) -> list[list[Glyph]]:
    """The glyphs by line, from the top, each line from left to right."""
    found: list[list[Glyph]] = []
    base = height = 0.0
    for glyph in sorted(glyphs, key=lambda glyph: glyph.base):
        tall = glyph.bottom - glyph.top
        if found and glyph.base - base <= _SAME_LINE * max(height, tall):
            found[-1].append(glyph)
            # A raised digit comes first by its base; the line goes by the glyphs of full height.
            if tall > height:
                base, height = glyph.base, tall
        else:
            found.append([glyph])
            base, height = glyph.base, tall
    for row in found:
        row.sort(key=lambda glyph: glyph.left)
    return found


def runs(row: Sequence[Glyph], gap: float, before_number: float | None = None) -> list[list[Glyph]]:
    """A line cut where more than ``gap`` ems are empty, before digits where it is more than ``before_number``."""
    found: list[list[Glyph]] = []
    right = 0.0
    for glyph in row:
        if glyph.text in _SPACES:
            continue
        wanted = before_number if before_number is not None and glyph.text.isdigit() else gap
        if found and glyph.left - right <= wanted * _em(glyph):
            found[-1].append(glyph)
            right = max(right, glyph.right)
        else:
            found.append([glyph])
            right = glyph.right
    return found


def line(row: Sequence[Glyph]) -> Line | None:
    """A line from its glyphs, in order from the left; ``None`` when nothing but space stands on it."""
    printed = [glyph for glyph in row if not glyph.text.isspace()]
    if not printed:
        return None
    height = median(glyph.bottom - glyph.top for glyph in printed)
    base = median(glyph.base for glyph in printed)
    text: list[str] = []
    before: Glyph | None = None
    space = False
    doubt: str | None = None
    for glyph in row:
        char = glyph.text
        if char in _SPACES:
            space = True
            continue
        if before is not None:
            narrower = min(before.right - before.left, glyph.right - glyph.left)
            if narrower > 0 and before.right - glyph.left > _OVERLAP * narrower:
                if char == before.text:  # drawn twice to look bold
                    continue
                doubt = OVERLAPPING
            if space or _is_gap(before, glyph):
                text.append(" ")
        if char == UNKNOWN:
            doubt = doubt or NO_CHARACTER
        elif glyph.bottom - glyph.top < 0.8 * height and glyph.base < base - 0.15 * height:
            char = raised(char)
        text.append(char)
        before, space = glyph, False
    words = "".join(text).strip()
    if not words:
        return None
    wide = [glyph.right - glyph.left for glyph in printed if is_wide(glyph.text)]
    return Line(words, around(printed), base, height, median(wide) if wide else 0.85 * height, doubt)


def around(glyphs: Sequence[Glyph]) -> Box:
    """The box around some glyphs."""
    return (
        min([glyph.left for glyph in glyphs]),
        min([glyph.top for glyph in glyphs]),
        max([glyph.right for glyph in glyphs]),
        max([glyph.bottom for glyph in glyphs]),
    )


def lines(glyphs: Iterable[Glyph]) -> list[Line]:
    """The lines that glyphs make up, from the top."""
    return [found for row in rows(glyphs) if (found := line(row)) is not None]


def _em(glyph: Glyph) -> float:
    return glyph.right - glyph.left if is_wide(glyph.text) else 0.85 * (glyph.bottom - glyph.top)


def _is_gap(before: Glyph, glyph: Glyph) -> bool:
    """Whether the space between two glyphs is one between words, and not that of a justified line."""
    gap = glyph.left - before.right
    if gap <= 0:
        return False
    wide = is_wide(before.text) or is_wide(glyph.text)
    return gap > (_WIDE_GAP if wide else _WORD_GAP) * max(_em(before), _em(glyph))
