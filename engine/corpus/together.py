"""Reports that are checked in one run, and those of last year: which belong together."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property, lru_cache
from typing import Protocol

from engine.model.facts import Facts, Status
from engine.model.finding import Severity
from engine.model.organs import same_organ
from engine.model.struct import Struct
from engine.model.types import Missing

_MOST_NAMED = 3
_PAIRS = 10_000  # of names, whose comparison is kept: each report of sixty is compared with the units of its list


class Entry(Struct, frozen=True):
    """What is known of a report without looking into it: enough to find those that belong together.

    ``number`` is its place among the files of the run.
    """

    number: int
    source: str
    sha256: str
    organ: str | None
    year: int | None

    @classmethod
    def of(cls, facts: Facts, number: int) -> "Entry":
        return cls(number, facts.document.source, facts.document.sha256, facts.organ, facts.year)


class NoPrevious(Struct, frozen=True):
    """Why a report goes without last year's: a title, and the reason in words for the auditor."""

    title: str
    reason: str
    severity: Severity

    @property
    def missing(self) -> Missing:
        """Last year's report as rules ask for it."""
        return Missing(self.reason, Status.ABSENT)


class Stand(Struct, frozen=True):
    """What stands for the report of a unit: that it has not come, or for which reason it is not known which it is."""

    unit: str
    doubt: str | None = None


class Beside(Struct, frozen=True):
    """What goes with one report: last year's (or why there is none), those of the units below."""

    previous: Entry | NoPrevious | None = None
    subordinates: tuple[Entry | Stand, ...] = ()


class Absent(Struct, frozen=True):
    """Units of one authority that should have reported on a year, and whose reports are not in the run."""

    authority: str
    year: int
    units: tuple[str, ...]


class Reports(Protocol):
    """Reports that can be looked up, wherever they are kept; always in the order of the run."""

    def __iter__(self) -> Iterator[Entry]:
        """All of them."""

    @property
    def years(self) -> Sequence[int]:
        """The years that they are on, each once, in order."""

    @property
    def unclear(self) -> Sequence[Entry]:
        """Those whose organ or year is not known."""

    def count(self, year: int | None) -> int:
        """How many are on a year."""

    def of_year(self, year: int | None) -> Iterable[Entry]:
        """Those on a year."""

    def named(self, organ: str, year: int) -> Sequence[Entry]:
        """Those of an organ by this very name."""


