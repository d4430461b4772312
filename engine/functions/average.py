"""平均 average."""

from fractions import Fraction

from engine.functions._exact import exact, fractions
from engine.model.facts import Status
from engine.model.function import Example, Function, Parameter
from engine.model.types import NUMBER, Missing, Number, list_of


def _average(*numbers: Number | tuple[Number, ...]) -> Number | Missing:
    given = fractions(numbers)
    if not given:
        return Missing("一个数也没有", Status.ABSENT)
    return exact(sum(given, Fraction(0)) / len(given))


FUNCTION = Function(
    name="平均",
    english="average",
    parameters=(Parameter("数", "numbers", list_of(NUMBER), repeated=True),),
    result=NUMBER,
    doc="几个数的平均数；可以写几个数，也可以写一行、一列或一片格。",
    english_doc="The mean of numbers: several numbers, or the cells of a row, a column or a range.",
    examples=(
        Example("平均(1, 2, 6)", "3"),
        Example("平均(1, 2)", "1.5"),
    ),
    call=_average,
)
