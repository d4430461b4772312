"""Which cells may be wrong: the fewest whose change makes all arithmetic of the tables hold.

This is the error localisation of Fellegi and Holt, "A Systematic Approach to Automatic Edit and Imputation" (JASA 71,
1976). Demands that share cells are looked at together. One cell, or two, are found by elimination; where that will not
do, the fewest are found as an integer programme by HiGHS (Huangfu and Hall, 2018), an extra: ``gouji[locate]``.
"""

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from fractions import Fraction
from functools import lru_cache

from engine.arithmetic import formulas as f
from engine.arithmetic.demands import demands, is_about_cells
from engine.arithmetic.elimination import single_cells, two_cells
from engine.arithmetic.formulas import Relation
from engine.arithmetic.problem import Equation, Problem
from engine.evaluation.expressions import Evaluator
from engine.evaluation.things import number_in
from engine.evaluation.trace import Trace
from engine.evaluation.values import TableValue
from engine.language.checked import Ruleset
from engine.model.document import Document
from engine.model.facts import Facts
from engine.model.form import CellType
from engine.model.localization import Change, Localization
from engine.model.struct import replace

MOST_SETS = 8
"""How many single cells are named: an auditor reads no more."""
MOST_LARGER_SETS = 3
"""Where several cells must change and there are more ways than this, none of them tells anything."""
MOST_CELLS = 4
"""A report in which more cells would have to change was misread, or is another one."""


def localize(ruleset: Ruleset, facts: Facts) -> tuple[Localization, ...]:
    """The smallest sets of cells whose change would make the arithmetic hold, for each part of it that does not.

    Only cells that were read with certainty count: a demand on any other is left out, as it is undetermined. Left out
    is also a part that needs more than ``MOST_CELLS`` cells, one with more than ``MOST_LARGER_SETS`` ways to change
    several, and one that needs HiGHS where it is not installed.
    """
    numbers = _numbers(ruleset, facts)
    found: list[Localization] = []
    for problem in _problems(ruleset, facts, numbers):
        failing = tuple(dict.fromkeys(one.rule for one in problem.equations if not one.holds(problem.numbers)))
        corrections, complete = _corrections(problem)
        if corrections:
            changes = [tuple(_changes(facts, problem, one)) for one in corrections]
            found.append(Localization(failing, tuple(sorted(changes, key=_likeliest)), complete))
    return tuple(found)


def _corrections(problem: Problem) -> tuple[list[Mapping[str, Fraction]], bool]:
    """The smallest corrections (the new numbers by cell), and whether these are all."""
    single = list(single_cells(problem))
    if single:
        return single[:MOST_SETS], len(single) <= MOST_SETS
    pairs = two_cells(problem)
    if pairs:
        return (list(pairs), True) if len(pairs) <= MOST_LARGER_SETS else ([], False)
    try:
        from engine.arithmetic.programme import smallest
    except ImportError:
        return [], False
    least = 2 if pairs is None else 3
    larger, complete = smallest(problem, MOST_LARGER_SETS + 1, MOST_CELLS, least)
    return (larger, complete) if len(larger) <= MOST_LARGER_SETS else ([], False)


def _numbers(ruleset: Ruleset, facts: Facts) -> dict[str, Fraction]:
    """The number in every cell that was read with certainty, blanks that count as 0 among them."""
    evaluator = Evaluator(facts, ruleset)
    tables = (TableValue(table) for table in facts.form.tables)
    cells = (cell for table in tables for cell in evaluator.index.cells(table))
    values = {cell.fact.id: number_in(evaluator, cell, Trace()) for cell in cells}
    return {
        name: Fraction(value)
        for name, value in values.items()
        if isinstance(value, int | Decimal | Fraction) and not isinstance(value, bool)
    }


def _problems(ruleset: Ruleset, facts: Facts, numbers: Mapping[str, Fraction]) -> Iterator[Problem]:
    """The equations that hang together by their cells, where one of them does not hold."""
    equations = [one for one in _arithmetic(_Held(ruleset)) if one.cells <= numbers.keys()]
    counts = frozenset(cell for cell, kind in facts.form.cell_types().items() if kind is CellType.COUNT)
    for group in _connected(equations):
        if any(not one.holds(numbers) for one in group):
            cells = frozenset[str]().union(*(one.cells for one in group))
            yield Problem(tuple(group), {name: numbers[name] for name in sorted(cells)}, counts & cells)


class _Held:
    """A ruleset as a key: this very one. Comparing it with an equal one would go through all its rules."""

    def __init__(self, ruleset: Ruleset) -> None:
        self.ruleset = ruleset

    def __hash__(self) -> int:
        return id(self.ruleset)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Held) and other.ruleset is self.ruleset


@lru_cache(maxsize=8)
def _arithmetic(held: _Held) -> tuple[Equation, ...]:
    """The equations of a ruleset: those of rules on nothing but cells are the same for all reports."""
    ruleset = held.ruleset
    rules = tuple(rule for rule in ruleset.rules if is_about_cells(rule))
    empty = Facts(ruleset.form, Document("", "", "", None, ()), {}, frozenset())
    return tuple(
        one
        for demand in demands(replace(ruleset, rules=rules), empty)
        if demand.when is True
        for one in _equations(demand.rule, demand.must)
    )


def _equations(rule: str, formula: f.Formula) -> Iterator[Equation]:
    """What of a demand is linear and joined by "and"; a choice between conditions does not say which cell is wrong."""
    match formula:
        case f.Compare(left, Relation.ZERO | Relation.AT_LEAST as relation):
            yield Equation(rule, left, relation is Relation.AT_LEAST)
        case f.All(parts):
            for part in parts:
                yield from _equations(rule, part)
        case _:
            return


def _connected(equations: Sequence[Equation]) -> list[list[Equation]]:
    """The equations in groups that share no cell."""
    groups: list[tuple[frozenset[str], list[Equation]]] = []
    for one in equations:
        cells, members = one.cells, [one]
        apart: list[tuple[frozenset[str], list[Equation]]] = []
        for others, group in groups:
            if cells.isdisjoint(others):
                apart.append((others, group))
            else:
                cells, members = cells | others, group + members
        groups = [*apart, (cells, members)]
    return [members for _, members in groups]


def _changes(facts: Facts, problem: Problem, correction: Mapping[str, Fraction]) -> Iterator[Change]:
    names = {
        table.cell_id(row, column): f"{table.name}[{row.name}, {column.name}]"
        for table in facts.form.tables
        for _, row, column in table.cells()
    }
    for cell in sorted(correction):
        read, needed = _plain(problem.numbers[cell]), _plain(correction[cell])
        yield Change(cell, names[cell], read, needed, facts[cell].location)


def _plain(number: Fraction) -> int | Decimal:
    if number.denominator == 1:
        return int(number)
    return Decimal(number.numerator) / Decimal(number.denominator)


def _likeliest(changes: Sequence[Change]) -> tuple[bool, list[str]]:
    """Sets of which every change is a slip of the hand come first."""
    return not all(_is_slip(str(one.read), str(one.needed)) for one in changes), [one.fact for one in changes]


def _is_slip(one: str, other: str) -> bool:
    """Whether one number becomes the other by one digit more, less or other, or by two neighbours changing places."""
    short, long = sorted((one, other), key=len)
    if len(short) < len(long):
        return any(short == long[:at] + long[at + 1 :] for at in range(len(long)))
    apart = [at for at in range(len(one)) if one[at] != other[at]] if len(one) == len(other) else []
    if len(apart) == 2:
        first, second = apart
        return second == first + 1 and one[first] == other[second] and one[second] == other[first]
    return len(apart) == 1
