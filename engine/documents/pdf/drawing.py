"""What is drawn on a page besides glyphs: ruling lines, filled areas, images, and text that cannot be seen.

A ruling line may be a stroke, an edge of a stroked rectangle, a thin filled rectangle, or a row of dashes and dots.
"""

from collections.abc import Iterator
from ctypes import byref, c_float, c_int, c_uint, c_void_p, cast
from itertools import pairwise
from typing import Any

import pypdfium2.raw as pdfium

from engine.documents.limits import MAX_PDF_OBJECTS
from engine.documents.package import DamagedError
from engine.documents.pdf.frame import IDENTITY, Frame, Matrix, moved, times, turned
from engine.documents.pdf.page import Box, Rule

_TEXT, _PATH, _IMAGE, _FORM = 1, 2, 3, 5
_THIN = 4.0
_DEEPEST = 12  # forms inside forms
_MOST_SEGMENTS = 5000
# Where pdfium puts what it is asked for; made once, since it is asked thousands of times (and by one thread at a time).
_COLOUR = c_uint(), c_uint(), c_uint(), c_uint()
_COLOUR_AT = tuple(map(byref, _COLOUR))
_BOUNDS = c_float(), c_float(), c_float(), c_float()
_BOUNDS_AT = tuple(map(byref, _BOUNDS))
_INVISIBLE = (3, 7)  # render modes: neither filled nor stroked
_WHITE, _PALE, _FAINT = 250, 160, 200


class Drawn:
    """What was found. ``unseen`` are text objects that cannot be seen, ``pale`` those that may be a watermark."""

    def __init__(self) -> None:
        self.across: list[Rule] = []
        self.down: list[Rule] = []
        self.fills: list[Box] = []
        self.images: list[Box] = []
        self.unseen: set[int | None] = set()
        self.pale: set[int | None] = set()
        self.paths = 0
        self.objects = 0

    def rules(self, frame: Frame, turns: int) -> tuple[tuple[Rule, ...], tuple[Rule, ...]]:
        """The lines across and down, on the page turned clockwise by so many quarters more."""
        if not turns:
            return tuple(self.across), tuple(self.down)
        boxes = [(rule.start, rule.at, rule.end, rule.at) for rule in self.across]
        boxes += [(rule.at, rule.start, rule.at, rule.end) for rule in self.down]
        after = [turned(box, turns, frame.width, frame.height) for box in boxes]
        flat = [turns % 2 == 0] * len(self.across) + [turns % 2 == 1] * len(self.down)
        return (
            tuple(Rule(box[1], box[0], box[2]) for box, across in zip(after, flat, strict=True) if across),
            tuple(Rule(box[0], box[1], box[3]) for box, across in zip(after, flat, strict=True) if not across),
        )


def address(pointer: Any) -> int | None:
    """Where an object of pdfium is, to know it again."""
    return cast(pointer, c_void_p).value


def draw(page: Any, frame: Frame, budget: int = MAX_PDF_OBJECTS) -> Drawn:
    """All that is drawn on a page. Raises ``DamagedError`` when there is more than ``budget`` allows."""
    drawn = Drawn()
    white: list[tuple[int | None, Box]] = []
    for thing, kind, matrix in _objects(page, drawn, budget):
        if kind == _PATH:
            drawn.paths += 1
            _path(thing, matrix, frame, drawn)
        elif kind == _TEXT:
            _text(thing, matrix, drawn, white)
        elif kind == _IMAGE and (box := _bounds(thing, matrix)) is not None:
            drawn.images.append(box)
    # White words are seen where something darker lies behind them.
    drawn.unseen |= {where for where, box in white if not any(_holds(area, box) for area in drawn.fills + drawn.images)}
    return drawn


def _objects(page: Any, drawn: Drawn, budget: int) -> Iterator[tuple[Any, int, Matrix]]:
    """Every object of the page, those of forms too, each with the matrix of the form it stands in."""
    count, get = pdfium.FPDFPage_CountObjects(page), pdfium.FPDFPage_GetObject
    if count > budget:
        raise _too_many()
    stack = [(page, get, count, 0, IDENTITY)]
    while stack:
        parent, get, count, index, matrix = stack.pop()
        while index < count:
            thing = get(parent, index)
            index += 1
            drawn.objects += 1
            if drawn.objects > budget:
                raise _too_many()
            kind = pdfium.FPDFPageObj_GetType(thing)
            if kind == _FORM:
                if len(stack) < _DEEPEST:
                    own = pdfium.FS_MATRIX()
                    pdfium.FPDFPageObj_GetMatrix(thing, byref(own))
                    inner = times((own.a, own.b, own.c, own.d, own.e, own.f), matrix)
                    stack.append((parent, get, count, index, matrix))
                    inside = pdfium.FPDFFormObj_CountObjects(thing)
                    stack.append((thing, pdfium.FPDFFormObj_GetObject, inside, 0, inner))
                    break
            else:
                yield thing, kind, matrix


