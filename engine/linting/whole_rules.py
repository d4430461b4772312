"""Lint rules on what a rule says about itself, and on rules that are alike."""

from collections.abc import Hashable, Iterator

from engine.language import checked, messages
from engine.language.comparisons import is_compound
from engine.language.walking import meaning, walk
from engine.linting.pack import Pack, everything, head, judgements, variables
from engine.model.citation import Binding
from engine.model.diagnostic import Diagnostic
from engine.model.finding import Severity

MOST_JUDGEMENTS = 12
_TEXTS = ("document.text", "document.body", "document.head")


def unused_variable(pack: Pack) -> Iterator[Diagnostic]:
    for rule in pack.rules:
        used = {node.name for node in everything(rule) if isinstance(node, checked.Variable)}
        for name, span in variables(rule):
            if name not in used:
                yield messages.UNUSED_VARIABLE.at(span, rule=rule.id, name=name)


def no_failing_example(pack: Pack) -> Iterator[Diagnostic]:
    for rule in pack.rules:
        if not any(example.fails for example in rule.examples):
            yield messages.NO_FAILING_EXAMPLE.at(head(rule), rule=rule.id)


def advice_as_error(pack: Pack) -> Iterator[Diagnostic]:
    for rule in pack.rules:
        levels = {rule.severity, *(branch.severity for branch in rule.branches)}
        if Severity.ERROR in levels and all(citation.binding is Binding.ADVICE for citation in rule.basis):
            yield messages.ADVICE_AS_ERROR.at(head(rule), rule=rule.id)


def unverified(pack: Pack) -> Iterator[Diagnostic]:
    for rule in pack.rules:
        for citation in rule.basis:
            if not citation.verified:
                yield messages.UNVERIFIED.at(head(rule), rule=rule.id, document=citation.document)


def same_title(pack: Pack) -> Iterator[Diagnostic]:
    first: dict[str, str] = {}
    for rule in pack.ruleset.rules:
        other = first.setdefault(rule.title, rule.id)
        if other != rule.id and rule.span.file in pack.files:
            yield messages.SAME_TITLE.at(head(rule), rule=rule.id, other=other)


def same_rule(pack: Pack) -> Iterator[Diagnostic]:
    first: dict[Hashable, str] = {}
    for rule in pack.ruleset.rules:
        other = first.setdefault(_checks(rule), rule.id)
        if other != rule.id and rule.span.file in pack.files:
            yield messages.SAME_RULE.at(head(rule), rule=rule.id, other=other)


def _checks(rule: checked.Rule) -> Hashable:
    """What a rule checks, in whatever order its clauses stand."""
    lets = {let.variable: let.expression for let in rule.lets}
    return (
        meaning(rule.loops, lets),
        frozenset(meaning(condition, lets) for condition in rule.conditions),
        frozenset(meaning(requirement, lets) for requirement in rule.requirements),
    )


def no_suggestion(pack: Pack) -> Iterator[Diagnostic]:
    for rule in pack.rules:
        if rule.suggestion is None:
            yield messages.NO_SUGGESTION.at(head(rule), rule=rule.id)


def fixed_message(pack: Pack) -> Iterator[Diagnostic]:
    for rule in pack.rules:
        if rule.loops and all(isinstance(part, str) for part in rule.message.parts):
            yield messages.FIXED_MESSAGE.at(head(rule), rule=rule.id)


def nowhere(pack: Pack) -> Iterator[Diagnostic]:
    """Requirements that look at the text of the report and nothing else: what is not there has no place."""
    for rule in pack.rules:
        for requirement in rule.requirements:
            read = {
                node.fact if isinstance(node, checked.FactRef) else ""
                for node in walk(requirement.expression)
                if isinstance(node, checked.FactRef | checked.Cells | checked.Entity | checked.Variable)
            }
            if read and read <= set(_TEXTS) and not (rule.at or requirement.forbidden):
                yield messages.NOWHERE.at(requirement.expression.span)


def long_rule(pack: Pack) -> Iterator[Diagnostic]:
    for rule in pack.rules:
        count = sum(_parts(condition) for condition in judgements(rule))
        if count > MOST_JUDGEMENTS:
            yield messages.LONG_RULE.at(head(rule), rule=rule.id, count=count, limit=MOST_JUDGEMENTS)


def _parts(condition: checked.Expression) -> int:
    if isinstance(condition, checked.Not):
        return _parts(condition.operand)
    if isinstance(condition, checked.Binary) and is_compound(condition):
        return _parts(condition.left) + _parts(condition.right)
    return 1


def same_level(pack: Pack) -> Iterator[Diagnostic]:
    for rule in pack.rules:
        if rule.branches and rule.branches[-1].severity is rule.severity:
            yield messages.SAME_LEVEL.at(rule.branches[-1].condition.span)
