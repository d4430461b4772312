"""Reports that are checked in one run, and those of last year: which belong together."""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from engine.evaluation import in_doubt, not_received
from engine.functions.same_organ import FUNCTION as SAME_ORGAN
from engine.model.facts import Facts, Status
from engine.model.finding import Severity
from engine.model.passage import Passage
from engine.model.struct import Struct, field
from engine.model.types import Missing

_MOST_NAMED = 3


class NoPrevious(Struct, frozen=True):
    """Why a report goes without last year's: a title, and the reason in words for the auditor."""

    title: str
    reason: str
    severity: Severity


class Beside(Struct, frozen=True):
    """What goes with one report: last year's (or why there is none), those of the units below, of the units beside."""

    previous: Facts | NoPrevious | None = None
    subordinates: tuple[Facts, ...] = ()
    peers: tuple[Facts, ...] = ()

    @property
    def before(self) -> Facts | Missing | None:
        """Last year's report as rules ask for it."""
        if isinstance(self.previous, NoPrevious):
            return Missing(self.previous.reason, Status.ABSENT)
        return self.previous


class Absent(Struct, frozen=True):
    """Units of one authority that should have reported on a year, and whose reports are not in the run."""

    authority: str
    year: int
    units: tuple[str, ...]


class Run(Struct, frozen=True):
    """The reports of one run, each read once.

    ``previous`` are last year's reports (``None``: nobody gave any); ``is_pair`` when one report and one of last year
    were named, which then belong together unless what was read says otherwise. ``units`` names the units of each
    authority that are to report; empty when single files were named, since then nobody expects the others.
    """

    reports: tuple[Facts, ...]
    previous: tuple[Facts, ...] | None = None
    is_pair: bool = False
    units: Mapping[str, Sequence[str]] = field(default_factory=dict)

    def beside(self, facts: Facts) -> Beside:
        """The other reports that go with one report of the run."""
        return Beside(self._previous(facts), self._subordinates(facts), self._peers(facts))

    def absent(self) -> Iterator[Absent]:
        """The missing units of authorities whose own report is not in the run, for each year that others report on."""
        for authority, units in self.units.items():
            for year in sorted({facts.year for facts in self.reports if facts.year is not None}):
                received = [unit for unit in units if self._of(unit, year)]
                if received and len(received) < len(units) and not self._of(authority, year):
                    yield Absent(authority, year, tuple(unit for unit in units if unit not in received))

    def _previous(self, facts: Facts) -> Facts | NoPrevious | None:
        if self.previous is None:
            return None
        if self.is_pair and len(self.previous) == 1 and _may_precede(self.previous[0], facts):
            return self.previous[0]
        if facts.organ is None or facts.year is None:
            return _none("这份报告的机关或年度没有读准，不能确定哪一份是它上年的报告")
        year = facts.year - 1
        found = _of_organ(facts.organ, [one for one in self.previous if one.year == year])
        if len(found) == 1:
            return found[0]
        if found:
            reason = f"“{facts.organ}”{year} 年度的报告有 {len(found)} 份：{_named(found)}，不能确定以哪一份为准"
            return NoPrevious("上年报告不止一份", reason, Severity.WARNING)
        unclear = [one for one in self.previous if one.organ is None or one.year is None]
        rest = f"；另有 {len(unclear)} 份读不准机关或年度：{_named(unclear)}" if unclear else ""
        return _none(f"给出的上年报告里没有“{facts.organ}”{year} 年度的{rest}")

    def _subordinates(self, facts: Facts) -> tuple[Facts, ...]:
        if facts.organ is None or facts.year is None:
            return ()
        return tuple(self._unit(unit, facts, facts.year) for unit in self._below(facts.organ))

    def _below(self, organ: str) -> Sequence[str]:
        return next((units for authority, units in self.units.items() if _is_same(authority, organ)), ())

    def _unit(self, unit: str, authority: Facts, year: int) -> Facts:
        found = self._of(unit, year)
        if len(found) == 1:
            return found[0]
        if not found:
            return not_received(unit, authority)
        return in_doubt(unit, authority, f"有 {len(found)} 份报告：{_named(found)}，不能确定以哪一份为准")

    def _peers(self, facts: Facts) -> tuple[Facts, ...]:
        """The reports of the same year on other units of the same authority, or of all others without a list."""
        if facts.organ is None or facts.year is None:
            return ()
        beside = [one for one in self.reports if one.year == facts.year and one.organ not in (None, facts.organ)]
        listed = next((units for units in self.units.values() if _is_listed(facts.organ, units)), None)
        return tuple(one for one in beside if listed is None or _is_listed(one.organ or "", listed))

    def _of(self, organ: str, year: int) -> list[Facts]:
        return _of_organ(organ, [one for one in self.reports if one.year == year])


def _none(reason: str) -> NoPrevious:
    return NoPrevious("没有找到上年的报告", reason, Severity.INFO)


def _may_precede(previous: Facts, facts: Facts) -> bool:
    """Whether nothing that was read speaks against one report being the other's of the year before."""
    if previous.year is not None and facts.year is not None and previous.year != facts.year - 1:
        return False
    return previous.organ is None or facts.organ is None or _is_same(previous.organ, facts.organ)


def _of_organ(organ: str, reports: Sequence[Facts]) -> list[Facts]:
    """The different reports of an organ: under the same name if there are any, else under its short or full one."""
    found = [one for one in reports if one.organ == organ]
    found = found or [one for one in reports if one.organ is not None and _is_same(one.organ, organ)]
    return list({one.document.sha256: one for one in reversed(found)}.values())[::-1]


def _is_listed(organ: str, units: Iterable[str]) -> bool:
    return organ in units or any(_is_same(organ, unit) for unit in units)


def _is_same(one: str, other: str) -> bool:
    return SAME_ORGAN.call(Passage(one), Passage(other)) is True


def _named(reports: Sequence[Facts]) -> str:
    names = [one.document.source for one in reports[:_MOST_NAMED]]
    return "、".join(names) + ("等" if len(reports) > len(names) else "")
