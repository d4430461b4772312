"""A lattice and the glyphs on it to a grid of cells with their words.

Words that run over a wall, or that lie on top of each other, make their cells doubtful: a number must not lose a digit
to its neighbour in silence.
"""

from bisect import bisect_right
from collections.abc import Iterable, Mapping, Sequence

from engine.documents.pdf.lattice import Lattice, Slot
from engine.documents.pdf.lines import Line, is_wide, lines
from engine.documents.pdf.missing import MISSING_LINE, divided
from engine.documents.pdf.page import Box, Glyph
from engine.model.struct import Struct

OVER_THE_LINE = "字越过了表格线，分不清属于哪一格"

_STRADDLE = 0.3  # of a glyph's width beyond the wall of its cell
_CLOSE = 1.2  # points between two digits on both sides of a wall that may be one number
_DIGITS = "0123456789.,"
_PADDING = 12.0  # points that a cell may keep free on both sides together


class Field(Struct, frozen=True):
    """A cell with its words: its first row and column, how many of each it covers, its box."""

    row: int
    column: int
    row_span: int
    column_span: int
    box: Box
    text: str
    doubt: str | None = None


class Grid(Struct, frozen=True):
    """A table on a page: its cells in reading order, and its box."""

    fields: tuple[Field, ...]
    rows: int
    box: Box


def fill(lattice: Lattice, glyphs: Iterable[Glyph], turned: Iterable[Line] = ()) -> tuple[Grid, list[Glyph]]:
    """The table with the words that stand in it, and the glyphs that do not. ``turned`` are lines of turned text."""
    by_place = _places(lattice.slots)
    inside: list[list[Glyph]] = [[] for _ in lattice.slots]
    outside: list[Glyph] = []
    xs, ys = lattice.xs, lattice.ys
    left, top, right, bottom = lattice.box
    for glyph in glyphs:
        x, y = (glyph.left + glyph.right) / 2, (glyph.top + glyph.bottom) / 2
        if left <= x < right and top <= y < bottom:
            inside[by_place[bisect_right(ys, y) - 1, bisect_right(xs, x) - 1]].append(glyph)
        else:
            outside.append(glyph)
    slots, inside, doubts = _put_right(lattice, inside)
    by_place = _places(slots)
    beside: list[list[Line]] = [[] for _ in slots]
    for one in turned:
        x, y = (one.box[0] + one.box[2]) / 2, (one.box[1] + one.box[3]) / 2
        beside[by_place[bisect_right(ys, y) - 1, bisect_right(xs, x) - 1]].append(one)
    read = [lines(found) for found in inside]
    running = _running(slots, inside, read, by_place)
    fields = tuple(
        _field(slot, read[index] + beside[index], OVER_THE_LINE if index in running else doubts[index])
        for index, slot in enumerate(slots)
    )
    return Grid(fields, len(ys) - 1, lattice.box), outside


def _places(slots: Sequence[Slot]) -> dict[tuple[int, int], int]:
    """Which cell covers each place of the lattice."""
    return {
        (row, column): index
        for index, slot in enumerate(slots)
        for row in range(slot.row, slot.row + slot.row_span)
        for column in range(slot.column, slot.column + slot.column_span)
    }


def _put_right(
    lattice: Lattice, inside: Sequence[list[Glyph]]
) -> tuple[list[Slot], list[list[Glyph]], list[str | None]]:
    """The cells in reading order, where lines are missing those that there must be; their glyphs; what is doubtful."""
    found: list[tuple[Slot, list[Glyph], str | None]] = []
    for slot, glyphs in zip(lattice.slots, inside, strict=True):
        parts = divided(slot, glyphs, lattice) if slot.row_span * slot.column_span > 1 and glyphs else [(slot, glyphs)]
        found += [(part, own, MISSING_LINE if len(parts) > 1 else None) for part, own in parts]
    found.sort(key=lambda one: (one[0].row, one[0].column))
    return [one[0] for one in found], [one[1] for one in found], [one[2] for one in found]


def _field(slot: Slot, found: Sequence[Line], doubt: str | None) -> Field:
    text = ""
    last: Line | None = None
    for one in found:
        if last is not None and not _goes_on(last, one, slot):
            text += " "
        text += one.text
        last, doubt = one, doubt or one.doubt
    return Field(slot.row, slot.column, slot.row_span, slot.column_span, slot.box, text, doubt)


def _goes_on(last: Line, one: Line, slot: Slot) -> bool:
    """Whether two lines of a cell belong together without a space.

    Chinese words do; a number that was broken does only where its first line fills the cell: two numbers in one cell
    must stay two.
    """
    before, after = last.text[-1], one.text[0]
    if is_wide(before) or is_wide(after):
        return True
    if before not in _DIGITS or after not in _DIGITS:
        return False
    digit = (last.right - last.left) / len(last.text)
    room = (slot.box[2] - slot.box[0]) - (last.right - last.left)
    return slot.row_span == 1 and room <= digit + _PADDING


def _running(
    slots: Sequence[Slot],
    inside: Sequence[Sequence[Glyph]],
    read: Sequence[Sequence[Line]],
    by_place: Mapping[tuple[int, int], int],
) -> set[int]:
    """The cells whose numbers run over a wall, and their neighbours, where the rest of the number may have ended up."""
    found: set[int] = set()
    ends: list[tuple[Line, int]] = []
    for index, slot in enumerate(slots):
        left, _, right, _ = slot.box
        ends += [(one, index) for one in read[index] if one.left < left + _CLOSE or one.right > right - _CLOSE]
        if any(
            glyph.text in _DIGITS
            and max(left - glyph.left, glyph.right - right) > _STRADDLE * (glyph.right - glyph.left)
            for glyph in inside[index]
        ):
            found.add(index)
    ends.sort(key=lambda end: end[0].left)
    for number, (one, index) in enumerate(ends):
        for other, neighbour in ends[number + 1 :]:
            if other.left - one.right >= _CLOSE:
                break
            near = abs(other.base - one.base) < one.height / 2 and other.left - one.right > -_CLOSE
            if near and index != neighbour and one.text[-1] in _DIGITS and other.text[0] in _DIGITS:
                found |= {index, neighbour}
    beside = {
        by_place[row, column]
        for index in found
        for row in range(slots[index].row, slots[index].row + slots[index].row_span)
        for column in (slots[index].column - 1, slots[index].column + slots[index].column_span)
        if (row, column) in by_place
    }
    return found | beside