class Run:
    """The reports of one run, by what is known of them.

    ``previous`` are last year's reports (``None``: nobody gave any); ``pair`` is the one of them that was named with
    the one report of the run: then they belong together unless what was read says otherwise. ``units`` names the units
    of each authority that are to report; empty when single files were named, since then nobody expects the others.
    """

    def __init__(
        self,
        reports: Reports,
        previous: Reports | None = None,
        *,
        pair: Entry | None = None,
        units: Mapping[str, Sequence[str]] | None = None,
    ) -> None:
        self.reports = reports
        self.previous = previous
        self._pair = pair
        self._units = units or {}
        # The places of organs in the lists, each found once for all its years.
        self._listings: dict[str, Sequence[str] | None] = {}
        self._authorities: dict[str, Sequence[str]] = {}

    def beside(self, entry: Entry) -> Beside:
        """The other reports that go with one report of the run."""
        return Beside(self._previous(entry), self._subordinates(entry))

    def peers(self, entry: Entry) -> Iterator[Entry]:
        """The reports of the same year on other units of the same authority, or on all others without a list.

        The highest authority of the lists, which stands in none, has no peers.
        """
        if entry.organ is not None and entry.year is not None:
            listed = self._listing(entry.organ)
            yield from (one for one in self.reports.of_year(entry.year) if self._is_peer(one, entry, listed))

    def are_peers(self, others: Iterable[Entry], entry: Entry) -> list[Entry]:
        """Those of some reports of the run that are peers of one of them."""
        listed = self._listing(entry.organ or "")
        return [one for one in others if self._is_peer(one, entry, listed)]

    def listed(self) -> Iterator[Entry]:
        """The reports of units that some authority lists."""
        for unit in dict.fromkeys(unit for units in self._units.values() for unit in units):
            for year in self.reports.years:
                yield from _of(self.reports, unit, year)

    def around(self, reports: Iterable[Entry], *, with_peers: bool) -> "Run":
        """As much of the run as these reports see: each has the same other reports in it, for the same reasons."""
        about = {(one.organ, one.year) for one in reports if one.organ is not None and one.year is not None}
        now: dict[int, Entry] = {}
        before = {} if self.previous is None else {one.number: one for one in self.previous.unclear}
        for organ, year in about:
            below = [one for unit in self._below(organ) for one in _of(self.reports, unit, year)]
            now |= {one.number: one for one in below}
            if self.previous is not None:
                before |= {one.number: one for one in _of(self.previous, organ, year - 1)}
        if with_peers:
            now |= {one.number: one for year in {year for _, year in about} for one in self.reports.of_year(year)}
        return Run(
            InMemory(now[number] for number in sorted(now)),
            None if self.previous is None else InMemory(before[number] for number in sorted(before)),
            pair=self._pair,
            units=self._units,
        )

    def absent(self) -> Iterator[Absent]:
        """The missing units of authorities whose own report is not in the run, for each year that others report on."""
        for authority, units in self._units.items():
            for year in self.reports.years:
                received = [unit for unit in units if _of(self.reports, unit, year)]
                if received and len(received) < len(units) and not _of(self.reports, authority, year):
                    yield Absent(authority, year, tuple(unit for unit in units if unit not in received))

    def _previous(self, entry: Entry) -> Entry | NoPrevious | None:
        if self.previous is None:
            return None
        if self._pair is not None and _may_precede(self._pair, entry):
            return self._pair
        if entry.organ is None or entry.year is None:
            return _none("这份报告的机关或年度没有读准，不能确定哪一份是它上年的报告")
        year = entry.year - 1
        found = _of(self.previous, entry.organ, year)
        if len(found) == 1:
            return found[0]
        if found:
            reason = f"“{entry.organ}”{year} 年度的报告有 {len(found)} 份：{_named(found)}，不能确定以哪一份为准"
            return NoPrevious("上年报告不止一份", reason, Severity.WARNING)
        unclear = self.previous.unclear
        rest = f"；另有 {len(unclear)} 份读不准机关或年度：{_named(unclear)}" if unclear else ""
        return _none(f"给出的上年报告里没有“{entry.organ}”{year} 年度的{rest}")

    def _subordinates(self, entry: Entry) -> tuple[Entry | Stand, ...]:
        organ, year = entry.organ, entry.year
        if organ is None or year is None:
            return ()
        return tuple(self._unit(unit, year) for unit in self._below(organ))

    def _below(self, organ: str) -> Sequence[str]:
        """The units of an authority."""
        if organ not in self._authorities:
            same = (units for authority, units in self._units.items() if _is_same(authority, organ))
            self._authorities[organ] = self._units[organ] if organ in self._units else next(same, ())
        return self._authorities[organ]

    def _unit(self, unit: str, year: int) -> Entry | Stand:
        found = _of(self.reports, unit, year)
        if len(found) == 1:
            return found[0]
        doubt = f"有 {len(found)} 份报告：{_named(found)}，不能确定以哪一份为准" if found else None
        return Stand(unit, doubt)

    def _listing(self, organ: str) -> Sequence[str] | None:
        """The list in which an organ stands; none of an authority's is that of the highest one, which has no peers."""
        if organ not in self._listings:
            exact = self._by_unit.get(organ)
            same = (units for units in self._units.values() if _is_listed(organ, units))
            self._listings[organ] = next(same, () if self._below(organ) else None) if exact is None else exact
        return self._listings[organ]

    @cached_property
    def _by_unit(self) -> Mapping[str, Sequence[str]]:
        """The first list with each name: with tens of thousands of units, few names can be compared with all others."""
        lists = list(self._units.values())
        return {unit: units for units in reversed(lists) for unit in units}

    @staticmethod
    def _is_peer(one: Entry, entry: Entry, listed: Sequence[str] | None) -> bool:
        if one.year != entry.year or one.organ is None or one.organ == entry.organ:
            return False
        return listed is None or _is_listed(one.organ, listed)


class InMemory:
    """Reports in memory, by organ and year."""

    def __init__(self, reports: Iterable[Entry]) -> None:
        self._reports = list(reports)
        self._by_year: dict[int | None, list[Entry]] = {}
        self._by_name: dict[tuple[str, int], list[Entry]] = {}
        self.unclear: list[Entry] = []
        for one in self._reports:
            self._by_year.setdefault(one.year, []).append(one)
            if one.organ is None or one.year is None:
                self.unclear.append(one)
            else:
                self._by_name.setdefault((one.organ, one.year), []).append(one)

    def __iter__(self) -> Iterator[Entry]:
        return iter(self._reports)

    @property
    def years(self) -> list[int]:
        return sorted(year for year in self._by_year if year is not None)

    def count(self, year: int | None) -> int:
        return len(self.of_year(year))

    def of_year(self, year: int | None) -> Sequence[Entry]:
        return self._by_year.get(year, ())

    def named(self, organ: str, year: int) -> Sequence[Entry]:
        return self._by_name.get((organ, year), ())


def _of(reports: Reports, organ: str, year: int) -> list[Entry]:
    """The different reports of an organ: under the same name if there are any, else under its short or full one."""
    found = list(reports.named(organ, year)) or [
        one for one in reports.of_year(year) if one.organ is not None and _is_same(one.organ, organ)
    ]
    return list({one.sha256: one for one in reversed(found)}.values())[::-1]


def _none(reason: str) -> NoPrevious:
    return NoPrevious("没有找到上年的报告", reason, Severity.INFO)


def _may_precede(previous: Entry, facts: Entry) -> bool:
    """Whether nothing that was read speaks against one report being the other's of the year before."""
    if previous.year is not None and facts.year is not None and previous.year != facts.year - 1:
        return False
    return previous.organ is None or facts.organ is None or _is_same(previous.organ, facts.organ)


def _is_listed(organ: str, units: Iterable[str]) -> bool:
    return organ in units or any(_is_same(organ, unit) for unit in units)


@lru_cache(maxsize=_PAIRS)
def _is_same(one: str, other: str) -> bool:
    return same_organ(one, other)


def _named(reports: Sequence[Entry]) -> str:
    names = [one.source for one in reports[:_MOST_NAMED]]
    return "、".join(names) + ("等" if len(reports) > len(names) else "")
