"""银行卡号 bank_numbers."""

from engine.functions import _digits
from engine.model.function import Example, Function, Parameter
from engine.model.passage import Passage
from engine.model.prose import found
from engine.model.types import MATCH, TEXT, Match, list_of


def _bank_numbers(text: Passage) -> tuple[Match, ...]:
    return tuple(found(text, start, end) for start, end in _digits.bank_numbers(text.text))


FUNCTION = Function(
    name="银行卡号",
    english="bank_numbers",
    parameters=(Parameter("文", "text", TEXT),),
    result=list_of(MATCH),
    doc="文字里校验无误的十六至十九位银行卡号。",
    english_doc="The bank card numbers of 16 to 19 digits in the text that pass the Luhn test.",
    examples=(
        Example('数(银行卡号("卡号6222020000000000018"))', "1"),
        Example('数(银行卡号("卡号6222020000000000019"))', "0"),
    ),
    call=_bank_numbers,
    only_where=r"\d{16}|\d{4}[- ]\d{4}",
)
