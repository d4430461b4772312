"""Lines that are nothing but the name of a public body, or a date, or both: letterheads and signatures."""

import re

from engine.model.characters import simplified
from engine.model.dates import DATE, is_date
from engine.model.passage import Passage
from engine.model.struct import Struct

_SUFFIXES = tuple(
    "人民政府|政府|办事处|管理委员会|管委会|委员会|办公室|办公厅|领导小组|工作组|指挥部|人民法院|人民检察院|法院|检察院|"
    "公安厅|公安局|税务局|派出所|管理处|管理所|服务中心|中心|公司|集团|协会|学会|联合会|总工会|银行|"
    "大学|学院|学校|医院|研究院|研究所|博物馆|图书馆|档案馆|街道|总队|支队|大队|总站|"
    "局|厅|部|委|署|院|站|社|处|办".split("|")
)
_REMARK = re.compile(r"[（(][^（）()〔〕]+[）)]$")
_SHORTEST, _LONGEST = 4, 40
_SPACE = re.compile(r"\s+")
_BRACKETS = "（）()【】[]"


class Signed(Struct, frozen=True):
    """What a line that is nothing but fields holds: an organ, a date, or both."""

    organ: Passage | None
    date: Passage | None


def is_organ(text: str) -> bool:
    """Whether a short text is the name of a public body and nothing else, going by how such names end."""
    words = _SPACE.sub("", simplified(text))
    if not _SHORTEST <= len(words) <= _LONGEST or not all(_is_han(char) or char in "（）()〔〕" for char in words):
        return False
    name = _REMARK.sub("", words)
    return any(name.endswith(suffix) and _is_han(name[-len(suffix) - 1 : -len(suffix)]) for suffix in _SUFFIXES)


def _is_han(char: str) -> bool:
    return "\u3400" <= char <= "\u9fff"


def signed(line: Passage) -> Signed | None:
    """The fields on a line; ``None`` when it holds anything else."""
    if len(line.text) > 80:
        return None
    if is_organ(line.text):
        return Signed(line.strip(), None)
    inner = _without_brackets(line)
    if is_date(inner.text):
        return Signed(None, inner)
    for match in DATE.finditer(simplified(line.text)):
        start, end = match.span()
        rest = line.slice(0, start).strip() if start else line.slice(end, len(line.text)).strip()
        outside = line.text[end:] if start else ""
        if not outside.strip() and is_date(match.group()) and is_organ(rest.text):
            return Signed(rest, line.slice(start, end))
    return None


def _without_brackets(line: Passage) -> Passage:
    text = line.text.strip()
    if len(text) > 2 and text[0] in _BRACKETS and text[-1] in _BRACKETS:
        stripped = line.strip()
        return stripped.slice(1, len(stripped.text) - 1).strip()
    return line.strip()
