"""占比 share."""

from fractions import Fraction

from engine.functions._exact import exact
from engine.model.function import Example, Function, Parameter
from engine.model.types import NUMBER, Kind, Missing, Number, Type


def _share(part: Number, whole: Number) -> Number | Missing:
    return Missing("总数是 0，算不出占比") if whole == 0 else exact(100 * Fraction(part) / Fraction(whole))


FUNCTION = Function(
    name="占比",
    english="share",
    parameters=(
        Parameter("部分", "part", NUMBER),
        Parameter("总数", "whole", NUMBER),
    ),
    result=Type(Kind.NUMBER, unit="%"),
    doc="部分占总数的百分之几，不舍入。",
    english_doc="What per cent of the whole a part is, unrounded.",
    examples=(
        Example("占比(1, 4)", "25%"),
        Example("占比(3, 800)", "0.375%"),
    ),
    call=_share,
)
