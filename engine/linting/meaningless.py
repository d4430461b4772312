"""Lint rules on conditions that say nothing, or can never be met, by what the form and the pack say."""

from collections.abc import Iterable, Iterator
from fractions import Fraction

from engine.language import checked, messages
from engine.language.comparisons import Comparison, compared, conjuncts
from engine.language.conditions import Known
from engine.language.names import column_id
from engine.language.ranges import Range
from engine.language.walking import meaning, walk
from engine.linting.pack import Pack, everything, judgements, variables
from engine.model.diagnostic import Diagnostic, Span
from engine.model.form import CellType, Form
from engine.model.struct import replace
from engine.model.types import Kind

_FOUND = (Kind.MATCH, Kind.SAID_NUMBER, Kind.SAID_DATE)
_KINDS = {
    CellType.COUNT: ("非负整数", "a whole number, zero or more"),
    CellType.AMOUNT: ("非负数", "a number, zero or more"),
}


def repeated(pack: Pack) -> Iterator[Diagnostic]:
    """Conditions that follow from what the ruleset applies to and from those before; parts of requirements too."""
    for rule in pack.rules:
        known = _applying(pack, rule)
        for condition in rule.conditions:
            for part, holds, place in conjuncts(condition, known.lets):
                if (other := known.deciding(part, positive=holds)) is not None:
                    yield _following(pack, place, other)
                found = known.also(part, positive=holds)
                known = found if isinstance(found, Known) else known
        for requirement in rule.requirements:
            parts = list(conjuncts(requirement.expression, known.lets, positive=not requirement.forbidden))
            for part, holds, place in parts if len(parts) > 1 else ():
                if (other := known.deciding(part, positive=holds)) is not None:
                    yield _following(pack, place, other)


def outside_scope(pack: Pack) -> Iterator[Diagnostic]:
    for rule in pack.rules:
        known = _applying(pack, rule)
        for condition in rule.conditions:
            found = known.also(condition)
            if not isinstance(found, Known) and found[0] in known.comparisons():
                yield messages.OUTSIDE_SCOPE.at(found[1].span, other=pack.words(found[0].span))


def _applying(pack: Pack, rule: checked.Rule) -> Known:
    """What holds of every report to which the ruleset applies."""
    known = Known({let.variable: let.expression for let in rule.lets})
    for condition in pack.ruleset.applies:
        found = known.also(condition)
        known = found if isinstance(found, Known) else known
    return known


def _following(pack: Pack, place: Span, other: Comparison) -> Diagnostic:
    return messages.REPEATED.at(place, other=pack.words(other.span), line=other.span.line)


def nothing_there(pack: Pack) -> Iterator[Diagnostic]:
    for rule in pack.rules:
        lists = (
            *(loop.items for loop in rule.loops),
            *(node.items for node in everything(rule) if isinstance(node, checked.Quantified)),
        )
        for items in lists:
            if isinstance(items, checked.EntityList) and not items.ids:
                yield messages.NOTHING_THERE.at(items.span)


def always_there(pack: Pack) -> Iterator[Diagnostic]:
    """``禁止 存在 处`` of something that is looked for is how one forbids it; else what was found exists."""
    for rule in pack.rules:
        forbidden = {one.expression.span for one in rule.requirements if one.forbidden}
        for node in (node for condition in judgements(rule) for node in walk(condition)):
            if not isinstance(node, checked.Exists):
                continue
            operand = node.operand
            named = isinstance(operand, checked.Attribute) and operand.key == "name"
            found = isinstance(operand, checked.Variable) and operand.type.kind in _FOUND
            if named or (found and node.span not in forbidden and not _is_let(rule, operand)):
                yield messages.ALWAYS_THERE.at(node.span, name=pack.words(operand.span))


def _is_let(rule: checked.Rule, operand: checked.Expression) -> bool:
    return isinstance(operand, checked.Variable) and any(let.variable == operand.name for let in rule.lets)


def against_form(pack: Pack) -> Iterator[Diagnostic]:
    """Comparisons of a cell that its type decides, so that they tell only whether it conforms."""
    for rule in pack.rules:
        lets = {let.variable: let.expression for let in rule.lets}
        for node in (node for condition in judgements(rule) for node in walk(condition)):
            found = compared(node, lets, positive=True, span=node.span) if isinstance(node, checked.Binary) else None
            if not isinstance(found, Comparison) or found.settled is not None:
                continue
            for cell in walk(node):
                kind = _cell_type(pack.ruleset.form, cell)
                if kind is None or meaning(cell, lets) != found.subject:
                    continue
                possible = Range((Fraction(0), False), whole=kind is CellType.COUNT)
                settled = replace(found, possible=possible).settled
                if settled is not None:
                    outcome = ("不成立", "false") if settled else ("成立", "true")
                    name = pack.words(cell.span)
                    yield messages.AGAINST_FORM.at(node.span, cell=name, kind=_KINDS[kind], outcome=outcome)
                break


def _cell_type(form: Form, cell: checked.Expression) -> CellType | None:
    """What one cell must hold, as far as it is the same whichever cell of the form is meant."""
    if cell.type.kind is not Kind.CELL or cell.type.table is None:
        return None
    column = cell.column if isinstance(cell, checked.Cells) else None
    types = {
        spec.type
        for block, spec in form.table(cell.type.table).columns()
        if not isinstance(column, checked.Entity) or column.id in (spec.id, column_id(block, spec))
    }
    return _weakest(types)


def _weakest(types: Iterable[CellType]) -> CellType | None:
    found = set(types)
    if not found or CellType.NUMBER in found:
        return None
    return CellType.AMOUNT if CellType.AMOUNT in found else CellType.COUNT


def shadowed(pack: Pack) -> Iterator[Diagnostic]:
    taken = _names(pack.ruleset)
    for rule in pack.rules:
        within = ((node.variable, node.span) for node in everything(rule) if isinstance(node, checked.Quantified))
        for name, span in (*variables(rule), *within):
            if name in taken:
                yield messages.SHADOWED.at(span, name=name, kind=taken[name])


def _names(ruleset: checked.Ruleset) -> dict[str, tuple[str, str]]:
    """The names that a variable can hide, and what they name."""
    form, declared = ruleset.form, ruleset.names
    found: dict[str, tuple[str, str]] = {}
    for table in form.tables:
        found |= dict.fromkeys((name for _, row in table.rows() for name in (row.name, row.id)), ("行", "row"))
        found |= dict.fromkeys((name for _, one in table.columns() for name in (one.name, one.id)), ("列", "column"))
    found |= dict.fromkeys(declared.lexicons, ("词表", "lexicon"))
    found |= dict.fromkeys(declared.registers, ("名单", "register"))
    found |= dict.fromkeys(declared.definitions, ("定义", "definition"))
    found |= dict.fromkeys((name for one in ruleset.parameters for name in (one.name, one.id)), ("参数", "parameter"))
    fields = (name.split(".")[0] for one in form.fields for name in (one.name, one.id))
    found |= dict.fromkeys(fields, ("字段", "field"))
    found |= dict.fromkeys((name for one in form.sections for name in (one.name, one.id)), ("部分", "section"))
    return found | dict.fromkeys((name for one in form.tables for name in (one.name, one.id)), ("表", "table"))
