"""合计 sum."""

from fractions import Fraction

from engine.functions._exact import exact, fractions
from engine.model.function import Example, Function, Parameter
from engine.model.types import NUMBER, Number, list_of


def _sum(*numbers: Number | tuple[Number, ...]) -> Number:
    return exact(sum(fractions(numbers), Fraction(0)))


FUNCTION = Function(
    name="合计",
    english="sum",
    parameters=(Parameter("数", "numbers", list_of(NUMBER), repeated=True),),
    result=NUMBER,
    doc="各数相加；可以写几个数，也可以写一行、一列或一片格。",
    english_doc="Adds numbers: several numbers, or the cells of a row, a column or a range.",
    examples=(
        Example("合计(1, 2, 3)", "6"),
        Example("合计(1.5, -0.5)", "1"),
    ),
    call=_sum,
)
