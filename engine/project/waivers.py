"""Waivers: which findings they cover, and what is said of those that ran out or cover nothing."""

from collections.abc import Sequence
from datetime import date
from hashlib import sha256
from pathlib import Path

from engine.language.checked import Ruleset
from engine.model.finding import Assessment, Finding, Outcome, Place, Severity, Verdict, Waived, Waiver
from engine.model.location import Location
from engine.model.struct import replace
from engine.project import find, globs
from engine.project.applying import switched_off
from engine.project.messages import shown
from engine.project.project import Project

EXPIRED, UNUSED = "WAIVER-EXPIRED", "WAIVER-UNUSED"
_TITLES = {EXPIRED: "豁免已过期", UNUSED: "豁免没有对上问题"}
_ADVICE = {
    EXPIRED: "问题已改正的，删去这条豁免；仍需豁免的，重新批准并写上新的期限",
    UNUSED: "问题已改正的，删去这条豁免；否则核对规则编号、报告路径和指纹",
}


class Settling:
    """Takes the findings that waivers cover out of the assessments of a project's reports, and judges the waivers.

    ``rulesets`` are the project's packs with the rules that it switches off. A waiver holds until its day has passed.
    One that has run out is a finding of the project file; so is one that covered nothing, if a report that it names
    was checked by its rule.
    """

    def __init__(self, project: Project, rulesets: Sequence[Ruleset], today: date) -> None:
        self._project = project
        self._rulesets = rulesets
        self._today = today
        self._valid = [waiver for waiver in project.waivers.values() if today <= waiver.until]
        self._asked: set[Waiver] = set()
        self._used: set[Waiver] = set()

    def report(self, assessment: Assessment) -> Assessment:
        """The assessment of a report without what is waived."""
        path = path_of(assessment.source, self._project)
        for waiver in self._valid:
            if globs.fits(waiver.report, path):
                if any(outcome.rule == waiver.rule for outcome in assessment.outcomes):
                    self._asked.add(waiver)
                if any(_covers(waiver, finding) for finding in assessment.findings):
                    self._used.add(waiver)
        return replace(
            waive(assessment, path, self._valid),
            off=(*assessment.off, *switched_off(self._rulesets, self._project, assessment.rulesets)),
            project=self._project.name,
        )

    def own(self) -> tuple[Assessment, ...]:
        """That of the project file, if its waivers need care, after all reports."""
        waivers = self._project.waivers.values()
        problems = [_problem(EXPIRED, waiver) for waiver in waivers if self._today > waiver.until]
        unused = (waiver for waiver in self._valid if waiver in self._asked - self._used)
        problems += [_problem(UNUSED, waiver) for waiver in unused]
        return (_as_assessment(problems, self._project),) if problems else ()


def waive(assessment: Assessment, path: str, waivers: Sequence[Waiver]) -> Assessment:
    """The assessment of the report at a normal path, with each finding that a waiver covers moved to ``waived``.

    Of several waivers the one for this finding alone goes before others, then the one that holds longest.
    """
    here = sorted((waiver for waiver in waivers if globs.fits(waiver.report, path)), key=_precedence)
    outcomes: list[Outcome] = []
    waived: list[Waived] = []
    for outcome in assessment.outcomes:
        open_ones: list[Finding] = []
        for finding in outcome.findings:
            waiver = next((waiver for waiver in here if _covers(waiver, finding)), None)
            if waiver is None:
                open_ones.append(finding)
            else:
                waived.append(Waived(finding, waiver))
        outcomes.append(replace(outcome, findings=tuple(open_ones)))
    return replace(assessment, outcomes=tuple(outcomes), waived=tuple(waived))


def path_of(source: str, project: Project) -> str:
    """A report's path as waivers name it: from the project file's folder, or whole where it lies elsewhere."""
    if source == find.STANDARD_INPUT:
        return source
    path = Path(source)
    return globs.normal(find.below(path, project.folder) or path.resolve().as_posix())


def _covers(waiver: Waiver, finding: Finding) -> bool:
    return waiver.rule == finding.rule and waiver.fingerprint in (None, finding.fingerprint)


def _precedence(waiver: Waiver) -> tuple[bool, int, str, str, str]:
    return waiver.fingerprint is None, -waiver.until.toordinal(), waiver.report, waiver.reason, waiver.by


def _problem(rule: str, waiver: Waiver) -> Finding:
    parts = (rule, waiver.rule, waiver.report, waiver.fingerprint or "", waiver.until.isoformat())
    named = "，".join(shown(part) for part in (waiver.rule, waiver.report, waiver.fingerprint) if part)
    return Finding(
        rule=rule,
        title=_TITLES[rule],
        severity=Severity.WARNING,
        outcome=Verdict.FAILED,
        message=f"{_TITLES[rule]}：{named}；{waiver.by}，至 {waiver.until.isoformat()}：{waiver.reason}",
        suggestion=_ADVICE[rule],
        basis=(),
        locations=(Place(Location(line=waiver.line)),),
        evidence=(),
        fingerprint=sha256("\0".join(parts).encode("utf-8", "surrogatepass")).hexdigest()[:16],
    )


def _as_assessment(problems: list[Finding], project: Project) -> Assessment:
    """An assessment of the project file itself, without rulesets."""
    outcomes = tuple(
        Outcome(rule, _TITLES[rule], Severity.WARNING, Verdict.FAILED, found)
        for rule in _TITLES
        if (found := tuple(finding for finding in problems if finding.rule == rule))
    )
    return Assessment(project.name, "", None, None, None, (), outcomes)
