"""去掉 without."""

from engine.model.function import Example, Function, Parameter
from engine.model.passage import Passage, join
from engine.model.pattern import spans
from engine.model.types import PATTERN, TEXT, PatternValue


def _without(text: Passage, pattern: PatternValue) -> Passage:
    kept, done = [], 0
    for start, end in spans(pattern.source, text.text):
        kept.append(text.slice(done, start))
        done = end
    return join([*kept, text.slice(done, len(text.text))], "")


FUNCTION = Function(
    name="去掉",
    english="without",
    parameters=(Parameter("文", "text", TEXT), Parameter("模式", "pattern", PATTERN)),
    result=TEXT,
    doc="去掉符合模式的字以后剩下的文字：如比较两段文字之前，去掉各处都一样的套话。",
    english_doc="A text without what matches the pattern: such as phrases that all have, before texts are compared.",
    examples=(Example('去掉("按规定编制。修路三里。", /按[^。]*编制。/)', '"修路三里。"'),),
    call=_without,
)
