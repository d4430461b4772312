"""How many findings are accepted before a run counts as failed."""

from collections import Counter
from collections.abc import Iterable
from typing import TYPE_CHECKING

from engine.model.finding import Finding, Severity

if TYPE_CHECKING:
    from engine.project.project import Project

NEVER = "never"
FAIL_ON = (*(severity.value for severity in Severity), NEVER)
_DEFAULT = Severity.ERROR.value


def exceeds(findings: Iterable[Finding], asked: str | None, project: "Project | None") -> bool:
    """Whether there are more findings of any severity, failed or undetermined, than are accepted.

    Of the level ``fail_on`` and those above it none is accepted, of the others any number; where the project's
    thresholds have a severity, that number holds instead. A level ``asked`` on the command line goes before all that
    the project says.
    """
    level, thresholds = asked or _DEFAULT, dict[Severity, int]()
    if asked is None and project is not None:
        level, thresholds = project.fail_on or _DEFAULT, dict(project.thresholds)
    accepted = {severity: 0 for severity in Severity if level != NEVER and severity.rank <= Severity(level).rank}
    counts = Counter(finding.severity for finding in findings)
    return any(counts[severity] > number for severity, number in {**accepted, **thresholds}.items())
