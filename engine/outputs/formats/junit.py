"""Findings as JUnit XML, which build servers show: a suite a report, a case a rule.

A rule fails at the severities error and warning, undetermined ones too; a hint passes and is said in ``system-out``.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from xml.etree.ElementTree import Element, SubElement

from engine.model.finding import Assessment, Finding, Outcome, Severity, Verdict
from engine.outputs.certainty import read_by_hand
from engine.outputs.format import Checked, Format, Manner
from engine.outputs.junit import legal, pieces_of
from engine.outputs.words import VERDICT, Language, where


def _render(reports: Sequence[Checked], manner: Manner) -> bytes:
    return b"".join(_pieces(reports, manner))


def _pieces(reports: Iterable[Checked], manner: Manner) -> Iterator[bytes]:
    """The text, a suite at a time; the reports are gone through twice, as the counts of all stand first."""
    total = Counter(dict.fromkeys(("tests", "failures", "errors", "skipped"), 0))
    for one in reports:
        total.update(_counts(one.assessment))
    root = Element("testsuites", {"name": "gouji check", **_written(total)})
    suites = (_suite(one.assessment, manner.language) for one in reports)
    for piece in pieces_of(root, suites, ascii_only=manner.ascii_only):
        yield piece.encode()


FORMAT = Format("junit", ".xml", _render, pieces=_pieces)


def _counts(assessment: Assessment) -> Mapping[str, int]:
    outcomes = assessment.outcomes
    skipped = sum(outcome.verdict is Verdict.NOT_APPLICABLE for outcome in outcomes)
    return {"tests": len(outcomes), "failures": sum(map(_fails, outcomes)), "errors": 0, "skipped": skipped}


def _written(counts: Mapping[str, int]) -> Mapping[str, str]:
    return {name: str(count) for name, count in counts.items()}


def _suite(assessment: Assessment, language: Language) -> Element:
    suite = Element("testsuite", {"name": legal(assessment.source), **_written(_counts(assessment))})
    for outcome in assessment.outcomes:
        _case(suite, assessment, outcome, language)
    return suite


def _fails(outcome: Outcome) -> bool:
    return any(finding.severity is not Severity.INFO for finding in outcome.findings)


def _case(suite: Element, assessment: Assessment, outcome: Outcome, language: Language) -> None:
    case = SubElement(suite, "testcase", name=legal(f"{outcome.rule} {outcome.title}"))
    case.set("classname", legal(assessment.source))
    first = next((place for finding in outcome.findings for place in finding.locations), None)
    if first is not None and first.location.line is not None:
        case.set("line", str(first.location.line))
    said = "\n".join(_line(finding, language) for finding in outcome.findings)
    if _fails(outcome):
        kind = f"{outcome.severity.value}, {outcome.verdict.value}"
        failure = SubElement(case, "failure", message=legal(outcome.findings[0].message), type=kind)
        failure.text = legal(said)
    elif outcome.findings:
        SubElement(case, "system-out").text = legal(said)
    elif outcome.verdict is Verdict.NOT_APPLICABLE:
        SubElement(case, "skipped", message=legal(outcome.reason or VERDICT[language][outcome.verdict]))


def _line(finding: Finding, language: Language) -> str:
    place = next((where(place.location, language) for place in finding.locations), "")
    return " ".join(
        part for part in (place, finding.message, finding.suggestion, *read_by_hand(finding, language)) if part
    )
