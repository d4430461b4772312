"""The smallest changes that break one rule: which number to change, and what has to follow so that the others hold."""

from collections.abc import Iterator, Mapping, Sequence

from engine.arithmetic import formulas as f
from engine.arithmetic.demands import Demand
from engine.arithmetic.formulas import Numbers
from engine.model.facts import Facts
from engine.model.struct import Struct
from engine.verification.construction import Plan, solved

_MOST = 8
"""So many of the demands of a rule are broken; a rule about every row of a table makes many alike."""
_WAYS = 4
UP = (1, 2, 10, 1_000, 10_000_019)
DOWN = tuple(-step for step in UP)
"""The steps that are tried, the smallest first."""


class Break(Struct, frozen=True):
    """One way to break a demand: ``number`` is changed, what ``plan`` derives follows it."""

    demand: Demand
    number: str
    plan: Plan

    def changed(self, numbers: Mapping[str, int], by: int) -> dict[str, int] | None:
        """The numbers with this one changed by so much; ``None`` where that takes one below zero."""
        new = {**numbers, self.number: numbers[self.number] + by}
        for one in self.plan.derived:
            new[one.id] = one.value.at(new)
        return None if any(new[name] < 0 <= old for name, old in numbers.items()) else new


def broken(
    ways: Sequence[Break], plan: Plan, numbers: Mapping[str, int], steps: Sequence[int] = (*UP, *DOWN)
) -> dict[str, int] | None:
    """Compliant numbers, changed as little as possible so that the rule of these ways is broken.

    The first way by which no other rule is broken; if there is none, the first that breaks it at all; else ``None``.
    """
    fallback: dict[str, int] | None = None
    held = [one for one in (*plan.kept, *plan.left) if f.holds(one.formula, numbers)]
    for way in ways:
        for by in steps:
            new = way.changed(numbers, by)
            if new is None or f.holds(way.demand.formula, new):
                continue
            if all(f.holds(one.formula, new) for one in held if one.rule != way.demand.rule):
                return new
            fallback = fallback or new
    return fallback


def by_demand(ways: Sequence[Break]) -> list[list[Break]]:
    """The ways to break each demand."""
    groups: dict[Demand, list[Break]] = {}
    for way in ways:
        groups.setdefault(way.demand, []).append(way)
    return list(groups.values())


def breaks(plan: Plan, facts: Facts, numbers: Numbers, rule: str) -> Sequence[Break]:
    """The ways to break a rule: for each of its demands those that leave all other demands as they are.

    Where the others imply a demand, the ways break it in the company of what implies it.
    """
    own = _spread([one for one in plan.kept if one.rule == rule and f.facts_in(one.must)])
    return [way for demand in own for way in _ways(plan, facts, numbers, demand)]


def _spread(demands: Sequence[Demand]) -> Sequence[Demand]:
    """At most so many of them, from the first to the last."""
    return [demands[index * len(demands) // _MOST] for index in range(_MOST)] if len(demands) > _MOST else demands


def _ways(plan: Plan, facts: Facts, numbers: Numbers, demand: Demand) -> list[Break]:
    rests: tuple[list[Demand], ...] = (
        [one for one in plan.kept if one != demand],
        [one for one in plan.kept if one.rule != demand.rule],
        [],
    )
    ways: list[Break] = []
    for rest in rests:
        looser = solved(rest, facts.form.cell_types(), numbers, plan.fixed, sorted(f.facts_in(demand.formula)))
        found = sorted(set(_movable(demand, looser)), key=lambda number: _followers(looser, number))
        ways += [Break(demand, number, looser) for number in found[:_WAYS]]
    return ways


def _movable(demand: Demand, looser: Plan) -> Iterator[str]:
    """The numbers on which the demand hangs when only the others are kept."""
    free = {one.id for one in looser.free}
    for one in f.comparisons(demand.must):
        yield from (name for name, _ in one.left.replaced(looser.equal).terms if name in free)


def _followers(looser: Plan, number: str) -> tuple[int, str]:
    return sum(number in one.value.names for one in looser.derived), number
