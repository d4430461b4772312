"""Properties that every rule of a pack must have, tried on reports that are made for it.

- compliant: a report that keeps all demands gets no finding;
- sensitive: the smallest change of a number that breaks a demand is noticed;
- local: what a rule did not read may change without changing what it comes to;
- honest: a failure does not become a pass because a value that it read is no longer certain;
- sturdy: whatever stands in the cells, the rule comes to an end.

Idea and names follow metamorphic testing (Chen et al., 1998) and property-based testing (Claessen and Hughes, 2000).
"""

from collections.abc import Iterator, Mapping
from enum import StrEnum
from random import Random

from engine.arithmetic import formulas as f
from engine.evaluation import evaluate
from engine.evaluation.expressions import Evaluator
from engine.evaluation.instances import instances
from engine.extraction import with_cells
from engine.language import checked as c
from engine.language.checked import Rule, Ruleset
from engine.language.walking import expressions
from engine.model.facts import Fact, Facts, Status
from engine.model.finding import Outcome, Verdict
from engine.model.struct import Struct, replace
from engine.model.types import Kind
from engine.verification.breaking import breaks, broken, by_demand
from engine.verification.examples import settings
from engine.verification.generated import SHAPES, Maker, Report
from engine.verification.smaller import smaller

COMPLIANT = 20
"""So many compliant reports are made."""
_CHANGES = 12
_WILD = 4


class Property(StrEnum):
    COMPLIANT = "compliant"
    SENSITIVE = "sensitive"
    LOCAL = "local"
    HONEST = "honest"
    STURDY = "sturdy"


class Counterexample(Struct, frozen=True):
    """A property that a rule lacks: why (Chinese and English), and the report that shows it, as small as possible.

    ``example`` is that report as an example for the rules file; empty where it is the base report, or facts alone.
    """

    rule: str
    property: Property
    reason: str
    english: str
    example: str = ""


class PropertyResult(Struct, frozen=True):
    """What came of trying a pack: how often each property was tried, and where it does not hold."""

    ruleset: Ruleset
    tried: Mapping[Property, int]
    counterexamples: tuple[Counterexample, ...]


def try_properties(ruleset: Ruleset, seed: int = 0) -> PropertyResult:
    """Tries all properties of all rules of a pack; the same seed tries the same. Needs a base report."""
    trial = _Trial(ruleset, seed)
    found = [one for kind in (trial.compliant, trial.sensitive, trial.facts) for one in kind()]
    unique = {(one.rule, one.property): one for one in reversed(found)}
    return PropertyResult(ruleset, dict(trial.tried), tuple(reversed(unique.values())))


