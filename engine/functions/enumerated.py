"""列举 enumerated."""

import re
from collections.abc import Iterator

from engine.model.function import Example, Function, Parameter
from engine.model.passage import Passage
from engine.model.types import TEXT, list_of

_OPENS, _CLOSES = "（(《“‘〈【〔", "）)》”’〉】〕"
_ENDS = "，,。；;：:！？\n"
_LEAD = re.compile(".*(?:包括|包含|涵盖|涉及|分别为|分别是|分别|主要有|主要是|例如|比如|诸如|即)", re.DOTALL)
_WEAK_LEAD = re.compile(".*(?:有|为|是|对|在|将|把|向|从|以|由|的|及)", re.DOTALL)
_TAIL = re.compile(
    r"等(?!级|候|于).*$|在内.*$|(?:共计?|合计|[这上前]述?)?[0-9一二两三四五六七八九十]+[个名项家件种类].*$", re.DOTALL
)
_JOINTS = ("以及", "和", "及", "与")


def _clauses(text: str) -> Iterator[tuple[int, int, list[int]]]:
    """The clauses of a text, and where the 、 stand in each, outside brackets and quotation marks."""
    start, depth = 0, 0
    commas: list[int] = []
    for place, character in enumerate(text):
        if character in _OPENS:
            depth += 1
        elif character in _CLOSES:
            depth = max(depth - 1, 0)
        elif character == "\n" or (not depth and character in _ENDS):
            yield start, place, commas
            start, depth, commas = place + 1, 0, []
        elif not depth and character == "、":
            commas.append(place)
    yield start, len(text), commas


def _joint(text: str, start: int, end: int, others: list[str]) -> tuple[int, int] | None:
    """Where 和 divides the last item: both sides must look like the others (住房和城乡建设局 is one)."""
    for word in _JOINTS:
        place = text.find(word, start + 1, end - 1)
        if place < 0:
            continue
        left, right = text[start:place], text[place + len(word) : end]
        longest = max(map(len, others), default=0)
        ends_alike = any(left[-1:] == other[-1:] for other in others)
        alike_at_all = any(right[-1:] == other[-1:] for other in others)
        if word == "以及" or ends_alike or (not alike_at_all and len(left) <= longest + 1 and len(left) > 1):
            return place, place + len(word)
    return None


def _items(text: str, start: int, end: int, commas: list[int]) -> Iterator[tuple[int, int]]:
    edges = [start, *(place + 1 for place in commas)]
    spans = [(edge, stop) for edge, stop in zip(edges, [*commas, end], strict=True)]
    first, last = spans[0], spans[-1]
    tail = _TAIL.search(text, last[0] + 1, last[1])
    if tail is not None:
        last = last[0], tail.start()
    others = [text[one:other] for one, other in spans[1:-1]]
    lead = _LEAD.match(text, *first)
    longest = max((len(other) for other in (*others, text[slice(*last)])), default=0)
    if lead is None and first[1] - first[0] > longest + 1:
        lead = _WEAK_LEAD.match(text, *first)
    if lead is not None and lead.end() < first[1]:
        first = lead.end(), first[1]
    yield first
    yield from spans[1:-1]
    joint = _joint(text, *last, [text[slice(*first)], *others])
    if joint is None:
        yield last
    else:
        yield last[0], joint[0]
        yield joint[1], last[1]


def _enumerated(text: Passage) -> tuple[Passage, ...]:
    for start, end, commas in _clauses(text.text):
        if commas:
            items = (text.slice(*span).strip() for span in _items(text.text, start, end, commas))
            return tuple(item for item in items if item.text)
    return ()


FUNCTION = Function(
    name="列举",
    english="enumerated",
    parameters=(Parameter("文", "text", TEXT),),
    result=list_of(TEXT),
    doc="文字里第一处用顿号（和、及、以及）并列的各项，去掉“包括”之前和“等”“在内”之后的字。",
    english_doc="The items of the first enumeration by 、 (and 和, 及, 以及) in a text, without what leads in and out.",
    examples=(
        Example('数(列举("包括东里、西里、南里和北里在内的4个村"))', "4"),
        Example('数(列举("县教育局、民政局、住房和城乡建设局等部门"))', "3"),
        Example('数(列举("没有列举"))', "0"),
    ),
    call=_enumerated,
)
