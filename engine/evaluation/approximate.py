"""≈: whether two numbers agree as far as they are written, or within a tolerance."""

from collections.abc import Callable, Iterator
from decimal import Decimal
from fractions import Fraction
from math import floor
from typing import TYPE_CHECKING

from engine.evaluation import attributes, logic, measures
from engine.evaluation.trace import Comparison, Scope, Trace
from engine.evaluation.values import CellValue, Value, as_list
from engine.language import checked as c
from engine.language.checked import Operator
from engine.model import units
from engine.model.facts import Status
from engine.model.struct import Struct
from engine.model.types import Missing, SaidNumber

if TYPE_CHECKING:
    from engine.evaluation.expressions import Evaluator

_HALF = Fraction(1, 2)
_SUM = "sum"


class Measured(Struct, frozen=True):
    """A value, and what one unit of its last written digit is worth (``None`` for what is computed).

    ``said`` is the number said in the prose that the value is.
    """

    value: Value
    step: Fraction | None = None
    said: SaidNumber | None = None


def approximately(evaluator: "Evaluator", node: c.Approx, scope: Scope, trace: Trace) -> logic.Truth:
    evaluator.budget.spend()
    inner = Trace()
    left = _measured(evaluator, node.left, node.right.type.unit, scope, inner)
    right = _measured(evaluator, node.right, node.left.type.unit, scope, inner)
    values = [left.value, right.value]
    if node.tolerance is not None:
        values.append(evaluator.plain(evaluator.value(node.tolerance, scope, inner), inner))
    trace.take([inner])
    missing = [one for one in values if isinstance(one, Missing)]
    reason = logic.worst(missing) if missing else measures.unlike(left.said, right.said)
    if reason is not None:
        return reason
    numbers = [Fraction(one) for one in values if logic.is_number(one)]
    if len(numbers) != len(values):
        return Missing(logic.NOT_A_NUMBER)
    trace.comparisons.append(Comparison(left.value, right.value, tuple(inner.reads), node, scope))
    if node.tolerance is not None:
        return abs(numbers[0] - numbers[1]) <= numbers[2]
    step = _coarser(left.step, right.step)
    return numbers[0] == numbers[1] if step is None else agree(numbers[0], numbers[1], step)


def agree(one: Fraction, other: Fraction, step: Fraction) -> bool:
    """Whether two numbers are the same when both are rounded half up, or both cut, to multiples of ``step``."""
    ways: tuple[Callable[[Fraction], int], ...] = (_rounded, int)
    return any(way(one / step) == way(other / step) for way in ways)


def _rounded(number: Fraction) -> int:
    """Half up, away from zero: 2.5 -> 3, -2.5 -> -3."""
    whole = floor(abs(number) + _HALF)
    return whole if number >= 0 else -whole


def _measured(evaluator: "Evaluator", node: c.Expression, beside: str | None, scope: Scope, trace: Trace) -> Measured:
    """An operand of ≈ with its precision. ``beside`` is the unit of what it is compared with."""
    if isinstance(node, c.Negative):
        return _joined(Operator.SUBTRACT, Measured(0), _measured(evaluator, node.operand, beside, scope, trace))
    if isinstance(node, c.Binary) and node.operator in (Operator.ADD, Operator.SUBTRACT):
        left = _measured(evaluator, node.left, node.right.type.unit or beside, scope, trace)
        right = _measured(evaluator, node.right, node.left.type.unit or beside, scope, trace)
        return _joined(node.operator, left, right)
    if isinstance(node, c.Call) and node.function.english == _SUM:
        return _sum(evaluator, node, scope, trace)
    if isinstance(node, c.Convert) and node.type.item is None:
        return _converted(node, _measured(evaluator, node.operand, None, scope, trace))
    if isinstance(node, c.Default):
        part = _measured(evaluator, node.operand, beside, scope, trace)
        absent = isinstance(part.value, Missing) and part.value.status in (Status.BLANK, Status.ABSENT)
        return _measured(evaluator, node.default, beside, scope, trace) if absent else part
    return _written(
        evaluator, evaluator.value(node, scope, trace), beside, trace, is_literal=isinstance(node, c.Literal)
    )


def _written(
    evaluator: "Evaluator", raw: Value, beside: str | None, trace: Trace, *, is_literal: bool = False
) -> Measured:
    value = measures.beside(evaluator, raw, beside, trace)
    if isinstance(raw, CellValue):
        return Measured(value, _last_digit(attributes.decimals(raw.fact)) if raw.fact.status is Status.FOUND else None)
    if isinstance(raw, SaidNumber):
        return Measured(value, _said_step(raw, beside), raw)
    if is_literal and logic.is_number(raw):
        exponent = raw.as_tuple().exponent if isinstance(raw, Decimal) else 0
        return Measured(value, _last_digit(-exponent if isinstance(exponent, int) else 0))
    return Measured(value)


def _said_step(said: SaidNumber, unit: str | None) -> Fraction | None:
    factor: Fraction | None = Fraction(1)
    if said.unit is not None:
        factor = units.base(said.unit)[1] if unit is None else units.spoken_factor(said.unit, unit)
    return None if factor is None else _last_digit(said.decimals) * factor


def _last_digit(decimals: int) -> Fraction:
    return Fraction(1, 10 ** max(decimals, 0))


def _converted(node: c.Convert, part: Measured) -> Measured:
    """What is measured in another unit: its last digit is worth so much more, or less."""
    if part.said is not None:
        said = part.said
        value = measures.in_base_unit(said) if node.unit is None else measures.in_unit(said, node.unit)
        return Measured(value, _said_step(said, node.unit), said)
    factor = measures.static_factor(node)
    if factor is None or not logic.is_number(part.value):
        return part
    return Measured(measures.times(part.value, factor), None if part.step is None else part.step * factor)


def _sum(evaluator: "Evaluator", node: c.Call, scope: Scope, trace: Trace) -> Measured:
    """The parts of a sum are written: cells, and what is said."""
    total = Measured(0)
    for argument in node.arguments:
        for part in _parts(evaluator, argument, scope, trace):
            total = _joined(Operator.ADD, total, part)
    return total


def _parts(evaluator: "Evaluator", node: c.Expression, scope: Scope, trace: Trace) -> Iterator[Measured]:
    if node.type.item is None:
        yield _measured(evaluator, node, None, scope, trace)
    elif isinstance(node, c.Convert):
        yield from (_converted(node, part) for part in _parts(evaluator, node.operand, scope, trace))
    else:
        for item in as_list(evaluator.value(node, scope, trace)):
            evaluator.budget.spend()
            yield _written(evaluator, item, None, trace)


def _joined(operator: Operator, left: Measured, right: Measured) -> Measured:
    """Two parts together are as coarse as the coarser of them."""
    missing = [one.value for one in (left, right) if isinstance(one.value, Missing)]
    value = logic.worst(missing) if missing else logic.calculate(operator, left.value, right.value)
    return Measured(value, _coarser(left.step, right.step))


def _coarser(one: Fraction | None, other: Fraction | None) -> Fraction | None:
    """Of two steps the greater; what is exact does not count."""
    return max((step for step in (one, other) if step is not None), default=None)
