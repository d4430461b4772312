"""Truth with a third value, arithmetic that is exact and always ends: the operators on values that may be missing."""

from collections.abc import Iterable
from datetime import date, timedelta
from decimal import Context, Decimal
from fractions import Fraction
from typing import TypeAlias, TypeGuard, TypeVar

from engine.evaluation.values import ENTITIES, Value, words_of
from engine.language.checked import Operator
from engine.model.facts import Status
from engine.model.types import Missing, Number

Truth: TypeAlias = bool | Missing
T = TypeVar("T")

_NUMBERS = (int, Decimal, Fraction)
LIMIT = 10**18
TOO_LARGE = Missing("数太大，无法计算")
NOT_A_NUMBER = "写的不是一个数"
ARITHMETIC = (Operator.ADD, Operator.SUBTRACT, Operator.MULTIPLY, Operator.DIVIDE)
_TOO_FINE = Missing("数的位数太多，无法计算")
_FINEST = 10**40
_MOST_DIGITS = 40
_MOST_DECIMALS = 20  # a quotient that ends later than that stays a fraction
_WIDE = Context(prec=2 * _MOST_DIGITS)


def is_number(value: object) -> TypeGuard[Number]:
    """Whether a value is a number (a truth value is none)."""
    return isinstance(value, _NUMBERS) and not isinstance(value, bool)


def worst(missing: Iterable[Missing]) -> Missing:
    """The one of several missing values that speaks for all: what is not certain before what is certainly absent."""
    first, *others = missing
    return next((one for one in (first, *others) if one.status is not Status.ABSENT), first)


def complete(values: tuple[Value, ...]) -> tuple[Value, ...] | Missing:
    """A list as it is, or, when an item has no value, why."""
    missing = [one for one in values if isinstance(one, Missing)]
    return worst(missing) if missing else values


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


def deciding(result: Truth, parts: Iterable[tuple[Truth, T]]) -> list[T]:
    """What belongs to the parts that decided a result: the false ones of a false ``and``, the unknown of an unknown."""
    unknown = isinstance(result, Missing)
    return [own for value, own in parts if (isinstance(value, Missing) if unknown else value is result)]


def bounded(value: Number) -> Number | Missing:
    """A number within bounds, in its simplest form: whole numbers as ``int``, those that end as ``Decimal``."""
    if isinstance(value, int):
        return value if -LIMIT <= value <= LIMIT else TOO_LARGE
    if isinstance(value, Fraction):
        return _simplest(value)
    if not value.is_finite() or value.copy_abs() > LIMIT:
        return TOO_LARGE
    if value == value.to_integral_value():
        return int(value)
    exponent = value.as_tuple().exponent
    return value if isinstance(exponent, int) and exponent >= -_MOST_DIGITS else _TOO_FINE


def _simplest(value: Fraction) -> Number | Missing:
    if value.denominator == 1:
        return bounded(value.numerator)
    if abs(value) > LIMIT:
        return TOO_LARGE
    if max(value.denominator, abs(value.numerator)) > _FINEST:
        return _TOO_FINE
    many, rest = divmod(10**_MOST_DECIMALS, value.denominator)
    if rest:
        return value
    return Decimal(value.numerator * many).scaleb(-_MOST_DECIMALS, _WIDE).normalize(_WIDE)


def calculate(operator: Operator, left: Value, right: Value) -> Number | date | Missing:
    """One step of arithmetic: numbers with numbers, days between two dates, a date so many days from another."""
    if isinstance(left, date) or isinstance(right, date):
        return _days(operator, left, right)
    if not (is_number(left) and is_number(right)):
        return Missing(NOT_A_NUMBER)
    one, other = bounded(left), bounded(right)
    if isinstance(one, Missing):
        return one
    if isinstance(other, Missing):
        return other
    if operator is Operator.DIVIDE:
        return Missing("除数是 0，无法计算") if other == 0 else bounded(Fraction(one) / Fraction(other))
    if isinstance(one, int) and isinstance(other, int):
        return bounded(_step(operator, one, other))
    return bounded(_step(operator, Fraction(one), Fraction(other)))


def _step(operator: Operator, one: int | Fraction, other: int | Fraction) -> int | Fraction:
    if operator is Operator.ADD:
        return one + other
    return one - other if operator is Operator.SUBTRACT else one * other


def _days(operator: Operator, left: Value, right: Value) -> int | date | Missing:
    if operator is Operator.SUBTRACT and isinstance(left, date) and isinstance(right, date):
        return (left - right).days
    day, count = (right, left) if isinstance(right, date) and operator is Operator.ADD else (left, right)
    whole = bounded(count) if is_number(count) else None
    known = operator in (Operator.ADD, Operator.SUBTRACT) and isinstance(whole, int)
    if not (known and isinstance(day, date) and isinstance(whole, int)):
        return Missing("天数不是整数，无法计算日期")
    try:
        return day + timedelta(whole if operator is Operator.ADD else -whole)
    except OverflowError:
        return Missing("日期太远，无法计算")


def difference(left: Value, right: Value) -> Number | Missing:
    """How far two compared values are apart: of numbers, or in days."""
    alike = (is_number(left) and is_number(right)) or (isinstance(left, date) and isinstance(right, date))
    apart = calculate(Operator.SUBTRACT, left, right) if alike else Missing("没有差")
    if not is_number(apart):
        return apart if isinstance(apart, Missing) else Missing("没有差")
    return apart if apart >= 0 else bounded(-Fraction(apart))


def compare(operator: Operator, left: Value, right: Value) -> Truth:
    """Compares two values of one kind."""
    one, other = _comparable(left), _comparable(right)
    if operator is Operator.EQUAL:
        return bool(one == other)
    if operator is Operator.NOT_EQUAL:
        return bool(one != other)
    ordered = (is_number(one) and is_number(other)) or (isinstance(one, date) and isinstance(other, date))
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


def one_of(value: Value, items: tuple[Value, ...]) -> Truth:
    """Whether a value is one of a list."""
    wanted = _comparable(value)
    if any(wanted == _comparable(item) for item in items):
        return True
    missing = [item for item in items if isinstance(item, Missing)]
    return worst(missing) if missing else False


def _comparable(value: Value) -> object:
    words = words_of(value)
    if words is not None:
        return words.text.strip()
    return value.prefix if isinstance(value, ENTITIES) else value
