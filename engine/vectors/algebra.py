"""Two ways to say truth in columns: a quick one that decides most reports, and one that knows why it cannot decide.

``Quick`` is Polars' own three-valued logic: null is "not known". ``Exact`` has a code for every kind of missing value.
"""

from collections.abc import Sequence
from typing import Protocol

import polars as pl

from engine.vectors import codes
from engine.vectors.values import Truth, code


class Algebra(Protocol):
    """How truths are made and joined."""

    is_exact: bool

    def constant(self, value: bool) -> Truth: ...

    def told(self, value: pl.Expr, missing: pl.Expr) -> Truth:
        """``value`` (true or false), unless something is missing."""

    def compared(self, value: pl.Expr, missing: pl.Expr) -> Truth:
        """The same where ``value`` is null of itself whenever something is missing."""

    def conjunction(self, parts: Sequence[Truth]) -> Truth: ...

    def disjunction(self, parts: Sequence[Truth]) -> Truth: ...

    def negation(self, part: Truth) -> Truth: ...

    def counted(self, conditions: Sequence[Truth]) -> tuple[pl.Expr, pl.Expr]:
        """How many conditions hold, and why that is not known."""

    def leaf(self, column: str) -> Truth:
        """The truth whose codes stand in a column."""

    def open(self) -> Truth:
        """A truth of which the columns say nothing."""


class Quick:
    is_exact = False

    def constant(self, value: bool) -> Truth:
        return Truth(pl.lit(value))

    def told(self, value: pl.Expr, missing: pl.Expr) -> Truth:
        return Truth(pl.when(missing == codes.KNOWN).then(value))

    def compared(self, value: pl.Expr, missing: pl.Expr) -> Truth:  # noqa: ARG002
        return Truth(value)

    def conjunction(self, parts: Sequence[Truth]) -> Truth:
        return parts[0] if len(parts) == 1 else Truth(pl.all_horizontal(one.value for one in parts))

    def disjunction(self, parts: Sequence[Truth]) -> Truth:
        return parts[0] if len(parts) == 1 else Truth(pl.any_horizontal(one.value for one in parts))

    def negation(self, part: Truth) -> Truth:
        return Truth(~part.value)

    def counted(self, conditions: Sequence[Truth]) -> tuple[pl.Expr, pl.Expr]:
        ones = [one.value.cast(pl.Int64) for one in conditions] or [pl.lit(0, pl.Int64)]
        count = pl.sum_horizontal(ones, ignore_nulls=False)
        return count, pl.when(count.is_null()).then(code(codes.UNSURE)).otherwise(code(codes.KNOWN))

    def leaf(self, column: str) -> Truth:  # noqa: ARG002
        return self.open()

    def open(self) -> Truth:
        return Truth(pl.lit(None, pl.Boolean))


class Exact:
    is_exact = True

    def constant(self, value: bool) -> Truth:
        return Truth(code(int(value)))

    def told(self, value: pl.Expr, missing: pl.Expr) -> Truth:
        return Truth(pl.when(missing == codes.KNOWN).then(value.cast(pl.UInt8)).otherwise(missing))

    def compared(self, value: pl.Expr, missing: pl.Expr) -> Truth:
        return self.told(value, missing)

    def conjunction(self, parts: Sequence[Truth]) -> Truth:
        values = [one.value for one in parts]
        least, greatest = pl.min_horizontal(values), pl.max_horizontal(values)
        return parts[0] if len(parts) == 1 else Truth(pl.when(least == codes.FALSE).then(least).otherwise(greatest))

    def disjunction(self, parts: Sequence[Truth]) -> Truth:
        values = [one.value for one in parts]
        is_true = pl.any_horizontal(value == codes.TRUE for value in values)
        true = code(codes.TRUE)
        return parts[0] if len(parts) == 1 else Truth(pl.when(is_true).then(true).otherwise(pl.max_horizontal(values)))

    def negation(self, part: Truth) -> Truth:
        return Truth(pl.when(part.value <= codes.TRUE).then(1 - part.value).otherwise(part.value))

    def counted(self, conditions: Sequence[Truth]) -> tuple[pl.Expr, pl.Expr]:
        values = [one.value for one in conditions] or [code(codes.FALSE)]
        doubts = [pl.when(value > codes.ABSENT).then(value).otherwise(code(codes.KNOWN)) for value in values]
        return pl.sum_horizontal((value == codes.TRUE).cast(pl.Int64) for value in values), pl.max_horizontal(doubts)

    def leaf(self, column: str) -> Truth:
        return Truth(pl.col(column))

    def open(self) -> Truth:
        return Truth(code(codes.LOOK))
