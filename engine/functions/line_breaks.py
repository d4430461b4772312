"""断行 line_breaks."""

from itertools import pairwise

from engine.model.function import Example, Function, Parameter
from engine.model.passage import Passage
from engine.model.prose import found
from engine.model.types import MATCH, TEXT, Match, list_of

_AROUND = 2  # characters shown on either side


def _line_breaks(text: Passage) -> tuple[Match, ...]:
    places: list[Match] = []
    for before, after in pairwise(text.pieces):
        at = after.start
        if before.location.page is not None:  # (where there are pages, every line has an end, and no mistake is made)
            continue
        is_joined = text.text[at - 1 : at] != "\n" and before.location.line != after.location.line
        if is_joined and "\t" not in text.text[at - 1 : at + 1]:
            places.append(found(text, max(at - _AROUND, before.start), min(at + _AROUND, len(text.text))))
    return tuple(places)


FUNCTION = Function(
    name="断行",
    english="line_breaks",
    parameters=(Parameter("文", "text", TEXT),),
    result=list_of(MATCH),
    doc="一段文字被换页断成几段、读取时又接起来的地方，连同前后两个字。",
    english_doc="Where a page end cut a paragraph and the reading joined it, with two characters on either side.",
    examples=(Example('数(断行("一段完整的文字。"))', "0"),),
    call=_line_breaks,
)