def _too_many() -> DamagedError:
    return DamagedError(
        "页面上的图形太多，不像一份报告", f"more than {MAX_PDF_OBJECTS} drawn objects: this is no report"
    )


def _bounds(thing: Any, matrix: Matrix) -> Box | None:
    if not pdfium.FPDFPageObj_GetBounds(thing, *_BOUNDS_AT):
        return None
    left, bottom, right, top = _BOUNDS
    box = (left.value, bottom.value, right.value, top.value)
    return box if matrix is IDENTITY else moved(box, matrix)


def _holds(area: Box, box: Box) -> bool:
    x, y = (box[0] + box[2]) / 2, (box[1] + box[3]) / 2
    return area[0] <= x <= area[2] and area[1] <= y <= area[3]


def _colour(thing: Any) -> tuple[int, int]:
    """The darkest part of the colour of a fill (0 black, 255 white), and how opaque it is."""
    if not pdfium.FPDFPageObj_GetFillColor(thing, *_COLOUR_AT):
        return 0, 255
    red, green, blue, alpha = _COLOUR
    return min(red.value, green.value, blue.value), alpha.value


def _text(thing: Any, matrix: Matrix, drawn: Drawn, white: list[tuple[int | None, Box]]) -> None:
    mode = pdfium.FPDFTextObj_GetTextRenderMode(thing)
    shade, alpha = _colour(thing)
    if mode in _INVISIBLE or not alpha:
        drawn.unseen.add(address(thing))
    elif shade >= _WHITE and mode != 1:
        box = _bounds(thing, matrix)
        if box is not None:
            white.append((address(thing), box))
    elif shade >= _PALE or alpha < _FAINT:
        drawn.pale.add(address(thing))


def _path(thing: Any, matrix: Matrix, frame: Frame, drawn: Drawn) -> None:
    box = _bounds(thing, matrix)
    if box is None:
        return
    if _thin(frame.box(*box), drawn):
        return
    filled, stroked = c_int(), c_int()
    pdfium.FPDFPath_GetDrawMode(thing, byref(filled), byref(stroked))
    count = pdfium.FPDFPath_CountSegments(thing)
    if filled.value and _colour(thing)[0] < _WHITE:
        drawn.fills.append(box)
    if count > _MOST_SEGMENTS or not (stroked.value or (filled.value and count > 5)):
        return
    own = pdfium.FS_MATRIX()
    pdfium.FPDFPageObj_GetMatrix(thing, byref(own))
    whole = times((own.a, own.b, own.c, own.d, own.e, own.f), matrix)
    for part in _parts(thing, count, whole, frame):
        if stroked.value:
            _edges(part, drawn)
        else:
            xs, ys = [point[0] for point in part], [point[1] for point in part]
            _thin((min(xs), min(ys), max(xs), max(ys)), drawn)


def _thin(box: Box, drawn: Drawn) -> bool:
    """Whether a box is so thin that it is a line; a dot may be part of a line in both directions."""
    left, top, right, bottom = box
    flat, narrow = bottom - top <= _THIN, right - left <= _THIN
    if flat:
        drawn.across.append(Rule((top + bottom) / 2, left, right))
    if narrow:
        drawn.down.append(Rule((left + right) / 2, top, bottom))
    return flat or narrow


def _parts(thing: Any, count: int, matrix: Matrix, frame: Frame) -> Iterator[list[tuple[float, float]]]:
    """The points of each part of a path that is made of straight lines, as seen."""
    a, b, c, d, e, f = matrix
    x, y = c_float(), c_float()
    part: list[tuple[float, float]] = []
    straight = True
    for index in range(count):
        segment = pdfium.FPDFPath_GetPathSegment(thing, index)
        kind = pdfium.FPDFPathSegment_GetType(segment)
        if kind == pdfium.FPDF_SEGMENT_MOVETO:
            if straight and len(part) > 1:
                yield part
            part, straight = [], True
        elif kind == pdfium.FPDF_SEGMENT_BEZIERTO:
            straight = False
        pdfium.FPDFPathSegment_GetPoint(segment, byref(x), byref(y))
        part.append(frame.point(a * x.value + c * y.value + e, b * x.value + d * y.value + f))
        if pdfium.FPDFPathSegment_GetClose(segment):
            part.append(part[0])
    if straight and len(part) > 1:
        yield part


def _edges(part: list[tuple[float, float]], drawn: Drawn) -> None:
    for (x, y), (x2, y2) in pairwise(part):
        if abs(y - y2) < 1:
            drawn.across.append(Rule((y + y2) / 2, min(x, x2), max(x, x2)))
        elif abs(x - x2) < 1:
            drawn.down.append(Rule((x + x2) / 2, min(y, y2), max(y, y2)))
