"""不成对符号."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.functions.values import call, words

PAIRS = ["《》", "（）", "“”", "〔〕", "()"]
balanced = st.recursive(
    st.text(alphabet="甲乙1，。\n", max_size=4),
    lambda inner: st.tuples(st.sampled_from(PAIRS), inner, inner).map(lambda p: f"{p[0][0]}{p[1]}{p[0][1]}{p[2]}"),
    max_leaves=8,
)


@given(balanced)
def test_a_balanced_text_has_none(text: str) -> None:
    assert call("不成对符号", text) == ()


@given(st.text(alphabet="甲乙，", max_size=4), balanced, st.sampled_from("《》（”“〔〕"))
def test_one_sign_too_many_is_found(before: str, after: str, sign: str) -> None:
    assert words(call("不成对符号", f"{before}{sign}")) == [sign]
    found = words(call("不成对符号", f"{after}{before}{sign}"))
    assert found == [sign]


@pytest.mark.parametrize("text", ["1）修路；2）架桥", "一）修路", "(1) 修路", "（1）修路", "修路（含桥)", "a) 修路"])
def test_numbers_of_lists_and_mixed_widths_are_fine(text: str) -> None:
    assert call("不成对符号", text) == ()


@pytest.mark.parametrize(
    ("text", "found"),
    [("《甲办法", ["《"]), ("甲办法》", ["》"]), ("”甲”", ["”", "”"]), ("修路）", ["）"]), ("（甲（乙）", ["（"])],
)
def test_lonely_signs(text: str, found: list[str]) -> None:
    assert words(call("不成对符号", text)) == found
