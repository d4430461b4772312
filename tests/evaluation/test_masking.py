"""Personal numbers never leave the engine whole."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.evaluation.masking import mask


@pytest.mark.parametrize(
    ("text", "masked"),
    [
        ("证号11010519491231002X。", "证号110***********002X。"),
        ("电话13800138000", "电话138****8000"),
        ("138 0013 8000", "138 **** 8000"),
        ("138-0013-8000", "138-****-8000"),
        ("卡号4111111111111111", "卡号411*********1111"),
        ("4111 1111 1111 1111", "411* **** **** 1111"),
        ("0350-7221234", "035*-***1234"),
        ("（0350）7221234", "（035*）***1234"),
        ("电话：7221234", "电话：722**34"),
    ],
)
def test_the_middle_is_hidden(text: str, masked: str) -> None:
    assert mask(text) == masked


@pytest.mark.parametrize(
    "text", ["2023年12月31日", "国办发〔2021〕30号", "100000000元", "1234567.89", "1 2 3 4 5 6 7 8 9", "12345678"]
)
def test_ordinary_numbers_stay(text: str) -> None:
    assert mask(text) == text


@given(st.text(alphabet="0123456789Xx- 电话：号*", max_size=50))
def test_masking_keeps_the_length_and_is_done_once(text: str) -> None:
    masked = mask(text)
    assert len(masked) == len(text)
    assert mask(masked) == masked


@given(st.integers(13000000000, 19999999999), st.text(alphabet="甲，号\n", max_size=5))
def test_no_mobile_number_is_left(number: int, around: str) -> None:
    assert re.search(r"\d{5}", mask(f"{around}{number}{around}")) is None
