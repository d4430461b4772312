"""Mutation testing of a pack: every mutant of every rule must be noticed by an example or a property."""

from collections.abc import Iterator
from random import Random

from engine.evaluation import evaluate
from engine.language.checked import Rule, Ruleset
from engine.model.facts import Facts
from engine.model.finding import Outcome, Severity, Verdict
from engine.model.struct import Struct, replace
from engine.verification.breaking import DOWN, UP, breaks, broken, by_demand
from engine.verification.examples import Setting, settings
from engine.verification.generated import SHAPES, Maker
from engine.verification.mutants import DefinitionMutant, Mutant, definition_mutants, mutants

COMPLIANT = 10
_KEPT = (Verdict.PASSED, Verdict.NOT_APPLICABLE)


class MutationResult(Struct, frozen=True):
    """What came of the mutants of a pack: how many there were, and those that nothing noticed.

    Each survivor comes with the id of its rule, or the name of the definition that it is in.
    """

    ruleset: Ruleset
    count: int
    survivors: tuple[tuple[str, Mutant | DefinitionMutant], ...]

    @property
    def score(self) -> float:
        """The share of mutants that were noticed, from 0 to 1; 1 where there are none."""
        return 1 - len(self.survivors) / self.count if self.count else 1.0


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


def try_mutants(ruleset: Ruleset, seed: int = 0) -> MutationResult:
    """Tries all mutants of all rules of a pack. Needs a base report."""
    made = Maker(ruleset)
    random = Random(seed)  # noqa: S311 (test data)
    fine = [made.read(made.seeded(random, SHAPES[number % len(SHAPES)]).text) for number in range(COMPLIANT)]
    unkept = {one.rule for one in made.plan.left}
    examples: dict[str, list[_Case]] = {rule.id: [] for rule in ruleset.rules}
    for rule, example, setting in settings(ruleset):
        severity = None if example is None else example.severity
        examples[rule.id].append(_Case(setting, example is not None and example.fails, severity))
    cases = {
        rule.id: [*examples[rule.id], *_made(rule, made, [] if rule.id in unkept else fine)] for rule in ruleset.rules
    }
    count = 0
    survivors: list[tuple[str, Mutant | DefinitionMutant]] = []
    for rule in ruleset.rules:
        for mutant in mutants(rule, ruleset.form):
            count += 1
            if not any(_notices(case, ruleset, mutant.rule) for case in cases[rule.id]):
                survivors.append((rule.id, mutant))
    for wrong in definition_mutants(ruleset):
        count += 1
        if not any(_notices(case, ruleset, rule) for rule in wrong.rules for case in cases[rule.id]):
            survivors.append((wrong.name, wrong))
    return MutationResult(ruleset, count, tuple(survivors))


def _made(rule: Rule, made: Maker, compliant: list[Facts]) -> Iterator[_Case]:
    """What the properties know of a rule: it fails where its demand is broken, and not on compliant reports."""
    for numbers in _broken(made, rule.id):
        yield _Case(Setting(made.read(made.text(numbers))), fails=True)
    for facts in compliant:
        yield _Case(Setting(facts), fails=False)


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


def _notices(case: _Case, ruleset: Ruleset, rule: Rule) -> bool:
    setting = case.setting
    try:
        (outcome,) = evaluate(
            replace(ruleset, rules=(rule,)),
            setting.facts,
            previous=setting.previous,
            subordinates=setting.subordinates,
            peers=setting.peers,
            strict=True,
        )
    except Exception:  # a mutant that cannot be evaluated is noticed by anyone
        return True
    return not case.accepts(outcome)
