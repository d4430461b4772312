"""四舍五入 round."""

from engine.functions._exact import exact, rounded
from engine.model.function import Example, Function, Parameter
from engine.model.types import NUMBER, Missing, Number


def _round(number: Number, places: Number) -> Number | Missing:
    kept = rounded(number, places, nearest=True)
    return Missing("小数位数要写整数，不超过六十") if kept is None else exact(kept)


FUNCTION = Function(
    name="四舍五入",
    english="round",
    parameters=(
        Parameter("数", "number", NUMBER),
        Parameter("小数位", "places", NUMBER),
    ),
    result=NUMBER,
    doc="保留几位小数，四舍五入（负数按绝对值）；位数是负的，就到十位、百位。",
    english_doc="A number with so many decimals, halves away from zero; negative places round to tens and hundreds.",
    examples=(
        Example("四舍五入(12.345, 2)", "12.35"),
        Example("四舍五入(-2.5, 0)", "-3"),
        Example("四舍五入(1250, -2)", "1300"),
    ),
    call=_round,
)
