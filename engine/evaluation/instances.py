"""One rule -> its instances (one for each turn of its loops), each with its verdict and what decided it."""

from collections.abc import Iterator
from functools import partial

from engine.evaluation import logic
from engine.evaluation.budget import FINDING, TOO_MUCH, TURN, Exhausted
from engine.evaluation.expressions import Evaluator
from engine.evaluation.trace import Comparison, Later, Read, Scope, Trace
from engine.evaluation.values import Value, as_list
from engine.language.checked import Requirement, Rule
from engine.model.facts import NOT_GIVEN, Status
from engine.model.finding import Severity, Verdict
from engine.model.struct import Struct
from engine.model.types import Missing

_NOT_MET = "不具备规则所说的条件"
_NOTHING = "没有要检查的内容"


class Instance(Struct, frozen=True):
    """One turn: the values of the loop variables, the verdict, and what was read for it.

    ``reads`` are those that decided the verdict, ``background`` those of the conditions before it. ``reason`` says why
    it is not applicable or undetermined; ``is_stopped`` when that is because a value is missing.
    """

    verdict: Verdict
    scope: Scope
    reads: tuple[Read, ...] = ()
    background: tuple[Read, ...] = ()
    comparisons: tuple[Comparison, ...] = ()
    severity: Severity | None = None
    reason: str | None = None
    is_stopped: bool = False


def instances(rule: Rule, evaluator: Evaluator) -> Iterator[Instance]:
    """All instances of a rule, in the order of its loops; at least one. They end when the work becomes too much."""
    evaluator.budget.renew()
    try:
        yield from _instances(rule, evaluator)
    except Exhausted:
        yield _stopped(TOO_MUCH, {}, Trace())


def _instances(rule: Rule, evaluator: Evaluator) -> Iterator[Instance]:
    is_empty = True
    for turn in _turns(rule, 0, {}, evaluator):
        is_empty = False
        evaluator.budget.spend(TURN)
        yield turn if isinstance(turn, Instance) else _judge(rule, turn, evaluator)
    if is_empty:
        # Nothing that is forbidden was found: the rule is kept. Nothing that a demand is about: it does not apply.
        kept = all(requirement.forbidden for requirement in rule.requirements)
        yield Instance(Verdict.PASSED if kept else Verdict.NOT_APPLICABLE, {}, reason=None if kept else _NOTHING)


def with_lets(rule: Rule, depth: int, scope: Scope, evaluator: Evaluator) -> Scope:
    """The variables of so many loops with those of 令 that hang on no more of them.

    Each is worked out once for all turns of the inner loops, and not at all where nothing asks for it.
    """
    for let in rule.lets:
        if let.depth == depth:
            scope = {**scope, let.variable: Later(partial(evaluator.value, let.expression, scope))}
    return scope


def _turns(rule: Rule, depth: int, scope: Scope, evaluator: Evaluator) -> Iterator[Scope | Instance]:
    scope = with_lets(rule, depth, scope, evaluator)
    if depth == len(rule.loops):
        yield scope
        return
    loop = rule.loops[depth]
    trace = Trace()
    items = evaluator.value(loop.items, scope, trace)
    if isinstance(items, Missing):
        yield _stopped(items, scope, trace)
        return
    for item in as_list(items):
        evaluator.budget.spend()
        yield from _turns(rule, depth + 1, {**scope, loop.variable: item}, evaluator)


def _stopped(missing: Missing, scope: Scope, trace: Trace, background: tuple[Read, ...] = ()) -> Instance:
    not_given = any(read.fact is not None and read.fact.reason == NOT_GIVEN for read in trace.reads)
    absent = missing.status is Status.ABSENT or not_given
    verdict = Verdict.NOT_APPLICABLE if absent else Verdict.UNDETERMINED
    return Instance(verdict, scope, tuple(trace.reads), background, reason=missing.reason, is_stopped=True)


def _judge(rule: Rule, scope: Scope, evaluator: Evaluator) -> Instance:
    before = Trace()
    met: logic.Truth = True
    unknown = Trace()
    for condition in rule.conditions:
        own = Trace(unasked=False)
        holds = evaluator.truth(condition, scope, own)
        if holds is False:
            return Instance(Verdict.NOT_APPLICABLE, scope, tuple(own.reads), reason=_NOT_MET)
        before.take([own])
        if isinstance(holds, Missing):
            unknown.take([own])
        met = logic.both(met, holds)
    if isinstance(met, Missing):
        return _stopped(met, scope, unknown)
    return _require(rule, scope, evaluator, tuple(before.reads))


def _require(rule: Rule, scope: Scope, evaluator: Evaluator, background: tuple[Read, ...]) -> Instance:
    """Failed when one requirement fails, else stopped when one has no answer, else passed."""
    missing: list[tuple[Missing, Trace]] = []
    passed = Trace()
    for requirement in rule.requirements:
        trace = Trace(unasked=not requirement.forbidden)
        kept = _kept(requirement, scope, evaluator, trace)
        if kept is False:
            return _failed(rule, scope, evaluator, trace, background)
        if isinstance(kept, Missing):
            missing.append((kept, trace))
        passed.take([trace])
    if missing:
        speaking = logic.worst(one for one, _ in missing)
        return _stopped(speaking, scope, next(trace for one, trace in missing if one is speaking), background)
    return Instance(Verdict.PASSED, scope, tuple(passed.reads), background)


def _kept(requirement: Requirement, scope: Scope, evaluator: Evaluator, trace: Trace) -> logic.Truth:
    holds = evaluator.truth(requirement.expression, scope, trace)
    return logic.negation(holds) if requirement.forbidden else holds


def _failed(rule: Rule, scope: Scope, evaluator: Evaluator, trace: Trace, background: tuple[Read, ...]) -> Instance:
    """A failing instance: 左, 右 and 差 of the comparison that decided it join the variables."""
    evaluator.budget.spend(FINDING)
    sides: dict[str, Value] = {}
    if trace.comparisons:
        left, right = trace.comparisons[0].left, trace.comparisons[0].right
        sides = {"left": left, "right": right, "difference": logic.difference(left, right)}
    severity = rule.severity
    for branch in rule.branches:
        if evaluator.truth(branch.condition, scope, Trace()) is True:
            severity = branch.severity
            break
    return Instance(
        Verdict.FAILED,
        {**sides, **scope},
        tuple(trace.reads),
        background,
        tuple(trace.comparisons),
        severity,
    )
