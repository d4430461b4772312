"""Thousands of round trips: ``make round-trip`` (``python -m tests.round_trip [N [SEED]]``).

Every format, every layout, both forms, with and without blanks and marks. Ends with 1 when a value came back wrong.
"""

import sys
from collections import Counter
from random import Random

from tests.round_trip.judging import FORMS, trip
from tests.round_trip.writers import WRITERS
from tests.support.reports import Layout

BLANKS = (0, 5, 30)


def main(count: int, seed: int) -> int:
    """Prints what came of the trips by format and layout; the number of wrong values."""
    counts: dict[tuple[str, str, int], Counter[str]] = {}
    shown = 0
    for number in range(count):
        random = Random(f"{seed}/{number}")  # noqa: S311 (test data)
        writer, layout, year = random.choice(WRITERS), random.choice(list(Layout)), random.choice(list(FORMS))
        blanks = random.choice(BLANKS)
        result = trip(writer, layout, year, random, blanks)
        line = counts.setdefault((writer.name, layout.name, blanks), Counter())
        line.update(reports=1, equal=result.equal, flagged=len(result.flagged), wrong=len(result.wrong))
        if result.wrong and shown < 8:
            shown += 1
            print(f"--- {seed}/{number} {writer.name} {layout.name} {year}", result.wrong[:4])
    print(f"{'format':28}{'layout':8}{'blanks':>7}{'reports':>9}{'equal':>10}{'flagged':>9}{'wrong':>7}")
    for (name, layout_name, blanks), line in sorted(counts.items()):
        numbers = f"{line['reports']:>9}{line['equal']:>10}{line['flagged']:>9}{line['wrong']:>7}"
        print(f"{name:28}{layout_name:8}{blanks:>6}%{numbers}")
    return sum(line["wrong"] for line in counts.values())


if __name__ == "__main__":
    chosen = [int(word) for word in sys.argv[1:3]]
    sys.exit(int(bool(main(*(chosen + [4000, 1][len(chosen) :])))))
