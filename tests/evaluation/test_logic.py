"""Truth with three values, and arithmetic that always ends."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.evaluation import logic
from engine.language.checked import Operator
from engine.model.facts import Status
from engine.model.passage import Passage
from engine.model.types import Missing

T, F = True, False
U = Missing("不知道", Status.AMBIGUOUS)
N = Missing("没有", Status.ABSENT)


@pytest.mark.parametrize(
    ("left", "right", "both", "either"),
    [
        (T, T, T, T),
        (T, F, F, T),
        (F, T, F, T),
        (F, F, F, F),
        (T, U, U, T),
        (U, T, U, T),
        (F, U, F, U),
        (U, F, F, U),
        (U, U, U, U),
        (N, U, U, U),
        (U, N, U, U),
        (N, N, N, N),
        (T, N, N, T),
        (N, F, F, N),
    ],
)
def test_truth_table(left: logic.Truth, right: logic.Truth, both: logic.Truth, either: logic.Truth) -> None:
    assert logic.both(left, right) == both
    assert logic.either(left, right) == either


@given(st.sampled_from([T, F, U]), st.sampled_from([T, F, U]))
def test_de_morgan(left: logic.Truth, right: logic.Truth) -> None:
    assert logic.negation(logic.both(left, right)) == logic.either(logic.negation(left), logic.negation(right))


numbers = st.one_of(
    st.integers(-(10**18), 10**18), st.decimals(-(10**12), 10**12, allow_nan=False, allow_infinity=False, places=4)
)


@given(numbers, numbers)
def test_sums_and_differences_are_exact(one: int | Decimal, other: int | Decimal) -> None:
    total = logic.calculate(Operator.ADD, one, other)
    if isinstance(total, Missing):
        assert abs(Decimal(one) + Decimal(other)) > 10**18
    else:
        assert logic.compare(Operator.EQUAL, logic.calculate(Operator.SUBTRACT, total, other), one) is True


@given(st.integers(-1000, 1000), st.integers(1, 1000))
def test_a_third_times_three_is_one(one: int, other: int) -> None:
    share = logic.calculate(Operator.DIVIDE, one, other)
    assert logic.is_number(share)
    assert logic.compare(Operator.EQUAL, logic.calculate(Operator.MULTIPLY, share, other), one) is True


def test_what_cannot_be_computed_is_missing() -> None:
    assert isinstance(logic.calculate(Operator.DIVIDE, 1, 0), Missing)
    assert isinstance(logic.calculate(Operator.MULTIPLY, 10**10, 10**10), Missing)
    assert isinstance(logic.calculate(Operator.ADD, Decimal("NaN"), 1), Missing)
    assert isinstance(logic.calculate(Operator.ADD, Decimal("Infinity"), 1), Missing)
    assert isinstance(logic.calculate(Operator.DIVIDE, 10**18, Decimal("0.001")), Missing)


def test_half_a_cent_counts() -> None:
    assert logic.calculate(Operator.ADD, Decimal("0.1"), Decimal("0.2")) == Decimal("0.3")


@given(numbers, numbers)
def test_exactly_one_order_holds(one: int | Decimal, other: int | Decimal) -> None:
    orders = (Operator.LESS, Operator.EQUAL, Operator.GREATER)
    assert [logic.compare(order, one, other) for order in orders].count(True) == 1
    assert logic.compare(Operator.LESS_EQUAL, one, other) is (one <= other)
    assert logic.compare(Operator.GREATER_EQUAL, one, other) is (one >= other)


def test_dates_and_texts_compare() -> None:
    assert logic.compare(Operator.LESS, date(2023, 12, 31), date(2024, 1, 1)) is True
    assert logic.compare(Operator.EQUAL, Passage("甲 "), Passage("甲")) is True
    assert logic.difference(date(2024, 1, 1), date(2023, 12, 31)) == 1
    assert isinstance(logic.compare(Operator.LESS, Passage("甲"), 1), Missing)
