"""What the lint rules look at: the rules of one pack, those of its own files, and how they are put together."""

from collections.abc import Iterator, Mapping

from engine.language import checked
from engine.language.source import excerpt
from engine.language.walking import walk
from engine.model.diagnostic import Span
from engine.model.struct import Struct


class Pack(Struct, frozen=True):
    """A checked ruleset, and the texts (by name) of the pack's own rules files: what it takes in is not looked at."""

    ruleset: checked.Ruleset
    files: Mapping[str, str]

    @property
    def rules(self) -> tuple[checked.Rule, ...]:
        return tuple(rule for rule in self.ruleset.rules if rule.span.file in self.files)

    def words(self, span: Span) -> str:
        """What stands at a place, on one line."""
        return " ".join(excerpt({**self.ruleset.files, **self.files}, span).split())


def judgements(rule: checked.Rule) -> Iterator[checked.Expression]:
    """The conditions of a rule: 当, those of its levels, 要求 and 禁止."""
    yield from rule.conditions
    yield from (branch.condition for branch in rule.branches)
    yield from (requirement.expression for requirement in rule.requirements)


def texts(rule: checked.Rule) -> Iterator[checked.Expression]:
    """The expressions in the placeholders of a rule."""
    for template in (rule.message, rule.suggestion):
        if template is not None:
            yield from (part for part in template.parts if not isinstance(part, str))


def everything(rule: checked.Rule) -> Iterator[checked.Expression]:
    """Every expression of a rule but those of its examples, with all that is in them."""
    roots = (
        *(loop.items for loop in rule.loops),
        *(let.expression for let in rule.lets),
        *judgements(rule),
        *texts(rule),
        *rule.at,
    )
    return (node for root in roots for node in walk(root))


def variables(rule: checked.Rule) -> Iterator[tuple[str, Span]]:
    """The names of 对每个 and of 令, with the places of their clauses."""
    yield from ((loop.variable, loop.span) for loop in rule.loops)
    yield from ((let.variable, let.span) for let in rule.lets)


def head(rule: checked.Rule) -> Span:
    """The first line of a rule, from its keyword on."""
    span = rule.span
    return span if span.line == span.end_line else Span(span.file, span.line, span.column, span.line + 1, 1)
