"""Exact arithmetic over every kind of number."""

from collections.abc import Iterable
from decimal import Decimal
from fractions import Fraction

from engine.model.types import Number

_LONGEST = 60  # digits after the point of a result that is given as a decimal


def exact(value: Fraction) -> Number:
    """A fraction in its plainest form: a whole number, a decimal that ends, or itself."""
    if value.denominator == 1:
        return value.numerator
    rest, twos, fives = value.denominator, 0, 0
    while rest % 2 == 0 and twos <= _LONGEST:
        rest, twos = rest // 2, twos + 1
    while rest % 5 == 0 and fives <= _LONGEST:
        rest, fives = rest // 5, fives + 1
    places = max(twos, fives)
    if rest != 1 or places > _LONGEST:
        return value
    digits = str(value.numerator * 10**places // value.denominator)
    return Decimal(f"{digits}E-{places}")


def fractions(numbers: Iterable[Number | tuple[Number, ...]]) -> list[Fraction]:
    """The numbers among arguments that are numbers and lists of numbers."""
    flat = (number for item in numbers for number in (item if isinstance(item, tuple) else (item,)))
    return [Fraction(number) for number in flat]


def rounded(number: Number, places: Number, nearest: bool) -> Fraction | None:
    """A number with so many decimals, half away from zero or cut off; ``None`` when there is no such rounding."""
    whole = int(places)
    if whole != places or not -_LONGEST <= whole <= _LONGEST:
        return None
    scale = Fraction(10) ** whole
    size = abs(Fraction(number)) * scale + (Fraction(1, 2) if nearest else 0)
    kept = size.numerator // size.denominator
    return (-kept if number < 0 else kept) / scale
