"""日期 date."""

import datetime
from decimal import Decimal

from engine.model.function import Example, Function, Parameter
from engine.model.types import DATE, NUMBER, Missing


def _date(year: int | Decimal, month: int | Decimal, day: int | Decimal) -> datetime.date | Missing:
    if any(number != int(number) for number in (year, month, day)):
        return Missing("日期的年月日要写整数")
    try:
        return datetime.date(int(year), int(month), int(day))
    except (ValueError, OverflowError):
        return Missing(f"没有这一天：{year}年{month}月{day}日")


FUNCTION = Function(
    name="日期",
    english="date",
    parameters=(Parameter("年", "year", NUMBER), Parameter("月", "month", NUMBER), Parameter("日", "day", NUMBER)),
    result=DATE,
    doc="由年、月、日组成的日期；没有这一天的，结果是读不到。",
    english_doc="The date of a year, month and day; missing when there is no such day.",
    examples=(Example("日(日期(2024, 2, 29))", "29"), Example("日期(2023, 12, 31) < 日期(2024, 1, 1)", "真")),
    call=_date,
)
