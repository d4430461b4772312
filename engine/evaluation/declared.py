"""What a ruleset declares for all its rules: definitions, and parameters with the values that hold at its day."""

from collections.abc import Mapping
from datetime import date
from typing import TYPE_CHECKING

from engine.evaluation.budget import TOO_MUCH, Exhausted
from engine.evaluation.trace import Bound, Read, Scope, Trace
from engine.evaluation.values import Value
from engine.language import checked as c
from engine.model.diagnostic import Span
from engine.model.facts import Status
from engine.model.passage import Passage
from engine.model.types import Missing

if TYPE_CHECKING:
    from engine.evaluation.expressions import Evaluator


class Declared:
    """The parameters of a ruleset, and what was worked out once for the report."""

    def __init__(self, ruleset: c.Ruleset | None) -> None:
        self.parameters: Mapping[str, c.Parameter] = {one.id: one for one in ruleset.parameters} if ruleset else {}
        self.as_of = ruleset.as_of if ruleset else None
        self._known: dict[tuple[str, Span], Bound] = {}

    @property
    def is_exhausted(self) -> bool:
        """Whether something that was worked out was too much work."""
        return any(bound.value is TOO_MUCH for bound in self._known.values())

    def once(self, evaluator: "Evaluator", name: str, node: c.Expression) -> Bound:
        """The value of an expression without variables, worked out when it is first asked for."""
        key = (name, node.span)
        if key not in self._known:
            trace = Trace()
            with evaluator.budget.apart():
                try:
                    value = evaluator.value(node, {}, trace)
                except Exhausted:
                    value, trace = TOO_MUCH, Trace()
            self._known[key] = Bound(value, trace)
        return self._known[key]


def definition(evaluator: "Evaluator", node: c.Defined, _scope: Scope, trace: Trace) -> Value:
    """定义: one value for the whole report; who uses it has read what was read for it."""
    return evaluator.use(evaluator.declared.once(evaluator, node.name, node.operand), node.name, trace)


def parameter(evaluator: "Evaluator", node: c.ParameterRef, _scope: Scope, trace: Trace) -> Value:
    """The latest value that holds at the day of the ruleset."""
    known = evaluator.declared.parameters.get(node.parameter)
    if known is None:
        return Missing(f"没有参数{node.name}", Status.ABSENT)
    day = _day(evaluator, node.name, trace) if any(value.since for value in known.values) else date.max
    if isinstance(day, Missing):
        return day
    begun = [value for value in known.values if value.since is None or value.since <= day]
    if not begun:
        return Missing(f"{node.name}在{day.year}年{day.month}月{day.day}日还没有规定", Status.ABSENT)
    latest = max(begun, key=lambda value: value.since or date.min).value
    trace.reads.append(Read(node.name, setting=latest if not isinstance(latest, str) else Passage(latest)))
    return Passage(latest) if isinstance(latest, str) else latest


def _day(evaluator: "Evaluator", name: str, trace: Trace) -> date | Missing:
    as_of = evaluator.declared.as_of
    if as_of is None:
        return Missing(f"规则集没有写明以哪一天为准，不知道{name}是多少")
    bound = evaluator.declared.once(evaluator, "", as_of)
    day = evaluator.plain(bound.value, trace)
    if isinstance(day, date):
        return day
    trace.take([bound.trace])
    reason = day.reason if isinstance(day, Missing) else "算不出以哪一天为准"
    return Missing(f"不知道{name}是多少：{reason}")
