"""Packs that take in others: their rules, form and names come along; some are switched off or set otherwise."""

from collections.abc import Iterable, Mapping, Sequence

from engine.language import checked, messages, tree
from engine.language.constants import value_of
from engine.language.keywords import BY_WORD
from engine.language.nearest import nearest
from engine.model.diagnostic import Diagnostic
from engine.model.finding import SwitchedOff
from engine.model.form import Form
from engine.model.struct import Struct, replace


class Taken(Struct, frozen=True):
    """What comes of the packs that a ruleset takes in, before its own rules join."""

    form: Form | None
    rules: tuple[checked.Rule, ...]
    applies: tuple[checked.Expression, ...]
    parameters: tuple[checked.Parameter, ...]
    names: checked.Names
    off: tuple[SwitchedOff, ...]
    renamed: Mapping[str, str]
    as_of: checked.Expression | None
    files: Mapping[str, str]


def take(
    header: tree.RulesetHeader | None, packs: Mapping[str, checked.Ruleset], diagnostics: list[Diagnostic]
) -> Taken:
    """Everything that the packs named in the header bring, changed as the header says."""
    clauses = header.clauses if header is not None else ()
    wanted = [clause for clause in clauses if isinstance(clause, tree.TakeIn) and clause.pack.text in packs]
    taken = [packs[clause.pack.text] for clause in wanted]
    form = taken[0].form if taken else None
    for clause, ruleset in zip(wanted, taken, strict=True):
        if form is not None and ruleset.form != form:
            diagnostics.append(messages.TWO_FORMS.at(clause.pack.span, pack=clause.pack.text))
    complete = len(wanted) == sum(isinstance(clause, tree.TakeIn) for clause in clauses)
    if complete and not wanted:
        _nothing_taken(clauses, diagnostics)
        return Taken(None, (), (), (), checked.Names({}, {}, {}), (), {}, None, {})
    changes = _Changes(taken, complete, diagnostics)
    rules, off = changes.rules(clauses)
    return Taken(
        form,
        rules,
        tuple(condition for ruleset in taken for condition in ruleset.applies),
        changes.parameters(clauses),
        _names(taken),
        (*(one for ruleset in taken for one in ruleset.off), *off),
        {old: new for ruleset in taken for old, new in ruleset.renamed.items()},
        next((ruleset.as_of for ruleset in taken if ruleset.as_of is not None), None),
        {name: text for ruleset in taken for name, text in ruleset.files.items()},
    )


def _nothing_taken(clauses: Iterable[tree.RulesetClause], diagnostics: list[Diagnostic]) -> None:
    words = {tree.SwitchOff: "停用", tree.Adjust: "调整", tree.Setting: "设定"}
    for clause in clauses:
        if type(clause) in words:
            keyword = BY_WORD[words[type(clause)]].words
            diagnostics.append(messages.NOTHING_TAKEN.at(clause.span, clause=keyword))


def _names(taken: Sequence[checked.Ruleset]) -> checked.Names:
    return checked.Names(
        {name: lexicon for ruleset in taken for name, lexicon in ruleset.names.lexicons.items()},
        {name: texts for ruleset in taken for name, texts in ruleset.names.registers.items()},
        {name: definition for ruleset in taken for name, definition in ruleset.names.definitions.items()},
    )


class _Changes:
    """What the header of a pack changes in what it takes in. Unless ``complete``, a pack is missing: no complaints."""

    def __init__(self, taken: Sequence[checked.Ruleset], complete: bool, diagnostics: list[Diagnostic]) -> None:
        # A rule may come twice, where two packs take in a third.
        self._rules = {rule.id: rule for ruleset in taken for rule in ruleset.rules}
        self._renamed = {old: new for ruleset in taken for old, new in ruleset.renamed.items()}
        self._parameters = {one.id: one for ruleset in taken for one in ruleset.parameters}
        self._complete = complete
        self._diagnostics = diagnostics

    def rules(self, clauses: Iterable[tree.RulesetClause]) -> tuple[tuple[checked.Rule, ...], tuple[SwitchedOff, ...]]:
        """The rules that stay, with their severities, and those that are switched off."""
        kept = dict(self._rules)
        off: list[SwitchedOff] = []
        for clause in clauses:
            if not isinstance(clause, tree.SwitchOff | tree.Adjust):
                continue
            rule = self._rule(clause.rule)
            if rule is None or rule.id not in kept:
                continue
            if isinstance(clause, tree.SwitchOff):
                off.append(SwitchedOff(rule.id, rule.title, clause.reason.value))
                del kept[rule.id]
            else:
                examples = tuple(replace(example, severity=None) for example in rule.examples)
                kept[rule.id] = replace(rule, severity=clause.severity, branches=(), examples=examples)
        return tuple(kept.values()), tuple(off)

    def parameters(self, clauses: Iterable[tree.RulesetClause]) -> tuple[checked.Parameter, ...]:
        """The parameters, with the values that are set."""
        kept = dict(self._parameters)
        known = {spelling: one.id for one in kept.values() for spelling in (one.name, one.id)}
        for clause in clauses:
            if not isinstance(clause, tree.Setting):
                continue
            name = clause.parameter.text
            if name not in known:
                self._unknown(messages.UNKNOWN_PARAMETER, clause.parameter, known)
                continue
            parameter = kept[known[name]]
            value = value_of(name, parameter.type, clause.value, self._diagnostics)
            if value is not None:
                kept[parameter.id] = replace(parameter, values=(checked.ParameterValue(value),))
        return tuple(kept.values())

    def _rule(self, word: tree.Word) -> checked.Rule | None:
        found = self._rules.get(self._renamed.get(word.text, word.text))
        if found is None:
            self._unknown(messages.UNKNOWN_RULE, word, self._rules)
        return found

    def _unknown(self, message: messages.Message, word: tree.Word, known: Iterable[str]) -> None:
        if self._complete:
            guess = messages.guess(nearest(word.text, known))
            self._diagnostics.append(message.at(word.span, name=word.text, guess=guess))
