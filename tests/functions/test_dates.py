"""写错的日期, 日期, 主要年份."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.model.facts import Status
from engine.model.types import Missing
from tests.functions.values import call, words


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("截至202020年12月31日", "202020年12月31日"),
        ("2023年1月1日至12月31止", "12月31止"),
        ("2月30日前", "2月30日"),
        ("2023年2月29日", "2023年2月29日"),
        ("2023 年 13 月", "2023 年 13 月"),
        ("13月", "13月"),
        ("202年5月6日", "202年5月6日"),
        ("1月1至12月31日", "1月1"),
        ("2023年1231日", "2023年1231日"),
        ("4月31号", "4月31号"),
        ("０月３日", "０月３日"),
        ("5月0日", "5月0日"),
        ("202312年", "202312年"),
    ],
)
def test_wrong_dates(text: str, found: str) -> None:
    assert words(call("写错的日期", text)) == [found]


@pytest.mark.parametrize(
    "text",
    [
        "13个月",
        "1月5至8日",
        "12月20余件",
        "共计3.15月",
        "20000年前",
        "2023年365日",
        "23年5月",
        "第13月",
        "2023—2024年",
        "100件",
        "2024年2月29日",
        "〔2021〕30号",
        "2023年第4季度",
        "7月底",
        "5月份31人",
    ],
)
def test_numbers_that_are_no_wrong_dates(text: str) -> None:
    assert call("写错的日期", text) == ()


@given(st.dates(date(1901, 1, 1), date(2199, 12, 31)), st.sampled_from(["", " "]), st.sampled_from("日号"))
def test_a_date_of_the_calendar_is_never_wrong(day: date, space: str, unit: str) -> None:
    text = (
        f"自{day.year}{space}年{space}{day.month}{space}月{space}{day.day}{space}{unit}起，{day.month}月{day.day}日止"
    )
    if (day.month, day.day) != (2, 29):
        assert call("写错的日期", text) == ()


@given(st.integers(-5, 3000), st.integers(-2, 15), st.integers(-2, 33))
def test_a_date_is_made_of_its_parts_or_missing(year: int, month: int, day: int) -> None:
    made = call("日期", year, month, day)
    leap = year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)
    lengths = (0, 31, 29 if leap else 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31, 0, 0)
    possible = year >= 1 and 1 <= month <= 12 and 1 <= day <= lengths[month]
    assert isinstance(made, Missing) is not possible
    if possible:
        assert (call("年", made), call("月", made), call("日", made)) == (year, month, day)


def test_the_main_year_is_said_often_and_outside_titles() -> None:
    text = "2023年修路，2023 年架桥，2023年度通车。2022年立项。《2022年办法》〔2022年〕《2022年要点》"
    assert call("主要年份", text) == 2023


@pytest.mark.parametrize(
    "text", ["", "2023年、2023年", "2023年、2023年、2023年、2022年、2022年", "2023人、2023人、2023人"]
)
def test_without_a_main_year_there_is_none(text: str) -> None:
    missing = call("主要年份", text)
    assert isinstance(missing, Missing)
    assert missing.status is Status.ABSENT
