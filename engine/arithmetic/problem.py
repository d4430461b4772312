"""What is to be solved where arithmetic does not hold: equations that hang together, and the numbers in their cells."""

from collections.abc import Mapping
from fractions import Fraction

from engine.arithmetic import formulas as f
from engine.arithmetic.formulas import Sum
from engine.model.struct import Struct


class Equation(Struct, frozen=True):
    """A demand of a rule: ``left`` is zero, or (``is_bound``) at least zero."""

    rule: str
    left: Sum
    is_bound: bool

    @property
    def cells(self) -> frozenset[str]:
        return frozenset(name for name, _ in self.left.terms)

    def holds(self, numbers: f.Numbers) -> bool:
        return self.is_met(self.left.at(numbers))

    def is_met(self, value: Fraction | int) -> bool:
        """Whether it holds where ``left`` comes to this value."""
        return value >= 0 if self.is_bound else value == 0


class Problem(Struct, frozen=True):
    """Equations that hang together, the numbers read in their cells, and which of those are counts."""

    equations: tuple[Equation, ...]
    numbers: Mapping[str, Fraction]
    counts: frozenset[str]

    def is_possible(self, cell: str, number: Fraction) -> bool:
        """Whether a cell can hold a number at all."""
        return number >= 0 and (number.denominator == 1 or cell not in self.counts)
