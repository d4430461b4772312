"""Runs the examples of rules: each small change of the base report must make its rule fail, or leave it kept."""

from collections.abc import Iterator, Sequence

from engine.documents import read
from engine.evaluation import applies, evaluate, not_received
from engine.evaluation.expressions import Evaluator
from engine.evaluation.masking import mask
from engine.evaluation.values import label_of
from engine.extraction import extract
from engine.language.checked import Edit, Reports, Rule, RuleExample, Ruleset, Within
from engine.model.diagnostic import Span
from engine.model.document import Unreadable
from engine.model.facts import Facts
from engine.model.finding import Evidence, Outcome, Verdict
from engine.model.struct import Struct, replace
from engine.verification.edits import Problem, apply_edits

_SOURCE = "基准.md"
_WORDS = {
    Verdict.PASSED: ("通过", "passed"),
    Verdict.FAILED: ("不通过", "failed"),
    Verdict.NOT_APPLICABLE: ("不适用", "not applicable"),
    Verdict.UNDETERMINED: ("无法判断", "undetermined"),
}


class ExampleResult(Struct, frozen=True):
    """What came of one example, or of one rule on the base report itself (``example`` is then ``None``).

    ``verdict`` is what the rule came to (``None`` when it could not be run), ``problem`` and ``english`` say in
    Chinese and English what is wrong when ``ok`` is false. ``said`` is the message of the finding, or the reason why
    there is none, ``evidence`` what was read for it. ``edited`` is the base report with the edits of the example made,
    ``place`` where the example (or else the rule) stands in the rules file.
    """

    rule: str
    example: RuleExample | None
    ok: bool
    verdict: Verdict | None
    problem: str | None = None
    english: str | None = None
    said: str | None = None
    evidence: tuple[Evidence, ...] = ()
    edited: str | None = None
    place: Span | None = None


class PackResult(Struct, frozen=True):
    """What came of verifying one pack."""

    ruleset: Ruleset
    results: tuple[ExampleResult, ...]

    @property
    def failures(self) -> tuple[ExampleResult, ...]:
        """The examples that do not hold, and the rules that the base report breaks."""
        return tuple(result for result in self.results if not result.ok)

    @property
    def held(self) -> int:
        """How many examples hold."""
        return sum(result.ok and result.example is not None for result in self.results)

    @property
    def unproven(self) -> tuple[str, ...]:
        """The ids of the rules without an example that must fail."""
        rules = self.ruleset.rules
        return tuple(rule.id for rule in rules if not any(example.fails for example in rule.examples))


def verify(ruleset: Ruleset) -> PackResult:
    """Runs everything by which a pack can show that it is right: so far, its examples."""
    return PackResult(ruleset, run_examples(ruleset))


def run_examples(ruleset: Ruleset) -> tuple[ExampleResult, ...]:
    """Every rule on the base report, which it must not fail, and then all examples in the order of the rules.

    An example that must fail has to make the rule fail; one that must pass may also leave it without application.
    """
    return tuple(_run(ruleset))


def _run(ruleset: Ruleset) -> Iterator[ExampleResult]:
    if ruleset.base is None:
        for rule in ruleset.rules:
            for example in rule.examples:
                yield _impossible(rule, example, Problem("规则集没有写明基准", "the ruleset names no base report"))
        return
    facts = _facts(ruleset, ruleset.base)
    if isinstance(facts, Unreadable):
        yield _impossible(None, None, Problem(facts.reason, facts.english))
        return
    if applies(ruleset, facts) is not True:
        yield _impossible(
            None, None, Problem("基准不在规则集的适用范围之内", "the ruleset does not apply to its base report")
        )
    before = _facts(ruleset, ruleset.previous) if ruleset.previous is not None else None
    below = [_facts(ruleset, text) for text in ruleset.subordinates]
    unreadable = next((one for one in (before, *below) if isinstance(one, Unreadable)), None)
    if unreadable is not None:
        yield _impossible(None, None, Problem(unreadable.reason, unreadable.english))
    previous = None if isinstance(before, Unreadable) else before
    bases = _Bases(ruleset, facts, previous, tuple(one for one in below if not isinstance(one, Unreadable)))
    others = bases.subordinates
    found = evaluate(ruleset, facts, previous=bases.previous, subordinates=others, peers=others)
    for rule, outcome in zip(ruleset.rules, found, strict=True):
        yield _judged(rule, None, outcome)
    for rule in ruleset.rules:
        for example in rule.examples:
            yield bases.example(ruleset.base, rule, example)


