"""Truth with a third value, arithmetic that always ends: the operators on values that may be missing."""

from collections.abc import Iterable
from datetime import date
from decimal import Context, Decimal
from typing import TypeAlias, TypeGuard

from engine.evaluation.values import ENTITIES, Number, Value
from engine.language.checked import Operator
from engine.model.facts import Status
from engine.model.passage import Passage
from engine.model.types import Match, Missing

Truth: TypeAlias = bool | Missing

LIMIT = 10**18
TOO_LARGE = Missing("数太大，无法计算")
_EXACT = Context(prec=60, traps=[])
_COMPARED = Context(prec=40, traps=[])  # so that 1/3 times 3 is 1


def is_number(value: object) -> TypeGuard[Number]:
    """Whether a value is a number (a truth value is none)."""
    return isinstance(value, int | Decimal) and not isinstance(value, bool)


def worst(missing: Iterable[Missing]) -> Missing:
    """The one of several missing values that speaks for all: what is not certain before what is certainly absent."""
    first, *others = missing
    return next((one for one in (first, *others) if one.status is not Status.ABSENT), first)


def both(left: Truth, right: Truth) -> Truth:
    """And: false beats unknown, unknown beats true."""
    if left is False or right is False:
        return False
    unknown = [one for one in (left, right) if isinstance(one, Missing)]
    return worst(unknown) if unknown else True


def either(left: Truth, right: Truth) -> Truth:
    """Or: true beats unknown, unknown beats false."""
    if left is True or right is True:
        return True
    unknown = [one for one in (left, right) if isinstance(one, Missing)]
    return worst(unknown) if unknown else False


def negation(value: Truth) -> Truth:
    return value if isinstance(value, Missing) else not value


def bounded(value: Number) -> Number | Missing:
    """A number within bounds, whole numbers as ``int``; else missing."""
    if isinstance(value, int):
        return value if abs(value) <= LIMIT else TOO_LARGE
    if not value.is_finite() or abs(value) > LIMIT:
        return TOO_LARGE
    return int(value) if value == value.to_integral_value() else value


def calculate(operator: Operator, left: Number, right: Number) -> Number | Missing:
    """One step of arithmetic."""
    one, other = bounded(left), bounded(right)
    if isinstance(one, Missing) or isinstance(other, Missing):
        return TOO_LARGE
    a, b = Decimal(one), Decimal(other)
    if operator is Operator.ADD:
        return bounded(_EXACT.add(a, b))
    if operator is Operator.SUBTRACT:
        return bounded(_EXACT.subtract(a, b))
    if operator is Operator.MULTIPLY:
        return bounded(_EXACT.multiply(a, b))
    if b == 0:
        return Missing("除数是 0，无法计算")
    return bounded(_EXACT.divide(a, b))


def difference(left: Value, right: Value) -> Number | Missing:
    """How far two compared values are apart: of numbers, or in days."""
    if is_number(left) and is_number(right):
        apart = calculate(Operator.SUBTRACT, left, right)
        return apart if isinstance(apart, Missing) or apart >= 0 else -apart
    if isinstance(left, date) and isinstance(right, date):
        return abs(left.toordinal() - right.toordinal())
    return Missing("没有差")


def compare(operator: Operator, left: Value, right: Value) -> Truth:
    """Compares two values of one kind."""
    one, other = _comparable(left), _comparable(right)
    if operator is Operator.EQUAL:
        return bool(one == other)
    if operator is Operator.NOT_EQUAL:
        return bool(one != other)
    ordered = (isinstance(one, Decimal) and isinstance(other, Decimal)) or (
        isinstance(one, date) and isinstance(other, date)
    )
    if not ordered:
        return Missing("这两个值不能比大小")
    less, equal = one < other, one == other  # type: ignore[operator]
    answers: dict[Operator, bool] = {
        Operator.LESS: less,
        Operator.LESS_EQUAL: less or equal,
        Operator.GREATER: not (less or equal),
        Operator.GREATER_EQUAL: not less,
    }
    return answers[operator]


def _comparable(value: Value) -> object:
    if is_number(value):
        return _COMPARED.plus(Decimal(value))
    if isinstance(value, Passage):
        return value.text.strip()
    if isinstance(value, Match):
        return value.text.text.strip()
    if isinstance(value, ENTITIES):
        return value.prefix
    return value
