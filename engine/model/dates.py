"""Dates as they are written in Chinese documents, in figures of either width and in Chinese numerals."""

import re
from collections.abc import Iterator
from datetime import date

from engine.model.characters import simplified
from engine.model.struct import Struct

_DIGITS = {char: str(value) for value, char in enumerate("〇一二三四五六七八九")} | dict.fromkeys("零○Ｏ0０", "0")
_FULL_WIDTH = {ord(char): str(value) for value, char in enumerate("０１２３４５６７８９")}
_NUMBER = "[0-9０-９〇零○一二三四五六七八九十]"
_YEAR = r"(?P<year>[0-9０-９]{4}|[〇零○Ｏ0０一二三四五六七八九]{4})"
DATE = re.compile(
    rf"(?:{_YEAR}\s*年\s*)?(?P<month>{_NUMBER}{{1,3}})\s*月\s*(?P<day>{_NUMBER}{{1,3}})\s*[日号]"
    r"|(?P<year2>[0-9]{4})\s*(?P<mark>[-/.])\s*(?P<month2>[0-9]{1,2})\s*(?P=mark)\s*(?P<day2>[0-9]{1,2})(?![0-9])"
)
_YEAR_BEFORE = re.compile(rf"{_YEAR}\s*年")


class WrittenDate(Struct, frozen=True):
    """A date as written: the day, or the reason (Chinese) why the words are no day."""

    value: date | None
    reason: str | None = None


def read_date(text: str, before: str = "") -> WrittenDate | None:
    """The date that a text is, from end to end; ``None`` when it is none.

    A date without a year takes the last one named in ``before``, the words that stand in front of it.
    """
    match = DATE.fullmatch(simplified(text.strip()))
    if match is None:
        return None
    named = [year for _, year in years(before)] if match["year"] is None else []
    return written_date(match, named[-1] if named else None)


def read_year(text: str) -> int | None:
    """The year that four figures are; ``None`` when the text is anything else."""
    return _digits(text) if re.fullmatch(_YEAR, text) else None


def years(text: str) -> Iterator[tuple[int, int]]:
    """The years named in a text, each with the place where its name ends."""
    return ((match.end(), _digits(match["year"])) for match in _YEAR_BEFORE.finditer(text))


def written_date(match: re.Match[str], year: int | None = None) -> WrittenDate:
    """The date that a match of ``DATE`` is; one that names no year is of ``year``."""
    words, named = match[0].strip(), match["year"] or match["year2"]
    if named is None and year is None:
        return WrittenDate(None, f"“{words}”没有写年份")
    month, day = _number(match["month"] or match["month2"]), _number(match["day"] or match["day2"])
    if month is None or day is None:
        return WrittenDate(None, f"“{words}”不是规范的日期")
    try:
        return WrittenDate(date(year or 0 if named is None else _digits(named), month, day))
    except ValueError:
        return WrittenDate(None, f"“{words}”这一天不存在")


def is_date(text: str) -> bool:
    """Whether a text is a date with its year and nothing else (it need not exist)."""
    match = DATE.fullmatch(simplified(text.strip()))
    return match is not None and bool(match.group("year") or match.group("year2"))


def _digits(year: str) -> int:
    return int("".join(_DIGITS.get(char, char) for char in year.translate(_FULL_WIDTH)))


def _number(text: str) -> int | None:
    """A number below a hundred in figures or in Chinese numerals (十二, 二十一, 三〇)."""
    plain = "".join(_DIGITS.get(char, char) for char in text.translate(_FULL_WIDTH))
    if "十" in plain:
        tens, _, ones = plain.partition("十")
        if len(tens) > 1 or len(ones) > 1 or "十" in ones:
            return None
        return int(tens or "1") * 10 + int(ones or "0")
    return int(plain) if len(plain) <= 2 else None
