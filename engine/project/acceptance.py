"""How many findings are accepted before a run counts as failed."""

from collections.abc import Mapping
from typing import TYPE_CHECKING

from engine.model.finding import Severity

if TYPE_CHECKING:
    from engine.project.project import Project

NEVER = "never"
FAIL_ON = (*(severity.value for severity in Severity), NEVER)
_DEFAULT = Severity.ERROR.value


def exceeds(counts: Mapping[Severity, int], asked: str | None, project: "Project | None") -> bool:
    """Whether there are more findings of any severity, failed or undetermined, than are accepted; ``counts`` has them.

    Of the level ``fail_on`` and those above it none is accepted, of the others any number; where the project's
    thresholds have a severity, that number holds instead. A level ``asked`` on the command line goes before all that
    the project says.
    """
    level, thresholds = asked or _DEFAULT, dict[Severity, int]()
    if asked is None and project is not None:
        level, thresholds = project.fail_on or _DEFAULT, dict(project.thresholds)
    accepted = {severity: 0 for severity in Severity if level != NEVER and severity.rank <= Severity(level).rank}
    return any(counts.get(severity, 0) > number for severity, number in {**accepted, **thresholds}.items())
