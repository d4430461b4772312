"""重复, 叠词, 相似度, 去数字."""

from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.model.facts import Status
from engine.model.location import Location
from engine.model.passage import Passage, Piece
from engine.model.types import Missing
from tests.functions.values import call, words

small = st.text(alphabet="甲乙丙\n", max_size=40)


@given(small, st.integers(2, 6))
def test_what_is_repeated_stood_there_before_and_could_not_be_longer(text: str, least: int) -> None:
    done = 0
    for match in call("重复", text, least):
        start, found = match.start, match.text.text
        assert len(found) >= least
        assert "\n" not in found
        assert text[start : start + len(found)] == found
        assert found in text[:start]
        assert start >= done
        done = start + len(found)


@given(
    st.lists(st.sampled_from([chr(code) for code in range(0x4E00, 0x4E80)]), unique=True, min_size=40, max_size=60),
    st.data(),
)
def test_a_stretch_written_again_is_found_whole(characters: list[str], data: st.DataObject) -> None:
    text = "".join(characters)
    start = data.draw(st.integers(0, 30))
    stretch = text[start : start + 8]
    assert words(call("重复", f"{text}。{stretch}，", 6)) == [stretch]
    assert call("重复", f"{text}。{stretch}，", 9) == ()
    assert words(call("重复", f"{text}\n{stretch}\n{stretch}", 6)) == [stretch, stretch]


def test_the_longest_earlier_stretch_counts() -> None:
    assert words(call("重复", "修路架桥。修路架桥通车。修路架桥通车了", 4)) == ["修路架桥", "修路架桥通车"]


@pytest.mark.parametrize("least", [1, 0, -3])
def test_one_character_is_no_repetition(least: int) -> None:
    assert isinstance(call("重复", "甲甲", least), Missing)


@pytest.mark.parametrize(
    ("text", "found", "right"),
    [
        ("落实资金资金五万元", "资金资金", "资金"),
        ("加强组织组织领导", "组织组织", "组织"),
        ("全面推进推进政务公开", "推进推进", "推进"),
        ("政府信息公开年度年度报告", "年度年度", "年度"),
        ("我县县情况", "县县", "县"),
        ("主动公开的的信息", "的的", "的"),
        ("行政规范性文件行政规范性文件五件", "行政规范性文件行政规范性文件", "行政规范性文件"),
    ],
)
def test_words_doubled_by_mistake(text: str, found: str, right: str) -> None:
    (match,) = call("叠词", text)
    assert (match.text.text, match.correct) == (found, right)


@pytest.mark.parametrize(
    "text",
    [
        "常常人人村村天天稳稳谢谢渐渐，逐步逐项，研究研究，一步一步，方方面面，层层落实，户户通",
        "旧县镇镇长，青禾市市场监督管理局，青禾市市长，我县县委，本区区长，我镇镇域",
        "青禾县人民政府政府信息公开工作年度报告，县政府政府网站，东里社区社区服务中心，壮族自治区自治区级",
        "目的的实现，为了了解，除了了解，的的确确，以及及时，网上上传，没有有效，建设和和谐社会，推进进一步",
        "两两三三，一件一件，哈哈哈哈，信息公开信息管理，公开公开透明，人大代表代表群众，教育局局长",
        "资金，资金；资金\n资金",
        "",
    ],
)
def test_right_words_are_not_doubled(text: str) -> None:
    assert words(call("叠词", text)) == []


@given(
    st.sampled_from(["资金", "组织", "平台建设", "解读"]),
    st.sampled_from(["", "甲", "甲乙丙", "甲乙。"]),
    st.sampled_from(["", "。", "戊己庚", "，戊己"]),
)
def test_a_doubled_word_is_found_wherever_it_stands(word: str, before: str, after: str) -> None:
    (match,) = call("叠词", f"{before}{word}{word}{after}")
    assert match.start == len(before)
    assert match.text.text == word * 2


@given(st.text(alphabet="甲乙丙丁，。 \n1", max_size=30), st.text(alphabet="甲乙丙丁，。 \n1", max_size=30))
def test_likeness_is_symmetric_and_bounded(one: str, other: str) -> None:
    likeness = call("相似度", one, other)
    assert call("相似度", other, one) == likeness
    if isinstance(likeness, Missing):
        assert likeness.status is Status.ABSENT
    else:
        assert 0 <= likeness <= 100


@given(st.text(alphabet="甲乙丙丁戊己庚辛", min_size=1, max_size=30))
def test_a_text_is_like_itself_in_other_dress(text: str) -> None:
    assert call("相似度", text, f" {'，'.join(text)}。") == 100


@pytest.mark.parametrize(
    ("one", "other", "likeness"),
    [
        ("修路架桥通车", "修路架桥通航", Fraction(3, 5) * 100),  # 修路架 路架桥 架桥通 of 5
        ("修路架桥", "植树造林", 0),
        ("修路", "修路架桥", Fraction(1, 3) * 100),
        ("", "修路", 0),
    ],
)
def test_likeness_is_the_share_of_what_both_have(one: str, other: str, likeness: Any) -> None:
    assert call("相似度", one, other) == likeness


def test_figures_do_not_count() -> None:
    one, other = "全年收到申请１２件，占3.5%，收费1,200元", "全年收到申请5件，占40%，收费6元"
    assert call("去数字", one).text == call("去数字", other).text == "全年收到申请件，占%，收费元"


def test_without_figures_the_words_keep_their_places() -> None:
    text = Passage("收到12件", (Piece(0, Location(5, 3, 8)),))
    left = call("去数字", text)
    assert left.locate(2, 3) == Location(5, 7, 8)
