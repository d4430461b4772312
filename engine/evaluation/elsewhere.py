"""Other reports: 上年, 下级, 同级, and what is read in them."""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from engine.evaluation import logic
from engine.evaluation.trace import Scope, Trace
from engine.evaluation.values import ReportValue, Value, as_list, label_of
from engine.language import checked as c
from engine.model.document import Document
from engine.model.facts import Fact, Facts, Status
from engine.model.passage import Passage
from engine.model.struct import replace
from engine.model.types import Match, Missing, SaidDate, SaidNumber

if TYPE_CHECKING:
    from engine.evaluation.expressions import Evaluator

_PREVIOUS = "上年"
_NOT_RECEIVED = "没有收到这份报告"
_NONE = {
    c.Which.PREVIOUS: Missing("没有上年的报告", Status.ABSENT),
    c.Which.SUBORDINATES: Missing("没有下级的报告", Status.ABSENT),
    c.Which.PEERS: Missing("没有同级的报告", Status.ABSENT),
}


class Others:
    """The reports that go with one. What there is none of is missing, for the reason given or because none came."""

    def __init__(
        self, previous: Facts | Missing | None, subordinates: Sequence[Facts], peers: Sequence[Facts] = ()
    ) -> None:
        self._reports: dict[c.Which, Value] = dict(_NONE)
        if previous is not None:
            self._reports[c.Which.PREVIOUS] = (
                previous if isinstance(previous, Missing) else ReportValue(_PREVIOUS, previous)
            )
        for which, several in ((c.Which.SUBORDINATES, subordinates), (c.Which.PEERS, peers)):
            if several:
                self._reports[which] = tuple(ReportValue(label_of(facts), facts) for facts in several)

    def __getitem__(self, which: c.Which) -> Value:
        return self._reports[which]


def not_received(unit: str, like: Facts) -> Facts:
    """What stands for the report of a unit that has not come: everything that ``like`` has is absent from it."""
    return _instead(unit, like, Status.ABSENT, _NOT_RECEIVED)


def in_doubt(unit: str, like: Facts, reason: str) -> Facts:
    """What stands for the report of a unit of which it is not certain which one that is: nothing in it is."""
    return _instead(unit, like, Status.AMBIGUOUS, reason)


def _instead(unit: str, like: Facts, status: Status, reason: str) -> Facts:
    facts = {name: Fact(name, status, reason=reason) for name in like.facts}
    return Facts(like.form, Document(unit, "", "", None, ()), facts, frozenset())


def reports(evaluator: "Evaluator", node: c.Reports, _scope: Scope, _trace: Trace) -> Value:
    return evaluator.others[node.which]


def within(evaluator: "Evaluator", node: c.Within, scope: Scope, trace: Trace) -> Value:
    """What another report has, or the joined list of what several have."""

    def read(there: "Evaluator", own: Trace) -> Value:
        return there.value(node.operand, scope, own)

    found = evaluator.value(node.report, scope, trace)
    if isinstance(found, Missing):
        return found
    if isinstance(found, ReportValue):
        return in_report(evaluator, found, read, trace)
    values: list[Value] = []
    for report in as_list(found):
        evaluator.budget.spend()
        if isinstance(report, ReportValue):
            values += as_list(in_report(evaluator, report, read, trace))
    return logic.complete(tuple(values))


def in_report(
    evaluator: "Evaluator", report: ReportValue, read: Callable[["Evaluator", Trace], Value], trace: Trace
) -> Value:
    """What ``read`` makes of another report; what was read for it is named after that report."""
    own = Trace()
    value = read(evaluator.of(report), own)
    trace.take_from(report, own)
    return _placeless(value)


def _placeless(value: Value) -> Value:
    """Words of another report have no place in this one."""
    if isinstance(value, tuple):
        return tuple(_placeless(item) for item in value)
    if isinstance(value, Passage):
        return Passage(value.text)
    if isinstance(value, Match):
        around = None if value.within is None else Passage(value.within.text)
        return replace(value, text=Passage(value.text.text), within=around)
    if isinstance(value, SaidNumber | SaidDate):
        return replace(value, match=_placeless(value.match))
    return value
