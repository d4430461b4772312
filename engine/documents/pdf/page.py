"""What stands on a page of a PDF, as it is drawn: glyphs and rules, measured in points from its upper left corner."""

from engine.model.struct import Struct

UNKNOWN = "\ufffd"
"""Stands for a glyph whose character the file does not say, and in cells where glyphs lie on top of each other."""

Box = tuple[float, float, float, float]
"""Left, top, right, bottom."""


class Glyph(Struct, frozen=True):
    """A character and the box it takes up in its line. ``base`` is the height of the line it stands on."""

    text: str
    left: float
    top: float
    right: float
    bottom: float
    base: float

    @property
    def height(self) -> float:
        return self.bottom - self.top


class Rule(Struct, frozen=True):
    """A ruling line: how far down (or from the left) it runs, from where to where."""

    at: float
    start: float
    end: float


class Page(Struct, frozen=True):
    """A page. ``upright`` are the glyphs to be read from left to right, ``turned`` those of text turned by a quarter.

    The glyphs of turned text are measured as if the page had been turned so that they are upright; ``turns`` says by
    how many quarters clockwise. ``pictures`` is the share of the page that images cover, ``paths`` how many things are
    drawn on it that are neither text nor image.
    """

    number: int
    width: float
    height: float
    upright: tuple[Glyph, ...]
    turned: tuple[tuple[int, tuple[Glyph, ...]], ...]
    across: tuple[Rule, ...]
    down: tuple[Rule, ...]
    pictures: float
    paths: int
