"""Defects as they occur between the reports of a country, and those of single reports that can be put into one.

A defect of figures is made before the report is written, so that the report agrees with itself and goes on from there
next year; a defect of text is made in the text.
"""

from collections.abc import Callable
from dataclasses import dataclass
from random import Random

from tests.accuracy.defects import ALL
from tests.accuracy.figures import Cells
from tests.accuracy.injecting import Defect


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of defect: its name, the rules that must notice it, and those that it may break besides, in its file."""

    name: str
    rules: tuple[str, ...]
    may: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class OfFigures(Kind):
    """``change`` makes other figures of those of a report; ``since`` is the first year in which it is a defect."""

    change: Callable[[Cells, Random], Cells] = lambda cells, _: cells
    since: int = 2022


@dataclass(frozen=True, slots=True)
class OfText(Kind):
    """A defect that is put into the text of one report."""

    defect: Defect = ALL[0]


def _number(cells: Cells, name: str) -> int:
    value = cells[name]
    assert isinstance(value, int)
    return value


def more_carried_in(cells: Cells, random: Random) -> Cells:
    """More was carried in than the year before had left, and has been granted."""
    by = random.randint(1, 3)
    rows = ("carried_in", "granted", "disposed")
    names = [f"table3.{row}.{column}" for row in rows for column in ("natural_person", "total")]
    return {**cells, **{name: _number(cells, name) + by for name in names}}


def more_in_force(cells: Cells, random: Random) -> Cells:
    """More documents are in force than there were, with those that came and without those that went."""
    name = "table2.normative_documents.effective"
    return {**cells, name: _number(cells, name) + random.randint(1, 4)}


def more_licences(cells: Cells, random: Random) -> Cells:
    """The sum of what the offices below did is too large."""
    name = "table2.licences.decisions"
    return {**cells, name: _number(cells, name) + random.randint(1, 9)}


CARRIED = OfFigures("上年结转与上年报告的结转下年不同", ("Y01",), change=more_carried_in)
IN_FORCE = OfFigures("现行有效与上年不衔接", ("Y03",), change=more_in_force)
ADDED = OfFigures("汇总不等于各单位之和", ("A01b",), change=more_licences, since=2021)
LAST_YEAR = Kind("照抄上年的报告", ("Y04", "Y06"))
NEIGHBOUR = Kind("照抄邻近单位的报告", ("A03", "A03b"))
SIGNED = Kind("落款是邻近单位的名称", ("N01",), frozenset(("N02",)))
LACKING = Kind("没有报送", ("A04",))

_HINTS = frozenset(
    """
    A05 D06 D07 D11 D12 L10 L11 M01 M03 M04 N06 N07 S07 S09 S10 S14 S18 T212 T213 T214 T312 T315 T316 T408 T410 W02 W03
    W04 W05 W07 W08 W09 W11 X19 X21 X23
    """.split()
)
"""Checks that only give a hint: these may stand in any report, and a country is not judged by them."""


_ELSEWHERE = frozenset(
    (
        ("D02", "标题年份不对"),
        ("S21", "2023年用了2019年的格式"),
        ("S21", "2019年用了2021年的格式"),
        ("T314", "2020年的逾期未缴费"),
        ("N03", "标题没有年度"),
        ("N03", "标题没有机关"),
    )
)
"""Defects that make a report one of another year, or of nobody knows whom: its own is missing then."""
_SECOND = frozenset("T202 T203 T204 T205 T206 T207 T209 T210 T211 T215 T216 T217 X12 X13 Y02 Y03 Y05 M05".split())
_THIRD = frozenset(
    "T303 T306 T307 T308 T309 T310 T313 T317 T318 X01 X02 X03 X04 X05 X06 X07 X11 X14 X15 Y01 M05".split()
)
_FOURTH = frozenset("T402 T403 T404 T405 T406 X08 X09 X10 M05".split())
_DATES = frozenset("D01 D02 D03 D04 D05 D08 D09".split())
_MAY: dict[str, frozenset[str]] = {
    **{f"T2{at:02}": _SECOND for at in range(1, 18)},
    **{f"T3{at:02}": _THIRD for at in range(1, 19)},
    **{f"T4{at:02}": _FOURTH for at in range(1, 11)},
    **dict.fromkeys(_DATES, _DATES),
    "L03": frozenset(("W06",)),
    "M02": _THIRD | {"T301", "T302"},
    "M05": _THIRD,
    "S02": frozenset(("S08", "S11")),
    "S05": frozenset(("A03", "L07", "S06", "S13", "X22", "Y04")),
    "S12": frozenset(("S17",)),
    "S15": frozenset(("S01", "S08")),  # without its number a heading may be that of a part
    "S22": frozenset(("N03",)),
    "S23": frozenset(("S01",)),
    "T305": frozenset(("W06",)),
    "T313": _THIRD | {"S11"},
    "X05": frozenset(("X14", "X15")),
    "X08": frozenset(("X09",)),
    "X09": frozenset(("X08",)),
    "X10": _FOURTH,
    "X11": frozenset(("X14", "X18")),
    "X14": frozenset(("X18",)),
    "X17": frozenset(("X01",)),
    "X22": frozenset(("S04", "S05", "S11", "S15")),
}
"""What else a defect may break, by the rule that is to notice it: a wrong cell breaks the sums that it is part of and
the sentences that repeat it, a part without its text lacks whatever stands there."""

TEXTS: tuple[OfText, ...] = tuple(
    OfText(one.name, (one.rule,), _MAY.get(one.rule, frozenset()), one)
    for one in ALL
    if one.rule not in _HINTS and (one.rule, one.name) not in _ELSEWHERE
)
NO_SHORT_ROWS = frozenset(("T303", "T401", "M05"))
"""Defects of rows that lack a cell: in a sheet that is one which is empty, and noticed as such."""
_IN_TABLES = frozenset(("M02", "M05", "X10"))


def touches_figures(kind: Kind | None) -> bool:
    """Whether a defect leaves other figures in the tables than those that other reports go on from."""
    return isinstance(kind, OfText) and (kind.defect.rule.startswith("T") or kind.defect.rule in _IN_TABLES)
