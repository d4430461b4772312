"""出现数 appearing."""

from engine.model.function import Example, Function, Parameter
from engine.model.passage import Passage
from engine.model.types import NUMBER, TEXT, list_of


def _appearing(text: Passage, words: tuple[Passage, ...]) -> int:
    return sum(word in text.text for word in {word.text.strip() for word in words} if word)


FUNCTION = Function(
    name="出现数",
    english="appearing",
    parameters=(Parameter("文", "text", TEXT), Parameter("名单", "words", list_of(TEXT))),
    result=NUMBER,
    doc="名单里的词有几个在文字里出现；一个词出现几次都算一个。",
    english_doc="How many of the words of a list stand in a text; a word that stands there often counts once.",
    examples=(Example('出现数("修路架桥，修路", 段落("修路\\n架桥\\n通车"))', "2"),),
    call=_appearing,
)
