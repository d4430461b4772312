"""截断自 truncated_from."""

from engine.model.function import Example, Function, Parameter
from engine.model.passage import Passage
from engine.model.types import TEXT, TRUTH
from engine.model.wording import normal


def _truncated_from(part: Passage, whole: Passage) -> bool:
    short, long = normal(part.text), normal(whole.text)
    return 0 < len(short) < len(long) and long.startswith(short)


FUNCTION = Function(
    name="截断自",
    english="truncated_from",
    parameters=(Parameter("短", "part", TEXT), Parameter("长", "whole", TEXT)),
    result=TRUTH,
    doc="第一段文字是否只是第二段的开头（后面的字丢了）；全角半角、空格、标点和开头的序号不计。",
    english_doc="Whether the first text is only the beginning of the second, compared as same_wording does.",
    examples=(
        Example('截断自("本年支", "本年支出")', "真"),
        Example('截断自("本年支出", "本年支出")', "假"),
        Example('截断自("", "本年支出")', "假"),
    ),
    call=_truncated_from,
)
