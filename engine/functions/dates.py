"""所述日期 dates."""

import re
from bisect import bisect_right

from engine.functions._citations import titles
from engine.model.dates import DATE, written_date, years
from engine.model.function import Example, Function, Parameter
from engine.model.passage import Passage
from engine.model.prose import found
from engine.model.types import SAID_DATE, TEXT, Missing, SaidDate, list_of

_PART_OF_A_NUMBER = re.compile("[0-9０-９.．/第〔-]")


def _dates(text: Passage) -> tuple[SaidDate, ...]:
    words = text.text
    quoted = titles(words)
    # A year in the title of a document says when that was issued, not which year the text speaks of.
    named = [(end, year) for end, year in years(words) if not _within(end - 1, quoted)]
    ends = [end for end, _ in named]
    dates: list[SaidDate] = []
    for match in DATE.finditer(words):
        if _PART_OF_A_NUMBER.match(words[max(match.start() - 1, 0) : match.start()]):
            continue
        index = bisect_right(ends, match.start()) - 1
        written = written_date(match, named[index][1] if index >= 0 else None)
        value = Missing(written.reason or "") if written.value is None else written.value
        dates.append(SaidDate(found(text, *match.span()), value))
    return tuple(dates)


def _within(place: int, spans: list[tuple[int, int]]) -> bool:
    index = bisect_right(spans, place, key=lambda span: span[0]) - 1
    return index >= 0 and place < spans[index][1]


FUNCTION = Function(
    name="所述日期",
    english="dates",
    parameters=(Parameter("文", "text", TEXT),),
    result=list_of(SAID_DATE),
    doc="文字里写到的年月日；只写月日的，年份是前面最近一次说到的（《》里的不算），没有这一天的读不到。",
    english_doc=(
        "The dates that a text says; a month and day take the year last named before them (not in 《》), and an "
        "impossible day has no value."
    ),
    examples=(
        Example('数(所述日期("2023年1月1日至12月31日"))', "2"),
        Example('数(所述日期("2023年共20日"))', "0"),
    ),
    call=_dates,
)
