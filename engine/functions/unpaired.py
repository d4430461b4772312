"""不成对符号 unpaired."""

import re

from engine.model.function import Example, Function, Parameter
from engine.model.passage import Passage
from engine.model.prose import found
from engine.model.types import MATCH, TEXT, Match, list_of

# Half-width brackets pair with full-width ones: mixing them is another fault.
_KINDS = {"《": "》", "（": "）", "(": "）", "“": "”", "〔": "〕"}
_CLOSERS = {"》": "》", "）": "）", ")": "）", "”": "”", "〕": "〕"}
_SIGNS = re.compile("[《》（）()“”〔〕]")
_LIST_NUMBER = re.compile(r"(?:^|[\s，,。；;：:、！？!?.（(])(?:\d{1,2}|[一二三四五六七八九十]{1,3}|[A-Za-z①-⑳])$")


def _unpaired(text: Passage) -> tuple[Match, ...]:
    words = text.text
    open_signs: dict[str, list[int]] = {}
    lonely: list[int] = []
    for sign in _SIGNS.finditer(words):
        place, character = sign.start(), sign[0]
        if character in _KINDS:
            open_signs.setdefault(_KINDS[character], []).append(place)
        elif open_signs.get(_CLOSERS[character]):
            open_signs[_CLOSERS[character]].pop()
        elif _CLOSERS[character] != "）" or not _LIST_NUMBER.search(words[max(place - 5, 0) : place]):
            lonely.append(place)
    for places in open_signs.values():
        lonely += places
    return tuple(found(text, place, place + 1) for place in sorted(lonely))


FUNCTION = Function(
    name="不成对符号",
    english="unpaired",
    parameters=(Parameter("文", "text", TEXT),),
    result=list_of(MATCH),
    doc="文字里不成对的《》（）“”〔〕；编号“1）”不算。",
    english_doc="The signs among 《》（）“”〔〕 that have no partner in the text; the list number 1） is none.",
    examples=(
        Example('数(不成对符号("《甲乙办法"))', "1"),
        Example('数(不成对符号("《甲乙办法》（试行）"))', "0"),
        Example('数(不成对符号("1）修路；2）架桥"))', "0"),
    ),
    call=_unpaired,
)
