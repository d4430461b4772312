"""The story of one report: read -> extract -> evaluate -> assessment. Read this first.

bytes --documents--> Document --extraction--> Facts --+
                                                      +--evaluation--> Outcomes --> Assessment
.rules files --language, packs--> Ruleset ------------+
"""

from collections.abc import Sequence
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
    """Checks one report, on the form that its labels show, against every ruleset of that form whose year fits.

    ``data`` is the file's content, ``source`` the name that findings will show. ``previous`` is the report on the year
    before (上年), ``subordinates`` are those of the units below (下级): one that cannot be read is a problem too. With
    ``strict``, a bug in a rule's evaluation raises instead of making that rule undetermined (for tests).
    """
    document = documents.read(data, source)
    if isinstance(document, Unreadable):
        return Problem(Trouble.UNREADABLE, source, document.reason, document.english)
    facts = _extract(document, rulesets)
    if facts is None:
        return _unknown_kind(source)
    fitting = [
        ruleset
        for ruleset in rulesets
        if ruleset.form.id == facts.form.id and evaluation.applies(ruleset, facts) is not False
    ]
    if not fitting:
        return _no_rules(source, facts)
    before = None if previous is None else understand(previous.data, previous.source, rulesets)
    if isinstance(before, Problem):
        return before
    below: list[Facts] = []
    for other in subordinates:
        one = understand(other.data, other.source, rulesets)
        if isinstance(one, Problem):
            return one
        below.append(extraction.as_on(one, facts))
    if before is not None:
        before = extraction.as_on(before, facts)
    outcomes: list[Outcome] = []
    for ruleset in fitting:
        outcomes += evaluation.evaluate(ruleset, facts, previous=before, subordinates=below, strict=strict)
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
    """What was read from one report, on the form that its labels show."""
    document = documents.read(data, source)
    if isinstance(document, Unreadable):
        return Problem(Trouble.UNREADABLE, source, document.reason, document.english)
    return _extract(document, rulesets) or _unknown_kind(source)


def _extract(document: Document, rulesets: Sequence[Ruleset]) -> Facts | None:
    """The facts of the document on its form; ``None`` when no form recognises it."""
    forms = {ruleset.form.id: ruleset.form for ruleset in rulesets}
    form = extraction.choose_form(tuple(forms.values()), document)
    return None if form is None else extraction.extract(document, form)


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