class _Trial:
    def __init__(self, ruleset: Ruleset, seed: int) -> None:
        self.ruleset = ruleset
        self.made = Maker(ruleset)
        self.random = Random(seed)  # noqa: S311 (test data)
        self.tried: dict[Property, int] = dict.fromkeys(Property, 0)
        self.unkept = {one.rule for one in self.made.plan.left}

    def compliant(self) -> Iterator[Counterexample]:
        for number in range(COMPLIANT):
            report = self.made.seeded(self.random, SHAPES[number % len(SHAPES)])
            for outcome in self._outcomes(report):
                if outcome.rule in self.unkept:
                    continue
                self.tried[Property.COMPLIANT] += 1
                if outcome.verdict in (Verdict.FAILED, Verdict.UNDETERMINED):
                    least = smaller(self.made, report, lambda other, rule=outcome.rule: self._speaks(other, rule))  # type: ignore[misc]
                    said = outcome.findings[0].message if outcome.findings else outcome.reason
                    yield Counterexample(
                        outcome.rule,
                        Property.COMPLIANT,
                        f"一份合规的报告不通过：{said}",
                        f"a compliant report fails: {said}",
                        self._example(least, passes=True),
                    )

    def sensitive(self) -> Iterator[Counterexample]:
        plan = self.made.plan
        for rule in self.ruleset.rules:
            for own in by_demand(breaks(plan, self.made.base, self.made.numbers, rule.id)):
                numbers = broken(own, plan, self.made.numbers)
                if numbers is None:
                    continue
                self.tried[Property.SENSITIVE] += 1
                report = Report(numbers, self.made.text(numbers))
                if not self._speaks(report, rule.id):
                    concerned = "、".join(sorted(f.facts_in(own[0].demand.must)))
                    yield Counterexample(
                        rule.id,
                        Property.SENSITIVE,
                        f"要求不成立了，规则没有发现：{concerned}",
                        f"the demand is broken and the rule does not notice: {concerned}",
                        self._example(report, passes=False),
                    )

    def facts(self) -> Iterator[Counterexample]:
        """The three properties that are about single facts, on the base report and on the examples of the rule."""
        for rule, _, setting in settings(self.ruleset):
            yield from self._about(rule, setting.facts)
        for rule in self.ruleset.rules:
            for _ in range(_WILD):
                self.tried[Property.STURDY] += 1
                yield from self._sturdy(rule)

    def _about(self, rule: Rule, facts: Facts) -> Iterator[Counterexample]:
        before = self._judge(rule, facts)
        read = _read(self.ruleset, rule, facts)
        cells = list(facts.form.cell_types())
        unread = [cell for cell in cells if cell not in read]
        for cell in self.random.sample(unread, min(_CHANGES, len(unread))):
            self.tried[Property.LOCAL] += 1
            after = self._judge(rule, _with(facts, cell, Status.AMBIGUOUS))
            if _said(after) != _said(before):
                yield Counterexample(
                    rule.id,
                    Property.LOCAL,
                    f"规则没有读 {cell}，它变了，结果却不同",
                    f"{cell} was not read, and yet what the rule comes to changes with it",
                )
        if before.verdict is Verdict.FAILED:
            for cell in [cell for cell in cells if cell in read][:_CHANGES]:
                self.tried[Property.HONEST] += 1
                after = self._judge(rule, _with(facts, cell, Status.AMBIGUOUS))
                if after.verdict is Verdict.PASSED:
                    yield Counterexample(
                        rule.id,
                        Property.HONEST,
                        f"{cell} 读不准之后，不通过变成了通过",
                        f"once {cell} is not certain, the failure becomes a pass",
                    )

    def _sturdy(self, rule: Rule) -> Iterator[Counterexample]:
        facts = self.made.base
        cells = list(facts.form.cell_types())
        for cell in self.random.sample(cells, min(10, len(cells))):
            facts = _with(facts, cell, self.random.choice(list(Status)), self.random.choice((-3, 0, 7, 10**30)))
        try:
            self._judge(rule, facts)
        except Exception as error:  # a bug of any kind is what is looked for
            yield Counterexample(
                rule.id, Property.STURDY, f"检查程序出错：{error!r}", f"the evaluation raised {error!r}"
            )

    # --- helpers

    def _outcomes(self, report: Report) -> tuple[Outcome, ...]:
        return evaluate(self.ruleset, self.made.read(report.text), strict=True)

    def _judge(self, rule: Rule, facts: Facts) -> Outcome:
        (outcome,) = evaluate(replace(self.ruleset, rules=(rule,)), facts, strict=True)
        return outcome

    def _speaks(self, report: Report, rule_id: str) -> bool:
        rule = next(one for one in self.ruleset.rules if one.id == rule_id)
        verdict = self._judge(rule, self.made.read(report.text)).verdict
        return verdict in (Verdict.FAILED, Verdict.UNDETERMINED)

    def _example(self, report: Report, *, passes: bool) -> str:
        """The lines of the base report that differ, as an example for the rules file; empty where none does."""
        pairs = zip((self.ruleset.base or "").split("\n"), report.text.split("\n"), strict=True)
        edits = [f"{_quoted(old)} 改为 {_quoted(new)}" for old, new in pairs if old != new]
        return f"{'合例' if passes else '违例'}    {', '.join(edits)}" if edits else ""


def _quoted(line: str) -> str:
    return '"' + line.replace("\\", "\\\\").replace('"', '\\"') + '"'


def _with(facts: Facts, cell: str, status: Status, value: int | None = None) -> Facts:
    found = value if status is Status.FOUND else None
    new = Fact(cell, status, found, None if found is None else str(found), reason="读不准")
    return with_cells(facts, {cell: new})


def _read(ruleset: Ruleset, rule: Rule, facts: Facts) -> frozenset[str]:
    """The facts that a rule read. Of a list that it sifts (其中) what was left out counts as read."""
    found = list(instances(rule, Evaluator(facts, ruleset)))
    reads = {read.fact.id for one in found for read in (*one.reads, *one.background) if read.fact is not None}
    if any(_sifts_cells(node) for node in expressions(rule)):
        reads |= facts.form.cell_types().keys()
    return frozenset(reads)


def _sifts_cells(node: c.Expression) -> bool:
    if not isinstance(node, c.Quantified) or node.quantifier is not c.Quantifier.WHERE:
        return False
    item = node.items.type.item
    return item is not None and item.kind is Kind.CELL


def _said(outcome: Outcome) -> tuple[Verdict, tuple[object, ...]]:
    """What an outcome comes to: the words of messages may show values that decide nothing."""
    return outcome.verdict, tuple((finding.severity, finding.locations) for finding in outcome.findings)
