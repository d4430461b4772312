"""日 day."""

from datetime import date

from engine.model.function import Example, Function, Parameter
from engine.model.types import DATE, NUMBER


def _day(day: date) -> int:
    return day.day


FUNCTION = Function(
    name="日",
    english="day",
    parameters=(Parameter("日期", "date", DATE),),
    result=NUMBER,
    doc="日期是几日。",
    english_doc="The day of the month of a date.",
    examples=(Example("日(日期(2024, 2, 29))", "29"),),
    call=_day,
)
