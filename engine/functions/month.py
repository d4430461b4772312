"""月 month."""

from datetime import date

from engine.model.function import Example, Function, Parameter
from engine.model.types import DATE, NUMBER


def _month(day: date) -> int:
    return day.month


FUNCTION = Function(
    name="月",
    english="month",
    parameters=(Parameter("日期", "date", DATE),),
    result=NUMBER,
    doc="日期的月份。",
    english_doc="The month of a date.",
    examples=(Example("月(日期(2024, 2, 29))", "2"),),
    call=_month,
)
