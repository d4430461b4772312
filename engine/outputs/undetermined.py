"""What could not be decided, by its cause: one table that cannot be read leaves dozens of rules without an answer."""

from collections.abc import Iterable, Sequence

from engine.model.finding import Finding, Place, Verdict
from engine.model.struct import Struct
from engine.outputs.words import Language

_MOST_NAMES = 3
_NAMES: dict[Language, tuple[str, str]] = {"zh": ("、", "等 {} 处"), "en": (", ", " and so on, {} in all")}
ADVICE: dict[Language, str] = {
    "zh": "对照原文核对：gouji facts 显示读到的各个值；看清以后可用 gouji confirm 核定，再检查一遍",
    "en": "compare with the document: gouji facts shows what was read; keep what you see with gouji confirm",
}


class Cause(Struct, frozen=True):
    """Why rules have no answer, and their findings, the most severe first."""

    reasons: tuple[str, ...]
    findings: tuple[Finding, ...]

    @property
    def places(self) -> tuple[Place, ...]:
        """Where what could not be read stands, each place once."""
        return tuple(dict.fromkeys(place for finding in self.findings for place in finding.locations))

    def concerned(self, language: Language) -> str:
        """The names of what could not be read: the first few, and how many there are."""
        names = list(dict.fromkeys(one.name for finding in self.findings for one in finding.evidence))
        comma, more = _NAMES[language]
        shown = comma.join(names[:_MOST_NAMES])
        return shown + (more.format(len(names)) if len(names) > _MOST_NAMES else "")


def causes(findings: Sequence[Finding]) -> tuple[Cause, ...]:
    """The undetermined ones of some findings by their reasons, in the order of their first finding."""
    found: dict[tuple[str, ...], list[Finding]] = {}
    for finding in undetermined(findings):
        found.setdefault(finding.reasons or (finding.message,), []).append(finding)
    return tuple(Cause(reasons, tuple(members)) for reasons, members in found.items())


def undetermined(findings: Iterable[Finding]) -> list[Finding]:
    return [finding for finding in findings if finding.outcome is Verdict.UNDETERMINED]


def failed(findings: Iterable[Finding]) -> list[Finding]:
    return [finding for finding in findings if finding.outcome is not Verdict.UNDETERMINED]
