"""写错的日期 invalid_dates."""

import re
from calendar import monthrange
from collections.abc import Iterator

from engine.model.function import Example, Function, Parameter
from engine.model.passage import Passage
from engine.model.prose import found
from engine.model.types import MATCH, TEXT, Match, list_of

_S = r"[ \u3000]{0,4}"
_DATE = re.compile(
    rf"(?<![\d.．/第满])(?:(?P<year>\d{{1,8}}){_S}年{_S})?(?P<month>\d{{1,4}}){_S}月"
    rf"(?:{_S}(?P<day>\d{{1,4}}){_S}(?P<unit>[日号]|(?=[止起])|(?=[至到—－-]{_S}\d{{1,4}}{_S}[年月])))?"
)
_LONG_YEAR = re.compile(r"(?<![\d.．])(?:19|20)\d{2}(?:19|20)?\d{1,2}年(?![前后来间内以])")
_NO_MONTH = re.compile(rf"(?<!\d)(?:19|20)\d{{2}}{_S}年{_S}(?P<month>\d{{1,2}})(?P<day>\d{{2}})[日号]")

# No date in figures has these but a wrong one, and now and then a right one (2月29日). Other figures are not looked at.
_SUSPECT = "|".join(
    (
        r"[^\D0-9]",
        rf"\d{{5}}{_S}年|(?:19|20)\d{{2}}(?:19|20)?\d{{1,2}}年",
        rf"(?:^|\D)(?:19|20)\d{_S}年",
        rf"(?:1[3-9]|[2-9]\d|00|\d{{3}}|(?:^|\D)0){_S}月",
        rf"月{_S}(?:3[2-9]|[4-9]\d|00?|\d{{3,4}}){_S}[日号]",
        rf"月{_S}\d{{1,4}}{_S}[止起至到—－-]",
        rf"(?:^|[^1])2{_S}月{_S}(?:29|3\d)|(?:[469]|11){_S}月{_S}31",
        rf"(?:19|20)\d{{2}}{_S}年{_S}\d{{3,4}}[日号]",
    )
)


def _is_day(year: int | None, month: int, day: int) -> bool:
    return 1 <= month <= 12 and 1 <= day <= monthrange(2000 if year is None else year, month)[1]


def _is_wrong(match: re.Match[str]) -> bool:
    """Whether what looks like a date is none. A year of two digits is a manner of speaking."""
    year, month, day, unit = match["year"], int(match["month"]), match["day"], match["unit"]
    is_date = year is not None or day is not None
    if year is not None and ((len(year) == 3 and year[:2] in ("19", "20")) or len(year) > 4):
        return True
    if not 1 <= month <= 12:
        return is_date or len(match["month"]) == 2
    if day is None:
        return False
    known = int(year) if year is not None and len(year) == 4 and int(year) > 0 else None
    return unit == "" or not _is_day(known, month, int(day))


def _places(text: str) -> Iterator[tuple[int, int]]:
    for match in _DATE.finditer(text):
        if _is_wrong(match):
            last = match.end()
            yield match.start(), last + 1 if match["unit"] == "" and text[last] in "止起" else last
    for match in _LONG_YEAR.finditer(text):
        yield match.span()
    for match in _NO_MONTH.finditer(text):
        if _is_day(None, int(match["month"]), int(match["day"])):
            yield match.span()


def _invalid_dates(text: Passage) -> tuple[Match, ...]:
    matches: list[Match] = []
    done = 0
    for start, end in sorted(_places(text.text), key=lambda place: (place[0], -place[1])):
        if start >= done:
            matches.append(found(text, start, end))
            done = end
    return tuple(matches)


FUNCTION = Function(
    name="写错的日期",
    english="invalid_dates",
    parameters=(Parameter("文", "text", TEXT),),
    result=list_of(MATCH),
    doc="文字里不存在或者写得不完整的日期，如 2月30日、13月、202020年12月31日、12月31止。",
    english_doc="Dates in the text that do not exist or are not whole, such as 2月30日, 13月, 202020年, 12月31止.",
    examples=(
        Example('数(写错的日期("截至202020年12月31日"))', "1"),
        Example('数(写错的日期("1月1日至12月31止"))', "1"),
        Example('数(写错的日期("2023年2月29日，13个月，365日"))', "1"),
        Example('数(写错的日期("2024年2月29日，20件"))', "0"),
    ),
    call=_invalid_dates,
    only_where=_SUSPECT,
)
