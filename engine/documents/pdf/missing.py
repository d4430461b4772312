"""Cells that are two because a line of the table is missing: told by words that cannot stand in one cell.

A value beside other words, or a second label with a number of its own below the first, belongs to a cell of its own.
The line is put back where other rows and columns have it, and the words on both sides are doubtful.
"""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from engine.documents.pdf.lattice import Lattice, Slot
from engine.documents.pdf.lines import Line, line, rows, runs
from engine.documents.pdf.page import Glyph

MISSING_LINE = "这里少了一条表格线，分不清是几格"

_APART = 0.6  # em between words that may stand in different cells
_BEFORE_NUMBER = 0.4
_OFF = 0.6  # of the height of a line, from the middle of the cell
_VALUE = re.compile(r"[0-9][0-9.,]*|[/—–-]+|无")
_ORDINAL = re.compile(r"[（(][一二三四五六七八九十0-9]+[）)]|[一二三四五六七八九十]+、|[0-9]{1,2}[.．、]")


def divided(slot: Slot, glyphs: Sequence[Glyph], lattice: Lattice) -> list[tuple[Slot, list[Glyph]]]:
    """The cells that a cell is made of, each with its glyphs: the cell itself in nearly every case."""
    found = rows(glyphs)
    xs = set(_beside(found, [at for at in lattice.xs if slot.box[0] < at < slot.box[2]]))
    ys = set() if xs else set(_below(found, slot, [at for at in lattice.ys if slot.box[1] < at < slot.box[3]]))
    if not xs and not ys:
        return [(slot, list(glyphs))]
    parts: list[tuple[Slot, list[Glyph]]] = []
    for top, bottom in pairwise([slot.box[1], *sorted(ys), slot.box[3]]):
        for left, right in pairwise([slot.box[0], *sorted(xs), slot.box[2]]):
            row, column = lattice.ys.index(top), lattice.xs.index(left)
            height, width = lattice.ys.index(bottom) - row, lattice.xs.index(right) - column
            inside = [
                glyph
                for glyph in glyphs
                if left <= (glyph.left + glyph.right) / 2 < right and top <= (glyph.top + glyph.bottom) / 2 < bottom
            ]
            parts += divided(Slot(row, column, height, width, (left, top, right, bottom)), inside, lattice)
    return parts


def _beside(found: Sequence[Sequence[Glyph]], places: Sequence[float]) -> Iterator[float]:
    """Where a line down is missing: between a value and what stands beside it."""
    for row in found:
        words = [one for run in runs(row, _APART, _BEFORE_NUMBER) if (one := line(run)) is not None]
        for before, after in pairwise(words):
            if _VALUE.fullmatch(before.text) or _VALUE.fullmatch(after.text):
                between = [at for at in places if before.right <= at + 1 and after.left >= at - 1]
                yield from between[-1:]


def _below(found: Sequence[Sequence[Glyph]], slot: Slot, places: Sequence[float]) -> Iterator[float]:
    """Where a line across is missing: between a value and what stands below or above it, before a second label.

    And above words that stand in a lower row of the cell, and not in its middle: an empty cell has run into theirs.
    """
    if not places:
        return
    lines = [one for row in found if (one := line(row)) is not None]
    for before, after in pairwise(lines):
        if _ORDINAL.match(after.text) or _VALUE.fullmatch(after.text) or _VALUE.fullmatch(before.text):
            yield from [at for at in places if _middle(before) < at < _middle(after)][-1:]
    if lines:
        middle = (_middle(lines[0]) + _middle(lines[-1])) / 2
        above = [at for at in places if at < lines[0].box[1] + 1]
        if above and middle - (slot.box[1] + slot.box[3]) / 2 > _OFF * lines[0].height:
            yield above[-1]


def _middle(one: Line) -> float:
    return (one.box[1] + one.box[3]) / 2
