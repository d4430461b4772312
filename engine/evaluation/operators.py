"""Operators: arithmetic, comparison, and, or, not."""

from typing import TYPE_CHECKING

from engine.evaluation import logic, measures
from engine.evaluation.search import searched
from engine.evaluation.trace import Comparison, Scope, Trace
from engine.evaluation.values import Value, as_list, words_of
from engine.language import checked as c
from engine.language.checked import Operator
from engine.model.types import Missing

if TYPE_CHECKING:
    from engine.evaluation.expressions import Evaluator

_ITEMS_A_STEP = 20  # looking through a list of words is quick


def negation(evaluator: "Evaluator", node: c.Not, scope: Scope, trace: Trace) -> logic.Truth:
    inner = trace.opposite()
    result = logic.negation(evaluator.truth(node.operand, scope, inner))
    trace.take([inner])
    return result


def negative(evaluator: "Evaluator", node: c.Negative, scope: Scope, trace: Trace) -> Value:
    value = evaluator.plain(evaluator.value(node.operand, scope, trace), trace)
    return value if isinstance(value, Missing) else logic.calculate(Operator.SUBTRACT, 0, value)


def binary(evaluator: "Evaluator", node: c.Binary, scope: Scope, trace: Trace) -> Value:
    evaluator.budget.spend()
    if node.operator in (Operator.AND, Operator.OR):
        return _logical(evaluator, node, scope, trace)
    if node.operator in (Operator.MATCHES, Operator.CONTAINS):
        return searched(evaluator, node, scope, trace)
    inner = Trace()
    if node.operator is Operator.ONE_OF:
        left, right = _one_and_many(evaluator, node, scope, inner)
    elif node.operator in (Operator.MULTIPLY, Operator.DIVIDE):  # the only ones whose two sides may have two units
        left = evaluator.plain(evaluator.value(node.left, scope, inner), inner)
        right = evaluator.plain(evaluator.value(node.right, scope, inner), inner)
    else:
        left, right = measures.side_by_side(evaluator, node.left, node.right, scope, inner)
    trace.take([inner])
    missing = [one for one in (left, right) if isinstance(one, Missing)]
    if missing:
        return logic.worst(missing)
    if node.operator in logic.ARITHMETIC:
        return logic.calculate(node.operator, left, right)
    trace.comparisons.append(Comparison(left, right, tuple(inner.reads), node, scope))
    if node.operator is Operator.ONE_OF:
        return logic.one_of(left, as_list(right))
    words = words_of(left)
    if words is not None:
        evaluator.budget.read(words.text)
    return logic.compare(node.operator, left, right)


def _one_and_many(evaluator: "Evaluator", node: c.Binary, scope: Scope, trace: Trace) -> tuple[Value, Value]:
    """The plain values of a thing and of the list that may have it, in one unit."""
    first = evaluator.value(node.left, scope, trace)
    kind = node.right.type.item
    one = measures.beside(evaluator, first, None if kind is None else kind.unit, trace)
    many = evaluator.value(node.right, scope, trace)
    if isinstance(many, Missing):
        return one, many
    items = as_list(many)
    evaluator.budget.spend(len(items) // _ITEMS_A_STEP)
    unit = node.left.type.unit
    return one, tuple(measures.unlike(first, item) or measures.beside(evaluator, item, unit, trace) for item in items)


def _logical(evaluator: "Evaluator", node: c.Binary, scope: Scope, trace: Trace) -> logic.Truth:
    """And, or. Only what decided the result is kept: the false parts of a false ``and``, and so on."""
    of_left, of_right = Trace(trace.unasked), Trace(trace.unasked)
    left = evaluator.truth(node.left, scope, of_left)
    settled = node.operator is Operator.OR
    if left is settled and trace.unasked is settled:
        trace.take([of_left])
        return settled
    right = evaluator.truth(node.right, scope, of_right)
    result = logic.both(left, right) if node.operator is Operator.AND else logic.either(left, right)
    trace.take(logic.deciding(result, ((left, of_left), (right, of_right))))
    return result
