"""截位 truncate."""

from engine.functions._exact import exact, rounded
from engine.model.function import Example, Function, Parameter
from engine.model.types import NUMBER, Missing, Number


def _truncate(number: Number, places: Number) -> Number | Missing:
    kept = rounded(number, places, nearest=False)
    return Missing("小数位数要写整数，不超过六十") if kept is None else exact(kept)


FUNCTION = Function(
    name="截位",
    english="truncate",
    parameters=(
        Parameter("数", "number", NUMBER),
        Parameter("小数位", "places", NUMBER),
    ),
    result=NUMBER,
    doc="保留几位小数，后面的舍去；位数是负的，就到十位、百位。",
    english_doc="A number with so many decimals, the rest cut off; negative places cut to tens and hundreds.",
    examples=(
        Example("截位(12.349, 2)", "12.34"),
        Example("截位(-2.9, 0)", "-2"),
        Example("截位(1299, -2)", "1200"),
    ),
    call=_truncate,
)
