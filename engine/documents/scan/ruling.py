"""Ruled tables of a page: its lines, and the cells that they enclose."""

from collections.abc import Iterator, Sequence

from engine.documents.scan.pages import Dots, Page, ink_of
from engine.model.struct import Struct

_LEAST_CELL = 0.06  # of an inch: what is lower or narrower is no cell
_LEAST_TABLE = 0.25
_LONG = 0.3  # of an inch: the shortest stroke that is a ruled line; strokes of letters are shorter
_PART = 0.15
_GAP = 0.02
_FULL = 0.75  # of its box must a cell fill; less is a cell whose lines are broken
_SAME = 0.05


class Box(Struct, frozen=True):
    """A rectangle of dots; ``right`` and ``bottom`` are exclusive."""

    left: int
    top: int
    right: int
    bottom: int


class Ruled(Struct, frozen=True):
    """A cell between ruled lines: its place on the page, and which rows and columns of the table it covers.

    ``is_whole`` is false when the lines around it are broken, so that it may be two cells.
    """

    box: Box
    row: int
    column: int
    row_span: int
    column_span: int
    is_whole: bool


class Grid(Struct, frozen=True):
    """A ruled table: its place, and its cells row by row."""

    box: Box
    rows: tuple[tuple[Ruled, ...], ...]


def grids(page: Page) -> tuple[list[Grid], Dots]:
    """The ruled tables of a level page from top to bottom, and the mask of all ruled lines."""
    import cv2

    inch = page.dpi
    lines = _lines(ink_of(page.dots), inch)
    count, _, stats, _ = cv2.connectedComponentsWithStats(lines, connectivity=8)
    found: list[Grid] = []
    for number in range(1, count):
        left, top, width, height = (int(value) for value in stats[number, :4])
        if width < inch * _LEAST_TABLE or height < inch * _LEAST_TABLE:
            continue
        box = Box(left, top, left + width, top + height)
        cells = list(_cells(lines, box, inch))
        if len(cells) > 1:
            found.append(Grid(box, _in_rows(cells, inch)))
    return sorted(found, key=lambda grid: (grid.box.top, grid.box.left)), lines


def _lines(ink: Dots, inch: float) -> Dots:
    """The level and the upright strokes that are long enough to be ruled, a little thicker than they are.

    A line that is not quite level goes from one row of dots to the next: it is found by its pieces, which touch.
    """
    import cv2
    import numpy

    long, part, gap = inch * _LONG, max(int(inch * _PART), 10), max(int(inch * _GAP), 2)
    result = numpy.zeros_like(ink)
    for shape, bridge, along in (((part, 1), (gap, 1), cv2.CC_STAT_WIDTH), ((1, part), (1, gap), cv2.CC_STAT_HEIGHT)):
        closed = cv2.morphologyEx(ink, cv2.MORPH_CLOSE, cv2.getStructuringElement(cv2.MORPH_RECT, bridge))
        pieces = cv2.morphologyEx(closed, cv2.MORPH_OPEN, cv2.getStructuringElement(cv2.MORPH_RECT, shape))
        _, labels, stats, _ = cv2.connectedComponentsWithStats(pieces, connectivity=8)
        ruled = stats[:, along] >= long
        ruled[0] = False
        result[ruled[labels]] = 255
    return cv2.dilate(result, cv2.getStructuringElement(cv2.MORPH_RECT, (3, 3)))


def _cells(lines: Dots, box: Box, inch: float) -> Iterator[tuple[Box, bool]]:
    """The white regions that the lines of a table enclose; whether each fills its box."""
    import cv2

    inside = 255 - lines[box.top : box.bottom, box.left : box.right]
    count, _, stats, _ = cv2.connectedComponentsWithStats(inside, connectivity=4)
    least = inch * _LEAST_CELL
    for number in range(1, count):
        left, top, width, height, area = (int(value) for value in stats[number])
        if width >= least and height >= least:
            place = Box(box.left + left, box.top + top, box.left + left + width, box.top + top + height)
            yield place, area >= _FULL * width * height


def _in_rows(cells: Sequence[tuple[Box, bool]], inch: float) -> tuple[tuple[Ruled, ...], ...]:
    """The cells with their rows and columns, which the left and upper edges of all cells make."""
    tolerance = max(inch * _SAME, 4)
    tops, lefts = _edges((box.top for box, _ in cells), tolerance), _edges((box.left for box, _ in cells), tolerance)
    rows: list[list[Ruled]] = [[] for _ in tops]
    for box, is_whole in cells:
        row, column = _nearest(tops, box.top), _nearest(lefts, box.left)
        below = sum(box.top + tolerance < top < box.bottom - tolerance for top in tops)
        beside = sum(box.left + tolerance < left < box.right - tolerance for left in lefts)
        rows[row].append(Ruled(box, row, column, below + 1, beside + 1, is_whole))
    return tuple(tuple(sorted(row, key=lambda cell: cell.column)) for row in rows)


def _edges(values: Iterator[int], tolerance: float) -> list[float]:
    """Values that are almost the same as one, in order."""
    groups: list[list[int]] = []
    for value in sorted(values):
        if groups and value - groups[-1][-1] <= tolerance:
            groups[-1].append(value)
        else:
            groups.append([value])
    return [sum(group) / len(group) for group in groups]


def _nearest(edges: Sequence[float], value: float) -> int:
    return min(range(len(edges)), key=lambda index: abs(edges[index] - value))
