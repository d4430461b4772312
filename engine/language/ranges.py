"""The values that something may still have after some comparisons with constants."""

from fractions import Fraction
from math import ceil, floor

from engine.language.checked import Operator
from engine.model.struct import Struct, replace

OPPOSITE = {
    Operator.EQUAL: Operator.NOT_EQUAL,
    Operator.NOT_EQUAL: Operator.EQUAL,
    Operator.LESS: Operator.GREATER_EQUAL,
    Operator.GREATER_EQUAL: Operator.LESS,
    Operator.GREATER: Operator.LESS_EQUAL,
    Operator.LESS_EQUAL: Operator.GREATER,
}
MIRRORED = {
    Operator.LESS: Operator.GREATER,
    Operator.GREATER: Operator.LESS,
    Operator.LESS_EQUAL: Operator.GREATER_EQUAL,
    Operator.GREATER_EQUAL: Operator.LESS_EQUAL,
}


class Range(Struct, frozen=True):
    """All numbers between two ends, but for some; with ``whole`` only whole ones.

    An end is a number and whether it belongs to what lies outside (``lower``) or inside (``upper``), so that the
    narrower of two lower ends is the greater pair, and that of two upper ends the lesser.
    """

    lower: tuple[Fraction, bool] | None = None
    upper: tuple[Fraction, bool] | None = None
    without: frozenset[Fraction] = frozenset()
    whole: bool = False

    def narrowed(self, operator: Operator, constant: Fraction) -> "Range":
        """What is left when ``value operator constant`` holds."""
        match operator:
            case Operator.EQUAL:
                return self._above(constant, False)._below(constant, True)
            case Operator.NOT_EQUAL:
                return replace(self, without=self.without | {constant})
            case Operator.GREATER | Operator.GREATER_EQUAL:
                return self._above(constant, operator is Operator.GREATER)
        return self._below(constant, operator is Operator.LESS_EQUAL)

    def _above(self, end: Fraction, outside: bool) -> "Range":
        given = (end, outside)
        return replace(self, lower=given if self.lower is None else max(self.lower, given))

    def _below(self, end: Fraction, inside: bool) -> "Range":
        given = (end, inside)
        return replace(self, upper=given if self.upper is None else min(self.upper, given))

    @property
    def is_empty(self) -> bool:
        if self.lower is None or self.upper is None:
            return False
        (low, outside), (high, inside) = self.lower, self.upper
        if not self.whole:
            return low > high or (low == high and (outside or not inside or low in self.without))
        first = floor(low) + 1 if outside else ceil(low)
        last = floor(high) if inside else ceil(high) - 1
        while first in self.without:
            first += 1
        return first > last
