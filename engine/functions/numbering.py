"""序号 numbering."""

from collections.abc import Iterable, Iterator

from engine.functions._headings import MARK, Heading, headings, series
from engine.model.function import Example, Function, Parameter
from engine.model.passage import Passage
from engine.model.prose import found
from engine.model.types import MATCH, TEXT, Match, list_of


def _breaks(marks: Iterable[Heading]) -> Iterator[tuple[Heading, int]]:
    """The marks whose number does not follow, and what it should have been.

    A level starts anew under a higher one, and a 1 after a 2 begins another list. A text may be a part of a report: its
    first 一、 may have any number, and so may its first 二是.
    """
    last: dict[int, int] = {}
    for mark in marks:
        before = last.get(mark.level)
        expected = (mark.number if mark.level <= 0 else 1) if before is None else before + 1
        if mark.number != expected and not (mark.number == 1 and before is not None and before > 1):
            yield mark, expected
        last = {level: number for level, number in last.items() if level < mark.level} | {mark.level: mark.number}


def _numbering(text: Passage) -> tuple[Match, ...]:
    words = text.text
    marks = [*_breaks(headings(words)), *_breaks(series(words))]
    return tuple(
        found(text, mark.start, mark.end, mark.corrected(words, expected))
        for mark, expected in sorted(marks, key=lambda one: one[0].start)
        if expected < 100
    )


FUNCTION = Function(
    name="序号",
    english="numbering",
    parameters=(Parameter("文", "text", TEXT),),
    result=list_of(MATCH),
    doc="跳号、重号的序号（一、（一）1.（1）①和 一是、二是），应为哪一个；上一级之下重新编号不算。",
    english_doc="Marks of headings, and 一是, 二是, whose number does not follow, with what should stand there.",
    examples=(
        Example('数(序号("（一）修路\\n（三）架桥"))', "1"),
        Example('数(序号("一、修路\\n1. 选线\\n2. 施工\\n二、架桥\\n1. 选址"))', "0"),
        Example('数(序号("附件：1.修路清单\\n2.架桥清单"))', "0"),
    ),
    call=_numbering,
    only_where=MARK,
)
