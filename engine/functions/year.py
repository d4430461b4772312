"""年 year."""

from datetime import date

from engine.model.function import Example, Function, Parameter
from engine.model.types import DATE, NUMBER


def _year(day: date) -> int:
    return day.year


FUNCTION = Function(
    name="年",
    english="year",
    parameters=(Parameter("日期", "date", DATE),),
    result=NUMBER,
    doc="日期的年份。",
    english_doc="The year of a date.",
    examples=(Example("年(日期(2024, 2, 29))", "2024"),),
    call=_year,
)
