"""The story of one report: read -> extract -> evaluate -> assessment. Read this first.

bytes --documents--> Document --extraction--> Facts --+
                                                      +--evaluation--> Outcomes --> Assessment
.rules files --language, packs--> Ruleset ------------+
"""

from collections.abc import Collection, Mapping, Sequence
from enum import StrEnum
from types import MappingProxyType

from engine import documents, evaluation, extraction
from engine.extraction.given import Given, Wrong, facts_of, form_of, read_given
from engine.language.checked import Ruleset
from engine.model.document import Document, Unreadable
from engine.model.facts import Facts
from engine.model.finding import Assessment, Outcome
from engine.model.localization import Localization
from engine.model.struct import Struct
from engine.model.types import Missing

NOTHING: Mapping[str, Mapping[str, Outcome]] = MappingProxyType({})
"""No outcome is known before."""


class Trouble(StrEnum):
    """Why a file could not be checked at all, or not to the end."""

    UNREADABLE = "unreadable"
    UNKNOWN_KIND = "unknown_kind"
    NO_RULES = "no_rules"
    TIME = "time"
    MEMORY = "memory"
    CRASH = "crash"


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
    facts = understand(data, source, rulesets)
    before = None if previous is None else understand(previous.data, previous.source, rulesets)
    below = [understand(other.data, other.source, rulesets) for other in subordinates]
    for one in (facts, before, *below):
        if isinstance(one, Problem):
            return one
    assert isinstance(facts, Facts)  # noqa: S101 (for the type checker)
    assert not isinstance(before, Problem)  # noqa: S101 (the same)
    read = [one for one in below if isinstance(one, Facts)]
    return assess(facts, rulesets, previous=before, subordinates=read, strict=strict)


def assess(
    facts: Facts,
    rulesets: Sequence[Ruleset],
    *,
    previous: Facts | Missing | None = None,
    subordinates: Sequence[Facts] = (),
    peers: Sequence[Facts] = (),
    decided: Mapping[str, Mapping[str, Outcome]] = NOTHING,
    unasked: Collection[str] = (),
    strict: bool = False,
) -> Assessment | Problem:
    """The same for reports that have been read: ``previous`` may also say why there is none.

    ``peers`` are the reports of other units that are checked in the same run (同级). In a run too large to give all,
    they are those that matter to rules which look for alike texts, and the ids of other rules are ``unasked``.
    ``decided`` are outcomes that are known before, by ruleset and rule: those rules are not asked.
    """
    fitting = fit(rulesets, facts)
    if not fitting:
        return _no_rules(facts.document.source, facts)
    if isinstance(previous, Facts):
        previous = extraction.as_on(previous, facts)
    below = [extraction.as_on(one, facts) for one in subordinates]
    beside = [extraction.as_on(one, facts) for one in peers]
    outcomes: list[Outcome] = []
    for ruleset in fitting:
        outcomes += evaluation.evaluate(
            ruleset,
            facts,
            previous=previous,
            subordinates=below,
            peers=beside,
            decided=decided.get(ruleset.identity.id, {}),
            unasked=unasked,
            strict=strict,
        )
    return Assessment(
        facts.document.source,
        facts.document.sha256,
        facts.form.id,
        facts.organ,
        facts.year,
        tuple(ruleset.identity for ruleset in fitting),
        tuple(outcomes),
        off=tuple(rule for ruleset in fitting for rule in ruleset.off),
        localizations=tuple(one for ruleset in fitting for one in _localize(ruleset, facts, outcomes)),
    )


def fit(rulesets: Sequence[Ruleset], facts: Facts) -> list[Ruleset]:
    """The rulesets that are about this report."""
    return [
        ruleset
        for ruleset in rulesets
        if ruleset.form.id == facts.form.id and evaluation.applies(ruleset, facts) is not False
    ]


def _localize(ruleset: Ruleset, facts: Facts, outcomes: Sequence[Outcome]) -> Sequence[Localization]:
    """Which cells may be wrong, where a rule on numbers in tables fails."""
    if not any(finding.note for outcome in outcomes for finding in outcome.findings):
        return ()
    from engine.arithmetic.localization import localize  # (few reports need it)

    return localize(ruleset, facts)


def understand(data: bytes, source: str, rulesets: Sequence[Ruleset]) -> Facts | Problem:
    """What was read from one report, on the form that its labels show; or the facts that are given as JSON."""
    given = read_given(data, source)
    if given is not None:
        return _hold_against_form(given, source, rulesets)
    document = documents.read(data, source)
    if isinstance(document, Unreadable):
        return Problem(Trouble.UNREADABLE, source, document.reason, document.english)
    return _extract(document, rulesets) or _unknown_kind(source)


def _extract(document: Document, rulesets: Sequence[Ruleset]) -> Facts | None:
    """The facts of the document on its form; ``None`` when no form recognises it."""
    forms = {ruleset.form.id: ruleset.form for ruleset in rulesets}
    form = extraction.choose_form(tuple(forms.values()), document)
    return None if form is None else extraction.extract(document, form)


def _hold_against_form(given: Given | Wrong, source: str, rulesets: Sequence[Ruleset]) -> Facts | Problem:
    """Facts that are given, on the form that they name or else fit best."""
    if isinstance(given, Wrong):
        return Problem(Trouble.UNREADABLE, source, given.reason, given.english)
    form = form_of(given, tuple({ruleset.form.id: ruleset.form for ruleset in rulesets}.values()))
    if form is None:
        reason = f"没有“{given.form}”这种表单的规则集"
        return Problem(Trouble.UNKNOWN_KIND, source, reason, f"no ruleset is about the form {given.form}")
    facts = facts_of(given, form)
    return Problem(Trouble.UNREADABLE, source, facts.reason, facts.english) if isinstance(facts, Wrong) else facts


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
