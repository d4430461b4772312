"""Findings as SARIF 2.1.0 (OASIS, errata 01), which editors and code hosts show.

Columns count in code points, as everywhere here. An undetermined rule is of kind ``open``, for which SARIF wants the
level ``none``; its own severity is in ``properties``. A waived finding is there with its suppression;
what rests on values that a person confirmed says who did, in its message and in ``properties.readByHand``;
with a baseline every result says whether it is new, unchanged or absent.
"""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from urllib.parse import quote

from engine.evaluation.masking import mask
from engine.model.finding import Assessment, Finding, Gone, Place, Severity, Verdict, Waived
from engine.outputs.certainty import read_by_hand
from engine.outputs.format import Checked, Format, Manner, encoded
from engine.outputs.listing import listed
from engine.outputs.words import Language, cite, where

_Json = Mapping[str, object]
_SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
_LEVEL = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "note"}


def _render(reports: Sequence[Checked], manner: Manner) -> bytes:
    return b"".join(_pieces(reports, manner))


def _pieces(reports: Iterable[Checked], manner: Manner) -> Iterator[bytes]:
    """The text, a result at a time. The reports are gone through for the rules, for the files, and for the results."""
    rules = _rules(one.assessment for one in reports)
    index = {rule: number for number, rule in enumerate(rules)}
    run = {
        "tool": {"driver": {"name": "gouji", "rules": list(rules.values())}},
        "columnKind": "unicodeCodePoints",
        "artifacts": [],
        "results": [],
    }
    whole = {"$schema": _SCHEMA, "version": "2.1.0", "runs": [run]}
    text = json.dumps(whole, ensure_ascii=manner.ascii_only, indent=2)
    before, between, after = text.rsplit("[]", 2)
    artifacts = (_artifact(one.assessment) for one in reports)
    results = (result for one in reports for result in _results(one.assessment, index, manner.language))
    yield encoded(before)
    yield from map(encoded, listed(artifacts, 3, ascii_only=manner.ascii_only))
    yield encoded(between)
    yield from map(encoded, listed(results, 3, ascii_only=manner.ascii_only))
    yield encoded(f"{after}\n")


FORMAT = Format("sarif", ".sarif", _render, pieces=_pieces)


def _results(assessment: Assessment, index: Mapping[str, int], language: Language) -> Iterable[_Json]:
    yield from (_result(assessment, finding, index, language, waived) for finding, waived in _findings(assessment))
    yield from (_absent(assessment, gone) for gone in assessment.gone)


def _findings(assessment: Assessment) -> Iterable[tuple[Finding, Waived | None]]:
    yield from ((finding, None) for finding in (*assessment.findings, *assessment.known))
    yield from ((waived.finding, waived) for waived in assessment.waived)


def _rules(assessments: Iterable[Assessment]) -> dict[str, _Json]:
    """Every rule that was asked, by id, in the order of their ids."""
    found: dict[str, _Json] = {}
    for assessment in assessments:
        for outcome in assessment.outcomes:
            level = _LEVEL[outcome.severity]
            found.setdefault(
                outcome.rule,
                {
                    "id": outcome.rule,
                    "shortDescription": {"text": outcome.title},
                    "defaultConfiguration": {"level": level},
                },
            )
        for finding, _ in _findings(assessment):
            found.setdefault(finding.rule, {"id": finding.rule, "shortDescription": {"text": finding.title}})
    return {rule: found[rule] for rule in sorted(found)}


def _artifact(assessment: Assessment) -> _Json:
    artifact: dict[str, object] = {"location": {"uri": _uri(assessment.source)}}
    if assessment.sha256:
        artifact["hashes"] = {"sha-256": assessment.sha256}
    return artifact


def _uri(source: str) -> str:
    """A file name as a relative reference; a drive letter would else be read as a scheme."""
    path = source.replace("\\", "/")
    if path[1:3] == ":/":
        return "file:///" + quote(path, errors="surrogateescape")
    return quote(path, safe="/", errors="surrogateescape")


def _result(
    assessment: Assessment, finding: Finding, index: Mapping[str, int], language: Language, waived: Waived | None
) -> _Json:
    is_open = finding.outcome is Verdict.UNDETERMINED
    places = finding.locations or ()
    result: dict[str, object] = {
        "ruleId": finding.rule,
        "ruleIndex": index[finding.rule],
        "kind": "open" if is_open else "fail",
        "level": "none" if is_open else _LEVEL[finding.severity],
        "message": {"text": "\n".join(_message(finding, language))},
        "locations": [_location(assessment.source, place, language) for place in places[:1]],
        "relatedLocations": [
            {"id": number, **_location(assessment.source, place, language)}
            for number, place in enumerate(places[1:], 1)
        ],
        "partialFingerprints": {"gouji/1": finding.fingerprint},
        "properties": {"severity": finding.severity.value},
    }
    by_hand = read_by_hand(finding, language)
    if by_hand:
        result["properties"] = {"severity": finding.severity.value, "readByHand": by_hand}
    if assessment.baseline:
        result["baselineState"] = "unchanged" if finding in assessment.known else "new"
    if waived is not None:
        waiver = waived.waiver
        said = f"{waiver.reason} ({waiver.by}, {waiver.until.isoformat()})"
        result["suppressions"] = [{"kind": "external", "status": "accepted", "justification": said}]
    return result


def _absent(assessment: Assessment, gone: Gone) -> _Json:
    """A finding of the baseline that has disappeared."""
    return {
        "ruleId": gone.rule,
        "level": _LEVEL[gone.severity],
        "message": {"text": gone.message},
        "locations": [{"physicalLocation": {"artifactLocation": {"uri": _uri(assessment.source)}}}],
        "partialFingerprints": {"gouji/1": gone.fingerprint},
        "baselineState": "absent",
    }


def _message(finding: Finding, language: Language) -> Iterable[str]:
    yield finding.message
    yield from read_by_hand(finding, language)
    if finding.suggestion:
        yield finding.suggestion
    yield from (cite(citation, language) for citation in finding.basis)


def _location(source: str, place: Place, language: Language) -> _Json:
    at = place.location
    physical: dict[str, object] = {"artifactLocation": {"uri": _uri(source)}}
    if at.line is not None and at.page is None:
        region: dict[str, object] = {"startLine": at.line}
        if at.column is not None:
            region["startColumn"] = at.column
            region["endColumn"] = max(at.end_column or at.column, at.column)
        if place.quote:
            region["snippet"] = {"text": mask(place.quote)}
        physical["region"] = region
    location: dict[str, object] = {"physicalLocation": physical}
    words = where(at, language)
    if words:
        location["message"] = {"text": words}
    if place.fact:
        location["logicalLocations"] = [{"fullyQualifiedName": place.fact}]
    return location
