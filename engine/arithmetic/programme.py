"""The fewest cells whose change makes all equations hold, as an integer programme (the only importer of highspy).

For every cell there are its change and whether it changes at all; the number of changes is to be least. A set that was
found is then forbidden, and the next one looked for, until one needs more cells.
"""

from collections.abc import Mapping
from fractions import Fraction

import highspy

from engine.arithmetic.problem import Problem


def smallest(
    problem: Problem, most_sets: int, most_cells: int, least_cells: int = 1
) -> tuple[list[Mapping[str, Fraction]], bool]:
    """The smallest corrections of at most ``most_cells`` cells, and whether these are all of that size.

    ``least_cells`` is how many are known to be needed.
    """
    programme = _Programme(problem, most_cells, least_cells)
    found: list[Mapping[str, Fraction]] = []
    least: int | None = None
    while len(found) < most_sets:
        correction = programme.solve()
        if correction is None or (least is not None and len(correction) > least):
            return found, True
        least = len(correction)
        found.append(correction)
        programme.forbid(correction)
    return found, False


class _Silent(highspy.Highs):
    def enableCallbacks(self) -> None:  # noqa: N802 (its name there)
        """None are needed, and enabling them greets on the screen before the output can be switched off."""


class _Programme:
    """Columns 2i and 2i + 1 are the change of cell i and whether it changes."""

    def __init__(self, problem: Problem, most_cells: int, least_cells: int) -> None:
        self._problem = problem
        self._cells = list(problem.numbers)
        self._index = {cell: number for number, cell in enumerate(self._cells)}
        self._solver = _Silent()  # type: ignore[no-untyped-call]
        self._solver.setOptionValue("output_flag", False)
        self._solver.setOptionValue("threads", 1)
        failing = [one.left.at(problem.numbers) for one in problem.equations]
        bound = float(sum(abs(value) for value in failing) + 1)
        self._columns(bound)
        self._equations()
        flags = [2 * number + 1 for number in range(len(self._cells))]
        self._solver.addRow(least_cells, most_cells, len(flags), flags, [1.0] * len(flags))

    def _columns(self, bound: float) -> None:
        integer = highspy.HighsVarType.kInteger
        for cell in self._cells:
            at = 2 * self._index[cell]
            self._solver.addVar(max(-float(self._problem.numbers[cell]), -bound), bound)
            self._solver.addVar(0, 1)
            self._solver.changeColCost(at + 1, 1.0)
            self._solver.changeColIntegrality(at + 1, integer)
            if cell in self._problem.counts:
                self._solver.changeColIntegrality(at, integer)
            for sign in (1.0, -1.0):  # a change only where the flag is set
                self._solver.addRow(-highspy.kHighsInf, 0, 2, [at, at + 1], [sign, -bound])

    def _equations(self) -> None:
        for one in self._problem.equations:
            wanted = -float(one.left.at(self._problem.numbers))
            columns = [2 * self._index[cell] for cell, _ in one.left.terms]
            factors = [float(factor) for _, factor in one.left.terms]
            most = highspy.kHighsInf if one.is_bound else wanted
            self._solver.addRow(wanted, most, len(columns), columns, factors)

    def solve(self) -> Mapping[str, Fraction] | None:
        """The next smallest correction; ``None`` when there is none (left)."""
        self._solver.run()
        if self._solver.getModelStatus() != highspy.HighsModelStatus.kOptimal:
            return None
        values = self._solver.getSolution().col_value
        numbers = self._problem.numbers
        found: dict[str, Fraction] = {}
        for cell, at in self._index.items():
            if values[2 * at + 1] > 0.5:
                change = Fraction(values[2 * at]).limit_denominator(10_000)
                found[cell] = numbers[cell] + (round(change) if cell in self._problem.counts else change)
        changed = {**numbers, **found}
        # Exact numbers have the last word over the solver's.
        exact = all(one.holds(changed) for one in self._problem.equations)
        return found if exact and all(self._problem.is_possible(*one) for one in found.items()) else None

    def forbid(self, correction: Mapping[str, Fraction]) -> None:
        """No further correction of just these cells."""
        flags = [2 * self._index[cell] + 1 for cell in correction]
        self._solver.addRow(-highspy.kHighsInf, len(flags) - 1, len(flags), flags, [1.0] * len(flags))
