"""合计, 最大, 最小, 平均, 占比, 增长率, 四舍五入, 截位, 绝对值: exact on whole numbers, decimals and fractions."""

from decimal import ROUND_DOWN, ROUND_HALF_UP, Context, Decimal
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from engine.model.facts import Status
from engine.model.types import Missing
from tests.functions.values import call

numbers = (
    st.integers(-(10**18), 10**18)
    | st.decimals(-(10**15), 10**15, places=6)
    | st.fractions(-(10**6), 10**6, max_denominator=999)
)
WIDE = Context(prec=120)


@given(st.lists(numbers, min_size=1, max_size=6))
def test_sum_least_greatest_and_mean(given_numbers: list[Any]) -> None:
    exact = [Fraction(number) for number in given_numbers]
    assert Fraction(call("合计", tuple(given_numbers))) == sum(exact)
    assert Fraction(call("最大", *given_numbers)) == max(exact)
    assert Fraction(call("最小", *given_numbers)) == min(exact)
    assert Fraction(call("平均", tuple(given_numbers))) == sum(exact) / len(exact)


@given(numbers)
def test_the_absolute_value_loses_no_digit(number: Any) -> None:
    assert Fraction(call("绝对值", number)) == abs(Fraction(number))


def test_a_decimal_of_forty_digits_stays_whole() -> None:
    long = Decimal("-1." + "1" * 40)
    assert str(call("绝对值", long)) == "1." + "1" * 40


@pytest.mark.parametrize("name", ["最大", "最小", "平均"])
def test_of_no_numbers_there_is_no_value(name: str) -> None:
    missing = call(name, ())
    assert isinstance(missing, Missing)
    assert missing.status is Status.ABSENT


@given(numbers, numbers)
def test_shares_and_growth(one: Any, other: Any) -> None:
    assume(other != 0)
    assert Fraction(call("占比", one, other)) * Fraction(other) == 100 * Fraction(one)
    growth = Fraction(call("增长率", one, other))
    assert Fraction(other) + growth * abs(Fraction(other)) / 100 == Fraction(one)


@pytest.mark.parametrize("name", ["占比", "增长率"])
def test_of_nothing_there_is_no_share(name: str) -> None:
    missing = call(name, 3, 0)
    assert isinstance(missing, Missing)
    assert missing.status is Status.AMBIGUOUS


def test_results_take_their_plainest_form() -> None:
    assert (call("占比", 1, 4), type(call("占比", 1, 4))) == (25, int)
    assert (call("占比", 1, 8), type(call("占比", 1, 8))) == (Decimal("12.5"), Decimal)
    assert call("占比", 1, 3) == Fraction(100, 3)
    assert call("占比", -1, 8) == Decimal("-12.5")


@given(st.integers(-(10**18), 10**18) | st.decimals(-(10**15), 10**15, places=6), st.integers(-6, 6))
def test_rounding_as_statistics_do(number: Any, places: int) -> None:
    step = Decimal(1).scaleb(-places)
    for name, manner in (("四舍五入", ROUND_HALF_UP), ("截位", ROUND_DOWN)):
        assert call(name, number, places) == Decimal(number).quantize(step, manner, WIDE)


@pytest.mark.parametrize(
    ("number", "places", "rounded", "cut"),
    [
        (Decimal("2.5"), 0, 3, 2),
        (Decimal("-2.5"), 0, -3, -2),
        (Decimal("0.125"), 2, Decimal("0.13"), Decimal("0.12")),
        (Fraction(2, 3), 2, Decimal("0.67"), Decimal("0.66")),
        (1250, -2, 1300, 1200),
        (5, 60, 5, 5),
    ],
)
def test_halves_go_away_from_zero(number: Any, places: int, rounded: Any, cut: Any) -> None:
    assert call("四舍五入", number, places) == rounded
    assert call("截位", number, places) == cut


@pytest.mark.parametrize("places", [61, -61, 10**18, Decimal("1.5")])
def test_places_out_of_bounds_give_no_value(places: Any) -> None:
    assert isinstance(call("四舍五入", 5, places), Missing)
    assert isinstance(call("截位", 5, places), Missing)
