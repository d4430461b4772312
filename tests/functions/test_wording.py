"""相同用语, 截断自, 标出差异, 字数, 查找, 错词."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.model.location import Location
from engine.model.passage import Passage, Piece
from engine.model.types import Lexicon, PatternValue, Slip
from tests.functions.values import call, words


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("（一）修路架桥", "(一) 修路架桥"),
        ("1. 危及“三项安全”", "1．危及三项安全"),
        ("一、总体情况", "总体 情况"),
        ("修路(含桥梁, 涵洞)", "修路（含桥梁，涵洞）"),
        ("商业\n企业", "商业企业"),
        ("①修路", "修路"),
        ("第一部分 概况", "概况"),
    ],
)
def test_the_same_words_in_other_dress(one: str, other: str) -> None:
    assert call("相同用语", one, other) is True


@pytest.mark.parametrize(
    ("one", "other"), [("只记这一项", "只计这一项"), ("三类事务", "类事务"), ("修路", "修路架桥"), ("2.5元", "5元")]
)
def test_other_words(one: str, other: str) -> None:
    assert call("相同用语", one, other) is False


@given(st.text(), st.text())
def test_same_wording_is_reflexive_and_symmetric(one: str, other: str) -> None:
    assert call("相同用语", one, one) is True
    assert call("相同用语", one, other) is call("相同用语", other, one)


@given(st.text(alphabet="甲乙丙丁戊", min_size=2, max_size=10), st.data())
def test_a_proper_beginning_is_cut_short(whole: str, data: st.DataObject) -> None:
    end = data.draw(st.integers(1, len(whole) - 1))
    assert call("截断自", whole[:end], whole) is True
    assert call("截断自", whole, whole) is False
    assert call("截断自", whole, whole[:end]) is False


@pytest.mark.parametrize(
    ("text", "other", "shown"),
    [
        ("青禾县云湲镇人民政府", "青禾县云溪镇人民政府", "青禾县云〔湲〕镇人民政府"),
        ("青禾县云湲镇人民政府", "云溪镇人民政府", "青禾县云〔湲〕镇人民政府"),
        ("云溪镇人民政府", "青禾县云湲镇人民政府", "云〔溪〕镇人民政府"),
        ("青禾县云湲镇人民政府", "青禾县云溪镇", "青禾县云〔湲〕镇人民政府"),
        ("青禾县云溪镇", "青禾县云湲镇人民政府", "青禾县云〔溪〕镇"),
        ("青禾县镇人民政府", "青禾县云镇人民政府", "青禾县〔〕镇人民政府"),
        ("青禾县云溪溪镇", "青禾县云溪镇", "青禾县云〔溪〕溪镇"),
        ("甲", "乙", "〔甲〕"),
        ("", "乙", "〔〕"),
    ],
)
def test_what_differs_is_marked(text: str, other: str, shown: str) -> None:
    assert call("标出差异", text, other).text.replace("云溪〔溪〕镇", "云〔溪〕溪镇") == shown


@given(st.text(alphabet="甲乙丙县镇", max_size=12), st.text(alphabet="甲乙丙县镇", max_size=12))
def test_without_its_marks_the_text_is_what_it_was(text: str, other: str) -> None:
    shown = call("标出差异", text, other).text
    assert shown.replace("〔", "").replace("〕", "") == text
    assert call("标出差异", text, text).text == text


@given(st.text())
def test_length_counts_all_but_white_space(text: str) -> None:
    assert call("字数", text) == len([character for character in text if not character.isspace()])


def test_find_gives_every_place_with_its_location() -> None:
    text = Passage("甲12乙3\n丙4", (Piece(0, Location(5, 3, 8)), Piece(6, Location(6, 1, 3))))
    found = call("查找", text, PatternValue(r"[甲乙丙](\d+)"))
    assert words(found) == ["12", "3", "4"]
    assert [match.text.location for match in found] == [Location(5, 4, 6), Location(5, 7, 8), Location(6, 2, 3)]


def test_find_leaves_out_empty_matches() -> None:
    assert call("查找", "甲乙", PatternValue("丙*")) == ()


LEXICON = Lexicon("错字", (Slip("记划", "计划"), Slip(r"截止(\d{4}年)?\d{1,2}月", "截至", is_pattern=True)))


def test_slips_are_found_with_their_corrections_in_order_of_the_text() -> None:
    found = call("错词", "截止2023年5月的记划，按记划办，截止6月", LEXICON)
    assert [(match.text.text, match.correct) for match in found] == [
        ("截止2023年5月", "截至"),
        ("记划", "计划"),
        ("记划", "计划"),
        ("截止6月", "截至"),
    ]


def test_right_words_are_no_slips() -> None:
    assert call("错词", "按计划，截至5月", LEXICON) == ()
