"""How to build numbers that keep every demand of a ruleset: some are drawn, the others follow from them.

The equalities among the demands are solved once, by elimination over exact fractions; what they leave free is drawn,
within the limits that keep every other number from falling below zero. Nothing is tried and thrown away.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from fractions import Fraction
from math import floor, lcm
from operator import mul
from typing import TypeAlias

from engine.arithmetic import formulas as f
from engine.arithmetic.demands import Demand, demands
from engine.arithmetic.formulas import Compare, Formula, Numbers, Relation, Sum
from engine.language.checked import Ruleset
from engine.model.facts import Facts
from engine.model.form import CellType
from engine.model.struct import Struct, field


class Whole(Struct, frozen=True):
    """A sum in whole numbers, quick to work out: its terms and its constant, all to be divided by ``by``."""

    names: tuple[str, ...]
    coefficients: tuple[int, ...]
    constant: int
    by: int

    def at(self, numbers: Mapping[str, int]) -> int:
        """Its value, rounded down."""
        worth: int = sum(map(mul, self.coefficients, map(numbers.__getitem__, self.names)), self.constant)
        return worth // self.by


class Free(Struct, frozen=True):
    """A number that is drawn: ``least`` or more, and at most each of ``limits`` (of numbers drawn before it)."""

    id: str
    least: int = 0
    limits: tuple[Whole, ...] = ()


class Derived(Struct, frozen=True):
    """A number that follows from those drawn."""

    id: str
    value: Whole


Draw: TypeAlias = Callable[[Free, int | None], int]
"""Gives a free number: at least its ``least``, at most so much (``None``: any)."""


class Plan(Struct, frozen=True):
    """How numbers are built: ``free`` are drawn in this order, then ``derived`` follow.

    ``kept`` are the demands that every set of numbers built so keeps. ``left`` are those that this way of building
    does not guarantee (that something is more than zero, that two numbers differ). ``fixed`` are numbers that are never
    changed, ``equal`` says what each derived number is in terms of the free ones.
    """

    free: tuple[Free, ...]
    derived: tuple[Derived, ...]
    kept: tuple[Demand, ...] = ()
    left: tuple[Demand, ...] = ()
    fixed: tuple[str, ...] = ()
    equal: Mapping[str, Sum] = field(default_factory=dict)

    def build(self, draw: Draw) -> dict[str, int]:
        """Numbers by fact id; ``draw`` gives a free number that is at most so much (``None``: any)."""
        numbers: dict[str, int] = {}
        for one in self.free:
            most = min((limit.at(numbers) for limit in one.limits), default=None)
            numbers[one.id] = draw(one, most)
        for derived in self.derived:
            numbers[derived.id] = derived.value.at(numbers)
        return numbers


def plan(ruleset: Ruleset, facts: Facts, numbers: Numbers, fixed: Iterable[str] = ()) -> Plan:
    """The plan for reports like one that was read (``facts``, complete and compliant): its words, other numbers.

    ``numbers`` are those of the report itself; those of ``fixed`` stay as they are.
    """
    found = tuple(one for one in demands(ruleset, facts) if f.holds(one.formula, numbers))
    return solved(found, facts.form.cell_types(), numbers, fixed)


def solved(
    found: Sequence[Demand],
    cells: Mapping[str, CellType],
    numbers: Numbers,
    fixed: Iterable[str] = (),
    also: Iterable[str] = (),
) -> Plan:
    """The plan that keeps these demands, all of which hold of ``numbers``; ``also`` are numbers of no demand."""
    wanted = {one: _conjuncts(one.formula, numbers) for one in found}
    parts = [part for one in wanted.values() for part in one]
    constant = [f.fact(name) - f.constant(numbers[name]) for name in fixed]
    equal = _solved([*constant, *(one.left for one in parts if one.relation is Relation.ZERO)])
    names = dict.fromkeys([*cells, *(name for one in found for name in sorted(f.facts_in(one.formula))), *also])
    free = [name for name in names if name not in equal]
    at_least = [one.left.replaced(equal) for one in parts if one.relation is Relation.AT_LEAST]
    at_least += [one for name, one in equal.items() if cells.get(name) is not CellType.NUMBER]
    limits = {one for one in at_least if any(coefficient < 0 for _, coefficient in one.terms)}
    least = {name: number for part in parts for name, number in _least(part, equal)}
    order = _ordered(free, limits)
    steps = tuple(Free(name, least.get(name, 0), tuple(map(_whole, _limits(name, limits, order)))) for name in order)
    derived = tuple(Derived(name, _whole(equal[name])) for name in names if name in equal)
    kept = tuple(one for one, own in wanted.items() if all(_is_built(part, equal) for part in own))
    return Plan(steps, derived, kept, tuple(one for one in found if one not in kept), tuple(fixed), equal)


def _least(part: Compare, equal: Mapping[str, Sum]) -> Iterable[tuple[str, int]]:
    """The one free number of a comparison that only asks for it to be more than zero."""
    left = part.left.replaced(equal)
    if part.relation is Relation.MORE and len(left.terms) == 1 and left.terms[0][1] > 0:
        name, coefficient = left.terms[0]
        yield name, max(floor(-left.constant / coefficient) + 1, 0)


def _is_built(part: Compare, equal: Mapping[str, Sum]) -> bool:
    left = part.left.replaced(equal)
    return part.relation in _BUILT or bool(list(_least(part, equal))) or (not left.terms and left.constant > 0)


_BUILT = (Relation.ZERO, Relation.AT_LEAST)


def _conjuncts(formula: Formula, numbers: Numbers) -> list[Compare]:
    """Comparisons that together make a formula true; of alternatives the first that is true of ``numbers``."""
    match formula:
        case f.Compare():
            return [formula]
        case f.All():
            return [one for part in formula.parts for one in _conjuncts(part, numbers)]
        case f.Any():
            true = [part for part in formula.parts if f.holds(part, numbers)]
            return _conjuncts(min(true, key=lambda part: _rank(part)), numbers)
        case _:
            return []


def _rank(formula: Formula) -> int:
    """Alternatives that can be built come before those that cannot."""
    return sum(one.relation not in _BUILT for one in f.comparisons(formula))


def _solved(sums: Iterable[Sum]) -> dict[str, Sum]:
    """Sums that are zero, solved: some facts in terms of the others. Those that follow from the rest vanish."""
    known: dict[str, Sum] = {}
    for one in sums:
        rest = one.replaced(known)
        if not rest.terms:
            continue
        name, coefficient = min(rest.terms, key=lambda term: _cost(rest, *term))
        value = (rest - f.fact(name) * coefficient) * (-1 / coefficient)
        known = {other: old.replaced({name: value}) for other, old in known.items()} | {name: value}
    return known


def _cost(rest: Sum, name: str, coefficient: Fraction) -> tuple[int, int, int, str]:
    """Solved for first: numbers said in the prose, then what is a plain sum of others."""
    negative = sum((one > 0) == (coefficient > 0) for other, one in rest.terms if other != name)
    return (not name.startswith("said:"), abs(coefficient) != 1, negative, name)


def _ordered(free: Sequence[str], limits: Iterable[Sum]) -> list[str]:
    """The free numbers, each after those that limit it; where they limit each other, in the order of the form."""
    before: dict[str, set[str]] = {name: set() for name in free}
    for limit in limits:
        more = {name for name, coefficient in limit.terms if coefficient > 0}
        for name, coefficient in limit.terms:
            if coefficient < 0:
                before[name] |= more
    order: list[str] = []
    waiting = list(free)
    while waiting:
        ready = [name for name in waiting if before[name] <= set(order)] or waiting[:1]
        order += ready
        waiting = [name for name in waiting if name not in set(ready)]
    return order


def _whole(one: Sum) -> Whole:
    by = lcm(one.constant.denominator, *(coefficient.denominator for _, coefficient in one.terms))
    names = tuple(name for name, _ in one.terms)
    return Whole(names, tuple(int(coefficient * by) for _, coefficient in one.terms), int(one.constant * by), by)


def _limits(name: str, limits: Iterable[Sum], order: Sequence[str]) -> Iterable[Sum]:
    """What the others leave for a number, where it counts against a limit."""
    drawn = set(order[: order.index(name)])
    for limit in limits:
        own = dict(limit.terms).get(name, Fraction(0))
        if own < 0:
            rest = {other: one for other, one in limit.terms if other in drawn}
            yield f.total(rest, limit.constant) * (-1 / own)
