"""天数 days."""

from datetime import date

from engine.model.function import Example, Function, Parameter
from engine.model.types import DATE, Kind, Type


def _days(start: date, end: date) -> int:
    return end.toordinal() - start.toordinal()


FUNCTION = Function(
    name="天数",
    english="days",
    parameters=(
        Parameter("起", "from", DATE),
        Parameter("止", "to", DATE),
    ),
    result=Type(Kind.NUMBER, unit="天"),
    doc="从一天到另一天有几天（当天到第二天是1天）；止在起之前是负数。",
    english_doc="How many days from one date to another (1 to the next day); negative when the second comes first.",
    examples=(
        Example("天数(日期(2023, 12, 31), 日期(2024, 1, 31))", "31"),
        Example("天数(日期(2024, 3, 1), 日期(2024, 2, 28))", "-2"),
    ),
    call=_days,
)
