"""繁体字 traditional."""

import re
from functools import lru_cache

from engine.model.function import Example, Function, Parameter
from engine.model.passage import Passage
from engine.model.prose import found
from engine.model.types import MATCH, TEXT, Match, list_of

_HAN = re.compile("[\u4e00-\u9fff]+")


@lru_cache(maxsize=4096)
def _is_traditional(character: str) -> bool:
    """Whether a character is in Big5, the set of Taiwan, and not in GB 2312, the set of simplified characters."""
    try:
        character.encode("big5")
    except UnicodeEncodeError:
        return False
    try:
        character.encode("gb2312")
    except UnicodeEncodeError:
        return True
    return False


def _traditional(text: Passage) -> tuple[Match, ...]:
    places: list[tuple[int, int]] = []
    for run in _HAN.finditer(text.text):
        for index in range(*run.span()):
            if not _is_traditional(text.text[index]):
                continue
            if places and places[-1][1] == index:
                places[-1] = (places[-1][0], index + 1)
            else:
                places.append((index, index + 1))
    return tuple(found(text, *place) for place in places)


FUNCTION = Function(
    name="繁体字",
    english="traditional",
    parameters=(Parameter("文", "text", TEXT),),
    result=list_of(MATCH),
    doc="只在大五码、不在国标 GB 2312 里的汉字，连着的算一处；少数人名地名用字也在内，宜看个数。",
    english_doc="Characters of Big5 that GB 2312 lacks, in runs; a few rare characters of names are among them.",
    examples=(Example('数(繁体字("修橋鋪路，發展經濟"))', "3"), Example('数(繁体字("修桥铺路，发展经济"))', "0")),
    call=_traditional,
)
