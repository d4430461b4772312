"""引文 quotations."""

from engine.functions._citations import titles
from engine.model.function import Example, Function, Parameter
from engine.model.passage import Passage
from engine.model.prose import found
from engine.model.types import MATCH, TEXT, Match, list_of


def _quotations(text: Passage) -> tuple[Match, ...]:
    return tuple(found(text, start + 1, end - 1) for start, end in titles(text.text) if end - start > 2)


FUNCTION = Function(
    name="引文",
    english="quotations",
    parameters=(Parameter("文", "text", TEXT),),
    result=list_of(MATCH),
    doc="文字里《》中的字，不带书名号；《》里面又有《》或〈〉的算一个，没有写完的《不算。",
    english_doc="What stands in 《》, without the marks; titles inside a title belong to it, an unclosed 《 is none.",
    examples=(
        Example('数(引文("《关于印发〈村务公开办法〉的通知》和《村规》"))', "2"),
        Example('数(引文("《村务公开办法"))', "0"),
    ),
    call=_quotations,
    only_where="《",
)
