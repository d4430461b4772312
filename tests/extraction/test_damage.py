"""Reading never guesses: compliant reports, damaged on purpose, are read rightly or with a doubt.

``python -m tests.support.damage_run N`` does the same many thousand times and counts.
"""

from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from engine.model.facts import Status
from tests.support.damage import ALL, LOSSLESS, ONE_CELL, ONE_LINE, Damaged, apply
from tests.support.judge import judge, understand
from tests.support.reports import Layout, Report, Table, Zeros, make

SEEDS = st.integers(0, 2**32)
LAYOUTS = st.sampled_from(list(Layout))
ZEROS = st.sampled_from(list(Zeros))
FEW = settings(max_examples=120, deadline=None, derandomize=True)


def damage(seed: int, layout: Layout, zeros: Zeros, kinds: list[str]) -> tuple[Report, Damaged]:
    random = Random(seed)  # noqa: S311
    report = make(random, layout, zeros)
    return report, apply(report, kinds, random)


@pytest.mark.parametrize("layout", list(Layout))
@pytest.mark.parametrize("zeros", list(Zeros))
def test_an_undamaged_report_is_read_whole(layout: Layout, zeros: Zeros) -> None:
    for seed in range(5):
        report, damaged = damage(seed, layout, zeros, [])
        verdict = judge(report, damaged.report)
        assert verdict.found == set(report.truth)
        assert len(verdict.found) == 200


@FEW
@given(SEEDS, LAYOUTS, ZEROS, st.sampled_from(sorted(LOSSLESS)))
def test_what_loses_nothing(seed: int, layout: Layout, zeros: Zeros, kind: str) -> None:
    report, damaged = damage(seed, layout, zeros, [kind])
    verdict = judge(report, damaged.report)
    assert not verdict.wrong
    assert not verdict.lost


@FEW
@given(SEEDS, LAYOUTS, ZEROS, st.sampled_from(sorted(ONE_CELL)))
def test_a_damaged_cell_takes_its_row_at_most(seed: int, layout: Layout, zeros: Zeros, kind: str) -> None:
    report, damaged = damage(seed, layout, zeros, [kind])
    verdict = judge(report, damaged.report)
    assert not verdict.silent
    assert all(any(fact.startswith(f"{hit}.") for hit in damaged.hit) for fact in verdict.lost)


@FEW
@given(SEEDS, LAYOUTS, ZEROS, st.sampled_from(sorted(ONE_LINE)))
def test_a_damaged_line_takes_itself_at_most(seed: int, layout: Layout, zeros: Zeros, kind: str) -> None:
    report, damaged = damage(seed, layout, zeros, [kind])
    verdict = judge(report, damaged.report)
    assert not verdict.wrong
    assert all(any(fact.startswith(f"{hit}.") for hit in damaged.hit) for fact in verdict.lost)


@FEW
@given(SEEDS, LAYOUTS, ZEROS)
def test_an_older_table(seed: int, layout: Layout, zeros: Zeros) -> None:
    report, damaged = damage(seed, layout, zeros, ["an older table"])
    verdict = judge(report, damaged.report)
    assert not verdict.wrong
    assert all(fact.startswith("table3.") for fact in verdict.lost)
    if any(isinstance(item, str) and item.startswith("2022年") for item in damaged.report.items):
        assert not verdict.lost


@settings(max_examples=600, deadline=None, derandomize=True)
@given(SEEDS, LAYOUTS, ZEROS, st.lists(st.sampled_from(sorted(ALL)), min_size=2, max_size=2), st.booleans())
def test_pairs(seed: int, layout: Layout, zeros: Zeros, kinds: list[str], aimed: bool) -> None:
    """No value is wrong unless its row was left well-formed; then an identity over what was read is broken."""
    random = Random(seed)  # noqa: S311
    report = make(random, layout, zeros)
    if aimed:
        rows = [row.key for item in report.items if isinstance(item, Table) for row in item.rows if row.key]
        report = Report(report.items, report.truth, layout, zeros, random.choice(rows))
    verdict = judge(report, apply(report, kinds, random).report)
    assert not verdict.silent


def test_a_row_slid_by_one_cell_with_a_filler_breaks_an_identity() -> None:
    """The one damage that structure cannot show: it is read as it stands, and the sums do not add up."""
    slid = 0
    for seed in range(60):
        random = Random(seed)  # noqa: S311
        report = make(random, Layout.THREE, Zeros.NONE)
        index = next(i for i, item in enumerate(report.items) if isinstance(item, Table) and item.id == "table3")
        table = report.items[index]
        assert isinstance(table, Table)
        at = random.choice([number for number, row in enumerate(table.rows) if row.key])
        row = table.rows[at]
        cells = (*row.cells[:3], "7", *row.cells[3:-1])
        rows = (*table.rows[:at], type(row)(cells, row.key), *table.rows[at + 1 :])
        damaged = Report(
            (*report.items[:index], Table("table3", rows), *report.items[index + 1 :]),
            report.truth,
            Layout.THREE,
            Zeros.NONE,
        )
        verdict = judge(report, damaged)
        assert verdict.wrong == verdict.invisible
        assert not verdict.unnoticed
        slid += bool(verdict.wrong)
    assert slid >= 55


def test_the_reason_is_told() -> None:
    for kind in sorted(ONE_CELL):
        for seed in range(20):
            report, damaged = damage(seed, Layout.SLID, Zeros.NONE, [kind])
            facts = understand(damaged.report)
            for fact in report.truth:
                assert facts[fact].status is Status.FOUND or facts[fact].reason or facts[fact].status is Status.BLANK
