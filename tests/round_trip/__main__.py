"""Thousands of round trips: ``make round-trip`` (``python -m tests.round_trip [N [SEED]]``).

Every format, every layout, both forms, with and without blanks and marks. Ends with 1 when a value came back wrong.
"""

import sys
from collections import Counter
from collections.abc import Iterator
from random import Random

from tests.round_trip.judging import FORMS, Trip, draft, judge, trip
from tests.round_trip.writers import PROGRAMS, WRITERS
from tests.support.reports import Layout

BLANKS = (0, 5, 30)


def main(count: int, seed: int) -> int:
    """Prints what came of the trips by format and layout; the number of wrong values."""
    counts: dict[tuple[str, str, int], Counter[str]] = {}
    for name, layout, blanks, result in (*_trips(count, seed), *_runs(count // 200, seed)):
        line = counts.setdefault((name, layout.name, blanks), Counter())
        line.update(reports=1, equal=result.equal, flagged=len(result.flagged), wrong=len(result.wrong))
        if result.wrong:
            print(f"--- {name} {layout.name}", result.wrong[:4])
    print(f"{'format':34}{'layout':8}{'blanks':>7}{'reports':>9}{'equal':>10}{'flagged':>9}{'wrong':>7}")
    for (name, layout_name, blanks), line in sorted(counts.items()):
        numbers = f"{line['reports']:>9}{line['equal']:>10}{line['flagged']:>9}{line['wrong']:>7}"
        print(f"{name:34}{layout_name:8}{blanks:>6}%{numbers}")
    return sum(line["wrong"] for line in counts.values())


def _trips(count: int, seed: int) -> Iterator[tuple[str, Layout, int, Trip]]:
    for number in range(count):
        random = Random(f"{seed}/{number}")  # noqa: S311 (test data)
        writer, layout, year = random.choice(WRITERS), random.choice(list(Layout)), random.choice(list(FORMS))
        # Without lines a surplus value may stand for a blank one, and only the sums show it (see the test).
        blanks = 0 if writer.is_loose and layout is Layout.SLID else random.choice(BLANKS)
        yield writer.name, layout, blanks, trip(writer, layout, year, random, blanks)


def _runs(count: int, seed: int) -> Iterator[tuple[str, Layout, int, Trip]]:
    """The same through programs that take seconds to start: as many reports in one run of each."""
    for program in PROGRAMS:
        random = Random(f"{seed}/{program.name}")  # noqa: S311 (test data)
        drafts = [
            (layout, blanks, draft(layout, random.choice(list(FORMS)), random, blanks))
            for layout, blanks in ((random.choice(list(Layout)), random.choice(BLANKS)) for _ in range(count))
        ]
        if program.path is None or not drafts:
            continue
        written = program.write([report.items for _, _, report in drafts])
        for (layout, blanks, report), data in zip(drafts, written, strict=True):
            yield program.name, layout, blanks, judge(report, data, f"report{program.suffix}")


if __name__ == "__main__":
    chosen = [int(word) for word in sys.argv[1:3]]
    sys.exit(int(bool(main(*(chosen + [4000, 1][len(chosen) :])))))
