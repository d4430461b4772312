"""A smaller report that shows the same: numbers are put back to those of the base report as far as that goes."""

from collections.abc import Callable

from engine.verification.construction import Free
from engine.verification.generated import Maker, Report


def smaller(made: Maker, report: Report, shows: Callable[[Report], bool]) -> Report:
    """The report with as many of its free numbers as possible as in the base report (delta debugging, Zeller 1999).

    ``shows`` says whether a report still shows what it is about; the report given must.
    """
    base = made.numbers
    kept = [one.id for one in made.plan.free if report.numbers[one.id] != base[one.id]]
    size = len(kept)
    while size >= 1:
        start = 0
        while start < len(kept):
            fewer = kept[:start] + kept[start + size :]
            tried = _with(made, report, frozenset(fewer))
            if shows(tried):
                kept, report = fewer, tried
            else:
                start += size
        size //= 2
    return report


def _with(made: Maker, report: Report, kept: frozenset[str]) -> Report:
    def draw(free: Free, most: int | None) -> int:
        wanted = report.numbers[free.id] if free.id in kept else made.numbers[free.id]
        return max(wanted if most is None else min(wanted, most), free.least)

    return made.report(draw)
