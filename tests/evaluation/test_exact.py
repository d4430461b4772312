"""Numbers are exact, days are counted, and what is too large or too fine has no value."""

from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from engine.evaluation import logic
from engine.evaluation.wording import shown
from engine.language.checked import Operator
from engine.model.types import Missing, Number

FRACTIONS = {
    Operator.ADD: lambda a, b: a + b,
    Operator.SUBTRACT: lambda a, b: a - b,
    Operator.MULTIPLY: lambda a, b: a * b,
    Operator.DIVIDE: lambda a, b: a / b,
}
numbers: st.SearchStrategy[Number] = st.one_of(
    st.integers(-(10**9), 10**9),
    st.decimals(-(10**6), 10**6, allow_nan=False, allow_infinity=False, places=6),
    st.fractions(-1000, 1000, max_denominator=10**4),
)


@given(st.sampled_from(sorted(FRACTIONS)), numbers, numbers)
def test_arithmetic_is_that_of_fractions(operator: Operator, one: Number, other: Number) -> None:
    assume(operator is not Operator.DIVIDE or other != 0)
    result = logic.calculate(operator, one, other)
    wanted = FRACTIONS[operator](Fraction(one), Fraction(other))
    assert logic.is_number(result)
    assert Fraction(result) == wanted
    assert isinstance(result, int) is (wanted.denominator == 1)
    rest = wanted.denominator
    for factor in (2, 5):
        while rest % factor == 0:
            rest //= factor
    if rest != 1:
        assert isinstance(result, Fraction)


@given(numbers, numbers)
def test_order_is_that_of_fractions(one: Number, other: Number) -> None:
    a, b = Fraction(one), Fraction(other)
    answers = [logic.compare(o, one, other) for o in (Operator.LESS, Operator.EQUAL, Operator.GREATER)]
    assert answers == [a < b, a == b, a > b]
    assert Fraction(logic.difference(one, other)) == abs(a - b)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "number",
    [10**18 + 1, Decimal("1E+30"), Decimal("1E-50"), Decimal("NaN"), Decimal("sNaN"), Fraction(1, 10**41 + 1)],
)
def test_what_is_out_of_bounds_has_no_value(number: Number) -> None:
    assert isinstance(logic.bounded(number), Missing)
    assert isinstance(logic.calculate(Operator.ADD, number, 1), Missing)


def test_a_long_chain_of_quotients_ends() -> None:
    value: object = 0
    for divisor in range(1, 400):
        share = logic.calculate(Operator.DIVIDE, 1, divisor)
        assert logic.is_number(value)
        assert logic.is_number(share)
        value = logic.calculate(Operator.ADD, value, share)
        if isinstance(value, Missing):
            return
    pytest.fail("a fraction grew without end")


days = st.dates(date(1900, 1, 1), date(2200, 1, 1))


@given(days, st.integers(-40_000, 40_000))
def test_days_are_counted_as_the_calendar_does(day: date, count: int) -> None:
    later = logic.calculate(Operator.ADD, day, count)
    assert later == day + timedelta(count) == logic.calculate(Operator.ADD, count, day)
    assert isinstance(later, date)
    assert logic.calculate(Operator.SUBTRACT, later, day) == count
    assert logic.calculate(Operator.SUBTRACT, later, count) == day


@pytest.mark.parametrize(
    ("operator", "left", "right"),
    [
        (Operator.ADD, date(2024, 1, 1), 10**7),
        (Operator.SUBTRACT, date(2024, 1, 1), 10**18),
        (Operator.ADD, date(2024, 1, 1), Decimal("0.5")),
        (Operator.SUBTRACT, 3, date(2024, 1, 1)),
        (Operator.ADD, date(2024, 1, 1), date(2024, 1, 1)),
        (Operator.MULTIPLY, date(2024, 1, 1), 2),
    ],
)
def test_impossible_days_have_no_value(operator: Operator, left: Number | date, right: Number | date) -> None:
    assert isinstance(logic.calculate(operator, left, right), Missing)


@pytest.mark.parametrize(
    ("number", "words"),
    [
        (Fraction(100, 3), "约33.33"),
        (Fraction(-200, 3), "约-66.67"),
        (Fraction(1, 3000), "约0.00033"),
        (Decimal("1.50"), "1.5"),
        (Decimal("0.125"), "0.125"),
        (3, "3"),
    ],
)
def test_numbers_are_shown_as_people_write_them(number: Number, words: str) -> None:
    assert shown(number) == words
