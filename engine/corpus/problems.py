"""What is wrong with a run and not with a report becomes findings: nothing is lost, and the rest goes on.

A file of a batch that could not be checked, a report without last year's, confirmed values that belong to another
content of it, units whose reports are not there.
"""

from collections.abc import Sequence
from hashlib import sha256

from engine.corpus.together import Absent, NoPrevious
from engine.model.finding import Assessment, Finding, Outcome, Place, Severity, Verdict
from engine.model.location import Location
from engine.model.struct import replace
from engine.pipeline import Problem, Trouble

_TITLES = {
    Trouble.UNREADABLE: ("READ", "文件无法读取", Severity.ERROR),
    Trouble.UNKNOWN_KIND: ("KIND", "不是已知的报告", Severity.WARNING),
    Trouble.NO_RULES: ("YEAR", "没有适用的规则集", Severity.WARNING),
    Trouble.TIME: ("TIME", "检查超过了时限", Severity.ERROR),
    Trouble.MEMORY: ("MEMORY", "检查超过了内存上限", Severity.ERROR),
    Trouble.CRASH: ("CRASH", "检查中途崩溃", Severity.ERROR),
}


def as_assessment(problem: Problem) -> Assessment:
    """An assessment without rulesets whose only finding says why the file could not be checked."""
    outcome = _outcome(*_TITLES[problem.trouble], problem.reason, problem.source)
    return Assessment(problem.source, "", None, None, None, (), (outcome,))


def without_previous(assessment: Assessment, reason: NoPrevious) -> Assessment:
    """An assessment that says once why the rules which compare with last year's report were not applied."""
    about = f"{assessment.organ or assessment.source}\0{assessment.year or ''}"
    outcome = _outcome("PREVIOUS", reason.title, reason.severity, f"{reason.reason}；与上年比较的规则不适用", about)
    return replace(assessment, outcomes=(*assessment.outcomes, outcome))


def with_stale(assessment: Assessment, file: str) -> Assessment:
    """An assessment that says that values which a person confirmed were not used, the report having changed since."""
    message = f"{file} 核定的是另一份内容的报告（sha256 不同），没有使用"
    about = f"{assessment.organ or assessment.source}\0{assessment.year or ''}"
    advice = "核对报告改了什么；核定的读数仍然对的，改写核定文件里的 sha256，否则重新核定"
    outcome = _outcome("READING", "核定的读数已过时", Severity.WARNING, message, about, suggestion=advice)
    return replace(assessment, outcomes=(*assessment.outcomes, outcome))


def absent_units(source: str, found: Sequence[Absent]) -> Assessment:
    """An assessment of the file that lists units: whose reports are missing where their authority's is not there."""
    outcomes = tuple(
        _outcome(
            "UNITS",
            "缺报单位",
            Severity.WARNING,
            f"{one.authority}的单位中，没有 {one.year} 年度报告的有 {len(one.units)} 个：{'、'.join(one.units)}",
            f"{one.authority}\0{one.year}",
            verdict=Verdict.FAILED,
        )
        for one in found
    )
    return Assessment(source, "", None, None, None, (), outcomes)


def _outcome(
    rule: str,
    title: str,
    severity: Severity,
    message: str,
    about: str,
    *,
    verdict: Verdict = Verdict.UNDETERMINED,
    suggestion: str | None = None,
) -> Outcome:
    fingerprint = sha256(f"{rule}\0{about}".encode("utf-8", "surrogateescape")).hexdigest()[:16]
    finding = Finding(
        rule=rule,
        title=title,
        severity=severity,
        outcome=verdict,
        message=message,
        suggestion=suggestion,
        basis=(),
        locations=(Place(Location()),),
        evidence=(),
        fingerprint=fingerprint,
    )
    return Outcome(rule, title, severity, verdict, (finding,), message)
