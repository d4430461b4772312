"""Units: conversion, and numbers said in the prose."""

from fractions import Fraction
from typing import TYPE_CHECKING

from engine.evaluation import logic
from engine.evaluation.trace import Scope, Trace
from engine.evaluation.values import Value
from engine.language import checked as c
from engine.model import units
from engine.model.types import Missing, Number, SaidNumber

if TYPE_CHECKING:
    from engine.evaluation.expressions import Evaluator


def in_base_unit(said: SaidNumber) -> Number | Missing:
    """A number said in the prose as a plain number: 3.2万件 -> 32000."""
    if isinstance(said.value, Missing):
        return said.value
    return logic.bounded(said.value) if said.unit is None else times(said.value, units.base(said.unit)[1])


def in_unit(said: SaidNumber, unit: str) -> Number | Missing:
    """A number said in the prose in a given unit; one said without a unit as it is."""
    if isinstance(said.value, Missing):
        return said.value
    factor = Fraction(1) if said.unit is None else units.spoken_factor(said.unit, unit)
    if factor is None:
        return Missing(f"写的是“{said.match.text.text}”，不能换算成{unit}")
    return times(said.value, factor)


def times(value: Number, factor: Fraction) -> Number | Missing:
    """A number in another unit."""
    known = logic.bounded(value)
    return known if isinstance(known, Missing) else logic.bounded(Fraction(known) * factor)


def converted(evaluator: "Evaluator", node: c.Convert, scope: Scope, trace: Trace) -> Value:
    """A number in another unit, or each of a list."""
    value = evaluator.value(node.operand, scope, trace)
    if not isinstance(value, tuple):
        return _converted(evaluator, node, value, trace)
    evaluator.budget.spend(len(value))
    return logic.complete(tuple(_converted(evaluator, node, item, trace) for item in value))


def _converted(evaluator: "Evaluator", node: c.Convert, value: Value, trace: Trace) -> Value:
    if isinstance(value, SaidNumber):
        return in_base_unit(value) if node.unit is None else in_unit(value, node.unit)
    number = evaluator.plain(value, trace)
    if isinstance(number, Missing):
        return number
    factor = static_factor(node)
    if factor is None:
        return Missing(f"不能换算成{node.unit}")
    return times(number, factor) if logic.is_number(number) else Missing(logic.NOT_A_NUMBER)


def static_factor(node: c.Convert) -> Fraction | None:
    """By what a conversion multiplies numbers whose unit the form or the rule gives; ``None`` when it cannot."""
    kind = node.operand.type.item or node.operand.type
    if kind.unit is None:
        return Fraction(1)
    return units.base(kind.unit)[1] if node.unit is None else units.factor(kind.unit, node.unit)


def side_by_side(
    evaluator: "Evaluator", left: c.Expression, right: c.Expression, scope: Scope, trace: Trace
) -> tuple[Value, Value]:
    """The plain values of two operands. What is said is taken in the unit of what stands beside it."""
    first = evaluator.value(left, scope, trace)
    one = beside(evaluator, first, right.type.unit, trace)
    second = evaluator.value(right, scope, trace)
    other = beside(evaluator, second, left.type.unit, trace)
    reason = unlike(first, second)
    return (one, other) if reason is None else (reason, reason)


def beside(evaluator: "Evaluator", value: Value, unit: str | None, trace: Trace) -> Value:
    """A plain value; what is said in a given unit, if any."""
    if isinstance(value, SaidNumber) and unit is not None:
        return in_unit(value, unit)
    return evaluator.plain(value, trace)


def unlike(one: object, other: object) -> Missing | None:
    """Why two numbers said in the prose cannot meet: persons and yuan."""
    if not (isinstance(one, SaidNumber) and isinstance(other, SaidNumber) and one.unit and other.unit):
        return None
    if units.spoken_factor(one.unit, other.unit) is not None:
        return None
    return Missing(f"“{one.match.text.text}”和“{other.match.text.text}”的单位不同，不能放在一起算")
