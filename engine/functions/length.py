"""字数 length."""

from engine.model.function import Example, Function, Parameter
from engine.model.passage import Passage
from engine.model.types import NUMBER, TEXT


def _length(text: Passage) -> int:
    return sum(map(len, text.text.split()))


FUNCTION = Function(
    name="字数",
    english="length",
    parameters=(Parameter("文", "text", TEXT),),
    result=NUMBER,
    doc="文字有几个字符，不计空格和换行。",
    english_doc="How many characters a text has, white space not counted.",
    examples=(Example('字数("全 年 无事")', "4"), Example('字数("")', "0")),
    call=_length,
)
