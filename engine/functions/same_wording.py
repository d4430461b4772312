"""相同用语 same_wording."""

from engine.model.function import Example, Function, Parameter
from engine.model.passage import Passage
from engine.model.types import TEXT, TRUTH
from engine.model.wording import normal


def _same_wording(first: Passage, second: Passage) -> bool:
    return normal(first.text) == normal(second.text)


FUNCTION = Function(
    name="相同用语",
    english="same_wording",
    parameters=(Parameter("甲", "first", TEXT), Parameter("乙", "second", TEXT)),
    result=TRUTH,
    doc="两处的字是否相同；全角半角、空格、标点和开头的序号不计。",
    english_doc="Whether two texts have the same words, whatever their width, spaces, punctuation and first ordinal.",
    examples=(
        Example('相同用语("（一） 村级收支", "(一)村级收支")', "真"),
        Example('相同用语("1.修路, 架桥", "2、修路、架桥")', "真"),
        Example('相同用语("修路架桥", "修路搭桥")', "假"),
    ),
    call=_same_wording,
)
