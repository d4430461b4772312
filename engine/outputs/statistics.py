"""Many assessments -> figures for an office: which rules find most, which units do worst, how it changes over years."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from engine.model.finding import Assessment, Severity, Verdict
from engine.model.organs import canonical, without_government
from engine.model.struct import Struct, field


class Counts(Struct, frozen=True):
    """How much was found: findings by severity, and findings of rules that could not be decided."""

    errors: int = 0
    warnings: int = 0
    infos: int = 0
    undetermined: int = 0

    def __add__(self, other: "Counts") -> "Counts":
        return Counts(
            self.errors + other.errors,
            self.warnings + other.warnings,
            self.infos + other.infos,
            self.undetermined + other.undetermined,
        )

    @property
    def failed(self) -> tuple[int, int, int]:
        """What was found, the most severe first."""
        return self.errors, self.warnings, self.infos

    @property
    def is_clean(self) -> bool:
        return not any(self.failed) and not self.undetermined


class OfRule(Struct, frozen=True):
    """One rule: in how many reports it failed or could not be decided, of how many that it applies to.

    ``severity`` is the one that it came to most often, the more severe of equal ones.
    """

    rule: str
    title: str
    severity: Severity
    applies: int
    failed: int
    undetermined: int

    @property
    def share(self) -> float:
        """The part of the reports it applies to in which it fails, from 0 to 1."""
        return self.failed / self.applies if self.applies else 0.0


class OfYear(Struct, frozen=True):
    """The reports on one year: how many, how many without a finding, and what was found in all of them."""

    year: int
    reports: int
    clean: int
    found: Counts


class OfUnit(Struct, frozen=True):
    """One unit, by its longest name: what was found in its reports, by year; several of a year count together.

    ``rank`` counts from 1, the fewest errors first, then the fewest warnings, then hints, in the report on its last
    year; equal ones share a rank.
    """

    organ: str
    years: Mapping[int, Counts]
    rank: int = 0

    @property
    def latest(self) -> Counts:
        return self.years[max(self.years)]

    @property
    def before(self) -> Counts | None:
        """What was found in its report on the year before the last, where there is one."""
        return self.years.get(max(self.years) - 1)


class Statistics(Struct, frozen=True):
    """``rules`` that found anything, those in most reports first; ``units`` by rank; ``years`` in order.

    ``unread`` files could not be checked at all; ``nameless`` reports are in no unit or year, since their organ or year
    was not read.
    """

    reports: int
    unread: int
    nameless: int
    found: Counts
    rules: Sequence[OfRule] = field(default=())
    units: Sequence[OfUnit] = field(default=())
    years: Sequence[OfYear] = field(default=())


class _Rule:
    """What is counted of a rule."""

    def __init__(self, title: str) -> None:
        self.title = title
        self.severities: Counter[Severity] = Counter()
        self.verdicts: Counter[Verdict] = Counter()

    @property
    def severity(self) -> Severity:
        return min(self.severities, key=lambda one: (-self.severities[one], one.rank))


class _Unit:
    """What is counted of a unit, under whatever name it reports: 云溪镇 and 云溪镇人民政府 are one."""

    def __init__(self) -> None:
        self.name = ""
        self.years: dict[int, Counts] = {}

    def take(self, organ: str, year: int, found: Counts) -> None:
        self.name = max(self.name, organ, key=lambda name: (len(name), name))
        self.years[year] = self.years.get(year, Counts()) + found


def statistics(assessments: Iterable[Assessment]) -> Statistics:
    """The figures of any number of reports, each looked at once; what is kept does not grow with reports, but units."""
    rules: dict[str, _Rule] = {}
    years: dict[int, OfYear] = {}
    units: dict[str, _Unit] = {}
    reports = unread = nameless = 0
    total = Counts()
    for one in assessments:
        if one.form is None:
            unread += 1
            continue
        reports += 1
        found = _counts(one)
        total += found
        _count_rules(one, rules)
        if one.organ is None or one.year is None:
            nameless += 1
        else:
            units.setdefault(without_government(canonical(one.organ)), _Unit()).take(one.organ, one.year, found)
        if one.year is not None:
            before = years.get(one.year) or OfYear(one.year, 0, 0, Counts())
            years[one.year] = OfYear(one.year, before.reports + 1, before.clean + found.is_clean, before.found + found)
    return Statistics(
        reports,
        unread,
        nameless,
        total,
        _ranked_rules(rules),
        _ranked_units(units.values()),
        [years[year] for year in sorted(years)],
    )


def _counts(assessment: Assessment) -> Counts:
    failed: Counter[Severity] = Counter()
    undetermined = 0
    for finding in assessment.findings:
        if finding.outcome is Verdict.UNDETERMINED:
            undetermined += 1
        else:
            failed[finding.severity] += 1
    return Counts(failed[Severity.ERROR], failed[Severity.WARNING], failed[Severity.INFO], undetermined)


def _count_rules(assessment: Assessment, rules: dict[str, _Rule]) -> None:
    for outcome in assessment.outcomes:
        rule = rules.get(outcome.rule)
        if rule is None:
            rule = rules[outcome.rule] = _Rule(outcome.title)
        verdict = outcome.verdict
        if verdict in (Verdict.FAILED, Verdict.UNDETERMINED) and not outcome.findings:
            verdict = Verdict.PASSED  # (what was found is waived, or known from a baseline)
        rule.verdicts[verdict] += 1
        if outcome.findings:
            rule.severities[outcome.severity] += 1


def _ranked_rules(rules: Mapping[str, _Rule]) -> list[OfRule]:
    found = [
        OfRule(
            name,
            rule.title,
            rule.severity,
            rule.verdicts.total() - rule.verdicts[Verdict.NOT_APPLICABLE],
            rule.verdicts[Verdict.FAILED],
            rule.verdicts[Verdict.UNDETERMINED],
        )
        for name, rule in rules.items()
        if rule.verdicts[Verdict.FAILED] or rule.verdicts[Verdict.UNDETERMINED]
    ]
    return sorted(found, key=lambda one: (-one.failed, one.severity.rank, -one.undetermined, one.rule))


def _ranked_units(units: Iterable[_Unit]) -> list[OfUnit]:
    ordered = sorted((OfUnit(unit.name, unit.years) for unit in units), key=_standing)
    ranked: list[OfUnit] = []
    for place, unit in enumerate(ordered, 1):
        is_equal = bool(ranked) and ranked[-1].latest.failed == unit.latest.failed
        ranked.append(OfUnit(unit.organ, unit.years, ranked[-1].rank if is_equal else place))
    return ranked


def _standing(unit: OfUnit) -> tuple[tuple[int, int, int], str]:
    return unit.latest.failed, unit.organ
