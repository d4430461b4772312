"""What the auditor gets: outcomes of rules on one report, and the findings in them."""

from datetime import date
from enum import StrEnum

from engine.model.citation import Citation
from engine.model.confirmation import Confirmation
from engine.model.identity import Identity
from engine.model.localization import Localization
from engine.model.location import Location
from engine.model.struct import Struct, field

READING_DOUBT = "也可能是读取问题：请先对照原文核对这些数是否读对"
"""The note of a finding that rests on numbers in tables: the only note there is."""


class Severity(StrEnum):
    ERROR = "error"
    WARNING = "warning"
    INFO = "info"

    @property
    def rank(self) -> int:
        """0 for the most severe."""
        return list(Severity).index(self)


class Verdict(StrEnum):
    """The four outcomes of a rule. A value that is not certain never becomes a pass."""

    PASSED = "passed"
    FAILED = "failed"
    NOT_APPLICABLE = "not_applicable"
    UNDETERMINED = "undetermined"


class Place(Struct, frozen=True):
    """A place in the report that a finding is about: where, which fact stands there, and the words as written."""

    location: Location
    fact: str | None = None
    quote: str | None = None


class Evidence(Struct, frozen=True):
    """A value that a finding rests on, under the name that the rule's author wrote.

    One that was read in another report has the name of that file as its ``source``: fact and location are there.
    ``confirmed`` says who read a value that was confirmed or corrected by hand.
    """

    name: str
    fact: str | None
    value: str | None
    location: Location | None = None
    source: str | None = None
    confirmed: Confirmation | None = None


class Finding(Struct, frozen=True):
    """One failing (or undecided) instance of a rule. Personal data is masked in every text.

    ``note`` says what else the cause may be (a doubt about the reading). ``identity`` is the comparison of cells that
    failed, in its numbers. ``reasons`` say why an undetermined one has no answer. ``fingerprint`` is 16 hexadecimal
    digits from organ, year, rule, fact or quote, and ordinal, never line numbers: it stays when lines move.
    """

    rule: str
    title: str
    severity: Severity
    outcome: Verdict
    message: str
    suggestion: str | None
    basis: tuple[Citation, ...]
    locations: tuple[Place, ...]
    evidence: tuple[Evidence, ...]
    fingerprint: str
    note: str | None = None
    identity: Identity | None = None
    reasons: tuple[str, ...] = ()


class Outcome(Struct, frozen=True):
    """What one rule came to on one report; ``reason`` says why it is not applicable or undetermined."""

    rule: str
    title: str
    severity: Severity
    verdict: Verdict
    findings: tuple[Finding, ...] = ()
    reason: str | None = None


class RulesetId(Struct, frozen=True):
    """Which ruleset was applied; ``sha256`` is the hash of its files."""

    id: str
    version: str
    sha256: str
    title: str = ""


class Waiver(Struct, frozen=True):
    """A finding that somebody answers for, until a day (inclusive): of which rule, in which reports, and why.

    ``report`` is a glob on the report's path from the folder of the project file; with ``fingerprint`` one finding
    only. ``line`` is where the waiver stands in the project file.
    """

    rule: str
    report: str
    reason: str
    by: str
    until: date
    fingerprint: str | None = None
    line: int = 1


class Waived(Struct, frozen=True):
    """A finding and the waiver that covers it."""

    finding: Finding
    waiver: Waiver


class Gone(Struct, frozen=True):
    """A finding of the baseline that is not found any more."""

    rule: str
    title: str
    severity: Severity
    message: str
    fingerprint: str


class SwitchedOff(Struct, frozen=True):
    """A rule that was not asked, and why."""

    rule: str
    title: str
    reason: str


class Assessment(Struct, frozen=True):
    """All outcomes of all rules on one report.

    Outcomes keep the verdict that their rule came to; a waived finding is in ``waived`` and no longer in its outcome.
    ``off`` are the rules that the project file ``project`` switches off. ``localizations`` say which cells may be wrong
    where the arithmetic does not hold. With a ``baseline``, findings that it has are in ``known`` and no longer in
    their outcome; those that have disappeared since are in ``gone``.
    """

    source: str
    sha256: str
    form: str | None
    organ: str | None
    year: int | None
    rulesets: tuple[RulesetId, ...]
    outcomes: tuple[Outcome, ...] = field(default=())
    waived: tuple[Waived, ...] = ()
    off: tuple[SwitchedOff, ...] = ()
    project: str | None = None
    localizations: tuple[Localization, ...] = ()
    baseline: bool = False
    known: tuple[Finding, ...] = ()
    gone: tuple[Gone, ...] = ()

    @property
    def findings(self) -> tuple[Finding, ...]:
        """All findings: the most severe first, then in reading order, then by rule."""
        found = [finding for outcome in self.outcomes for finding in outcome.findings]
        return tuple(sorted(found, key=_order))

    def count(self, verdict: Verdict) -> int:
        """How many rules came to this verdict."""
        return sum(outcome.verdict is verdict for outcome in self.outcomes)


def _order(finding: Finding) -> tuple[int, tuple[float, ...], str, str]:
    place = finding.locations[0].location.order if finding.locations else Location().order
    return finding.severity.rank, place, finding.rule, finding.fingerprint
