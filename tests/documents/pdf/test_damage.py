"""Whole reports with lines of their tables missing: what is read as certain is right."""

from random import Random

import pytest

from tests.round_trip import pdf
from tests.round_trip.judging import draft, judge
from tests.support.reports import Layout


@pytest.mark.parametrize("percent", [1, 3, 10])
@pytest.mark.parametrize("layout", [Layout.SLID, Layout.THREE], ids=lambda layout: layout.name)
def test_lines_missing_by_chance(layout: Layout, percent: int) -> None:
    random = Random(f"lines missing {layout} {percent}")  # noqa: S311 (test data)
    report = draft(layout, 2023, random, 0)
    found = judge(report, pdf.drawn(report.items, lost=lambda: random.randrange(100) < percent), "a.pdf")
    assert found.wrong == ()
    assert found.equal > 0


@pytest.mark.parametrize("layout", [Layout.THREE, Layout.ONE], ids=lambda layout: layout.name)
def test_no_lines_at_all(layout: Layout) -> None:
    report = draft(layout, 2023, Random(f"no lines {layout}"), 0)  # noqa: S311 (test data)
    assert judge(report, pdf.drawn(report.items, rules=False), "a.pdf").wrong == ()
