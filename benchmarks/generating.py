"""How fast reports are made: ``make bench-generating``.

Compliant reports from the strategy, which draws one piece of bytes, against a strategy that draws every cell that is
free by itself; and whole reports a second from the seeded generator, which does not shrink.
"""

import statistics
import sys
import time
from collections.abc import Callable
from random import Random

from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from engine import packs
from engine.verification import reports
from engine.verification.generated import SHAPES
from engine.verification.strategies import maker

COUNT = 200
LEAST_RATIO, LEAST_RATE = 3.0, 1_000
QUICK = settings(
    max_examples=COUNT, deadline=None, database=None, phases=[Phase.generate], suppress_health_check=list(HealthCheck)
)


def seconds(run: Callable[[], object]) -> float:
    begin = time.perf_counter()
    run()
    return time.perf_counter() - begin


def main() -> int:
    """Prints the ratio and the rate; 1 when one of them misses its aim."""
    ruleset = packs.load("foi_annual_report").ruleset
    assert ruleset is not None
    made = maker(ruleset)
    county = SHAPES[3]

    @QUICK
    @given(reports(ruleset, county))
    def whole(report: object) -> None:
        assert report

    @QUICK
    @given(st.fixed_dictionaries({one.id: st.integers(0, county.most) for one in made.plan.free}))
    def one_by_one(cells: dict[str, int]) -> None:
        numbers = made.plan.build(lambda one, most: cells[one.id] if most is None else min(most, cells[one.id]))
        assert made.text(numbers)

    pairs = [(seconds(one_by_one), seconds(whole)) for _ in range(5)]
    ratio = statistics.median(cells / at_once for cells, at_once in pairs)
    random = Random(1)  # noqa: S311 (test data)
    rate = max(1_000 / seconds(lambda: [made.seeded(random, SHAPES[n % 5]) for n in range(1_000)]) for _ in range(3))
    print(f"cells one by one : all at once  {ratio:5.1f}  (at least {LEAST_RATIO})")
    print(f"seeded reports a second        {rate:6.0f}  (at least {LEAST_RATE})")
    return int(ratio < LEAST_RATIO or rate < LEAST_RATE)


if __name__ == "__main__":
    sys.exit(main())
