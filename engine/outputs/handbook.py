"""A pack as a handbook for people: every rule in words, what it rests on, and what breaks it.

The nouns here are what every format shows: ``markdown.py``, ``html.py``, ``json.py`` and ``terminal_rules.py``.
"""

from collections.abc import Iterator, Sequence
from pathlib import PurePath

from engine.language import checked
from engine.language.attributes import ATTRIBUTES
from engine.language.checked import Rule, RuleExample, Ruleset
from engine.language.source import excerpt
from engine.language.types import words
from engine.model.citation import Citation
from engine.model.diagnostic import Span
from engine.model.finding import RulesetId, Severity
from engine.model.function import Function
from engine.model.struct import Struct, replace
from engine.model.types import Type
from engine.outputs.phrases import Code, Phrase, Wording
from engine.outputs.words import RULE, SEVERITY, Language, cite
from engine.verification.differences import Change, changes
from engine.verification.examples import ExampleResult
from engine.verification.verify import PackResult, verify

_MOST = 4  # changed lines of an example that are shown


class Illustration(Struct, frozen=True):
    """An example: the edits as written, what they change in the base report, and what came of it.

    ``changes`` are the first few, ``more`` is how many there are beyond them. ``said`` is the message of the finding
    that the rule really made, ``problem`` why the example does not hold.
    """

    fails: bool
    edits: tuple[Code, ...]
    changes: tuple[Change, ...]
    more: int
    said: str | None
    problem: str | None


class Entry(Struct, frozen=True):
    """A rule in words. ``branches`` are severities and when they are taken instead of ``severity``."""

    rule: str
    title: str
    severity: Severity
    branches: tuple[tuple[Severity, Phrase], ...]
    basis: tuple[Citation, ...]
    loops: tuple[Phrase, ...]
    conditions: tuple[Phrase, ...]
    required: tuple[Phrase, ...]
    forbidden: tuple[Phrase, ...]
    message: Phrase
    suggestion: Phrase | None
    together: bool
    examples: tuple[Illustration, ...]
    source: str
    place: Span


class Chapter(Struct, frozen=True):
    """The rules of one file, under the comment that it begins with."""

    title: str
    entries: tuple[Entry, ...]


class Term(Struct, frozen=True):
    """A word of the rules language that the pack uses, and what it means."""

    name: str
    meaning: str


class Handbook(Struct, frozen=True):
    """A whole pack. ``applies`` says to which reports, ``terms`` explain the words used in code."""

    identity: RulesetId
    title: str
    form: str
    applies: tuple[Phrase, ...]
    chapters: tuple[Chapter, ...]
    terms: tuple[Term, ...]


def make(pack: PackResult, language: Language) -> Handbook:
    """The handbook of a pack; examples show what came of them where the pack was verified."""
    ruleset = pack.ruleset
    wording = Wording(ruleset.files, language)
    by_file: dict[str, list[Rule]] = {}
    for rule in ruleset.rules:
        by_file.setdefault(rule.span.file, []).append(rule)
    return Handbook(
        ruleset.identity,
        ruleset.identity.title or ruleset.identity.id,
        ruleset.form.title,
        tuple(wording.condition(condition) for condition in ruleset.applies),
        tuple(
            Chapter(_heading(ruleset, file), tuple(_entry(pack, rule, wording) for rule in rules))
            for file, rules in by_file.items()
        ),
        tuple(sorted(set(_terms(ruleset, language)), key=lambda term: term.name)),
    )


def find(rulesets: Sequence[Ruleset], rule_id: str, language: Language) -> tuple[Ruleset, Entry] | None:
    """The rule with this id, in words and with its examples run; ``None`` when nobody has it."""
    for ruleset in rulesets:
        for rule in ruleset.rules:
            if rule.id.casefold() == rule_id.casefold():
                pack = verify(replace(ruleset, rules=(rule,)))
                return ruleset, _entry(pack, rule, Wording(ruleset.files, language))
    return None


def rows(entry: Entry, language: Language) -> Iterator[tuple[str, Phrase]]:
    """What there is to say of a rule, in order: names and phrases. Examples and the source stand apart."""
    words = RULE[language]
    yield words["severity"], tuple(_severities(entry, language))
    for citation in entry.basis:
        yield words["basis"], (cite(citation, language),)
    for name, phrases in (
        ("each", entry.loops),
        ("when", entry.conditions),
        ("require", entry.required),
        ("forbid", entry.forbidden),
    ):
        for phrase in phrases:
            yield words[name], phrase
    if entry.together:
        yield words["report"], (words["together"],)
    yield words["message"], entry.message
    if entry.suggestion is not None:
        yield words["suggestion"], entry.suggestion


