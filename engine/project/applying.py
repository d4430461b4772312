"""A project's changes to rules: switched off, of another severity, with other values of parameters."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal

from engine.language.checked import Constant, ParameterValue, Ruleset
from engine.language.messages import guess
from engine.language.nearest import nearest
from engine.language.types import words
from engine.model.diagnostic import Diagnostic
from engine.model.finding import RulesetId, SwitchedOff
from engine.model.struct import replace
from engine.model.types import Kind
from engine.project import messages
from engine.project.project import Project


def adjust(ruleset: Ruleset, project: Project) -> Ruleset:
    """The ruleset without the rules that the project switches off, and with its severities.

    A severity of the project holds whatever the case: the rule's own severities under conditions are dropped.
    """
    rules = []
    for rule in ruleset.rules:
        severity = project.severity.get(rule.id)
        if rule.id not in project.off:
            rules.append(rule if severity is None else replace(rule, severity=severity, branches=()))
    return replace(ruleset, rules=tuple(rules))


def switched_off(
    rulesets: Sequence[Ruleset], project: Project, applied: Sequence[RulesetId]
) -> tuple[SwitchedOff, ...]:
    """The rules that the project takes out of the rulesets that were applied to a report; ``rulesets`` have them."""
    return tuple(
        SwitchedOff(rule.id, rule.title, project.off[rule.id])
        for ruleset in rulesets
        if ruleset.identity in applied
        for rule in ruleset.rules
        if rule.id in project.off
    )


_KINDS = {bool: Kind.TRUTH, int: Kind.NUMBER, Decimal: Kind.NUMBER, str: Kind.TEXT, date: Kind.DATE}


def apply_parameters(
    rulesets: Sequence[Ruleset], project: Project
) -> tuple[tuple[Ruleset, ...], tuple[Diagnostic, ...]]:
    """The rulesets with the project's values of their parameters, and what is wrong with these.

    A value has the unit of its parameter, and holds whatever the day.
    """
    parameters = {key: one for ruleset in rulesets for one in ruleset.parameters for key in (one.name, one.id)}
    wrong: list[Diagnostic] = []
    values: dict[str, Constant] = {}
    for name, value in project.parameters.items():
        span = project.span("parameters", name)
        if name not in parameters:
            near = guess(nearest(name, parameters))
            wrong.append(messages.NO_PARAMETER.at(span, name=messages.shown(name), guess=near))
        elif _KINDS.get(type(value)) is not parameters[name].type.kind:
            wrong.append(messages.PARAMETER_KIND.at(span, name=name, kind=words(parameters[name].type)))
        else:
            values[parameters[name].id] = value
    return tuple(_with_values(ruleset, values) for ruleset in rulesets), tuple(wrong)


def _with_values(ruleset: Ruleset, values: Mapping[str, Constant]) -> Ruleset:
    changed = tuple(
        replace(one, values=(ParameterValue(values[one.id]),)) if one.id in values else one
        for one in ruleset.parameters
    )
    return replace(ruleset, parameters=changed)


def mistakes(rulesets: Sequence[Ruleset], project: Project) -> Iterator[Diagnostic]:
    """Rules that the project speaks of and the rulesets do not have, and rules off that it speaks of elsewhere."""
    known = dict.fromkeys(rule.id for ruleset in rulesets for rule in ruleset.rules)
    elsewhere = [(rule, project.span("severity", rule)) for rule in project.severity]
    elsewhere += [(waiver.rule, project.span("waivers", at, "rule")) for at, waiver in project.waivers.items()]
    for rule, span in [*((rule, project.span("off", rule)) for rule in project.off), *elsewhere]:
        if rule not in known:
            yield messages.NO_RULE.at(span, name=messages.shown(rule), guess=guess(nearest(rule, known)))
    for rule, span in elsewhere:
        if rule in project.off:
            yield messages.OFF.at(span, name=messages.shown(rule), line=project.span("off", rule).line)
