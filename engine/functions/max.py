"""最大 max."""

from engine.functions._exact import exact, fractions
from engine.model.facts import Status
from engine.model.function import Example, Function, Parameter
from engine.model.types import NUMBER, Missing, Number, list_of


def _max(*numbers: Number | tuple[Number, ...]) -> Number | Missing:
    given = fractions(numbers)
    return exact(max(given)) if given else Missing("一个数也没有", Status.ABSENT)


FUNCTION = Function(
    name="最大",
    english="max",
    parameters=(Parameter("数", "numbers", list_of(NUMBER), repeated=True),),
    result=NUMBER,
    doc="几个数里最大的；可以写几个数，也可以写一行、一列或一片格。",
    english_doc="The greatest of numbers: several numbers, or the cells of a row, a column or a range.",
    examples=(Example("最大(3, 1.5, -2)", "3"),),
    call=_max,
)
