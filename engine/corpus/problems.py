"""In a batch, a file that could not be checked is a finding of that file: nothing is lost, and the rest goes on."""

from hashlib import sha256

from engine.model.finding import Assessment, Finding, Outcome, Place, Severity, Verdict
from engine.model.location import Location
from engine.pipeline import Problem, Trouble

_TITLES = {
    Trouble.UNREADABLE: ("READ", "文件无法读取", Severity.ERROR),
    Trouble.UNKNOWN_KIND: ("KIND", "不是已知的报告", Severity.WARNING),
    Trouble.NO_RULES: ("YEAR", "没有适用的规则集", Severity.WARNING),
}


def as_assessment(problem: Problem) -> Assessment:
    """An assessment without rulesets whose only finding says why the file could not be checked."""
    rule, title, severity = _TITLES[problem.trouble]
    fingerprint = sha256(f"{rule}\0{problem.source}".encode("utf-8", "surrogateescape")).hexdigest()[:16]
    finding = Finding(
        rule=rule,
        title=title,
        severity=severity,
        outcome=Verdict.UNDETERMINED,
        message=problem.reason,
        suggestion=None,
        basis=(),
        locations=(Place(Location()),),
        evidence=(),
        fingerprint=fingerprint,
    )
    outcome = Outcome(rule, title, severity, Verdict.UNDETERMINED, (finding,), problem.reason)
    return Assessment(problem.source, "", None, None, None, (), (outcome,))
