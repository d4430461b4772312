"""最近 nearest."""

from collections import Counter

from engine.model.facts import Status
from engine.model.function import Example, Function, Parameter
from engine.model.passage import Passage
from engine.model.types import TEXT, Missing, list_of

_LONGEST = 300  # comparing longer texts costs too much, and no title is as long
_NONE = Missing("没有相近的", Status.ABSENT)


def _distance(one: str, other: str, most: int) -> int:
    """How many characters must change, be put in or left out; ``most + 1`` for whatever is more than ``most``."""
    far = most + 1
    above = [min(column, far) for column in range(len(other) + 1)]
    for row, character in enumerate(one, 1):
        first, last = max(row - most, 1), min(row + most, len(other))
        line = [far] * (len(other) + 1)
        line[0] = min(row, far)
        for column in range(first, last + 1):
            step = above[column - 1] + (character != other[column - 1])
            line[column] = min(step, above[column] + 1, line[column - 1] + 1, far)
        if min(line[first - 1 : last + 1]) > most:
            return far
        above = line
    return above[len(other)]


def _nearest(text: Passage, texts: tuple[Passage, ...]) -> Passage | Missing:
    wanted = text.text.strip()
    if any(candidate.text.strip() == wanted for candidate in texts):
        return next(candidate for candidate in texts if candidate.text.strip() == wanted)
    if not wanted or len(wanted) > _LONGEST:
        return _NONE
    characters, best, most = Counter(wanted), None, max(1, len(wanted) // 6)
    for candidate in texts:
        words = candidate.text.strip()
        if abs(len(words) - len(wanted)) > most:
            continue
        own = Counter(words)
        # Each step changes one character, so that what the two do not share is the least there is to do.
        if max((characters - own).total(), (own - characters).total()) > most:
            continue
        distance = _distance(wanted, words, most)
        if distance <= most:
            best, most = candidate, distance - 1
    return _NONE if best is None else best


FUNCTION = Function(
    name="最近",
    english="nearest",
    parameters=(Parameter("文", "text", TEXT), Parameter("名单", "texts", list_of(TEXT))),
    result=TEXT,
    doc="名单里与这段文字最接近的一个：相同的，或者差得很少（六个字里至多差一个）的；没有这样的，就是没有。",
    english_doc="The text of a list that is the same, or differs least and in at most one character of six; else none.",
    examples=(
        Example('最近("村务公开办法", 段落("村务公开条例\\n村务公示办法"))', '"村务公示办法"'),
        Example('最近("村务公开办法", 段落("村务公示办法\\n村务公开办法"))', '"村务公开办法"'),
    ),
    call=_nearest,
)
