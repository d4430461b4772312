"""标出差异 show_difference."""

from engine.model.function import Example, Function, Parameter
from engine.model.passage import Passage
from engine.model.types import TEXT
from engine.model.wording import REGION_ENDS

_GOVERNMENT = "人民政府"
_LONGEST = 400  # finding the least difference of long texts costs the product of their lengths


def _marks(text: str, other: str) -> list[tuple[int, int]]:
    """The stretches of ``text`` that differ; an empty stretch is where ``text`` lacks something."""
    if max(len(text), len(other)) > _LONGEST:
        return [(0, len(text))]
    from difflib import SequenceMatcher

    # A leading region (青禾县｜云湲镇 against 云溪镇) is the longer form of the name, no difference.
    lead = len(text) - len(other)
    if lead > 0 and text[lead - 1] in REGION_ENDS:
        same = sum(a == b for a, b in zip(text[lead:], other, strict=True))
        if 2 * same >= len(other):
            text, offset = text[lead:], lead
            return [(start + offset, end + offset) for start, end in _marks(text, other)]
    # So is 人民政府 at the end: the short name of a town against its government's.
    if text.endswith(_GOVERNMENT) is not other.endswith(_GOVERNMENT):
        text, other = text.removesuffix(_GOVERNMENT), other.removesuffix(_GOVERNMENT)
    marks = []
    for kind, start, end, other_start, other_end in SequenceMatcher(None, text, other, autojunk=False).get_opcodes():
        leads = kind == "insert" and start == 0 and other[other_end - 1] in REGION_ENDS
        if (kind == "replace" and start == 0 and end < other_end - other_start) or (kind != "equal" and not leads):
            marks.append((start, end))
    return marks


def _show_difference(text: Passage, other: Passage) -> Passage:
    if text.text == other.text:
        return text
    parts, done = [], 0
    for start, end in _marks(text.text, other.text):
        parts += [text.text[done:start], "〔", text.text[start:end], "〕"]
        done = end
    return Passage("".join([*parts, text.text[done:]]))


FUNCTION = Function(
    name="标出差异",
    english="show_difference",
    parameters=(Parameter("文", "text", TEXT), Parameter("对照", "other", TEXT)),
    result=TEXT,
    doc="第一段文字，与第二段不同的字放在〔〕里；缺字的地方是空的〔〕。",
    english_doc="The first text with what differs from the second in 〔〕; 〔〕 alone where it lacks something.",
    examples=(
        Example('标出差异("青禾县云湲镇", "青禾县云溪镇")', '"青禾县云〔湲〕镇"'),
        Example('标出差异("青禾县云湲镇", "云溪镇")', '"青禾县云〔湲〕镇"'),
        Example('标出差异("云溪镇", "云溪镇")', '"云溪镇"'),
    ),
    call=_show_difference,
)
