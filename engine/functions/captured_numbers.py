"""取数 captured_numbers."""

from engine.functions._said import numbers_at
from engine.model.function import Example, Function, Parameter
from engine.model.passage import Passage
from engine.model.pattern import spans
from engine.model.types import PATTERN, SAID_NUMBER, TEXT, PatternValue, SaidNumber, list_of


def _captured_numbers(text: Passage, pattern: PatternValue) -> tuple[SaidNumber, ...]:
    return numbers_at(text, (place for place in spans(pattern.source, text.text) if place[0] < place[1]))


FUNCTION = Function(
    name="取数",
    english="captured_numbers",
    parameters=(Parameter("文", "text", TEXT), Parameter("模式", "pattern", PATTERN)),
    result=list_of(SAID_NUMBER),
    doc="模式每找到一处，取第一个括号组（没有括号组取整个）里的数；组里只有数的，单位看后面的字。",
    english_doc=(
        "The number in each place that a pattern finds: in its first group, else in the whole; the unit of bare "
        "figures may follow the group."
    ),
    examples=(
        Example('数(取数("受理申请5件，受理复议2件", /受理申请(\\d+)/))', "1"),
        Example('数(取数("第四十九条、第57条", /第([^条]+)条/))', "2"),
    ),
    call=_captured_numbers,
)
