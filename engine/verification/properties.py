"""Properties that every rule of a pack must have, tried on reports that are made for it.

- compliant: a report that keeps all demands gets no finding;
- sensitive: the smallest change of a number that breaks a demand is noticed;
- local: what a rule did not read may change without changing what it comes to: cells, fields, texts, the prose;
- honest: a failure does not become a pass because what it rests on is absent, blank or not certain, unless the rule
  itself says what absence means;
- sturdy: whatever the report holds, the rule comes to an end;
- rescaled: amounts said in another unit, as exactly, are the same amounts.

Idea and names follow metamorphic testing (Chen et al., 1998) and property-based testing (Claessen and Hughes, 2000).
"""

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal
from enum import StrEnum
from random import Random

from engine.arithmetic import formulas as f
from engine.evaluation import evaluate
from engine.language.checked import Rule, Ruleset
from engine.model.facts import Fact, FactValue, Status
from engine.model.finding import Outcome, Verdict
from engine.model.passage import Passage
from engine.model.struct import Struct, replace
from engine.verification.breaking import breaks, broken, by_demand
from engine.verification.changing import in_text, otherwise, with_facts, without, words_for
from engine.verification.examples import Setting, settings
from engine.verification.generated import SHAPES, Maker, Report
from engine.verification.pasting import example
from engine.verification.reads import (
    asked_for,
    counts_as_zero,
    evidence,
    naming,
    read_by,
    reads_words_of_cells,
    turns,
)
from engine.verification.rescaling import reads_amounts, rescaled, spelt_units
from engine.verification.smaller import smaller

COMPLIANT = 20
"""So many compliant reports are made."""
_WITHOUT = 5
"""So many of the facts on which a failure rests are taken from it, in each of three ways."""
_PROSE = 4
"""So many changes of the prose are tried on a rule that reads nothing of what they change."""
_WILD = 4
_GONE = (Status.ABSENT, Status.BLANK, Status.AMBIGUOUS)
_NUMBERS: tuple[FactValue, ...] = (-3, 0, 7, 10**30, Decimal("0.005"))
_TEXTS: tuple[FactValue, ...] = ("", "\n", "。", "9" * 60, "（" * 40, "一、\n二、", date.min, date.max)


class Property(StrEnum):
    COMPLIANT = "compliant"
    SENSITIVE = "sensitive"
    LOCAL = "local"
    HONEST = "honest"
    STURDY = "sturdy"
    RESCALED = "rescaled"


