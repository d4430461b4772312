"""Rules in words: what a rule is about, what it rests on, what breaks it. Built from the rule's own text."""

from collections.abc import Sequence

from engine.language import messages
from engine.language.checked import Rule, Ruleset
from engine.model.finding import Severity
from engine.model.struct import Struct
from engine.outputs.words import SEVERITY, Language, cite
from engine.project import messages as project_messages


class Entry(Struct, frozen=True):
    """One line of a list of rules."""

    rule: str
    title: str
    severity: Severity
    basis: tuple[str, ...]


def listing(rulesets: Sequence[Ruleset], language: Language) -> tuple[Entry, ...]:
    """All rules, in the order of their files."""
    return tuple(
        Entry(rule.id, rule.title, rule.severity, tuple(cite(citation, language) for citation in rule.basis))
        for ruleset in rulesets
        for rule in ruleset.rules
    )


def explain(rulesets: Sequence[Ruleset], rule_id: str, language: Language) -> str | None:
    """A rule in words: title, severity, basis, its own text and where that stands; ``None`` when nobody has it.

    The code of a diagnostic (E012; G003 for a project file) is explained too.
    """
    for ruleset in rulesets:
        for rule in ruleset.rules:
            if rule.id.casefold() == rule_id.casefold():
                return _explained(ruleset, rule, language)
    return messages.explain(rule_id, language) or project_messages.explain(rule_id, language)


def _explained(ruleset: Ruleset, rule: Rule, language: Language) -> str:
    names = (
        ("级别", "依据", "规则集", "出处", "原文")
        if language == "zh"
        else ("severity", "basis", "ruleset", "file", "text")
    )
    severities = [SEVERITY[language][severity] for severity in dict.fromkeys(_severities(rule))]
    lines = [
        f"{rule.id}  {rule.title}",
        "",
        f"{names[0]}  {' / '.join(severities)}",
        *(f"{names[1]}  {cite(citation, language)}" for citation in rule.basis),
        f"{names[2]}  {ruleset.identity.title or ruleset.identity.id} {ruleset.identity.version}",
        f"{names[3]}  {rule.span.file}:{rule.span.line}",
        "",
        *_source(ruleset, rule),
    ]
    return "\n".join(lines)


def _severities(rule: Rule) -> list[Severity]:
    return [rule.severity, *(branch.severity for branch in rule.branches)]


def _source(ruleset: Ruleset, rule: Rule) -> list[str]:
    """The rule as its author wrote it: it is meant to be read."""
    text = ruleset.files.get(rule.span.file, "").splitlines()
    return text[rule.span.line - 1 : rule.span.end_line]
