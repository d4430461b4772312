"""Reading never guesses: compliant reports, damaged on purpose, are read rightly or with a doubt.

``make damage`` does the same many thousand times and counts.
"""

from dataclasses import replace
from random import Random

import pytest

from engine.model.facts import Status
from tests.damage.judge import Judgement, judge, understand
from tests.damage.kinds import ALL, LOSSLESS, apply
from tests.damage.run import ALL_DAMAGED, FAST, case, count
from tests.damage.sheets import TABLES, Aim, Cell, Line, Paper, make, put_line, rows, sheets
from tests.damage.standing import number
from tests.round_trip.writers import WRITERS, Writer
from tests.support.reports import Layout, Zeros

MARKDOWN = WRITERS[0]
# Each was once misread silently (or the judge, wrongly, said so): ``python -m tests.damage --show SEED/NUMBER``.
ONCE_MISREAD = (
    "B-1/545 C-2/607 C-5/438 C-6/86 C-6/396 C-6/463 C-21/894 C-25/300 C-25/731 C-26/399 C-26/799 C-43/346 C-43/760 "
    "D-0/392 D-20/216 E-0/592 E-3/6 E-4/261 E-4/671 E-22/490 E-41/857 E-45/462 E-45/668 F1/4754 F1/5833 G2/1670 "
    "G2/7762 G3/5542 G3/7050 H1/579 H1/5026 H1/5745 H1/6140 H2/2977 H2/5914 H2/6264 H2/7678 H3/881 H3/1421 H3/4349 "
    "H3/7319 H3/7732 H4/1538 H4/1651 H4/3409 I2/1111 I2/2148 I2/5018 I3/1077 I3/4042 I3/4652 I3/5368 I3/7771 J1/858 "
    "J1/1087 J1/3026 J1/3519 J1/4525 J2/632 K1/990 K1/4514 K1/5467 K2/3154 K2/7446 K4/614 K4/2786 "
    "20261127/10008 20261127/17976 20261127/20285 20261127/20377 20261127/20915 20261127/22365 20261127/36969 "
    "Z1/2940"
).split()


def damaged(
    kinds: list[str],
    table: str,
    seed: str,
    layout: Layout = Layout.THREE,
    zeros: Zeros = Zeros.SOME,
    writer: Writer = MARKDOWN,
) -> Judgement:
    random = Random(seed)  # noqa: S311 (test data)
    report = make(random, layout, zeros)
    return judge(report, apply(report, Aim(table), kinds, random), writer)


def test_there_are_enough_kinds() -> None:
    assert len(ALL) >= 40


@pytest.mark.parametrize("layout", list(Layout))
@pytest.mark.parametrize("zeros", list(Zeros))
def test_an_undamaged_report_is_read_whole(layout: Layout, zeros: Zeros) -> None:
    report = make(Random(1), layout, zeros)  # noqa: S311
    assert len(judge(report, report, MARKDOWN).right) == 200


@pytest.mark.parametrize("name", ONCE_MISREAD)
def test_what_was_once_misread(name: str) -> None:
    one = case(name)
    assert not judge(one.original, one.damaged, one.writer).silent


@pytest.mark.parametrize("kind", sorted(ALL))
def test_no_kind_of_damage_is_misread(kind: str) -> None:
    layout = list(Layout)[sorted(ALL).index(kind) % len(Layout)]
    assert not damaged([kind], "table3", kind, layout).silent


def test_what_loses_nothing_is_found() -> None:
    """At least 98 of a hundred values, after damage that a person sees through."""
    found = [damaged([kind], table, f"{kind}/{table}") for kind in LOSSLESS for table in TABLES]
    right, lost = sum(len(one.right) for one in found), sum(len(one.lost) for one in found)
    assert right >= 0.98 * (right + lost)


@pytest.mark.parametrize("writer", FAST, ids=lambda writer: writer.name)
def test_what_loses_nothing_is_found_in_every_format(writer: Writer) -> None:
    """Where zeros are written. (Surplus cells in a table without lines may be any of its values: no SLID layout.)"""
    first = FAST.index(writer)
    found = [
        damaged(
            [kind],
            TABLES[at % 3],
            f"{kind}/{writer.name}",
            (Layout.ONE, Layout.TWO, Layout.THREE)[at % 3],
            Zeros.SOME,
            writer,
        )
        for at, kind in enumerate(LOSSLESS[first % 3 :: 3])
    ]
    right, lost = sum(len(one.right) for one in found), sum(len(one.lost) for one in found)
    assert not any(one.silent for one in found)
    assert right >= 0.98 * (right + lost)


