"""手机号 mobile_numbers."""

from engine.functions import _digits
from engine.model.function import Example, Function, Parameter
from engine.model.passage import Passage
from engine.model.prose import found
from engine.model.types import MATCH, TEXT, Match, list_of


def _mobile_numbers(text: Passage) -> tuple[Match, ...]:
    return tuple(found(text, start, end) for start, end in _digits.mobile_numbers(text.text))


FUNCTION = Function(
    name="手机号",
    english="mobile_numbers",
    parameters=(Parameter("文", "text", TEXT),),
    result=list_of(MATCH),
    doc="文字里的手机号码。",
    english_doc="The mobile telephone numbers in the text.",
    examples=(
        Example('数(手机号("电话13800138000"))', "1"),
        Example('数(手机号("编号138001380001"))', "0"),
    ),
    call=_mobile_numbers,
    only_where=r"1[3-9]\d[-\d ]\d{3}",
)
