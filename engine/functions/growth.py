"""增长率 growth."""

from fractions import Fraction

from engine.functions._exact import exact
from engine.model.function import Example, Function, Parameter
from engine.model.types import NUMBER, Kind, Missing, Number, Type


def _growth(now: Number, before: Number) -> Number | Missing:
    if before == 0:
        return Missing("基数是 0，算不出增长率")
    return exact(100 * (Fraction(now) - Fraction(before)) / abs(Fraction(before)))


FUNCTION = Function(
    name="增长率",
    english="growth",
    parameters=(
        Parameter("本期", "now", NUMBER),
        Parameter("基期", "before", NUMBER),
    ),
    result=Type(Kind.NUMBER, unit="%"),
    doc="本期比基期增长百分之几，不舍入；下降是负数。",
    english_doc="By what per cent a number has grown, unrounded; negative when it has fallen.",
    examples=(
        Example("增长率(15, 12)", "25%"),
        Example("增长率(3, 4)", "-25%"),
    ),
    call=_growth,
)
