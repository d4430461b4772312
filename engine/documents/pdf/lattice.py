"""Ruling lines to the lattice of a table: which cells there are, and what each covers.

Dashes are put together, double lines are one, a missing outer border runs where the lines end. Where a wall is missing,
two cells are one; where that does not make a rectangle, each row of it stays a cell.
"""

from collections.abc import Iterable, Sequence
from itertools import pairwise

from engine.documents.limits import MAX_RULES
from engine.documents.package import DamagedError
from engine.documents.pdf.page import Box, Rule
from engine.model.struct import Struct

_SAME = 3.5  # points: lines nearer than this are one (double lines)
_DASH = 5.0  # points between two dashes of a line
_SHORTEST = 7.0
_TOUCH = 4.0
_OUTER = 8.0  # points that lines reach beyond the outermost crossing line when that one is missing


class Slot(Struct, frozen=True):
    """A cell of a lattice: its first row and column, how many of each it covers, and its box."""

    row: int
    column: int
    row_span: int
    column_span: int
    box: Box


class Lattice(Struct, frozen=True):
    """The heights of the lines across, the places of the lines down, and the cells between them, in reading order."""

    ys: tuple[float, ...]
    xs: tuple[float, ...]
    slots: tuple[Slot, ...]

    @property
    def box(self) -> Box:
        return self.xs[0], self.ys[0], self.xs[-1], self.ys[-1]


def lattices(across: Iterable[Rule], down: Iterable[Rule]) -> list[Lattice]:
    """The ruled tables of a page, from the top. Raises ``DamagedError`` when there are more lines than in any."""
    flat, upright = merged(across), merged(down)
    if len(flat) > MAX_RULES or len(upright) > MAX_RULES:
        raise DamagedError("页面上的线条太多，不像一份报告", "more lines on a page than in any report")
    found = [lattice for group in _connected(flat, upright) if (lattice := _lattice(*group)) is not None]
    return sorted(found, key=lambda lattice: (lattice.ys[0], lattice.xs[0]))


def merged(rules: Iterable[Rule]) -> list[Rule]:
    """Lines in one direction, each whole: pieces on one line put together, double lines made one."""
    bands: list[list[Rule]] = []
    for rule in sorted(rules, key=lambda rule: rule.at):
        if bands and rule.at - bands[-1][0].at <= _SAME:
            bands[-1].append(rule)
        else:
            bands.append([rule])
    found: list[Rule] = []
    for band in bands:
        band.sort(key=lambda rule: rule.start)
        start, end, at, count = band[0].start, band[0].end, band[0].at, 1
        for rule in band[1:]:
            if rule.start - end <= _DASH:
                end = max(end, rule.end)
                at, count = at + rule.at, count + 1
                continue
            found.append(Rule(at / count, start, end))
            start, end, at, count = rule.start, rule.end, rule.at, 1
        found.append(Rule(at / count, start, end))
    return [rule for rule in found if rule.end - rule.start >= _SHORTEST]


def _connected(flat: Sequence[Rule], upright: Sequence[Rule]) -> list[tuple[list[Rule], list[Rule]]]:
    """The lines in groups that touch."""
    parents = list(range(len(flat) + len(upright)))

    def root(index: int) -> int:
        while parents[index] != index:
            parents[index] = parents[parents[index]]
            index = parents[index]
        return index

    for number, line in enumerate(flat):
        low, high, at = line.start - _TOUCH, line.end + _TOUCH, line.at
        for other, wall in enumerate(upright, len(flat)):
            if low <= wall.at <= high and wall.start - _TOUCH <= at <= wall.end + _TOUCH:
                parents[root(other)] = root(number)
    groups: dict[int, tuple[list[Rule], list[Rule]]] = {}
    for index in range(len(parents)):
        group = groups.setdefault(root(index), ([], []))
        if index < len(flat):
            group[0].append(flat[index])
        else:
            group[1].append(upright[index - len(flat)])
    return list(groups.values())


