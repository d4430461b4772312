"""What an expression of a rule becomes: numbers, texts and truths as columns that Polars works out."""

from collections.abc import Sequence
from functools import cache
from typing import TypeAlias

import polars as pl

from engine.evaluation.values import ENTITIES, EntityValue
from engine.model.struct import Struct
from engine.vectors import codes

__all__ = ["ENTITIES", "EntityValue", "Kept", "Number", "Opaque", "Text", "Truth", "Vector", "code", "worked_out"]

MOST = 10**18  # as far as evaluation calculates, and within 64 bits


@cache
def code(number: int) -> pl.Expr:
    """A code (``codes``) as a column; made once, as making one takes long."""
    return pl.lit(number, pl.UInt8)


def worked_out(table: pl.DataFrame, columns: Sequence[pl.Expr]) -> pl.DataFrame:
    """The table with more columns. There is nothing to optimize, and looking for it takes longer than the work."""
    return table.lazy().with_columns(columns).collect(optimizations=pl.QueryOptFlags.none())


def as_list(value: "Vector") -> "Sequence[Vector]":
    """The items of a list; one value is a list of one."""
    return value if isinstance(value, tuple) else (value,)


class Opaque(Exception):  # noqa: N818 (no error: the rule is looked at in another way)
    """An expression has no form in columns; says why."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


class Number(Struct, frozen=True):
    """``value`` / 10 ** ``scale`` / ``divisor``: whole numbers of 64 bits, null where there is no number.

    No ``value`` exceeds ``bound``, no ``divisor`` ``most``; divisors are positive. ``missing`` says why there is no
    number (``codes``).
    """

    value: pl.Expr
    missing: pl.Expr
    bound: int
    scale: int = 0
    divisor: pl.Expr | None = None
    most: int = 1


class Text(Struct, frozen=True):
    """A text; ``known`` is the text itself where it is the same in all reports.

    ``is_other`` is true where it has characters that patterns would see in simplified form. ``fact`` is the fact that
    it is, where it is the text of one.
    """

    value: pl.Expr
    missing: pl.Expr
    known: str | None = None
    is_other: pl.Expr | None = None
    fact: str | None = None

    def is_same(self, other: "Text") -> bool:
        """Whether another is certainly the same text."""
        return self is other or (self.fact is not None and self.fact == other.fact)


def known_text(text: str) -> Text:
    """A text that is the same in all reports."""
    return Text(pl.lit(text), code(codes.KNOWN), text)


class Truth(Struct, frozen=True):
    """A truth in the words of the algebra that made it."""

    value: pl.Expr


class Kept(Struct, frozen=True):
    """The items of a list for which a condition holds (其中)."""

    items: "tuple[Vector, ...]"
    conditions: tuple[Truth, ...]


Vector: TypeAlias = "Number | Text | Truth | Kept | EntityValue | tuple[Vector, ...]"
