"""The changes of one cell, or of two, that make all equations hold: by elimination, exactly, without a library.

Every equation that fails must name a changed cell, so few cells come into question, and what they must be follows.
"""

from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction

from engine.arithmetic.problem import Equation, Problem

_Number = Fraction | int
_Row = tuple[_Number, _Number, _Number]
"""Of an equation: the factors of two cells, and what their changes must come to together."""


def single_cells(problem: Problem) -> Iterator[Mapping[str, Fraction]]:
    """Every change of one cell that makes all equations hold: the failing ones must all name the cell."""
    failing = _failing(problem)
    first = next((one for one in failing if not one.is_bound), None)
    if first is None:
        return
    value = first.left.at(problem.numbers)
    suspects = frozenset[str].intersection(*(one.cells for one in failing))
    for cell, coefficient in first.left.terms:
        needed = problem.numbers[cell] - value / coefficient
        if cell not in suspects or not problem.is_possible(cell, needed):
            continue
        changed = {**problem.numbers, cell: needed}
        # What does not name the cell holds as before.
        if all(one.holds(changed) for one in problem.equations if cell in one.cells):
            yield {cell: needed}


def two_cells(problem: Problem) -> Sequence[Mapping[str, Fraction]] | None:
    """Every change of two cells that makes all equations hold, where no change of one does.

    ``None`` where it does not follow what the cells must be: the equations leave a choice, or only bounds fail.
    """
    failing = _failing(problem)
    first = next((one for one in failing if not one.is_bound), None)
    if first is None:
        return None
    pairs = _Pairs(problem)
    found: dict[frozenset[str], Mapping[str, Fraction]] = {}
    for cell in sorted(first.cells):
        uncovered = [one.cells for one in failing if cell not in one.cells]
        others = frozenset[str].intersection(*uncovered) if uncovered else pairs.beside(cell)
        for other in sorted(others - {cell}):
            changes = pairs.changes(cell, other)
            if changes is None:
                return None
            if changes:
                found[frozenset(changes)] = changes
    return list(found.values())


def _failing(problem: Problem) -> list[Equation]:
    return [one for one in problem.equations if not one.holds(problem.numbers)]


class _Pairs:
    """What two cells must be, by the equations that name them."""

    def __init__(self, problem: Problem) -> None:
        self._problem = problem
        self._values = [_plain(one.left.at(problem.numbers)) for one in problem.equations]
        self._factors: dict[str, dict[int, _Number]] = {cell: {} for cell in problem.numbers}
        for number, one in enumerate(problem.equations):
            for cell, factor in one.left.terms:
                self._factors[cell][number] = _plain(factor)

    def beside(self, cell: str) -> frozenset[str]:
        """The cells that stand in an equation with a cell."""
        return frozenset[str]().union(*(self._problem.equations[number].cells for number in self._factors[cell]))

    def changes(self, one: str, other: str) -> Mapping[str, Fraction] | None:
        """The two numbers that make all equations hold; empty where none do, ``None`` where there is a choice."""
        factors, beside = self._factors[one], self._factors[other]
        numbers = sorted(factors.keys() | beside.keys())
        rows = {number: (factors.get(number, 0), beside.get(number, 0), -self._values[number]) for number in numbers}
        solved = _solved([row for number, row in rows.items() if not self._problem.equations[number].is_bound])
        if solved is None:
            return None
        if not solved or not all(solved):
            return {}
        first, second = solved
        met = all(
            self._problem.equations[number].is_met(factor * first + factor_beside * second - wanted)
            for number, (factor, factor_beside, wanted) in rows.items()
        )
        changed = {one: self._problem.numbers[one] + first, other: self._problem.numbers[other] + second}
        return changed if met and all(self._problem.is_possible(*each) for each in changed.items()) else {}


def _solved(rows: Sequence[_Row]) -> tuple[Fraction, Fraction] | tuple[()] | None:
    """The one solution of the rows; ``()`` where there is none, ``None`` where there are many."""
    a, b, wanted = rows[0]
    for c, d, other in rows[1:]:
        determinant = a * d - b * c
        if determinant:
            return Fraction(wanted * d - b * other) / determinant, Fraction(a * other - wanted * c) / determinant
    is_consistent = all(a * other == c * wanted and b * other == d * wanted for c, d, other in rows[1:])
    return None if is_consistent else ()


def _plain(number: Fraction) -> _Number:
    """A whole number as such: it is quicker to reckon with."""
    return number.numerator if number.denominator == 1 else number
