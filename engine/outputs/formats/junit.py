"""Findings as JUnit XML, which build servers show: a suite a report, a case a rule.

A rule fails at the severities error and warning, undetermined ones too; a hint passes and is said in ``system-out``.
"""

from collections.abc import Sequence
from xml.etree.ElementTree import Element, SubElement

from engine.model.finding import Assessment, Finding, Outcome, Severity, Verdict
from engine.outputs.certainty import read_by_hand
from engine.outputs.format import Checked, Format, Manner
from engine.outputs.junit import legal, text_of
from engine.outputs.words import VERDICT, Language, where


def _render(reports: Sequence[Checked], manner: Manner) -> bytes:
    root = Element("testsuites", name="gouji check")
    suites = [_suite(root, one.assessment, manner.language) for one in reports]
    for count in ("tests", "failures", "errors", "skipped"):
        root.set(count, str(sum(int(suite.get(count, "0")) for suite in suites)))
    return text_of(root, ascii_only=manner.ascii_only).encode()


FORMAT = Format("junit", ".xml", _render)


def _suite(root: Element, assessment: Assessment, language: Language) -> Element:
    outcomes = assessment.outcomes
    suite = SubElement(root, "testsuite", name=legal(assessment.source))
    suite.set("tests", str(len(outcomes)))
    suite.set("failures", str(sum(map(_fails, outcomes))))
    suite.set("errors", "0")
    suite.set("skipped", str(sum(outcome.verdict is Verdict.NOT_APPLICABLE for outcome in outcomes)))
    for outcome in outcomes:
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
