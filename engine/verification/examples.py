"""Runs the examples of rules: each small change of the base report must make its rule fail, or leave it kept."""

from collections.abc import Iterator, Sequence

from engine.documents import read
from engine.evaluation import applies, evaluate, not_received
from engine.evaluation.expressions import Evaluator
from engine.evaluation.masking import mask
from engine.evaluation.values import label_of
from engine.extraction import extract
from engine.language.checked import Edit, Reports, Rule, RuleExample, Ruleset, Within
from engine.language.keywords import BY_WORD
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
    bases = _bases(ruleset, ruleset.base)
    if isinstance(bases, Problem):
        yield _impossible(None, None, bases)
        return
    facts = bases.facts
    if applies(ruleset, facts) is not True:
        yield _impossible(
            None, None, Problem("基准不在规则集的适用范围之内", "the ruleset does not apply to its base report")
        )
    others = bases.subordinates
    found = evaluate(ruleset, facts, previous=bases.previous, subordinates=others, peers=others)
    for rule, outcome in zip(ruleset.rules, found, strict=True):
        yield _judged(rule, None, outcome)
    for rule in ruleset.rules:
        for example in rule.examples:
            yield bases.example(ruleset.base, rule, example)


class Setting(Struct, frozen=True):
    """A report and those that go with it, as they were read: what a rule runs on. ``text`` is that of the report."""

    facts: Facts
    previous: Facts | None = None
    subordinates: tuple[Facts, ...] = ()
    peers: tuple[Facts, ...] = ()
    text: str = ""

    def outcome(self, ruleset: Ruleset, rule: Rule, *, strict: bool = False) -> Outcome:
        """What one rule of a ruleset comes to here; ``strict`` is that of ``evaluate``."""
        (outcome,) = evaluate(
            replace(ruleset, rules=(rule,)),
            self.facts,
            previous=self.previous,
            subordinates=self.subordinates,
            peers=self.peers,
            strict=strict,
        )
        return outcome


def settings(ruleset: Ruleset) -> Iterator[tuple[Rule, RuleExample | None, Setting]]:
    """Every rule with the base report (``None``) and with each of its examples; those that cannot be made not."""
    bases = None if ruleset.base is None else _bases(ruleset, ruleset.base)
    if not isinstance(bases, _Bases) or ruleset.base is None:
        return
    for rule in ruleset.rules:
        yield rule, None, Setting(bases.facts, bases.previous, bases.subordinates, bases.subordinates, ruleset.base)
        for example in rule.examples:
            setting, _ = bases.setting(ruleset.base, example)
            if isinstance(setting, Setting):
                yield rule, example, setting


class _Bases(Struct, frozen=True):
    """The base reports of a ruleset as they were read: its own, that of the year before, those of other units.

    Those of other units are 下级 and 同级 alike.
    """

    ruleset: Ruleset
    facts: Facts
    previous: Facts | None
    subordinates: tuple[Facts, ...]

    def example(self, base: str, rule: Rule, example: RuleExample) -> ExampleResult:
        """The rule on the base report with the edits of an example."""
        setting, text = self.setting(base, example)
        if isinstance(setting, Problem):
            return _impossible(rule, example, setting, text)
        return _judged(rule, example, setting.outcome(self.ruleset, rule), text)

    def setting(self, base: str, example: RuleExample) -> tuple[Setting | Problem, str | None]:
        """What an example runs on, and the text of its report as far as there is one.

        Edits of 上年 change last year's; without 下级, the reports of the units below did not come.
        """
        own = [edit for edit in example.edits if not isinstance(edit.target, Within | Reports)]
        none_came = any(isinstance(edit.target, Reports) for edit in example.edits)
        earlier = [
            replace(edit, target=edit.target.operand) for edit in example.edits if isinstance(edit.target, Within)
        ]
        text = apply_edits(base, own, Evaluator(self.facts))
        before = self._before(earlier)
        if isinstance(text, Problem):
            return text, None
        if isinstance(before, Problem):
            return before, None
        if (text, before) == (base, self.ruleset.previous) and not none_came:
            return Problem("修改之后与基准相同", "the edits leave the base report as it is"), None
        facts = self.facts if text == base else _facts(self.ruleset, text)
        previous = self.previous if before == self.ruleset.previous else _facts(self.ruleset, before or "")
        if isinstance(facts, Unreadable):
            return Problem(facts.reason, facts.english), text
        if isinstance(previous, Unreadable):
            return Problem(previous.reason, previous.english), text
        below = tuple(not_received(label_of(one), one) if none_came else one for one in self.subordinates)
        return Setting(facts, previous, below, self.subordinates, text), text

    def _before(self, edits: Sequence[Edit]) -> str | Problem | None:
        text = self.ruleset.previous
        return text if text is None or self.previous is None else apply_edits(text, edits, Evaluator(self.previous))


def _bases(ruleset: Ruleset, base: str) -> "_Bases | Problem":
    """The base reports of a ruleset as they were read, or why they cannot be."""
    facts = _facts(ruleset, base)
    before = _facts(ruleset, ruleset.previous) if ruleset.previous is not None else None
    below = [_facts(ruleset, text) for text in ruleset.subordinates]
    for one in (facts, before, *below):
        if isinstance(one, Unreadable):
            return Problem(one.reason, one.english)
    assert isinstance(facts, Facts)  # noqa: S101 (for the type checker)
    previous = before if isinstance(before, Facts) else None
    return _Bases(ruleset, facts, previous, tuple(one for one in below if isinstance(one, Facts)))


def _facts(ruleset: Ruleset, text: str) -> Facts | Unreadable:
    document = read(text.encode("utf-8"), _SOURCE)
    return document if isinstance(document, Unreadable) else extract(document, ruleset.form)


def _judged(rule: Rule, example: RuleExample | None, outcome: Outcome, edited: str | None = None) -> ExampleResult:
    must_fail = example is not None and example.fails
    wanted = (Verdict.FAILED,) if must_fail else (Verdict.PASSED, Verdict.NOT_APPLICABLE)
    severity = example.severity if example is not None else None
    failed = [one.severity for one in outcome.findings if one.outcome is Verdict.FAILED]
    ok = outcome.verdict in wanted and (severity is None or severity in failed)
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
        if verdict is Verdict.FAILED and example.severity is not None:
            level = BY_WORD[example.severity].words[0]
            return f"违例应当是{level}，结果不是", f"the finding should have severity {example.severity.value}"
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
