"""Labels taken apart and compared."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.extraction.labels import similarity, take_apart


@pytest.mark.parametrize(
    ("text", "ordinal", "core"),
    [
        ("一、总的情况", "一", "总的情况"),
        ("（一） 甲类", "(一)", "甲类"),
        ("(十二)、甲类", "(十二)", "甲类"),
        ("㈠甲类", "(一)", "甲类"),
        ("1．甲\n类", "1", "甲类"),
        ("1. 甲 类", "1", "甲类"),
        ("12、甲类（乙，丙）", "12", "甲类乙丙"),
        ("（1）甲类", "(1)", "甲类"),
        ("三安全", None, "三安全"),
        ("1.5倍", None, "15倍"),
        ("二十", None, "二十"),
        ("", None, ""),
    ],
)
def test_taken_apart(text: str, ordinal: str | None, core: str) -> None:
    label = take_apart(text)
    assert (label.ordinal, label.core) == (ordinal, core)


def test_similarity() -> None:
    assert similarity("甲乙丙丁", "甲乙丙丁") == 1
    assert similarity("甲乙丙丁", "戊己庚辛") == 0
    assert similarity("要求确认或重新出具信息", "要求确认或重复出具信息") > 0.7
    assert similarity("逾期未缴费用不再处理", "逾期未缴") >= 0.8
    assert similarity("", "甲") == 0


@given(st.text(max_size=20), st.text(max_size=20))
def test_similarity_is_symmetric_and_bounded(one: str, other: str) -> None:
    assert similarity(one, other) == similarity(other, one)
    assert 0 <= similarity(one, other) <= 1
