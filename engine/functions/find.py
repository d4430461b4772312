"""查找 find."""

from engine.model.function import Example, Function, Parameter
from engine.model.passage import Passage
from engine.model.pattern import spans
from engine.model.prose import found
from engine.model.types import MATCH, PATTERN, TEXT, Match, PatternValue, list_of


def _find(text: Passage, pattern: PatternValue) -> tuple[Match, ...]:
    return tuple(found(text, start, end) for start, end in spans(pattern.source, text.text) if start < end)


FUNCTION = Function(
    name="查找",
    english="find",
    parameters=(Parameter("文", "text", TEXT), Parameter("模式", "pattern", PATTERN)),
    result=list_of(MATCH),
    doc="文字里所有符合模式的地方，从前到后；模式里有括号组的，取第一组。",
    english_doc="All places in the text that match the pattern, in order; of a pattern with groups, the first group.",
    examples=(Example('数(查找("甲1乙22", /\\d/))', "3"), Example('数(查找("甲乙", /丙/))', "0")),
    call=_find,
)
