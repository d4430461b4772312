"""月末 month_end."""

import datetime
from calendar import monthrange

from engine.model.function import Example, Function, Parameter
from engine.model.types import DATE, NUMBER, Missing, Number


def _month_end(year: Number, month: Number) -> datetime.date | Missing:
    if any(number != int(number) for number in (year, month)):
        return Missing("年和月要写整数")
    if not (1 <= year <= datetime.MAXYEAR and 1 <= month <= 12):
        return Missing(f"没有这个月：{year}年{month}月")
    return datetime.date(int(year), int(month), monthrange(int(year), int(month))[1])


FUNCTION = Function(
    name="月末",
    english="month_end",
    parameters=(
        Parameter("年", "year", NUMBER),
        Parameter("月", "month", NUMBER),
    ),
    result=DATE,
    doc="一个月的最后一天。",
    english_doc="The last day of a month.",
    examples=(
        Example("日(月末(2024, 2))", "29"),
        Example("月末(2023, 12) = 日期(2023, 12, 31)", "真"),
    ),
    call=_month_end,
)
