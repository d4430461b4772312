"""Generated facts written in every format and layout and read back: equal, or flagged; on clean tables equal.

Where the lines of a table are lost, a surplus value may stand for one that was left blank, and nothing but the sums
shows it: that is not asked of the careless layout, which has such values.
"""

from random import Random

import pytest

from tests.round_trip.judging import FORMS, draft, judge, trip
from tests.round_trip.writers import PROGRAMS, WRITERS, Program, Writer
from tests.support.reports import Layout

TIMES = 8
FEW = 1  # of the other formats; ``make round-trip`` makes thousands


@pytest.mark.parametrize("writer", WRITERS, ids=lambda writer: writer.name)
@pytest.mark.parametrize("layout", Layout, ids=lambda layout: layout.name)
@pytest.mark.parametrize("year", FORMS)
def test_what_was_written_is_read_or_flagged(writer: Writer, layout: Layout, year: int) -> None:
    for number in range(TIMES if writer.name.startswith("markdown") else FEW):
        random = Random(f"{writer.name}/{layout}/{year}/{number}")  # noqa: S311 (test data)
        clean = trip(writer, layout, year, random, 0)
        assert clean.wrong == ()
        if layout is not Layout.SLID:
            assert clean.flagged == ()
        if not (writer.is_loose and layout is Layout.SLID):
            assert trip(writer, layout, year, random, 20).wrong == ()


@pytest.mark.parametrize("program", PROGRAMS, ids=lambda program: program.name)
def test_what_a_program_wrote_is_read(program: Program) -> None:
    if program.path is None:
        pytest.skip(f"the program for {program.name} is not here")
    reports = [
        draft(layout, year, Random(f"{program.name}/{layout}"), 0)  # noqa: S311 (test data)
        for layout, year in ((Layout.THREE, 2023), (Layout.SLID, 2019))
    ]
    for report, data in zip(reports, program.write([report.items for report in reports]), strict=True):
        found = judge(report, data, f"report{program.suffix}")
        assert found.wrong == ()
        assert found.flagged == ()
