"""The story of one report: read -> extract -> evaluate -> assessment. Read this first.

bytes --documents--> Document --extraction--> Facts --+
                                                      +--evaluation--> Outcomes --> Assessment
.rules files --language, packs--> Ruleset ------------+
"""

from collections.abc import Mapping, Sequence
from enum import StrEnum

from engine import documents, evaluation, extraction
from engine.language.checked import Ruleset
from engine.model.document import Document, Unreadable
from engine.model.facts import Facts
from engine.model.finding import Assessment, Outcome
from engine.model.struct import Struct


class Trouble(StrEnum):
    """Why a file could not be checked at all."""

    UNREADABLE = "unreadable"
    UNKNOWN_KIND = "unknown_kind"
    NO_RULES = "no_rules"


class Problem(Struct, frozen=True):
    """A file that could not be checked: why, in Chinese and English."""

    trouble: Trouble
    source: str
    reason: str
    english: str


class Other(Struct, frozen=True):
    """Another report that goes with the one that is checked: the content of its file, and its name."""

    data: bytes
    source: str


def check(
    data: bytes,
    source: str,
    rulesets: Sequence[Ruleset],
    *,
    previous: Other | None = None,
    subordinates: Sequence[Other] = (),
    strict: bool = False,
) -> Assessment | Problem:
    """Checks one report against every ruleset whose form and year fit it.

    ``data`` is the file's content, ``source`` the name that findings will show. ``previous`` is the report on the year
    before (上年), ``subordinates`` are those of the units below (下级): one that cannot be read is a problem too. With
    ``strict``, a bug in a rule's evaluation raises instead of making that rule undetermined (for tests).
    """
    document = documents.read(data, source)
    if isinstance(document, Unreadable):
        return Problem(Trouble.UNREADABLE, source, document.reason, document.english)
    readings = _extract(document, rulesets)
    if not readings:
        return _unknown_kind(source)
    fitting = [
        ruleset
        for ruleset in rulesets
        if ruleset.form.id in readings and evaluation.applies(ruleset, readings[ruleset.form.id]) is not False
    ]
    if not fitting:
        return _no_rules(source, next(iter(readings.values())))
    outcomes: list[Outcome] = []
    for ruleset in fitting:
        before = None if previous is None else understand(previous.data, previous.source, (ruleset,))
        below = [understand(other.data, other.source, (ruleset,)) for other in subordinates]
        if isinstance(before, Problem):
            return before
        for one in below:
            if isinstance(one, Problem):
                return one
        facts = readings[ruleset.form.id]
        read = [one for one in below if isinstance(one, Facts)]
        outcomes += evaluation.evaluate(ruleset, facts, previous=before, subordinates=read, strict=strict)
    facts = readings[fitting[0].form.id]
    return Assessment(
        document.source,
        document.sha256,
        facts.form.id,
        facts.organ,
        facts.year,
        tuple(ruleset.identity for ruleset in fitting),
        tuple(outcomes),
        off=tuple(rule for ruleset in fitting for rule in ruleset.off),
    )


def understand(data: bytes, source: str, rulesets: Sequence[Ruleset]) -> Facts | Problem:
    """What was read from one report, by the first form that recognises it."""
    document = documents.read(data, source)
    if isinstance(document, Unreadable):
        return Problem(Trouble.UNREADABLE, source, document.reason, document.english)
    return next(iter(_extract(document, rulesets).values()), None) or _unknown_kind(source)


def _extract(document: Document, rulesets: Sequence[Ruleset]) -> Mapping[str, Facts]:
    """The facts by form id, for the forms that recognise the document."""
    forms = {ruleset.form.id: ruleset.form for ruleset in rulesets}
    return {
        form_id: extraction.extract(document, form)
        for form_id, form in forms.items()
        if extraction.recognises(form, document)
    }


def _unknown_kind(source: str) -> Problem:
    return Problem(
        Trouble.UNKNOWN_KIND,
        source,
        "这不是已有规则集所针对的报告",
        "this is not a report that any ruleset is about",
    )


def _no_rules(source: str, facts: Facts) -> Problem:
    return Problem(
        Trouble.NO_RULES,
        source,
        f"没有适用于{facts.year}年度的规则集",
        f"no ruleset applies to a report on the year {facts.year}",
    )
