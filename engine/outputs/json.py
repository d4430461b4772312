"""Assessments and facts as JSON (``gouji/assessment/1``, ``gouji/facts/1``; docs/assessment.schema.json).

The keys are a contract that other programs rely on. The same input gives the same text.
"""

import json
from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal

from engine.evaluation.masking import mask
from engine.model.facts import Fact, Facts, FactValue
from engine.model.finding import Assessment, Evidence, Finding, Place, Verdict, Waived
from engine.model.location import Location
from engine.model.struct import asdict
from engine.outputs.words import cite

_Json = Mapping[str, object]


def render(assessments: Sequence[Assessment], *, ascii_only: bool = False) -> str:
    """All assessments as one JSON text. ``ascii_only`` writes other characters as ``\\uXXXX``, for any console."""
    rulesets = {
        (ruleset.id, ruleset.version): {"id": ruleset.id, "version": ruleset.version, "sha256": ruleset.sha256}
        for assessment in assessments
        for ruleset in assessment.rulesets
    }
    whole = {
        "schema": "gouji/assessment/1",
        "rulesets": [rulesets[key] for key in sorted(rulesets)],
        "reports": [_report(assessment) for assessment in assessments],
    }
    return _text(whole, ascii_only)


def render_facts(facts: Sequence[Facts], *, ascii_only: bool = False) -> str:
    """What was read from one report (``{"facts": …}``) or from several (``{"reports": [{"source", "facts"}]}``)."""
    reports = [
        {
            "source": report.document.source,
            "form": report.form.id,
            "facts": {fact_id: _fact(fact) for fact_id, fact in report.facts.items()},
        }
        for report in facts
    ]
    whole: _Json = {"schema": "gouji/facts/1"}
    whole = {**whole, **reports[0]} if len(reports) == 1 else {**whole, "reports": reports}
    return _text(whole, ascii_only)


def _text(whole: _Json, ascii_only: bool) -> str:
    return json.dumps(whole, ensure_ascii=ascii_only, indent=2) + "\n"


def _report(assessment: Assessment) -> _Json:
    return {
        "source": assessment.source,
        "sha256": assessment.sha256,
        "form": assessment.form,
        "organ": assessment.organ,
        "year": assessment.year,
        "outcomes": {verdict.value: assessment.count(verdict) for verdict in Verdict},
        "findings": [_finding(finding) for finding in assessment.findings],
        "waived": [_waived(waived) for waived in assessment.waived],
        "off": [{"rule": off.rule, "title": off.title, "reason": off.reason} for off in assessment.off],
        "project": assessment.project,
    }


def _finding(finding: Finding) -> _Json:
    return {
        "rule": finding.rule,
        "title": finding.title,
        "severity": finding.severity.value,
        "outcome": finding.outcome.value,
        "message": finding.message,
        "suggestion": finding.suggestion,
        "note": finding.note,
        "basis": [cite(citation, "zh") for citation in finding.basis],
        "locations": [_place(place) for place in finding.locations],
        "evidence": [_evidence(evidence) for evidence in finding.evidence],
        "fingerprint": finding.fingerprint,
    }


def _waived(waived: Waived) -> _Json:
    return {
        "rule": waived.finding.rule,
        "fingerprint": waived.finding.fingerprint,
        "message": waived.finding.message,
        "severity": waived.finding.severity.value,
        "reason": waived.waiver.reason,
        "by": waived.waiver.by,
        "until": waived.waiver.until.isoformat(),
    }


def _place(place: Place) -> _Json:
    return {**asdict(place.location), "fact": place.fact, "quote": place.quote}


def _evidence(evidence: Evidence) -> _Json:
    return {
        "name": evidence.name,
        "fact": evidence.fact,
        "value": evidence.value,
        "location": _location(evidence.location),
    }


def _fact(fact: Fact) -> _Json:
    return {
        "value": _value(fact.value),
        "raw": None if fact.raw is None else mask(fact.raw),
        "status": fact.status.value,
        "location": _location(fact.location),
        "reason": fact.reason,
    }


def _location(location: Location | None) -> _Json:
    return asdict(location) if location is not None else {}


def _value(value: FactValue | None) -> object:
    """Numbers stay exact: a decimal that a binary float cannot carry is written as a text."""
    if isinstance(value, Decimal):
        number = float(value)
        return number if Decimal(repr(number)) == value else str(value)
    if isinstance(value, date):
        return value.isoformat()
    return mask(value) if isinstance(value, str) else value
