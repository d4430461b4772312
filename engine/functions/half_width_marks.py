"""半角标点 half_width_marks."""

import re
from functools import cache

from engine.model.function import Example, Function, Parameter
from engine.model.passage import Passage
from engine.model.prose import found
from engine.model.types import MATCH, TEXT, Match, list_of

_WIDE = dict(zip(",;:!?()", "，；：！？（）", strict=True))
_HAN = "\u4e00-\u9fff》”’）」〉"
_OPENS = "\u4e00-\u9fff《“‘（「〈"


@cache
def _mark() -> re.Pattern[str]:
    return re.compile(
        rf"(?<=[{_HAN}])[,;:!?](?=[ \t\u3000]{{0,3}}(?:[{_OPENS}]|$|\n))|(?<=[{_HAN}])[,;:](?=[ ]?[0-9])"
        rf"|\((?=[ ]?[{_OPENS}])|(?<=[{_HAN}])\((?=[^()\n]{{0,40}}[{_HAN}][^()\n]{{0,40}}\))|(?<=[{_HAN}])\)"
    )


def _half_width_marks(text: Passage) -> tuple[Match, ...]:
    if not any(mark in text.text for mark in _WIDE):  # most texts have none: the pattern is not compiled for them
        return ()
    return tuple(found(text, *mark.span(), _WIDE[mark[0]]) for mark in _mark().finditer(text.text))


FUNCTION = Function(
    name="半角标点",
    english="half_width_marks",
    parameters=(Parameter("文", "text", TEXT),),
    result=list_of(MATCH),
    doc="汉字之间的半角标点 , ; : ! ? ( )，应为全角；数字、字母之间的不算。",
    english_doc="The marks , ; : ! ? ( ) between Chinese characters, with their full-width twins; not between figures.",
    examples=(
        Example('数(半角标点("修路,架桥(含涵洞)"))', "3"),
        Example('数(半角标点("修路，共1,234米，见 a.com:80"))', "0"),
    ),
    call=_half_width_marks,
    only_where=r"[,;:!?()]",
)
