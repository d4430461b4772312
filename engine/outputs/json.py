"""Assessments and facts as JSON (``gouji/assessment/1``, ``gouji/facts/1``; their schemas lie in docs/).

The keys are a contract that other programs rely on. The same input gives the same text.
"""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal
from fractions import Fraction

from engine.evaluation.masking import mask
from engine.language.source import excerpt
from engine.model.confirmation import Confirmation
from engine.model.diagnostic import Diagnostic
from engine.model.facts import Fact, Facts, FactValue
from engine.model.finding import Assessment, Evidence, Finding, Place, Verdict, Waived
from engine.model.identity import Identity, Side
from engine.model.localization import Change, Localization
from engine.model.location import Location
from engine.model.struct import asdict
from engine.model.trial import Trial
from engine.outputs.handbook import Entry, Handbook, outcome
from engine.outputs.listing import listed
from engine.outputs.phrases import plain
from engine.outputs.words import Language, cite
from engine.verification.differences import unified
from engine.verification.examples import ExampleResult
from engine.verification.mutation import MutationResult, Survivor
from engine.verification.proof import Proof
from engine.verification.properties import PropertyResult
from engine.verification.verify import PackResult

_Json = Mapping[str, object]


def render(assessments: Iterable[Assessment], *, ascii_only: bool = False) -> str:
    """All assessments as one JSON text. ``ascii_only`` writes other characters as ``\\uXXXX``, for any console."""
    return "".join(pieces(assessments, ascii_only=ascii_only))


def pieces(assessments: Iterable[Assessment], *, ascii_only: bool = False) -> Iterator[str]:
    """The same text, a report at a time. The assessments are gone through twice."""
    rulesets = {
        (ruleset.id, ruleset.version): {"id": ruleset.id, "version": ruleset.version, "sha256": ruleset.sha256}
        for assessment in assessments
        for ruleset in assessment.rulesets
    }
    frame = {"schema": "gouji/assessment/1", "rulesets": [rulesets[key] for key in sorted(rulesets)], "reports": []}
    head, tail = _text(frame, ascii_only).rsplit("[]", 1)
    yield head
    yield from listed(map(_report, assessments), ascii_only=ascii_only)
    yield tail


def render_facts(facts: Sequence[Facts], *, ascii_only: bool = False) -> str:
    """What was read from one report (``{"facts": …}``) or from several (``{"reports": [{"source", "facts"}]}``)."""
    return "".join(facts_pieces(facts, len(facts), ascii_only=ascii_only))


def facts_pieces(facts: Iterable[Facts], count: int, *, ascii_only: bool = False) -> Iterator[str]:
    """The same text, a report at a time; ``count`` is how many there are."""
    reports = map(_facts, facts)
    if count == 1:
        yield _text({"schema": "gouji/facts/1", **next(reports)}, ascii_only)
        return
    head, tail = _text({"schema": "gouji/facts/1", "reports": []}, ascii_only).rsplit("[]", 1)
    yield head
    yield from listed(reports, ascii_only=ascii_only)
    yield tail


def _facts(report: Facts) -> _Json:
    return {
        "source": report.document.source,
        "form": report.form.id,
        "facts": {fact_id: _fact(fact) for fact_id, fact in report.facts.items()},
    }


def render_tests(packs: Sequence[PackResult], *, ascii_only: bool = False) -> str:
    """What came of testing packs (``gouji/test/1``): each example with its place, its difference and its verdict."""
    return _text({"schema": "gouji/test/1", "packs": [_pack(pack) for pack in packs]}, ascii_only)


def render_rules(handbooks: Sequence[Handbook], language: Language = "zh", *, ascii_only: bool = False) -> str:
    """The rules of packs in words (``gouji/rules/1``)."""
    return _text({"schema": "gouji/rules/1", "rulesets": [_handbook(one, language) for one in handbooks]}, ascii_only)


def render_lint(diagnostics: Iterable[Diagnostic], language: Language = "zh", *, ascii_only: bool = False) -> str:
    """What is wrong or questionable in rules files (``gouji/lint/1``)."""
    return _text({"schema": "gouji/lint/1", "problems": [_problem(one, language) for one in diagnostics]}, ascii_only)


