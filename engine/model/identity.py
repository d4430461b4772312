"""A comparison of numbers that failed, written out: which numbers were added up on each side, and what they came to."""

from engine.model.struct import Struct


class Term(Struct, frozen=True):
    """One number of a side: what it is worth, and for a cell its name as rules say it and its fact.

    ``table``, ``row`` and ``column`` are the parts of that name, for a cell of the report that is checked; so whoever
    shows many cells of one row can name them by their columns alone.
    """

    value: str
    is_subtracted: bool = False
    name: str | None = None
    fact: str | None = None
    table: str | None = None
    row: str | None = None
    column: str | None = None


class Side(Struct, frozen=True):
    """The terms of one side, and what they come to."""

    terms: tuple[Term, ...]
    total: str


class Identity(Struct, frozen=True):
    """Two sides and how they really stand to each other: ``≠``, ``<``, ``>`` or, where that is forbidden, ``=``."""

    left: Side
    relation: str
    right: Side
