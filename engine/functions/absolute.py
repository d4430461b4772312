"""绝对值 absolute."""

from decimal import Decimal

from engine.model.function import Example, Function, Parameter
from engine.model.types import NUMBER, Number


def _absolute(number: Number) -> Number:
    # Never through the context of decimal, which keeps 28 digits.
    return number if number >= 0 else number.copy_negate() if isinstance(number, Decimal) else -number


FUNCTION = Function(
    name="绝对值",
    english="absolute",
    parameters=(Parameter("数", "number", NUMBER),),
    result=NUMBER,
    doc="去掉负号的数。",
    english_doc="A number without its minus sign.",
    examples=(Example("绝对值(3 - 5)", "2"), Example("绝对值(2.5)", "2.5")),
    call=_absolute,
)
