"""Mutation testing of a pack: every mutant of every rule must be noticed by an example or a property."""

from collections.abc import Collection, Iterator
from concurrent.futures import ProcessPoolExecutor
from functools import cached_property
from itertools import repeat
from random import Random
from zlib import crc32

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

    def __init__(self, ruleset: Ruleset, seed: int, subjects: Collection[str]) -> None:
        """``subjects`` are the ids of the rules and the names of the definitions that are tried."""
        self.ruleset = ruleset
        self.made = Maker(ruleset)
        random = Random(seed)  # noqa: S311 (test data)
        self.reports = [self.made.seeded(random, SHAPES[number % len(SHAPES)]).text for number in range(COMPLIANT)]
        self.definitions = [one for one in definition_mutants(ruleset) if one.name in subjects]
        self.rules = [rule for rule in ruleset.rules if rule.id in subjects]
        used = {rule.id for one in self.definitions for rule in one.rules}.union(rule.id for rule in self.rules)
        needed = replace(ruleset, rules=tuple(rule for rule in ruleset.rules if rule.id in used))
        self.examples: dict[str, list[_Case]] = {rule: [] for rule in used}
        for rule, example, setting in settings(needed):
            severity = None if example is None else example.severity
            self.examples[rule.id].append(_Case(setting, example is not None and example.fails, severity))
        self.generated: dict[str, list[_Case]] = {}

    def outcomes(self) -> Iterator[tuple[Survivor, bool]]:
        """Every mutant, and whether it was noticed."""
        for rule in self.rules:
            for mutant in mutants(rule, self.ruleset.form):
                yield Survivor(rule.id, mutant), self.notice(mutant.rule)
        for wrong in self.definitions:
            yield Survivor(wrong.name, wrong), any(self.notice(rule) for rule in wrong.rules)

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
            outcome = setting.outcome(self.ruleset, rule, strict=True)
        except Exception:  # a mutant that cannot be evaluated is noticed by anyone
            return True
        return not case.accepts(outcome)


def try_mutants(ruleset: Ruleset, seed: int = 0, *, one_in: int = 1, processes: int = 1) -> MutationResult:
    """Tries the mutants of all rules and definitions of a pack, or of one in so many, the same every time.

    Needs a base report. The work is shared out among ``processes``.
    """
    names = dict.fromkeys((*(rule.id for rule in ruleset.rules), *(one.name for one in definition_mutants(ruleset))))
    chosen = [name for name in names if crc32(name.encode()) % one_in == 0]
    shares = [chosen[start::processes] for start in range(processes)]
    if processes == 1:
        parts = [_tried(ruleset, seed, chosen)]
    else:
        with ProcessPoolExecutor(processes) as pool:
            parts = list(pool.map(_tried, repeat(ruleset), repeat(seed), shares))
    order = {name: position for position, name in enumerate(chosen)}
    outcomes = sorted((one for part in parts for one in part), key=lambda one: order[one[0].rule])
    survivors = [one for one, noticed in outcomes if not noticed]
    tried = None if one_in == 1 else [one.mutant.span for one, _ in outcomes]
    reasons, faults = justify([one.mutant for one in survivors], ruleset.files, tried)
    justified = tuple(replace(survivors[at], reason=reason) for at, reason in reasons.items())
    left = tuple(one for at, one in enumerate(survivors) if at not in reasons)
    return MutationResult(ruleset, len(outcomes), left, justified, faults)


def _tried(ruleset: Ruleset, seed: int, subjects: Collection[str]) -> list[tuple[Survivor, bool]]:
    return list(_Trial(ruleset, seed, frozenset(subjects)).outcomes())


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
