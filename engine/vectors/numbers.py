"""Arithmetic in 64 bits that cannot go wrong: every step knows how large its result may be."""

from collections.abc import Callable, Sequence
from fractions import Fraction

import polars as pl

from engine.language.checked import Operator
from engine.vectors import codes
from engine.vectors.values import MOST, Number, Opaque, code


def constant(value: int | Fraction) -> Number:
    """The same number in every report."""
    exact = Fraction(value)
    bound = abs(exact.numerator)
    if max(bound, exact.denominator) > MOST:
        raise Opaque("数太大")
    divisor = None if exact.denominator == 1 else pl.lit(exact.denominator, pl.Int64)
    known = code(codes.KNOWN)
    return Number(pl.lit(exact.numerator, pl.Int64), known, bound, 0, divisor, exact.denominator)


def absent() -> Number:
    """No number, since what would have it is certainly not there."""
    return Number(pl.lit(None, pl.Int64), code(codes.ABSENT), 0)


def missing(numbers: Sequence[Number]) -> pl.Expr:
    """Why one of several is missing."""
    return numbers[0].missing if len(numbers) == 1 else pl.max_horizontal(number.missing for number in numbers)


def times(number: Number, factor: Fraction) -> Number:
    """A number in another unit."""
    return _product(number, constant(factor))


def aligned(numbers: Sequence[Number]) -> tuple[Number, ...]:
    """The same numbers with one scale, and with one divisor."""
    scale = max(number.scale for number in numbers)
    found = [_scaled(number, scale) for number in numbers]
    if all(number.divisor is None for number in found):
        return tuple(found)
    if len(found) > 2:
        raise Opaque("几个分数放在一起算")
    one, other = found
    return _over(one, other), _over(other, one)


def _scaled(number: Number, scale: int) -> Number:
    if number.scale == scale:
        return number
    factor = 10 ** (scale - number.scale)
    bound = _fitting(number.bound * factor)
    return Number(number.value * factor, number.missing, bound, scale, number.divisor, number.most)


def _over(one: Number, other: Number) -> Number:
    """A number over the product of two divisors."""
    if other.divisor is None:
        return one
    divisor = other.divisor if one.divisor is None else one.divisor * other.divisor
    bound, most = _fitting(one.bound * other.most), _fitting(one.most * other.most)
    return Number(one.value * other.divisor, one.missing, bound, one.scale, divisor, most)


def _fitting(bound: int) -> int:
    if bound > MOST:
        raise Opaque("可能超出 64 位整数")
    return bound


def total(numbers: Sequence[Number]) -> Number:
    """The sum of numbers."""
    if not numbers:
        return constant(0)
    parts = aligned(numbers)
    bound = _fitting(sum(part.bound for part in parts))
    value = parts[0].value if len(parts) == 1 else pl.sum_horizontal([p.value for p in parts], ignore_nulls=False)
    return Number(value, missing(parts), bound, parts[0].scale, parts[0].divisor, parts[0].most)


def extreme(numbers: Sequence[Number], *, greatest: bool) -> Number:
    """The greatest or the least of numbers; none of none."""
    if not numbers:
        return absent()
    parts = aligned(numbers)
    choose: Callable[..., pl.Expr] = pl.max_horizontal if greatest else pl.min_horizontal
    why = missing(parts)
    value = choose(part.value for part in parts)
    if len(parts) > 1:  # a null is passed over there
        value = pl.when(pl.all_horizontal(part.value.is_not_null() for part in parts)).then(value)
    return Number(value, why, max(part.bound for part in parts), parts[0].scale, parts[0].divisor, parts[0].most)


def calculated(operator: Operator, left: Number, right: Number) -> Number:
    """One step of arithmetic."""
    if operator is Operator.MULTIPLY:
        return _product(left, right)
    if operator is Operator.DIVIDE:
        return _quotient(left, right)
    one, other = aligned((left, right))
    value = one.value + other.value if operator is Operator.ADD else one.value - other.value
    return Number(value, missing((one, other)), _fitting(one.bound + other.bound), one.scale, one.divisor, one.most)


def _product(left: Number, right: Number) -> Number:
    divisor = left.divisor if right.divisor is None else right.divisor
    if left.divisor is not None and right.divisor is not None:
        divisor = left.divisor * right.divisor
    bound, most = _fitting(left.bound * right.bound), _fitting(left.most * right.most)
    return Number(left.value * right.value, missing((left, right)), bound, left.scale + right.scale, divisor, most)


def _quotient(left: Number, right: Number) -> Number:
    """A fraction with a positive divisor; by 0 there is none, and nobody knows what was meant."""
    one, other = aligned((left, right))
    zero, why = other.value == 0, missing((one, other))
    why = pl.when((why == codes.KNOWN) & zero).then(code(codes.UNSURE)).otherwise(why)
    value = pl.when(other.value < 0).then(-one.value).when(~zero).then(one.value)
    return Number(value, why, one.bound, 0, other.value.abs(), other.bound)


_COMPARE: dict[Operator, Callable[[pl.Expr, pl.Expr], pl.Expr]] = {
    Operator.EQUAL: lambda one, other: one == other,
    Operator.NOT_EQUAL: lambda one, other: one != other,
    Operator.LESS: lambda one, other: one < other,
    Operator.LESS_EQUAL: lambda one, other: one <= other,
    Operator.GREATER: lambda one, other: one > other,
    Operator.GREATER_EQUAL: lambda one, other: one >= other,
}


def compared(operator: Operator, left: Number, right: Number) -> tuple[pl.Expr, pl.Expr]:
    """Whether a comparison holds (null where a number is missing), and why it is not known."""
    one, other = aligned((left, right))
    return _COMPARE[operator](one.value, other.value), missing((one, other))
