"""Dates as they are written, and days that do not exist."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.model.dates import is_date, read_date


@pytest.mark.parametrize(
    "text",
    [
        *("2024年3月26日", "2024年3 月 26日", "２０２４年３月２６日", "二〇二四年三月二十六日", "2024-3-26"),
        *("2024.03.26", "2024/3/26", " 2024年03月26日 "),
    ],
)
def test_one_day_written_in_many_ways(text: str) -> None:
    written = read_date(text)
    assert written is not None
    assert written.value == date(2024, 3, 26)


@pytest.mark.parametrize(
    ("text", "day"), [("二〇二三年十二月三十一日", (2023, 12, 31)), ("二零二一年一月十日", (2021, 1, 10))]
)
def test_chinese_numerals(text: str, day: tuple[int, int, int]) -> None:
    written = read_date(text)
    assert written is not None
    assert written.value == date(*day)


@pytest.mark.parametrize("text", ["2023年2月30日", "2023年13月1日", "2023年0月1日", "二〇二三年二月三十日"])
def test_days_that_do_not_exist(text: str) -> None:
    written = read_date(text)
    assert written is not None
    assert written.value is None
    assert written.reason is not None
    assert text in written.reason


def test_the_year_may_stand_before() -> None:
    written = read_date("12月31日", "自2023年1月1日至")
    assert written is not None
    assert written.value == date(2023, 12, 31)
    without = read_date("12月31日")
    assert without is not None
    assert without.value is None


@pytest.mark.parametrize("text", ["", "2024年", "2024年3月", "12月31日", "202年3月1日", "关于2024年3月26日"])
def test_no_dates(text: str) -> None:
    assert not is_date(text)


@given(st.dates(min_value=date(1000, 1, 1)))
def test_any_day(day: date) -> None:
    for text in (f"{day.year}年{day.month}月{day.day}日", day.isoformat()):
        written = read_date(text)
        assert written is not None
        assert written.value == day
