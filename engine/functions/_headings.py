"""Numbered headings and paragraphs: which level, which number, and where the number stands."""

import re
from collections.abc import Iterator

from engine.functions import _numerals
from engine.model.prose import paragraph_spans
from engine.model.struct import Struct

_N = "[一二三四五六七八九十]{1,3}"
_CIRCLED = {chr(ord("①") + index): index + 1 for index in range(20)}
# GB/T 9704—2012 7.3.3: 一、 then （一） then 1. then （1）; many go on with ①.
_LEVELS = (
    re.compile(rf"(?P<number>{_N})[、.．](?![一二三四五六七八九十])"),
    re.compile(rf"[（(]\s?(?P<number>{_N})\s?[）)]"),
    re.compile(r"(?P<number>[0-9]{1,2})[.．、](?![0-9])"),
    re.compile(r"[（(]\s?(?P<number>[0-9]{1,2})\s?[）)]|(?P<half>[0-9]{1,2})[）)]"),
    re.compile("(?P<number>[①-⑳])"),
)
_ENCLOSED = re.compile(r"[\s]*附件?[：:][\s]*")  # 附件：1.甲, with 2.乙 in the next line (GB/T 9704—2012 7.3.4)
_SERIES = re.compile(r"(?:^|(?<=[。；;，,：:！？\n]))[ \t\u3000]*(?P<number>[一二三四五六七八九十]{1,2})是(?!否)")

_DOWN = r"(?:^|\n)[\s\x1c-\x1f]*"  # where a paragraph begins
LOWER_MARK = rf"{_DOWN}(?:[（(]\s?[0-9]{{1,2}}|[0-9]{{1,2}}[.．、）)]|[①-⑳])"
"""What every numbered paragraph below the second level begins with."""
MARK = rf"{LOWER_MARK}|{_DOWN}(?:{_N}[、.．]|[（(]\s?{_N})|{_N}是"
"""The same for all levels, and for 一是."""


class Heading(Struct, frozen=True):
    """A number at the head of a paragraph (or of 一是, level -1): its level from 0, what it is, where it stands."""

    level: int
    number: int
    start: int
    end: int
    number_start: int
    number_end: int

    def corrected(self, text: str, number: int) -> str:
        """The mark with another number, written as this one is."""
        head, tail = text[self.start : self.number_start], text[self.number_end : self.end]
        written = text[self.number_start]
        if written.isdecimal() and written.isascii():
            return f"{head}{number}{tail}"
        if written in _CIRCLED:
            return f"{head}{chr(ord('①') + number - 1)}{tail}"
        return f"{head}{_numerals.write(number)}{tail}"


def headings(text: str) -> Iterator[Heading]:
    """The numbered paragraphs of a text, in order."""
    for start, end in paragraph_spans(text):
        enclosed = _ENCLOSED.match(text, start, end)
        for level, pattern in enumerate(_LEVELS):
            match = pattern.match(text, enclosed.end() if enclosed else start, end)
            if match is not None:
                group = "half" if level == 3 and match["number"] is None else "number"
                yield _heading(level, match, group)
                break


def series(text: str) -> Iterator[Heading]:
    """The 一是, 二是, 三是 of a text, in order."""
    for match in _SERIES.finditer(text):
        yield _heading(-1, match, "number")


def _heading(level: int, match: re.Match[str], group: str) -> Heading:
    written = match[group]
    number = _CIRCLED.get(written) or (int(written) if written.isdecimal() else _numerals.read(written) or 1)
    start = match.end() - len(match[0].lstrip())
    return Heading(level, number, start, match.end(), *match.span(group))