class Counterexample(Struct, frozen=True):
    """A property that a rule lacks: why (Chinese and English), and the report that shows it, as small as possible.

    ``example`` is that report as an example for the rules file; empty where it is the base report, or where no edit of
    the text says it (a value that is there and cannot be read with certainty).
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
    unique: dict[tuple[str, Property], Counterexample] = {}
    for one in found:
        known = unique.setdefault((one.rule, one.property), one)
        if one.example and not known.example:
            unique[one.rule, one.property] = one
    return PropertyResult(ruleset, dict(trial.tried), tuple(unique.values()))


class _Trial:
    def __init__(self, ruleset: Ruleset, seed: int) -> None:
        self.ruleset = ruleset
        self.made = Maker(ruleset)
        self.random = Random(seed)  # noqa: S311 (test data)
        self.tried: dict[Property, int] = dict.fromkeys(Property, 0)
        self.names = {rule.id: naming(ruleset, rule) for rule in ruleset.rules}
        self.spelt = {rule.id: spelt_units(rule) for rule in ruleset.rules}
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
                        self._example(least.text, passes=True),
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
                        self._example(report.text, passes=False),
                    )

    def facts(self) -> Iterator[Counterexample]:
        """The properties about single facts and words, on the base report and on the examples of the rule."""
        variants = list(self._prose())
        for rule, _, setting in settings(self.ruleset):
            before = self._judge(rule, setting)
            yield from self._local(rule, setting, before)
            if before.verdict is Verdict.FAILED:
                yield from self._honest(rule, setting)
            if reads_amounts(rule):
                yield from self._rescaled(rule, setting, before)
        for rule in self.ruleset.rules:
            yield from self._deaf(rule, variants)
            for _ in range(_WILD):
                self.tried[Property.STURDY] += 1
                yield from self._sturdy(rule)

    def _local(self, rule: Rule, setting: Setting, before: Outcome) -> Iterator[Counterexample]:
        """All that the rule did not read is changed at once; where that shows, the one fact that matters is sought."""
        facts, cells = setting.facts, setting.facts.form.cell_types()
        read = read_by(self.ruleset, rule, setting, self.names[rule.id])
        unread = sorted(facts.facts.keys() - read)

        def change(name: str) -> Fact:
            return otherwise(facts[name], is_cell=name in cells)

        def doubt(name: str) -> Fact:
            return without(facts[name], Status.AMBIGUOUS)

        for new in (change, doubt):
            self.tried[Property.LOCAL] += len(unread)

            def shows(names: Sequence[str], new: Callable[[str], Fact] = new) -> bool:
                after = self._judge(rule, replace(setting, facts=with_facts(facts, map(new, names))))
                return not _same(before, after, read)

            if shows(unread):
                culprit = _least(unread, shows)
                text = in_text(setting.text, facts[culprit], words_for(new(culprit)))
                yield Counterexample(
                    rule.id,
                    Property.LOCAL,
                    f"规则没有读 {culprit}，它变了，结果却不同",
                    f"{culprit} was not read, and yet what the rule comes to changes with it",
                    self._shown(rule, text, lambda after: not _same(before, after, read), before),
                )

    def _honest(self, rule: Rule, setting: Setting) -> Iterator[Counterexample]:
        """No turn of a rule passes that did not before: the others of its turns may pass all along."""
        facts = setting.facts
        passed = self._passed(rule, setting)
        asked = asked_for(rule)
        found = sorted(name for name in evidence(self.ruleset, rule, setting) if not asked(name))
        as_written = reads_words_of_cells(rule)
        for name in self.random.sample(found, min(_WITHOUT, len(found))):
            for status in _GONE:
                if status is Status.BLANK and as_written:
                    continue
                other = replace(setting, facts=with_facts(facts, [without(facts[name], status)]))
                self.tried[Property.HONEST] += 1
                if self._passed(rule, other) > passed and not counts_as_zero(other.facts, name):
                    gone, english = _SAID[status]
                    text = in_text(setting.text, facts[name], "") if status is Status.BLANK else None
                    yield Counterexample(
                        rule.id,
                        Property.HONEST,
                        f"{name} {gone}之后，不通过变成了通过",
                        f"once {name} is {english}, the failure becomes a pass",
                        self._shown(rule, text, lambda after: after.verdict is Verdict.PASSED, None),
                    )
                    return

    def _rescaled(self, rule: Rule, setting: Setting, before: Outcome) -> Iterator[Counterexample]:
        text = rescaled(setting.text, setting.facts, self.spelt[rule.id])
        if text is None:
            return
        self.tried[Property.RESCALED] += 1
        after = self._judge(rule, replace(setting, facts=self.made.read(text)))
        if _weighed(after) != _weighed(before):
            yield Counterexample(
                rule.id,
                Property.RESCALED,
                "同样的数换了单位来写，结果却不同",
                "the same amounts said in another unit, and yet what the rule comes to is different",
                self._pasted(text, before, after),
            )

    def _prose(self) -> Iterator[tuple[str, Setting]]:
        """The base report with other numbers in its prose, and with more sentences: one paragraph at a time."""
        said = [name for name in self.made.numbers if name.startswith("said:")]
        texts = [self.made.text({name: self.made.numbers[name] + 3}) for name in said]
        base = (self.ruleset.base or "").split("\n")
        for number, line in enumerate(base):
            if line.endswith("。"):
                texts.append("\n".join([*base[:number], f"{line}{_SENTENCE}", *base[number + 1 :]]))
        for text in texts:
            yield text, Setting(self.made.read(text), text=text)

    def _deaf(self, rule: Rule, variants: Sequence[tuple[str, Setting]]) -> Iterator[Counterexample]:
        """What the prose says decides nothing for a rule that reads none of the facts that it changes."""
        base = Setting(self.made.base, text=self.ruleset.base or "")
        read = read_by(self.ruleset, rule, base, self.names[rule.id])
        before: Outcome | None = None
        unheard = [
            (text, setting)
            for text, setting in variants
            if not any(_differ(base.facts[name], setting.facts[name]) for name in read)
        ]
        for text, setting in self.random.sample(unheard, min(_PROSE, len(unheard))):
            before = before or self._judge(rule, base)
            self.tried[Property.LOCAL] += 1
            after = self._judge(rule, setting)
            if not _same(before, after, read):
                yield Counterexample(
                    rule.id,
                    Property.LOCAL,
                    "规则没有读正文的这一处，它变了，结果却不同",
                    "the rule does not read this place of the prose, and yet what it comes to changes with it",
                    self._pasted(text, before, after),
                )

    def _sturdy(self, rule: Rule) -> Iterator[Counterexample]:
        facts = self.made.base
        names = self.random.sample(list(facts.facts), min(12, len(facts.facts)))
        names += self.random.sample(list(facts.form.cell_types()), min(6, len(facts.form.cell_types())))
        wild = with_facts(facts, [self._wild(facts[name], name in facts.form.cell_types()) for name in names])
        try:
            self._judge(rule, Setting(wild))
        except Exception as error:  # a bug of any kind is what is looked for
            yield Counterexample(
                rule.id, Property.STURDY, f"检查程序出错：{error!r}", f"the evaluation raised {error!r}"
            )

    def _wild(self, fact: Fact, is_cell: bool) -> Fact:
        status = self.random.choice(list(Status))
        if status is not Status.FOUND:
            return without(fact, status)
        is_number = is_cell or isinstance(fact.value, int | Decimal)
        value = self.random.choice(_NUMBERS if is_number else _TEXTS)
        passage = Passage(value) if isinstance(value, str) and not is_cell else None
        return Fact(fact.id, status, value, str(value), fact.location, passage=passage)

    # --- helpers

    def _outcomes(self, report: Report) -> tuple[Outcome, ...]:
        return evaluate(self.ruleset, self.made.read(report.text), strict=True)

    def _judge(self, rule: Rule, setting: Setting) -> Outcome:
        return setting.outcome(self.ruleset, rule, strict=True)

    def _passed(self, rule: Rule, setting: Setting) -> int:
        return sum(one.verdict is Verdict.PASSED for one in turns(self.ruleset, rule, setting))

    def _speaks(self, report: Report, rule_id: str) -> bool:
        rule = next(one for one in self.ruleset.rules if one.id == rule_id)
        verdict = self._judge(rule, Setting(self.made.read(report.text))).verdict
        return verdict in (Verdict.FAILED, Verdict.UNDETERMINED)

    def _example(self, text: str, *, passes: bool) -> str:
        return example(self.ruleset.base or "", text, passes=passes)

    def _pasted(self, text: str, before: Outcome, after: Outcome) -> str:
        """A report on which a rule should come to what it came to before; empty where no example tells the two."""
        fails = before.verdict is Verdict.FAILED
        if fails is (after.verdict in (Verdict.FAILED, Verdict.UNDETERMINED)):
            return ""
        return self._example(text, passes=not fails)

    def _shown(self, rule: Rule, text: str | None, shows: Callable[[Outcome], bool], wanted: Outcome | None) -> str:
        """A change of facts as an example, where the same change of the text shows the same."""
        if text is None:
            return ""
        after = self._judge(rule, Setting(self.made.read(text)))
        if not shows(after):
            return ""
        return self._example(text, passes=False) if wanted is None else self._pasted(text, wanted, after)


_SAID = {
    Status.ABSENT: ("没有了", "absent"),
    Status.BLANK: ("空白", "blank"),
    Status.AMBIGUOUS: ("读不准", "not certain"),
}
_SENTENCE = "另备茶点64份，桌椅12张。"


def _least(names: Sequence[str], shows: Callable[[Sequence[str]], bool]) -> str:
    """One of several facts that shows a difference, or the first of the few that only do so together."""
    while len(names) > 1:
        half = len(names) // 2
        part = next((part for part in (names[:half], names[half:]) if shows(part)), None)
        if part is None:
            break
        names = part
    return names[0]


def _differ(one: Fact, other: Fact) -> bool:
    return (one.status, one.value, one.raw) != (other.status, other.value, other.raw)


def _same(before: Outcome, after: Outcome, read: Collection[str]) -> bool:
    """Whether an outcome is the same: verdict, severities, and of the places of its findings those that were read.

    A finding may point to more places than before, when there is now a second reason for it; and what is missing is
    shown beside something that was not read. The words of messages may show values that decide nothing.
    """
    pairs = zip(before.findings, after.findings, strict=False)
    return _weighed(before) == _weighed(after) and all(
        {place for place in one.locations if place.fact in read} <= set(other.locations) for one, other in pairs
    )


def _weighed(outcome: Outcome) -> tuple[Verdict, tuple[object, ...]]:
    """The verdict and how severe each finding is; other words end at another place."""
    return outcome.verdict, tuple(finding.severity for finding in outcome.findings)
