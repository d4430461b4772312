"""绝对值 absolute."""

from engine.model.function import Example, Function, Parameter
from engine.model.types import NUMBER

FUNCTION = Function(
    name="绝对值",
    english="absolute",
    parameters=(Parameter("数", "number", NUMBER),),
    result=NUMBER,
    doc="去掉负号的数。",
    english_doc="A number without its minus sign.",
    examples=(Example("绝对值(3 - 5)", "2"), Example("绝对值(2.5)", "2.5")),
    call=abs,
)