def outcome(example: Illustration, language: Language) -> str:
    """What must come of an example, and the message where it is known; or why the example does not hold."""
    words, colon = RULE[language], "：" if language == "zh" else ": "
    if example.problem is not None:
        return f"{words['broken']}{colon}{example.problem}"
    return words["fails" if example.fails else "passes"] + (f"{colon}{example.said}" if example.said else "")


def _severities(entry: Entry, language: Language) -> Iterator[str | Code]:
    names = SEVERITY[language]
    yield names[entry.severity]
    for severity, condition in entry.branches:
        if language == "zh":
            yield from ("；当 ", *condition, f"时为{names[severity]}")
        else:
            yield from (f"; {names[severity]} when ", *condition)


def _heading(ruleset: Ruleset, file: str) -> str:
    """The comment at the very beginning of a file, or else the file's name."""
    first = next((line.strip() for line in ruleset.files[file].split("\n") if line.strip()), "")
    comment = first.lstrip("#＃").strip() if first.startswith(("#", "＃")) else ""
    return comment or PurePath(file).stem


def _entry(pack: PackResult, rule: Rule, wording: Wording) -> Entry:
    required, forbidden = (
        tuple(wording.requirement(one, rule.loops) for one in rule.requirements if one.forbidden is flag)
        for flag in (False, True)
    )
    results = {result.place: result for result in pack.results if result.example is not None}
    return Entry(
        rule=rule.id,
        title=rule.title,
        severity=rule.severity,
        branches=tuple((branch.severity, wording.condition(branch.condition)) for branch in rule.branches),
        basis=rule.basis,
        loops=tuple(wording.loop(loop) for loop in rule.loops),
        conditions=tuple(wording.condition(condition) for condition in rule.conditions),
        required=required,
        forbidden=forbidden,
        message=wording.template(rule.message),
        suggestion=wording.template(rule.suggestion) if rule.suggestion is not None else None,
        together=rule.together,
        examples=tuple(_illustration(pack, one, results.get(one.span), wording) for one in rule.examples),
        source=excerpt(wording.files, rule.span),
        place=rule.span,
    )


def _illustration(
    pack: PackResult, example: RuleExample, result: ExampleResult | None, wording: Wording
) -> Illustration:
    edits = tuple(wording.code(edit.span) for edit in example.edits)
    if result is None:
        return Illustration(example.fails, edits, (), 0, None, None)
    base, edited = pack.ruleset.base, result.edited
    changed = changes(base, edited) if base is not None and edited is not None else ()
    problem = result.problem if wording.language == "zh" else result.english
    said = result.said if example.fails else None
    return Illustration(example.fails, edits, changed[:_MOST], max(len(changed) - _MOST, 0), said, problem)


def _terms(ruleset: Ruleset, language: Language) -> Iterator[Term]:
    """The functions and attributes that occur in the rules."""
    for node in _nodes(ruleset.rules):
        if isinstance(node, checked.Call):
            yield _function(node.function, language)
        elif isinstance(node, checked.Attribute):
            for spec in ATTRIBUTES:
                if spec.key == node.key and node.base.type.kind in spec.kinds:
                    kind, english = words(Type(node.base.type.kind))
                    if language == "zh":
                        yield Term(f"{kind}.{spec.name}", spec.doc)
                    else:
                        yield Term(f"{english.split(' ', 1)[-1]}.{spec.key}", spec.english_doc)


def _function(function: Function, language: Language) -> Term:
    if language == "zh":
        return Term(f"{function.name}({', '.join(one.name for one in function.parameters)})", function.doc)
    return Term(f"{function.english}({', '.join(one.english for one in function.parameters)})", function.english_doc)


def _nodes(node: object) -> Iterator[object]:
    """Everything in a checked tree, whatever kinds of node it has."""
    if isinstance(node, tuple):
        for item in node:
            yield from _nodes(item)
    elif isinstance(node, Struct) and not isinstance(node, Function):
        yield node
        for name in node.__struct_fields__:
            yield from _nodes(getattr(node, name))
