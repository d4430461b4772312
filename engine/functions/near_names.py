"""相近名称 near_names."""

from collections.abc import Iterator

from engine.model.function import Example, Function, Parameter
from engine.model.passage import Passage
from engine.model.prose import found
from engine.model.types import MATCH, TEXT, Match, list_of
from engine.model.wording import REGION_ENDS

_SHORTEST, _LONGEST = 5, 60

# Two bodies of one region whose names differ in a single character, and are both right.
_DEPARTMENTS = frozenset(
    part + kind
    for kind, parts in {
        "局": "财政 民政 教育 体育 审计 统计 司法 公安 公路 商务 税务 水务 水利 农业 林业 渔业 畜牧 粮食 物价 档案 "
        "信访 气象 地震 旅游 文物 文化 规划 城管 医保 人社 住建 交通 外事 海事 卫生 环保 科技 药监 "
        "盐务 邮政 烟草 民宗 商业 工业",
        "委": "国资 发改 卫健 住建",
        "厅": "财政 民政 教育 司法 公安 商务 水利 交通",
        "办": "政府 党委",
    }.items()
    for part in parts.split()
)


def _occurrences(word: str, text: str) -> Iterator[int]:
    start = text.find(word)
    while start >= 0:
        yield start
        start = text.find(word, start + 1)


def _common_prefix(first: str, second: str) -> int:
    pairs = enumerate(zip(first, second, strict=False))
    return next((index for index, (a, b) in pairs if a != b), min(len(first), len(second)))


def _is_slip(name: str, words: str) -> bool:
    """Whether ``words`` is ``name`` with one character wrong, or one inner character missing or too many.

    The last character must be right (财政收 in 财政收入 is no slip for 财政局); white space, punctuation, digits, the
    kind of the first region left out (青禾财政局) and another department of the same region are no slips either.
    """
    at = _common_prefix(name, words)
    if not words.isalpha() or words[-1:] != name[-1] or at >= min(len(name), len(words)):
        return False
    if len(words) == len(name):
        first_may_differ = at > 0 or name[0] not in REGION_ENDS
        other_department = words[-3:] != name[-3:] and words[-3:] in _DEPARTMENTS
        return name[at + 1 :] == words[at + 1 :] and first_may_differ and not other_department
    if len(words) == len(name) - 1:
        first_region = next((index for index, character in enumerate(name) if character in REGION_ENDS), -1)
        return at > 0 and name[at + 1 :] == words[at:] and at != first_region
    return at > 0 and name[at:] == words[at + 1 :]


def _candidates(name: str, text: str) -> Iterator[tuple[int, int]]:
    """Where ``text`` may hold a slip: one half of the name must stand there unharmed."""
    length, half = len(name), len(name) // 2
    for start in _occurrences(name[:half], text):
        yield from ((start, start + length + change) for change in (0, -1, 1))
    for middle in _occurrences(name[half:], text):
        end = middle + length - half
        yield from ((end - length - change, end) for change in (0, -1, 1))


def _near_names(text: Passage, organ: Passage) -> tuple[Match, ...]:
    name, words = organ.text.strip(), text.text
    if not _SHORTEST <= len(name) <= _LONGEST:
        return ()
    right = bytearray(len(words))
    for start in _occurrences(name, words):
        right[start : start + len(name)] = b"\1" * len(name)
    slips = {
        (start, end)
        for start, end in _candidates(name, words)
        if 0 <= start < end <= len(words) and not any(right[start:end]) and _is_slip(name, words[start:end])
    }
    matches: list[Match] = []
    done = 0
    # Where readings of one stretch overlap, the one that has the name's own length is the simplest.
    for start, end in sorted(slips, key=lambda place: (place[0], abs(place[1] - place[0] - len(name)))):
        if start >= done:
            matches.append(found(text, start, end, name))
            done = end
    return tuple(matches)


FUNCTION = Function(
    name="相近名称",
    english="near_names",
    parameters=(Parameter("文", "text", TEXT), Parameter("机关", "organ", TEXT)),
    result=list_of(MATCH),
    doc="文字里与机关全称（五个字以上）只差一个字的地方：错一字、中间漏一字或多一字。",
    english_doc="The stretches that differ from a body's full name (five characters or more) by exactly one character.",
    examples=(
        Example('数(相近名称("青禾县云湲镇人民政府", "青禾县云溪镇人民政府"))', "1"),
        Example('数(相近名称("青禾县云溪镇人民政府", "青禾县云溪镇人民政府"))', "0"),
    ),
    call=_near_names,
)
