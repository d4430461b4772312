"""主要年份 main_year."""

import re
from collections import Counter

from engine.model.facts import Status
from engine.model.function import Example, Function, Parameter
from engine.model.passage import Passage
from engine.model.types import NUMBER, TEXT, Missing

_LEAST = 3
_QUOTED = re.compile("《[^《》]*》|〔[^〔〕]*〕")
_YEAR = re.compile(r"(?<!\d)(20\d{2})[ \u3000]{0,4}年")


def _main_year(text: Passage) -> int | Missing:
    years = Counter(int(match[1]) for match in _YEAR.finditer(_QUOTED.sub("", text.text)))
    (year, times), *others = [*years.most_common(2), (0, 0)]
    if times < _LEAST or times <= 2 * others[0][1]:
        return Missing("文中没有一个年份明显多于别的年份", Status.ABSENT)
    return year


FUNCTION = Function(
    name="主要年份",
    english="main_year",
    parameters=(Parameter("文", "text", TEXT),),
    result=NUMBER,
    doc="文字里说得最多的年份：至少三次，并且超过其他任何年份的两倍；《》和〔〕里的不算。没有这样的年份时不适用。",
    english_doc="The year that a text mentions most: three times or more, and over twice as often as any other.",
    examples=(Example('主要年份("2023年修路，2023年架桥，2023年通车，比2022年早")', "2023"),),
    call=_main_year,
)
