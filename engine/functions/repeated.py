"""重复 repeated."""

import re
from collections.abc import Iterator

from engine.model.function import Example, Function, Parameter
from engine.model.passage import Passage
from engine.model.prose import found
from engine.model.types import MATCH, NUMBER, TEXT, Match, Missing, Number, list_of

_PRIME, _BASE = (1 << 61) - 1, 1_000_003
_EDGES = " \t\u3000\xa0，。；：、！？,;:"  # not counted at the ends of a stretch
_TRIED = 4  # earlier places that are looked at for each stretch: the longest of them counts


def _windows(text: str, width: int) -> Iterator[int]:
    """A number for each run of ``width`` characters, from left to right, that runs of the same characters share."""
    out = pow(_BASE, width, _PRIME)
    value = 0
    for index, character in enumerate(text):
        value = (value * _BASE + ord(character)) % _PRIME
        if index >= width:
            value = (value - out * ord(text[index - width])) % _PRIME
        if index >= width - 1:
            yield value


def _common(text: str, early: int, late: int) -> int:
    """How far the words from two places on are the same, within one paragraph and without running into each other."""
    length, longest = 0, min(late - early, len(text) - late)
    while length < longest and text[early + length] == text[late + length] != "\n":
        length += 1
    return length


def _places(text: str, least: int) -> Iterator[tuple[int, int]]:
    keys: list[int | None] = list(_windows(text, least))
    for line_end in re.finditer("\n", text):
        stop = line_end.end()
        keys[max(stop - least, 0) : stop] = [None] * len(keys[max(stop - least, 0) : stop])
    seen: dict[int, list[int]] = {}
    ready = late = 0
    while late < len(keys):
        while ready + least <= late:
            key = keys[ready]
            if key is not None and len(seen.setdefault(key, [])) < _TRIED:
                seen[key].append(ready)
            ready += 1
        key = keys[late]
        earlier = seen.get(key, ()) if key is not None else ()
        length = max((_common(text, early, late) for early in earlier), default=0)
        words = text[late : late + length]
        if len(words.strip(_EDGES)) >= least:
            yield late + length - len(words.lstrip(_EDGES)), late + len(words.rstrip(_EDGES))
        late += length if length >= least else 1


def _repeated(text: Passage, least: Number) -> tuple[Match, ...] | Missing:
    if least != int(least) or least < 2:
        return Missing("重复至少几个字，要写2以上的整数")
    if least > len(text.text):
        return ()
    return tuple(found(text, start, end) for start, end in _places(text.text, int(least)))


FUNCTION = Function(
    name="重复",
    english="repeated",
    parameters=(Parameter("文", "text", TEXT), Parameter("至少", "least", NUMBER)),
    result=list_of(MATCH),
    doc="前面已经有过、又一字不差再写一遍的地方，至少几个字；取最长的一段，不跨段落。",
    english_doc="The stretches of so many characters or more that the text has had before; not across paragraphs.",
    examples=(
        Example('数(重复("修路架桥花了三年。修路架桥花了五年。", 6))', "1"),
        Example('数(重复("修路架桥花了三年。植树造林花了五年。", 6))', "0"),
    ),
    call=_repeated,
)