def _problem(one: Diagnostic, language: Language) -> _Json:
    return {
        "code": one.code,
        "level": one.level.value,
        **asdict(one.span),
        "message": one.message if language == "zh" else one.english,
        "hint": one.hint if language == "zh" else one.english_hint,
    }


def _text(whole: _Json, ascii_only: bool) -> str:
    return json.dumps(whole, ensure_ascii=ascii_only, indent=2) + "\n"


def _handbook(handbook: Handbook, language: Language) -> _Json:
    identity = handbook.identity
    return {
        "id": identity.id,
        "version": identity.version,
        "sha256": identity.sha256,
        "title": handbook.title,
        "form": handbook.form,
        "applies": [plain(condition) for condition in handbook.applies],
        "chapters": [
            {"title": chapter.title, "rules": [_entry(entry, language) for entry in chapter.entries]}
            for chapter in handbook.chapters
        ],
    }


def _entry(entry: Entry, language: Language) -> _Json:
    return {
        "id": entry.rule,
        "title": entry.title,
        "severity": entry.severity.value,
        "branches": [{"severity": severity.value, "when": plain(when)} for severity, when in entry.branches],
        "basis": [{**asdict(citation), "binding": citation.binding.value} for citation in entry.basis],
        "for_each": [plain(phrase) for phrase in entry.loops],
        "when": [plain(phrase) for phrase in entry.conditions],
        "require": [plain(phrase) for phrase in entry.required],
        "forbid": [plain(phrase) for phrase in entry.forbidden],
        "message": plain(entry.message),
        "suggestion": plain(entry.suggestion) if entry.suggestion is not None else None,
        "together": entry.together,
        "examples": [
            {
                "fails": example.fails,
                "edits": [edit.text for edit in example.edits],
                "outcome": outcome(example, language),
            }
            for example in entry.examples
        ],
        "file": entry.place.file,
        "line": entry.place.line,
        "text": entry.source,
    }


def _pack(pack: PackResult) -> _Json:
    identity = pack.ruleset.identity
    return {
        "id": identity.id,
        "version": identity.version,
        "sha256": identity.sha256,
        "rules": len(pack.ruleset.rules),
        "held": pack.held,
        "failed": len(pack.failures),
        "without_failing_example": list(pack.unproven),
        "results": [_result(pack, result) for result in pack.results],
        **({} if pack.properties is None else {"properties": _properties(pack.properties)}),
        **({} if pack.mutation is None else {"mutation": _mutation(pack.mutation)}),
    }


def _properties(result: PropertyResult) -> _Json:
    return {
        "tried": {one.value: count for one, count in result.tried.items()},
        "counterexamples": [
            {
                "rule": one.rule,
                "property": one.property.value,
                "problem": mask(one.reason),
                "example": mask(one.example) or None,
            }
            for one in result.counterexamples
        ],
    }


def render_trials(trials: Sequence[Trial], *, ascii_only: bool = False) -> str:
    """What came of rules that were tried on a data set (``gouji/trial/1``)."""
    return _text({"schema": "gouji/trial/1", "rules": [_trial(one) for one in trials]}, ascii_only)


def _trial(trial: Trial) -> _Json:
    return {
        "rule": trial.rule,
        "title": trial.title,
        "form": trial.form,
        "manner": trial.manner,
        "reasons": list(trial.reasons),
        "verdicts": _counts(trial.verdicts),
        "years": [{"year": year, **_counts(counts)} for year, counts in trial.by_year.items()],
        "levels": [{"level": level, **_counts(counts)} for level, counts in trial.by_level.items()],
        "examples": [{**asdict(one), "messages": list(one.messages)} for one in trial.examples],
        "by_rows": trial.by_rows,
    }


def _counts(verdicts: Mapping[Verdict, int]) -> _Json:
    return {verdict.value: verdicts.get(verdict, 0) for verdict in Verdict}


def render_proofs(proofs: Sequence[Proof], *, ascii_only: bool = False) -> str:
    """What was proved of the arithmetic of packs (``gouji/proof/1``)."""
    return _text({"schema": "gouji/proof/1", "packs": [_proof(one) for one in proofs]}, ascii_only)


