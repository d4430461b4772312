"""越级序数 skipped_levels."""

from engine.functions._headings import LOWER_MARK, headings
from engine.model.function import Example, Function, Parameter
from engine.model.passage import Passage
from engine.model.prose import found
from engine.model.types import MATCH, TEXT, Match, list_of


def _skipped_levels(text: Passage) -> tuple[Match, ...]:
    matches: list[Match] = []
    opened: set[int] = set()
    for heading in headings(text.text):
        upper = {level for level in opened if level < heading.level}
        if heading.level not in opened and upper and max(upper) < heading.level - 1:
            matches.append(found(text, heading.start, heading.end))
        opened = upper | {heading.level}
    return tuple(matches)


FUNCTION = Function(
    name="越级序数",
    english="skipped_levels",
    parameters=(Parameter("文", "text", TEXT),),
    result=list_of(MATCH),
    doc="跳过一级的层次序数：应依次用 一、（一）1.（1）①，“一、”之下直接用“1.”就是越级；同级的只指第一个。",
    english_doc="Marks of headings that leave out a level of 一、（一）1.（1）①, such as 1. right under 一、.",
    examples=(
        Example('数(越级序数("一、修路\\n1. 选线\\n2. 施工"))', "1"),
        Example('数(越级序数("一、修路\\n（一）选线\\n1. 踏勘"))', "0"),
    ),
    call=_skipped_levels,
    only_where=LOWER_MARK,
)
