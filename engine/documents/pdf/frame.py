"""From the coordinates of a PDF (upwards from any corner, turned) to those of the page that a reader sees."""

from engine.documents.pdf.page import Box
from engine.model.struct import Struct

Matrix = tuple[float, float, float, float, float, float]
IDENTITY: Matrix = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)


class Frame(Struct, frozen=True):
    """The visible part of a page (left, bottom, right, top in its own space), and by how many quarters it is turned."""

    left: float
    bottom: float
    right: float
    top: float
    turns: int = 0

    @property
    def width(self) -> float:
        return self.top - self.bottom if self.turns % 2 else self.right - self.left

    @property
    def height(self) -> float:
        return self.right - self.left if self.turns % 2 else self.top - self.bottom

    def point(self, x: float, y: float) -> tuple[float, float]:
        """A point as seen: from the left, from the top."""
        if self.turns == 0:
            return x - self.left, self.top - y
        if self.turns == 1:
            return y - self.bottom, x - self.left
        if self.turns == 2:
            return self.right - x, y - self.bottom
        return self.top - y, self.right - x

    def box(self, left: float, bottom: float, right: float, top: float) -> Box:
        """A box as seen."""
        x, y = self.point(left, bottom)
        x2, y2 = self.point(right, top)
        return min(x, x2), min(y, y2), max(x, x2), max(y, y2)

    def back(self, box: Box) -> Box:
        """A box as seen, in the page's own space: left, bottom, right, top."""
        x, y = self._own(box[0], box[1])
        x2, y2 = self._own(box[2], box[3])
        return min(x, x2), min(y, y2), max(x, x2), max(y, y2)

    def _own(self, across: float, down: float) -> tuple[float, float]:
        if self.turns == 0:
            return self.left + across, self.top - down
        if self.turns == 1:
            return self.left + down, self.bottom + across
        if self.turns == 2:
            return self.right - across, self.bottom + down
        return self.right - down, self.top - across


def turned(box: Box, turns: int, width: float, height: float) -> Box:
    """A box on a page of this size, measured as if the page had been turned clockwise by so many quarters."""
    frame = Frame(0.0, 0.0, width, height, turns % 4)
    return frame.box(box[0], height - box[3], box[2], height - box[1])


def times(inner: Matrix, outer: Matrix) -> Matrix:
    """The matrix that does ``inner`` first and ``outer`` then."""
    a, b, c, d, e, f = inner
    g, h, i, j, k, m = outer
    return (
        a * g + b * i, a * h + b * j, c * g + d * i, c * h + d * j, e * g + f * i + k, e * h + f * j + m,
    )  # fmt: skip


def moved(box: Box, matrix: Matrix) -> Box:
    """The box (left, bottom, right, top) around a box after a matrix."""
    a, b, c, d, e, f = matrix
    left, bottom, right, top = box
    xs = [a * x + c * y + e for x in (left, right) for y in (bottom, top)]
    ys = [b * x + d * y + f for x in (left, right) for y in (bottom, top)]
    return min(xs), min(ys), max(xs), max(ys)