def test_many_at_random() -> None:
    counts = count([f"tests/{at}" for at in range(45)])
    assert counts.lines[ALL_DAMAGED]["tables"] > 90
    assert counts.lines[ALL_DAMAGED]["silent"] == 0, counts.shown


@pytest.mark.parametrize("layout", list(Layout))
def test_last_years_table_in_the_same_file(layout: Layout) -> None:
    """Read as this year's only where the years say so; else nothing of 表三 is found."""
    for seed in range(6):
        random = Random(f"{layout}/{seed}")  # noqa: S311
        report = make(random, layout, Zeros.SOME)
        both = apply(report, Aim("table3"), ["last year's table"], random)
        judgement = judge(report, both, MARKDOWN)
        assert not judgement.silent
        assert not judgement.invisible | judgement.unnoticed
        if not any(isinstance(item, str) and "2022" in item for item in both.items):
            assert not [fact for fact in judgement.right if fact.startswith("table3.")]


@pytest.mark.parametrize("layout", list(Layout))
@pytest.mark.parametrize("blank", [False, True])
def test_a_deleted_column_together_with_blanks(layout: Layout, blank: bool) -> None:
    for seed in range(4):
        random = Random(f"{layout}/{blank}/{seed}")  # noqa: S311
        report = make(random, layout, Zeros.MANY if blank else Zeros.SOME, blank=blank)
        moved = apply(report, Aim("table3"), ["column deleted, blanks inserted"], random)
        assert not judge(report, moved, MARKDOWN).silent


def test_a_row_slid_by_one_cell_with_a_filler_breaks_an_identity() -> None:
    """The one damage that structure cannot show: it is read as it stands, and a finding says it may be the reading."""
    slid = 0
    for seed in range(8):
        random = Random(seed)  # noqa: S311
        report = make(random, Layout.THREE, Zeros.NONE)
        index, at, line = random.choice(rows(report, "table3"))
        start = line.values[0]
        moved = Line((*line.cells[:start], Cell("7"), *line.cells[start:-1]), line.key)
        judgement = judge(report, put_line(report, index, at, moved), MARKDOWN)
        assert not judgement.silent
        assert not judgement.unnoticed
        slid += bool(judgement.invisible)
    assert slid == 8


def test_the_judge_sees_a_wrong_value() -> None:
    """Values that change hands without a trace are what the judge is there for: two rows take each other's numbers."""
    report = make(Random(3), Layout.ONE, Zeros.NONE)  # noqa: S311
    (index, sheet), *_ = sheets(report, "table3")
    one, other = sheet.lines[3], sheet.lines[4]
    lines = [
        *sheet.lines[:3],
        replace(one, cells=(one.cells[0], *other.cells[1:])),
        replace(other, cells=(other.cells[0], *one.cells[1:])),
        *sheet.lines[5:-1],
    ]
    wrong = Paper(
        (*report.items[:index], replace(sheet, lines=tuple(lines)), *report.items[index + 1 :]),
        report.year,
        report.layout,
        report.zeros,
    )
    judgement = judge(report, wrong, MARKDOWN)
    assert len(judgement.silent | judgement.unnoticed) == 14


@pytest.mark.parametrize(
    ("text", "value"),
    [("12", 12), ("1,234", 1234), ("１２", 12), ("012", None), ("3 5", None), ("3①", None), ("l2", None)],
)
def test_what_a_cell_says_to_the_judge(text: str, value: int | None) -> None:
    assert number(text) == value


def test_the_reason_is_told() -> None:
    for kind in ("cell dropped", "labels a row off", "two values in a cell", "names swapped"):
        random = Random(kind)  # noqa: S311
        report = make(random, Layout.SLID, Zeros.NONE)
        facts = understand(apply(report, Aim("table3"), [kind], random), MARKDOWN)
        for fact in facts.facts.values():
            assert fact.status in (Status.FOUND, Status.BLANK, Status.MARK) or fact.reason, fact.id
