"""Lines to paragraphs, as a person would join them: an indent, a short line or a gap ends a paragraph."""

import re
from collections.abc import Sequence
from itertools import pairwise
from statistics import median

from engine.documents.pdf.lines import Line, is_wide
from engine.documents.pdf.page import Box
from engine.model.struct import Struct

_INDENT = 1.2  # em
_SHORT = 2.2  # em that a line ends before the others
_GAP = 1.4  # times the usual distance between lines
_FEW = 4  # lines, or full lines, from which no margin can be told
_SIZE = 1.15  # times the size of the line before
_ENDS = "。；：！？:;!?…”』」》）)】"
_ANEW = re.compile(
    r"(?:[（(]?[一二三四五六七八九十]{1,3}[）)、.．]|[（(][0-9]{1,2}[）)]|[0-9]{1,2}[、.．](?![0-9])|第[一二三四五六七八九十]+[章节条]|[①-⑳])"
)

_HEADING = re.compile(r"[一二三四五六七八九十]{1,3}、")


class Margins(Struct, frozen=True):
    """Where lines begin and end, and how far apart they stand, on most of the pages."""

    left: float
    right: float
    pitch: float


def margins(lines: Sequence[Line], tables: Sequence[Box] = ()) -> Margins | None:
    """The margins of some lines and tables in one column; ``None`` when they are too few to tell."""
    if len(lines) < _FEW:
        return None
    steps = [b.base - a.base for a, b in pairwise(lines) if 0 < b.base - a.base < 4 * a.height]
    lefts = sorted(one.left for one in lines)
    rights = sorted(one.right for one in lines)
    # A line or two may hang over; the margins are where several lines end.
    few = min(2, len(lines) // 8)
    left, right = lefts[few], rights[-1 - few]
    full = sum(one.right > right - one.size for one in lines)
    if full < _FEW and tables:
        left, right = min(left, *(box[0] for box in tables)), max(right, *(box[2] for box in tables))
    return Margins(left, right, median(steps) if steps else 1.5 * lines[0].height)


def over_page(before: Line, after: Line, here: Margins, there: Margins) -> bool:
    """Whether the last line of a page and the first of the next are of one paragraph."""
    if not _fits(before, after) or before.right < here.right - _SHORT * before.size:
        return False
    anew = before.text[-1] in _ENDS or _HEADING.match(after.text)
    return after.left <= there.left + _INDENT * after.size and not anew


def paragraphs(lines: Sequence[Line], margins: Margins) -> list[list[Line]]:
    """The lines in groups, each a paragraph."""
    found: list[list[Line]] = []
    for one in lines:
        if found and _goes_on(found[-1][-1], one, margins):
            found[-1].append(one)
        else:
            found.append([one])
    return found


def _goes_on(before: Line, after: Line, margins: Margins) -> bool:
    if not _fits(before, after) or not 0 < after.base - before.base < _GAP * margins.pitch:
        return False
    if before.right < margins.right - _SHORT * before.size or after.left > margins.left + _INDENT * after.size:
        return False
    return not (_HEADING.match(after.text) or (before.text[-1] in _ENDS and _ANEW.match(after.text)))


def _fits(before: Line, after: Line) -> bool:
    """Whether two lines are of one size."""
    smaller, larger = sorted((before.size, after.size))
    return larger <= _SIZE * smaller or not _is_chinese(before, after)


def _is_chinese(*lines: Line) -> bool:
    """Whether there is a Chinese character in each: only then are their sizes known well enough."""
    return all(any(is_wide(char) for char in one.text) for one in lines)


def divider(before: str, after: str) -> str:
    """What stands between two lines of a paragraph: a space between words of letters, else nothing."""
    return (
        " " if before[-1:].isascii() and before[-1:].isalpha() and after[:1].isascii() and after[:1].isalpha() else ""
    )