def example_facts(ruleset: Ruleset, rule: Rule) -> list[Facts]:
    """What is read from the base report with the edits of each example of a rule (those of 上年 and 下级 left out)."""
    if ruleset.base is None:
        return []
    base = _facts(ruleset, ruleset.base)
    if isinstance(base, Unreadable):
        return []
    found: list[Facts] = []
    for example in rule.examples:
        own = [edit for edit in example.edits if not isinstance(edit.target, Within | Reports)]
        text = apply_edits(ruleset.base, own, Evaluator(base))
        facts = text if isinstance(text, Problem) else _facts(ruleset, text)
        if isinstance(facts, Facts):
            found.append(facts)
    return found


class _Bases(Struct, frozen=True):
    """The base reports of a ruleset as they were read: its own, that of the year before, those of other units.

    Those of other units are 下级 and 同级 alike.
    """

    ruleset: Ruleset
    facts: Facts
    previous: Facts | None
    subordinates: tuple[Facts, ...]

    def example(self, base: str, rule: Rule, example: RuleExample) -> ExampleResult:
        """The rule on the base report with the edits of an example.

        Edits of 上年 change last year's; without 下级, the reports of the units below did not come.
        """
        own = [edit for edit in example.edits if not isinstance(edit.target, Within | Reports)]
        none_came = any(isinstance(edit.target, Reports) for edit in example.edits)
        earlier = [
            replace(edit, target=edit.target.operand) for edit in example.edits if isinstance(edit.target, Within)
        ]
        text = apply_edits(base, own, Evaluator(self.facts))
        before = self._before(earlier)
        for changed in (text, before):
            if isinstance(changed, Problem):
                return _impossible(rule, example, changed)
        if (text, before) == (base, self.ruleset.previous) and not none_came:
            same = Problem("修改之后与基准相同", "the edits leave the base report as it is")
            return _impossible(rule, example, same)
        facts = _facts(self.ruleset, str(text))
        previous = None if before is None else _facts(self.ruleset, str(before))
        for one in (facts, previous):
            if isinstance(one, Unreadable):
                return _impossible(rule, example, Problem(one.reason, one.english), str(text))
        assert not isinstance(facts, Unreadable)  # noqa: S101 (for the type checker)
        assert not isinstance(previous, Unreadable)  # noqa: S101 (the same)
        ruleset = replace(self.ruleset, rules=(rule,))
        below = [not_received(label_of(one), one) if none_came else one for one in self.subordinates]
        (outcome,) = evaluate(ruleset, facts, previous=previous, subordinates=below, peers=self.subordinates)
        return _judged(rule, example, outcome, str(text))

    def _before(self, edits: Sequence[Edit]) -> str | Problem | None:
        text = self.ruleset.previous
        return text if text is None or self.previous is None else apply_edits(text, edits, Evaluator(self.previous))


def _facts(ruleset: Ruleset, text: str) -> Facts | Unreadable:
    document = read(text.encode("utf-8"), _SOURCE)
    return document if isinstance(document, Unreadable) else extract(document, ruleset.form)


def _judged(rule: Rule, example: RuleExample | None, outcome: Outcome, edited: str | None = None) -> ExampleResult:
    must_fail = example is not None and example.fails
    wanted = (Verdict.FAILED,) if must_fail else (Verdict.PASSED, Verdict.NOT_APPLICABLE)
    ok = outcome.verdict in wanted
    finding = outcome.findings[0] if outcome.findings else None
    said = finding.message if finding is not None else outcome.reason and mask(outcome.reason)
    problem, english = (None, None) if ok else _mismatch(example, outcome.verdict, said)
    return ExampleResult(
        rule.id,
        example,
        ok,
        outcome.verdict,
        problem,
        english,
        said,
        finding.evidence if finding is not None else (),
        edited,
        _place(rule, example),
    )


def _mismatch(example: RuleExample | None, verdict: Verdict, said: str | None) -> tuple[str, str]:
    """What should have come out and what did, in Chinese and English."""
    if example is None:
        wanted = ("基准应当通过", "the base report should pass")
    elif example.fails:
        wanted = ("违例应当不通过", "the example should fail")
    else:
        wanted = ("合例应当通过", "the example should pass")
    came, english = _WORDS[verdict]
    return (
        f"{wanted[0]}，结果是{came}" + (f"：{said}" if said else ""),
        f"{wanted[1]}, but it came out {english}" + (f": {said}" if said else ""),
    )


def _impossible(
    rule: Rule | None, example: RuleExample | None, problem: Problem, edited: str | None = None
) -> ExampleResult:
    return ExampleResult(
        "" if rule is None else rule.id,
        example,
        False,
        None,
        problem.reason,
        problem.english,
        edited=edited,
        place=_place(rule, example),
    )


def _place(rule: Rule | None, example: RuleExample | None) -> Span | None:
    if example is not None:
        return example.span
    return rule.span if rule is not None else None
