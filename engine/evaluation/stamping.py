"""The one place where findings are made: severity, basis, message, places, evidence, masking and fingerprint."""

from collections import Counter
from collections.abc import Iterable, Sequence
from hashlib import sha256

from engine.evaluation.attributes import missing_fact
from engine.evaluation.expressions import Evaluator
from engine.evaluation.identities import identity as written_out
from engine.evaluation.instances import Instance
from engine.evaluation.masking import mask
from engine.evaluation.places import Places, is_whole_document, quote
from engine.evaluation.trace import Read
from engine.evaluation.wording import evidence_value, render, shown
from engine.language.checked import Rule
from engine.model.confirmation import Confirmation
from engine.model.finding import READING_DOUBT, Evidence, Finding, Place, Severity, Verdict
from engine.model.identity import Identity
from engine.model.struct import replace

_UNDETERMINED = "无法判断："
_AS_ZERO = "0（空白，按 0 计）"
_MOST_NAMES, _MOST_REASONS = 3, 4


class Stamp:
    """Makes the findings of one report."""

    def __init__(self, evaluator: Evaluator) -> None:
        self._evaluator = evaluator
        self._places = Places(evaluator)

    def findings(self, rule: Rule, failed: Sequence[Instance], undetermined: Sequence[Instance]) -> tuple[Finding, ...]:
        """One finding for each failing instance (one for all with ``together``), one for all undetermined ones."""
        self._evaluator.budget.renew()
        seen: Counter[str] = Counter()
        groups = [failed] if rule.together and failed else [[instance] for instance in failed]
        found = [self._failed(rule, group, seen) for group in groups]
        if undetermined:
            found.append(self._undetermined(rule, undetermined))
        return tuple(found)

    def broken(self, rule: Rule, reason: str) -> Finding:
        """The finding of a rule that could not be evaluated: a bug, or too much to look at."""
        message = f"{_UNDETERMINED}{reason}"
        places = (self._places.title(),)
        return self._finding(rule, rule.severity, Verdict.UNDETERMINED, message, places, "broken", reasons=(reason,))

    def _failed(self, rule: Rule, group: Sequence[Instance], seen: Counter[str]) -> Finding:
        scopes = [instance.scope for instance in group]
        message = render(rule.message, scopes, self._evaluator, together=rule.together)
        suggestion = None
        if rule.suggestion is not None:
            suggestion = render(rule.suggestion, scopes, self._evaluator, together=rule.together)
        places = self._where(rule, group)
        about = "together" if rule.together else _key(group[0], places)
        key = f"{about}\x1f{seen[about]}"
        seen[about] += 1
        doubtful = any(comparison.is_about_cells for one in group for comparison in one.comparisons)
        return self._finding(
            rule,
            min((one.severity or rule.severity for one in group), key=lambda severity: severity.rank),
            Verdict.FAILED,
            message,
            places,
            key,
            suggestion=suggestion,
            evidence=_evidence(read for one in group for read in (*one.reads, *one.background)),
            note=READING_DOUBT if doubtful else None,
            identity=self._identity(rule, group),
        )

    def _identity(self, rule: Rule, group: Sequence[Instance]) -> Identity | None:
        """The comparison that decided it, written out, where there is one instance."""
        (first, *others) = group
        return written_out(rule, first.comparisons[0], self._evaluator) if first.comparisons and not others else None

    def _where(self, rule: Rule, group: Sequence[Instance]) -> tuple[Place, ...]:
        places: dict[Place, None] = {}
        for instance in group:
            own = tuple(self._places.of_expressions(rule.at, instance.scope)) or self._places.of_reads(instance.reads)
            places.update(dict.fromkeys(own or self._places.of_reads(instance.background)))
        return tuple(places) or (self._places.title(),)

    def _undetermined(self, rule: Rule, group: Sequence[Instance]) -> Finding:
        uncertain = [read for instance in group for read in instance.reads if read.is_uncertain]
        return self._finding(
            rule,
            rule.severity,
            Verdict.UNDETERMINED,
            _UNDETERMINED + why(group),
            self._places.of_reads(uncertain) or self._where(rule, group),
            "undetermined",
            evidence=_evidence(uncertain),
            reasons=tuple(reason.removeprefix("：") for reason in _reasons(group)),
        )

    def _finding(
        self,
        rule: Rule,
        severity: Severity,
        outcome: Verdict,
        message: str,
        places: tuple[Place, ...],
        key: str,
        *,
        suggestion: str | None = None,
        evidence: tuple[Evidence, ...] = (),
        note: str | None = None,
        identity: Identity | None = None,
        reasons: tuple[str, ...] = (),
    ) -> Finding:
        facts = self._evaluator.facts
        about = "\x1e".join((facts.organ or "", str(facts.year or ""), rule.id, key))
        return Finding(
            rule=rule.id,
            title=rule.title,
            severity=severity,
            outcome=outcome,
            message=mask(message),
            suggestion=suggestion and mask(suggestion),
            basis=rule.basis,
            locations=places,
            evidence=evidence,
            fingerprint=sha256(about.encode("utf-8", "surrogatepass")).hexdigest()[:16],
            note=note,
            identity=identity,
            reasons=tuple(mask(reason) for reason in reasons),
        )