def _lattice(flat: list[Rule], upright: list[Rule]) -> Lattice | None:
    if not flat or not upright:
        return None
    ys, xs = _places(flat), _places(upright)
    flat, ys = _closed(flat, ys, upright, xs)
    upright, xs = _closed(upright, xs, flat, ys)
    if len(ys) < 2 or len(xs) < 2 or (len(ys) - 1) * (len(xs) - 1) < 2:
        return None
    slots = _slots(ys, xs, _walls(flat, ys, xs), _walls(upright, xs, ys))
    return Lattice(tuple(ys), tuple(xs), tuple(slots)) if len(slots) > 1 else None


def _places(rules: Iterable[Rule]) -> list[float]:
    """Where lines run, those near each other once."""
    found: list[float] = []
    for at in sorted(rule.at for rule in rules):
        if not found or at - found[-1] > _SAME:
            found.append(at)
    return found


def _closed(rules: list[Rule], places: list[float], others: list[Rule], crossing: list[float]) -> tuple[
    list[Rule], list[float]
]:  # fmt: skip
    """The lines with the outermost ones where they are missing: where the crossing lines begin and end."""
    low, high = min(rule.start for rule in others), max(rule.end for rule in others)
    start, end = min(rule.start for rule in rules), max(rule.end for rule in rules)
    start, end = min(start, crossing[0]), max(end, crossing[-1])
    if places[0] - low > _OUTER:
        rules, places = [Rule(low, start, end), *rules], [low, *places]
    if high - places[-1] > _OUTER:
        rules, places = [*rules, Rule(high, start, end)], [*places, high]
    return rules, places


def _walls(rules: Sequence[Rule], places: Sequence[float], crossing: Sequence[float]) -> list[list[bool]]:
    """For each place, between which of the crossing lines there is a wall: one that covers most of the way."""
    found: list[list[bool]] = []
    for place in places:
        own = [rule for rule in rules if abs(rule.at - place) <= _SAME]
        found.append(
            [
                sum(max(0.0, min(rule.end, high) - max(rule.start, low)) for rule in own) > (high - low) / 2
                for low, high in pairwise(crossing)
            ]
        )
    return found


def _slots(
    ys: Sequence[float], xs: Sequence[float], below: Sequence[Sequence[bool]], beside: Sequence[Sequence[bool]]
) -> list[Slot]:
    """The cells: places of the grid that no wall divides."""
    down, over = len(ys) - 1, len(xs) - 1
    parents = list(range(down * over))

    def root(index: int) -> int:
        while parents[index] != index:
            parents[index] = parents[parents[index]]
            index = parents[index]
        return index

    for row in range(down):
        for column in range(over):
            if column + 1 < over and not beside[column + 1][row]:
                parents[root(row * over + column + 1)] = root(row * over + column)
            if row + 1 < down and not below[row + 1][column]:
                parents[root((row + 1) * over + column)] = root(row * over + column)
    regions: dict[int, list[tuple[int, int]]] = {}
    for index in range(down * over):
        regions.setdefault(root(index), []).append(divmod(index, over))
    slots: list[Slot] = []
    for places in regions.values():
        top, bottom = places[0][0], places[-1][0]
        left, right = min(column for _, column in places), max(column for _, column in places)
        if len(places) == (bottom - top + 1) * (right - left + 1):
            slots.append(_slot(top, left, bottom, right, ys, xs))
        else:
            slots += [_slot(row, first, row, last, ys, xs) for row, first, last in _stretches(places)]
    return sorted(slots, key=lambda slot: (slot.row, slot.column))


def _slot(top: int, left: int, bottom: int, right: int, ys: Sequence[float], xs: Sequence[float]) -> Slot:
    return Slot(top, left, bottom - top + 1, right - left + 1, (xs[left], ys[top], xs[right + 1], ys[bottom + 1]))


def _stretches(places: Sequence[tuple[int, int]]) -> list[tuple[int, int, int]]:
    """Places that make no rectangle, row by row: the row, from which column to which."""
    found: list[tuple[int, int, int]] = []
    for row, column in places:
        if found and found[-1][0] == row and found[-1][2] == column - 1:
            found[-1] = (row, found[-1][1], column)
        else:
            found.append((row, column, column))
    return found
