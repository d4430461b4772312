"""A ruleset x the facts of one report -> one outcome for each rule."""

from collections.abc import Collection, Mapping, Sequence
from types import MappingProxyType

from engine.evaluation.expressions import Evaluator
from engine.evaluation.instances import Instance, instances
from engine.evaluation.stamping import Stamp, why
from engine.language.checked import Rule, Ruleset
from engine.model.facts import Facts
from engine.model.finding import Finding, Outcome, Severity, Verdict
from engine.model.types import Missing

_TOO_MANY = "同级的报告太多，这条规则要逐份比较，没有检查"


def evaluate(
    ruleset: Ruleset,
    facts: Facts,
    *,
    previous: Facts | Missing | None = None,
    subordinates: Sequence[Facts] = (),
    peers: Sequence[Facts] = (),
    decided: Mapping[str, Outcome] = MappingProxyType({}),
    unasked: Collection[str] = (),
    strict: bool = False,
) -> tuple[Outcome, ...]:
    """The outcomes of all rules of a ruleset, in their order.

    ``previous`` is last year's report (上年) or why there is none, ``subordinates`` are those of the units below
    (下级), ``peers`` those of the other units of the same run (同级); what asks for one that is not given does not
    apply. ``decided`` are outcomes that are known before, by rule. Rules that are ``unasked``, by their ids, are
    undetermined: there are too many peers to look at one by one.

    A bug in the evaluation of one rule makes that rule undetermined and says so, so that the report is not lost; with
    ``strict`` (in tests) it is raised.
    """
    evaluator = Evaluator(facts, ruleset, previous=previous, subordinates=subordinates, peers=peers)
    stamp = Stamp(evaluator)
    outcomes: list[Outcome] = []
    for rule in ruleset.rules:
        if rule.id in decided:
            outcomes.append(decided[rule.id])
            continue
        if rule.id in unasked:
            outcomes.append(_without_answer(rule, _TOO_MANY, stamp))
            continue
        try:
            outcomes.append(_outcome(rule, evaluator, stamp))
        except Exception as error:
            if strict:
                raise
            reason = f"检查程序出错，这条规则没有得出结果（{type(error).__name__}）"
            outcomes.append(_without_answer(rule, reason, stamp))
    return tuple(outcomes)


def _outcome(rule: Rule, evaluator: Evaluator, stamp: Stamp) -> Outcome:
    by_verdict: dict[Verdict, list[Instance]] = {}
    for instance in instances(rule, evaluator):
        # Of what passed only the first is kept: nothing is said about it, and there may be many.
        kept = by_verdict.setdefault(instance.verdict, [])
        if instance.verdict is not Verdict.PASSED or not kept:
            kept.append(instance)
    failed = by_verdict.get(Verdict.FAILED, [])
    open_ones = by_verdict.get(Verdict.UNDETERMINED, [])
    findings = stamp.findings(rule, failed, open_ones)
    order = (Verdict.FAILED, Verdict.UNDETERMINED, Verdict.PASSED)
    verdict = next((one for one in order if one in by_verdict), Verdict.NOT_APPLICABLE)
    reason = None
    if verdict is Verdict.UNDETERMINED:
        reason = findings[-1].message
    elif verdict is Verdict.NOT_APPLICABLE:
        reason = why(by_verdict.get(verdict, []))
    return Outcome(rule.id, rule.title, _severity(rule, findings), verdict, findings, reason)


def _severity(rule: Rule, findings: tuple[Finding, ...]) -> Severity:
    return min((finding.severity for finding in findings), key=lambda severity: severity.rank, default=rule.severity)


def _without_answer(rule: Rule, reason: str, stamp: Stamp) -> Outcome:
    finding = stamp.broken(rule, reason)
    return Outcome(rule.id, rule.title, rule.severity, Verdict.UNDETERMINED, (finding,), reason)