def _key(instance: Instance, places: Sequence[Place]) -> str:
    """What a finding is about, whatever line it stands on: the first fact that was read, or the words found."""
    for read in instance.reads:
        if read.is_elsewhere:
            return read.name
        if read.words is not None:
            return quote(read.words.text)
        if read.fact is not None and not is_whole_document(read.fact):
            return read.fact.id
    return next((place.fact or place.quote or "" for place in places), "")


def _evidence(reads: Iterable[Read]) -> tuple[Evidence, ...]:
    found: dict[Evidence, None] = {}
    for read in reads:
        evidence = _of_read(read)
        if evidence is not None:
            found[replace(evidence, source=read.source)] = None
    return tuple(found)


def _of_read(read: Read) -> Evidence | None:
    if read.setting is not None:
        return Evidence(read.name, None, quote(shown(read.setting)))
    if read.words is not None:
        fact = None if read.fact is None or is_whole_document(read.fact) else read.fact.id
        return Evidence(read.name, fact, quote(read.words.text), read.words.location, confirmed=_confirmed(read))
    if read.fact is None or is_whole_document(read.fact):
        return None
    value = _AS_ZERO if read.as_zero else evidence_value(read.fact)
    return Evidence(read.name, read.fact.id, value and quote(value), read.fact.location, confirmed=read.fact.confirmed)


def _confirmed(read: Read) -> Confirmation | None:
    return read.fact.confirmed if read.fact is not None else None


def why(group: Iterable[Instance]) -> str:
    """Why instances have no answer, things with one reason together: 收支表[收入, 全年]、收支表[支出, 全年]是空白."""
    said = [_names(those) + reason for reason, those in _reasons(group).items()]
    return "；".join(_some(said, _MOST_REASONS, "；等"))


def _reasons(group: Iterable[Instance]) -> dict[str, list[str]]:
    """The reasons why instances have no answer, each with the names of what was read."""
    names: dict[str, list[str]] = {}
    for instance in group:
        absent = instance.verdict is Verdict.NOT_APPLICABLE and instance.is_stopped
        reads = [read for read in instance.reads if read.is_uncertain or (absent and read.is_absent)]
        for read in reads:
            if read.fact is not None:
                names.setdefault(missing_fact(read.fact, "").reason, []).append(read.name)
        if not reads and instance.reason:
            names.setdefault(instance.reason, [])
    return names


def _names(names: Sequence[str]) -> str:
    unique = list(dict.fromkeys(names))
    more = f"等 {len(unique)} 处" if len(unique) > _MOST_NAMES else ""
    return "、".join(unique[:_MOST_NAMES]) + more


def _some(items: Sequence[str], most: int, more: str) -> list[str]:
    return list(items) if len(items) <= most else [*items[: most - 1], items[most - 1] + more]
