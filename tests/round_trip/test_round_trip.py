"""Generated facts written in every format and layout and read back: equal, or flagged; on clean tables equal."""

from random import Random

import pytest

from tests.round_trip.judging import FORMS, trip
from tests.round_trip.writers import WRITERS, Writer
from tests.support.reports import Layout

TIMES = 8
FEW = 1  # of the formats that take long to write; ``make round-trip`` makes thousands


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
        assert trip(writer, layout, year, random, 20).wrong == ()
