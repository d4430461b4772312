"""身份证号, 手机号, 银行卡号."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.functions.values import call, words

# Made up: a village of no people, and test card numbers.
IDENTITY = "11010519491231002X"
CARDS = ["4111111111111111", "6222020000000000018", "5555555555554444"]


def test_a_right_identity_number_is_found_in_its_place() -> None:
    found = call("身份证号", f"证号：{IDENTITY}，电话")
    assert words(found) == [IDENTITY]
    assert words(call("身份证号", IDENTITY.lower())) == [IDENTITY.lower()]


@given(st.integers(0, 17), st.integers(1, 9))
def test_an_identity_number_with_one_wrong_digit_is_none(index: int, change: int) -> None:
    digit = IDENTITY[index]
    wrong = str((int(digit) + change) % 10) if digit != "X" else str(change)
    assert call("身份证号", IDENTITY[:index] + wrong + IDENTITY[index + 1 :]) == ()


@pytest.mark.parametrize("text", ["1101051949123100", "0" * 18, f"1{IDENTITY}", "110105194913310026", "A" + IDENTITY])
def test_other_long_numbers_are_no_identity_numbers(text: str) -> None:
    assert call("身份证号", text) == ()


@pytest.mark.parametrize(
    ("text", "number"),
    [("电话13800138000。", "13800138000"), ("138 0013 8000", "138 0013 8000"), ("+8613800138000", "13800138000")],
)
def test_mobile_numbers(text: str, number: str) -> None:
    assert words(call("手机号", text)) == [number]


@pytest.mark.parametrize("text", ["12800138000", "138001380001", "0.13800138000", "1380013800", "a13800138000", "2023"])
def test_what_is_no_mobile_number(text: str) -> None:
    assert call("手机号", text) == ()


@pytest.mark.parametrize("card", CARDS)
def test_bank_numbers(card: str) -> None:
    assert words(call("银行卡号", f"账户{card}。")) == [card]


def test_a_bank_number_in_groups() -> None:
    assert words(call("银行卡号", "4111 1111 1111 1111")) == ["4111 1111 1111 1111"]


@pytest.mark.parametrize("text", ["4111111111111112", "0" * 16, "0 " * 20, "411111111111111", "9111010500000000XK"])
def test_what_is_no_bank_number(text: str) -> None:
    assert call("银行卡号", text) == ()


@given(st.text(alphabet="0123456789Xx -+.年", max_size=60))
def test_nothing_is_both_an_identity_and_a_bank_number(text: str) -> None:
    identities = {match.text.text for match in call("身份证号", text)}
    assert identities.isdisjoint(match.text.text for match in call("银行卡号", text))