def _proof(proof: Proof) -> _Json:
    return {
        "id": proof.ruleset.identity.id,
        "sha256": proof.ruleset.identity.sha256,
        "rules": list(proof.rules),
        "consistent": proof.consistent,
        "witness": _numbers(proof.witness),
        "contradictions": [
            {"rules": list(one.rules), "numbers": _numbers(one.numbers)} for one in proof.contradictions
        ],
        "redundant": list(proof.redundant),
        "implied": list(proof.implied),
        "never_fail": list(proof.never_fail),
        "undecided": [question for question, _ in proof.undecided],
    }


def _numbers(numbers: Mapping[str, Fraction]) -> _Json:
    """Whole numbers as such, others as the text of their fraction."""
    return {name: int(value) if value.denominator == 1 else str(value) for name, value in numbers.items()}


def _mutation(result: MutationResult) -> _Json:
    return {
        "count": result.count,
        "noticed": result.noticed,
        "score": round(result.score, 4),
        "survivors": [_survivor(result, one) for one in result.survivors],
        "justified": [{**_survivor(result, one), "reason": one.reason} for one in result.justified],
        "faults": [{**asdict(one.span), "problem": one.problem, "english": one.english} for one in result.faults],
    }


def _survivor(result: MutationResult, one: Survivor) -> _Json:
    return {
        "rule": one.rule,
        **asdict(one.mutant.span),
        "change": one.mutant.change,
        "english": one.mutant.english,
        "text": mask(excerpt(result.ruleset.files, one.mutant.span)),
    }


def _result(pack: PackResult, result: ExampleResult) -> _Json:
    base, edited = pack.ruleset.base, result.edited
    return {
        "rule": result.rule or None,
        "kind": "base" if result.example is None else "fail_example" if result.example.fails else "pass_example",
        "file": result.place.file if result.place is not None else None,
        "line": result.place.line if result.place is not None else None,
        "text": None if result.example is None else mask(excerpt(pack.ruleset.files, result.example.span)),
        "ok": result.ok,
        "verdict": result.verdict.value if result.verdict is not None else None,
        "problem": result.problem,
        "said": result.said,
        "evidence": [_evidence(evidence) for evidence in result.evidence],
        "difference": list(unified(base, edited)) if base is not None and edited is not None else [],
    }


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
        "known": [_finding(finding) for finding in assessment.known],
        "gone": [asdict(gone) for gone in assessment.gone],
        "localizations": [_localization(one) for one in assessment.localizations],
    }


def _localization(one: Localization) -> _Json:
    return {
        "rules": list(one.rules),
        "unique": one.is_unique,
        "complete": one.complete,
        "corrections": [[_change(change) for change in changes] for changes in one.corrections],
    }


def _change(change: Change) -> _Json:
    return {
        "fact": change.fact,
        "name": change.name,
        "read": _value(change.read),
        "needed": _value(change.needed),
        "location": _location(change.location),
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
        "identity": None if finding.identity is None else _identity(finding.identity),
        "basis": [cite(citation, "zh") for citation in finding.basis],
        "locations": [_place(place) for place in finding.locations],
        "evidence": [_evidence(evidence) for evidence in finding.evidence],
        "fingerprint": finding.fingerprint,
    }


def _identity(identity: Identity) -> _Json:
    return {"left": _side(identity.left), "relation": identity.relation, "right": _side(identity.right)}


def _side(side: Side) -> _Json:
    terms = [
        {"name": term.name, "fact": term.fact, "value": term.value, "subtracted": term.is_subtracted}
        for term in side.terms
    ]
    return {"total": side.total, "terms": terms}


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
        "source": evidence.source,
        **_confirmed(evidence.confirmed),
    }


def _confirmed(confirmation: Confirmation | None) -> _Json:
    """The key that only values have which a person confirmed or corrected; ``read`` is what was read before."""
    if confirmation is None:
        return {}
    read = {"status": confirmation.status.value, "value": _value(confirmation.value)}
    on = confirmation.on.isoformat()
    return {"confirmed": {"by": confirmation.by, "on": on, "note": confirmation.note, "read": read}}


def _fact(fact: Fact) -> _Json:
    return {
        "value": _value(fact.value),
        "raw": None if fact.raw is None else mask(fact.raw),
        "status": fact.status.value,
        "location": _location(fact.location),
        "reason": fact.reason,
        **_confirmed(fact.confirmed),
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
