"""所述日期, 引文, 段落, 句子, and what stands around what was found."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.functions import FUNCTIONS
from engine.model.passage import Passage
from engine.model.prose import after, before, found, sentence, sentences
from engine.model.types import Match, Missing, PatternValue
from tests.functions.values import call, words


def days(text: str) -> list[date | Missing]:
    return [said.value for said in call("所述日期", text)]


def test_a_day_without_a_year_takes_the_last_one_named() -> None:
    text = "《2019年办法》自2023年1月1日至12月31日。2024年初，即1月15日，公布"
    assert days(text) == [date(2023, 1, 1), date(2023, 12, 31), date(2024, 1, 15)]


@pytest.mark.parametrize("text", ["1月31日前", "《2023年办法》1月31日", "2023年2月30日", "二〇二三年十三月一日"])
def test_a_day_that_is_not_known_has_no_value(text: str) -> None:
    (value,) = days(text)
    assert isinstance(value, Missing)
    assert value.reason


@pytest.mark.parametrize("text", ["2023年", "2023年5月", "共20日", "版本1.2.3", "1202111月1日", "第12月1日"])
def test_what_is_no_date(text: str) -> None:
    assert days(text) == []


@given(
    st.dates(date(1901, 1, 1), date(2199, 12, 31)),
    st.sampled_from(["{}年{}月{}日", "{} 年 {} 月 {} 日", "{}-{}-{}", "{}.{}.{}"]),
)
def test_a_date_is_read_back(day: date, form: str) -> None:
    written = form.format(day.year, day.month, day.day)
    (said,) = call("所述日期", f"公布于{written}，")
    assert said.value == day
    assert said.match.text.text == written


@pytest.mark.parametrize(
    ("text", "titles"),
    [
        ("《办法》和《条例》", ["办法", "条例"]),
        ("《关于印发《村务办法》的通知》", ["关于印发《村务办法》的通知"]),
        ("《关于印发〈村务办法〉的通知》", ["关于印发〈村务办法〉的通知"]),
        ("《没有写完，《办法》", ["办法"]),
        ("《没有写完\n办法》", []),
        ("办法》《", []),
        ("《》", []),
    ],
)
def test_titles(text: str, titles: list[str]) -> None:
    assert words(call("引文", text)) == titles


@given(
    st.lists(st.text(alphabet="甲乙〈〉2，。", min_size=1, max_size=5), max_size=4),
    st.text(alphabet="丙丁。\n", max_size=3),
)
def test_every_title_is_found_where_it_stands(titles: list[str], between: str) -> None:
    text = between.join(f"《{title}》" for title in titles)
    matches = call("引文", text)
    assert words(matches) == titles
    assert all(text[match.start - 1] == "《" for match in matches)


def test_paragraphs_and_sentences() -> None:
    text = "修路。架桥！\n\n 《甲。乙》通车；“好。”完"
    assert [str(piece) for piece in call("段落", text)] == ["修路。架桥！", "《甲。乙》通车；“好。”完"]
    assert [str(piece) for piece in call("句子", text)] == ["修路。", "架桥！", "《甲。乙》通车；", "“好。”", "完"]


@given(st.text(alphabet="甲乙。！；？《》”\n ", max_size=40))
def test_sentences_leave_out_nothing_but_white_space(text: str) -> None:
    pieces = [piece.text for piece in sentences(Passage(text))]
    assert "".join("".join(pieces).split()) == "".join(text.split())


def around(text: Passage, match: Match) -> tuple[Passage, Passage, Passage]:
    return sentence(text, match), before(text, match), after(text, match)


def test_what_stands_around_a_match() -> None:
    text = Passage("先说一句。 全年收到申请5件，办结4件。后一句")
    first, second = FUNCTIONS["numbers"].call(text)
    assert [str(piece) for piece in around(text, first.match)] == [
        "全年收到申请5件，办结4件。",
        "全年收到申请",
        "，办结4件。",
    ]
    assert [str(piece) for piece in around(text, second.match)] == [
        "全年收到申请5件，办结4件。",
        "全年收到申请5件，办结",
        "。",
    ]


def test_a_match_over_two_sentences_has_both_around_it() -> None:
    text = Passage("甲一。乙二。丙三。")
    assert [str(piece) for piece in around(text, found(text, 1, 4))] == ["甲一。乙二。", "甲", "二。"]


@given(st.text(alphabet="甲1。；\n 件", max_size=30))
def test_sentence_is_what_stands_before_the_words_and_after(text: str) -> None:
    passage = Passage(text)
    for match in FUNCTIONS["find"].call(passage, PatternValue("[甲1]件?")):
        whole, first, last = (str(piece) for piece in around(passage, match))
        assert "".join(whole.split()) == "".join((first + str(match.text) + last).split())


@given(st.dates(), st.integers(-1000, 1000))
def test_days_between_dates(day: date, count: int) -> None:
    try:
        other = day + timedelta(days=count)
    except OverflowError:
        return
    assert call("天数", day, other) == count


@pytest.mark.parametrize(
    ("year", "month", "last"), [(2023, 2, 28), (2024, 2, 29), (1900, 2, 28), (2000, 2, 29), (2023, 12, 31)]
)
def test_the_end_of_a_month(year: int, month: int, last: int) -> None:
    assert call("月末", year, month) == date(year, month, last)


@pytest.mark.parametrize(("year", "month"), [(2023, 13), (2023, 0), (0, 1), (10000, 1), (10**18, 1)])
def test_months_that_do_not_exist(year: int, month: int) -> None:
    assert isinstance(call("月末", year, month), Missing)
