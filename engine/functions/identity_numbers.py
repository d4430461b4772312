"""身份证号 identity_numbers."""

from engine.functions import _digits
from engine.model.function import Example, Function, Parameter
from engine.model.passage import Passage
from engine.model.prose import found
from engine.model.types import MATCH, TEXT, Match, list_of


def _identity_numbers(text: Passage) -> tuple[Match, ...]:
    return tuple(found(text, start, end) for start, end in _digits.identity_numbers(text.text))


FUNCTION = Function(
    name="身份证号",
    english="identity_numbers",
    parameters=(Parameter("文", "text", TEXT),),
    result=list_of(MATCH),
    doc="文字里校验无误的十八位公民身份号码。",
    english_doc="The 18-digit identity numbers in the text whose check digit is right.",
    examples=(
        Example('数(身份证号("证号11010519491231002X"))', "1"),
        Example('数(身份证号("证号110105194912310021"))', "0"),
    ),
    call=_identity_numbers,
    only_where=r"\d{17}",
)
