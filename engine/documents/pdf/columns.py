"""Pages in two columns, and two pages (or reports) side by side on one sheet: where the gutter is."""

from collections.abc import Sequence
from statistics import median

from engine.documents.pdf.page import Box
from engine.model.struct import Struct

_MIDDLE = (0.3, 0.7)  # of the width of the page
_NARROWEST = 14.0
_FEWEST = 5  # lines in a column
_FULL = 0.55  # of the width of a column that most of its lines fill
_SIDE = 0.25  # of the width of the page that a column takes at the least
_AROUND = 0.25  # of the height of what stands on the page: words over the whole width stand above or below


class Gutter(Struct, frozen=True):
    """The white space between two columns: where it is, from how far down to how far down."""

    at: float
    top: float
    bottom: float


def gutter(lines: Sequence[Box], tables: Sequence[Box], width: float) -> Gutter | None:
    """The gutter of a page; ``None`` when its lines run over the whole width."""
    boxes = [*lines, *tables]
    if len(boxes) < 2:
        return None
    top, bottom = min(box[1] for box in boxes), max(box[3] for box in boxes)
    low, high = top + _AROUND * (bottom - top), bottom - _AROUND * (bottom - top)
    inner = [box for box in boxes if box[3] > low and box[1] < high]
    at = _widest_gap(inner, width)
    if at is None:
        return None
    crossing = [box for box in boxes if box[0] < at < box[2]]
    start = max((box[3] for box in crossing if box[3] <= low), default=top - 1)
    end = min((box[1] for box in crossing if box[1] >= high), default=bottom + 1)
    within = [box for box in boxes if box[1] >= start - 1 and box[3] <= end + 1]
    sides = [box for box in within if box[2] <= at], [box for box in within if box[0] >= at]
    if all(_is_column(side, tables, width) for side in sides) and _overlap(*sides) > 0.4:
        return Gutter(at, start, end)
    return None


def _widest_gap(boxes: Sequence[Box], width: float) -> float | None:
    """The middle of the widest white stripe from top to bottom near the middle of the page."""
    low, high = _MIDDLE[0] * width, _MIDDLE[1] * width
    reach = 0.0
    best, at = _NARROWEST, None
    for box in sorted(boxes):
        gap, middle = box[0] - reach, (box[0] + reach) / 2
        if reach and gap >= best and low <= middle <= high:
            best, at = gap, middle
        reach = max(reach, box[2])
    return at


def _is_column(side: Sequence[Box], tables: Sequence[Box], width: float) -> bool:
    if not side:
        return False
    left, right = min(box[0] for box in side), max(box[2] for box in side)
    if right - left < _SIDE * width:
        return False
    if any(box in tables for box in side):
        return True
    return len(side) >= _FEWEST and median(box[2] - box[0] for box in side) >= _FULL * (right - left)


def _overlap(first: Sequence[Box], second: Sequence[Box]) -> float:
    """How much of the height of the lower column stands beside the other."""
    tops = [min(box[1] for box in side) for side in (first, second)]
    bottoms = [max(box[3] for box in side) for side in (first, second)]
    shorter = min(bottom - top for top, bottom in zip(tops, bottoms, strict=True))
    return (min(bottoms) - max(tops)) / max(shorter, 0.1)
