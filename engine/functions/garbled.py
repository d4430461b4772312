"""乱码 garbled."""

import re

from engine.model.function import Example, Function, Parameter
from engine.model.passage import Passage
from engine.model.prose import found
from engine.model.types import MATCH, TEXT, Match, list_of

# What is left of texts read in the wrong encoding: bytes that are none, UTF-8 read as GBK or as Latin 1, memory filled
# by a debugger, and code points that no character has.
_CONTINUED = "\u0080-\u00bf\u0152\u0153\u0160\u0161\u0178\u017d\u017e\u0192\u02c6\u02dc\u2013-\u203a\u20ac\u2122"
_GARBLED = re.compile(
    rf"\ufffd+|(?:锟斤拷?)+|[烫屯]{{3,}}|(?:[\u00c2-\u00f4][{_CONTINUED}]{{1,3}})+|[\ue000-\uf8ff\ufdd0-\ufdef\ufffe\uffff]+"
)


def _garbled(text: Passage) -> tuple[Match, ...]:
    return tuple(found(text, *match.span()) for match in _GARBLED.finditer(text.text))


FUNCTION = Function(
    name="乱码",
    english="garbled",
    parameters=(Parameter("文", "text", TEXT),),
    result=list_of(MATCH),
    doc="编码错乱留下的字，如 �、锟斤拷、烫烫烫、Ã©；私用区的字也算。",
    english_doc="What a wrong encoding has left: �, 锟斤拷, 烫烫烫, Ã©, and characters of the private use area.",
    examples=(Example('数(乱码("修锟斤拷桥"))', "1"), Example('数(乱码("修路架桥 café"))', "0")),
    call=_garbled,
    only_where=_GARBLED.pattern,
)
