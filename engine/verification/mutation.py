"""Mutation testing of a pack: every mutant of every rule must be noticed by an example or a property."""

from collections.abc import Iterator
from functools import cached_property
from random import Random

from engine.evaluation import evaluate
from engine.language.checked import Rule, Ruleset
from engine.model.finding import Outcome, Severity, Verdict
from engine.model.struct import Struct, replace
from engine.verification.breaking import DOWN, UP, breaks, broken, by_demand
from engine.verification.examples import Setting, settings
from engine.verification.generated import SHAPES, Maker
from engine.verification.justifying import FaultyJustification, justify
from engine.verification.mutants import DefinitionMutant, Mutant, definition_mutants, mutants

COMPLIANT = 10
_KEPT = (Verdict.PASSED, Verdict.NOT_APPLICABLE)


class Survivor(Struct, frozen=True):
    """A mutant that nothing noticed: the id of its rule or the name of its definition.

    ``reason`` is why that is right, where a comment beside the rule says so.
    """

    rule: str
    mutant: Mutant | DefinitionMutant
    reason: str | None = None


class MutationResult(Struct, frozen=True):
    """What came of the mutants of a pack: how many there were, those that nothing noticed, and those that need not be.

    ``faults`` are comments that justify nothing.
    """

    ruleset: Ruleset
    count: int
    survivors: tuple[Survivor, ...]
    justified: tuple[Survivor, ...] = ()
    faults: tuple[FaultyJustification, ...] = ()

    @property
    def noticed(self) -> int:
        """How many mutants an example or a property noticed."""
        return self.count - len(self.survivors) - len(self.justified)

    @property
    def score(self) -> float:
        """The share of mutants that were noticed, from 0 to 1, the justified ones left out; 1 where there are none."""
        counted = self.count - len(self.justified)
        return self.noticed / counted if counted else 1.0


class _Case(Struct, frozen=True):
    """A report (with those that go with it) and what the rule must come to on it; ``severity`` if that is told."""

    setting: Setting
    fails: bool
    severity: Severity | None = None

    def accepts(self, outcome: Outcome) -> bool:
        if not self.fails:
            return outcome.verdict in _KEPT
        said = {finding.severity for finding in outcome.findings if finding.outcome is Verdict.FAILED}
        return outcome.verdict is Verdict.FAILED and (self.severity is None or self.severity in said)


class _Trial:
    """The cases of each rule: first its examples, and where they do not do, reports that are made."""

    def __init__(self, ruleset: Ruleset, seed: int) -> None:
        self.ruleset = ruleset
        self.made = Maker(ruleset)
        random = Random(seed)  # noqa: S311 (test data)
        self.reports = [self.made.seeded(random, SHAPES[number % len(SHAPES)]).text for number in range(COMPLIANT)]
        self.examples: dict[str, list[_Case]] = {rule.id: [] for rule in ruleset.rules}
        for rule, example, setting in settings(ruleset):
            severity = None if example is None else example.severity
            self.examples[rule.id].append(_Case(setting, example is not None and example.fails, severity))
        self.generated: dict[str, list[_Case]] = {}

    @cached_property
    def compliant(self) -> list[_Case]:
        return [_Case(Setting(self.made.read(text)), fails=False) for text in self.reports]

    def notice(self, rule: Rule) -> bool:
        """Whether a case of a rule tells that it is not as it should be.

        The case that noticed the last mistake is tried first on the next: it often notices that as well.
        """
        cases = self.examples[rule.id]
        for at, case in enumerate(cases):
            if self._notices(case, rule):
                cases.insert(0, cases.pop(at))
                return True
        if rule.id not in self.generated:
            self.generated[rule.id] = list(self._made(rule.id))
        return any(self._notices(case, rule) for case in self.generated[rule.id])

    def _made(self, rule: str) -> Iterator[_Case]:
        """What the properties know of a rule: it fails where its demand is broken, and not on compliant reports."""
        for numbers in _broken(self.made, rule):
            yield _Case(Setting(self.made.read(self.made.text(numbers))), fails=True)
        if all(one.rule != rule for one in self.made.plan.left):
            yield from self.compliant

    def _notices(self, case: _Case, rule: Rule) -> bool:
        setting = case.setting
        try:
            (outcome,) = evaluate(
                replace(self.ruleset, rules=(rule,)),
                setting.facts,
                previous=setting.previous,
                subordinates=setting.subordinates,
                peers=setting.peers,
                strict=True,
            )
        except Exception:  # a mutant that cannot be evaluated is noticed by anyone
            return True
        return not case.accepts(outcome)


def try_mutants(ruleset: Ruleset, seed: int = 0) -> MutationResult:
    """Tries all mutants of all rules of a pack. Needs a base report."""
    trial = _Trial(ruleset, seed)
    count = 0
    survivors: list[Survivor] = []
    for rule in ruleset.rules:
        for mutant in mutants(rule, ruleset.form):
            count += 1
            if not trial.notice(mutant.rule):
                survivors.append(Survivor(rule.id, mutant))
    for wrong in definition_mutants(ruleset):
        count += 1
        if not any(trial.notice(rule) for rule in wrong.rules):
            survivors.append(Survivor(wrong.name, wrong))
    reasons, faults = justify([one.mutant for one in survivors], ruleset.files)
    justified = tuple(replace(survivors[at], reason=reason) for at, reason in reasons.items())
    left = tuple(one for at, one in enumerate(survivors) if at not in reasons)
    return MutationResult(ruleset, count, left, justified, faults)


def _broken(made: Maker, rule: str) -> Iterator[dict[str, int]]:
    """Numbers that break each demand of a rule by as little as possible, upwards and downwards."""
    ways = breaks(made.plan, made.base, made.numbers, rule)
    large = made.seeded(Random(0), SHAPES[-2]).numbers  # noqa: S311 (test data)
    for own in by_demand(ways):
        for numbers in (made.numbers, large):
            for steps in (UP, DOWN):
                found = broken(own, made.plan, numbers, steps)
                if found is not None:
                    yield found
