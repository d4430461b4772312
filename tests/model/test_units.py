"""Units and their conversion."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.model.units import MEASURES, base, factor, spoken_factor


@pytest.mark.parametrize(
    ("given_unit", "wanted", "times"),
    [
        ("万元", "元", 10_000),
        ("元", "万元", Fraction(1, 10_000)),
        ("千亿元", "万元", 10**7),
        ("万亿元", "元", 10**12),
        ("‰", "%", Fraction(1, 10)),
        ("万件", "件", 10_000),
        ("万人次", "人次", 10_000),
        ("千件", "万件", Fraction(1, 10)),
        ("小时", "分钟", 60),
        ("周", "天", 7),
        ("日", "天", 1),
        ("公里", "米", 1000),
        ("公顷", "亩", 15),
        ("平方公里", "公顷", 100),
        ("吨", "公斤", 1000),
        ("件", "件", 1),
    ],
)
def test_one_unit_in_another(given_unit: str, wanted: str, times: int | Fraction) -> None:
    assert factor(given_unit, wanted) == times


@pytest.mark.parametrize(
    ("one", "other"), [("元", "件"), ("件", "份"), ("人次", "人"), ("%", "百分点"), ("公斤", "公里")]
)
def test_units_that_measure_different_things(one: str, other: str) -> None:
    assert factor(one, other) is None


def test_words_that_count_stand_for_one_another_in_the_prose() -> None:
    assert spoken_factor("万件", "份") == 10_000
    assert spoken_factor("张", "件") is None


@given(
    st.sampled_from("件 人次 字 亩 公里 吨 个 平方米".split()),
    st.sampled_from([("万", 10**4), ("千", 10**3), ("亿", 10**8)]),
)
def test_a_prefix_multiplies_what_is_counted(unit: str, prefix: tuple[str, int]) -> None:
    name, times = prefix
    assert unit in MEASURES
    assert factor(name + unit, unit) == times
    assert base(name + unit)[0] == base(unit)[0]
