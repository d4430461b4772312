"""存在 and 缺省: whether something is there, and what to take where it is not."""

from typing import TYPE_CHECKING

from engine.evaluation import logic
from engine.evaluation.elsewhere import in_report
from engine.evaluation.trace import Read, Scope, Trace
from engine.evaluation.values import ENTITIES, CellValue, EntityValue, ReportValue, Value, as_list, fact_of, presence
from engine.language import checked as c
from engine.model.facts import Status
from engine.model.types import Missing

if TYPE_CHECKING:
    from engine.evaluation.expressions import Evaluator


def exists(evaluator: "Evaluator", node: c.Exists, scope: Scope, trace: Trace) -> logic.Truth:
    return _is_there(evaluator, node.operand, scope, trace)


def _is_there(evaluator: "Evaluator", node: c.Expression, scope: Scope, trace: Trace) -> logic.Truth:
    if isinstance(node, c.Within):
        return _is_elsewhere(evaluator, node, scope, trace)
    inner = Trace()
    value = evaluator.value(node, scope, inner)
    if isinstance(value, ENTITIES):
        return _is_read(evaluator, value, trace)
    trace.take([inner])
    if isinstance(value, tuple):
        found = [_is_read(evaluator, one, trace) if isinstance(one, ENTITIES) else True for one in value]
        return any(found)
    if not isinstance(value, Missing):
        return True
    if value.status is Status.ABSENT:
        return False
    return True if isinstance(node, c.FactRef | c.Attribute) else value


def _is_elsewhere(evaluator: "Evaluator", node: c.Within, scope: Scope, trace: Trace) -> logic.Truth:
    """Whether it is in the other report, or in one of several."""
    found = evaluator.value(node.report, scope, trace)
    result: logic.Truth = found if isinstance(found, Missing) and found.status is not Status.ABSENT else False
    for report in as_list(found):
        if isinstance(report, ReportValue):
            there = in_report(evaluator, report, lambda other, own: _is_there(other, node.operand, scope, own), trace)
            result = logic.either(result, there if isinstance(there, bool | Missing) else True)
    return result


def _is_read(evaluator: "Evaluator", value: EntityValue, trace: Trace) -> bool:
    """Whether a thing of the form is in the report in which it is looked at."""
    if value.home is not None and value.home is not evaluator.home:
        return in_report(evaluator, value.home, lambda other, own: _is_read(other, value, own), trace) is True
    fact = value.fact if isinstance(value, CellValue) else fact_of(evaluator.facts, presence(value))
    trace.reads.append(Read(value.name, fact))
    return fact.status is not Status.ABSENT


def default(evaluator: "Evaluator", node: c.Default, scope: Scope, trace: Trace) -> Value:
    value = evaluator.plain(evaluator.value(node.operand, scope, trace), trace)
    if isinstance(value, Missing) and value.status in (Status.BLANK, Status.ABSENT):
        return evaluator.value(node.default, scope, trace)
    return value
