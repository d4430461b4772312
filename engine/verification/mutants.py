"""Mutants of a rule: the rule with one small mistake in it, of the kinds that authors make.

The kinds (after DeMillo, Lipton and Sayward, 1978): a comparison becomes another, a bound moves by one, 且 becomes 或,
+ becomes -, a row or a column becomes the next one, a range loses its end, a condition or a requirement is left out,
要求 becomes 禁止, a severity becomes another.
"""

from collections.abc import Callable, Iterator
from decimal import Decimal
from typing import Any, TypeVar, get_args

from engine.language import checked as c
from engine.language.checked import Operator, Quantifier, Rule, Ruleset
from engine.language.keywords import BY_WORD
from engine.language.walking import expressions
from engine.model.diagnostic import Span
from engine.model.finding import Severity
from engine.model.form import Form
from engine.model.function import Function
from engine.model.struct import Struct, replace
from engine.model.types import Kind, Lexicon, Type


class Mutant(Struct, frozen=True):
    """A rule with one mistake: where it is, what was changed (Chinese, English), and the rule as it is then."""

    rule: Rule
    span: Span
    change: str
    english: str


_OTHER: dict[Operator, tuple[Operator, ...]] = {
    Operator.EQUAL: (Operator.GREATER_EQUAL, Operator.LESS_EQUAL),
    Operator.NOT_EQUAL: (Operator.EQUAL,),
    Operator.LESS: (Operator.LESS_EQUAL,),
    Operator.LESS_EQUAL: (Operator.LESS,),
    Operator.GREATER: (Operator.GREATER_EQUAL,),
    Operator.GREATER_EQUAL: (Operator.GREATER,),
    Operator.ADD: (Operator.SUBTRACT,),
    Operator.SUBTRACT: (Operator.ADD,),
    Operator.MULTIPLY: (Operator.DIVIDE,),
    Operator.DIVIDE: (Operator.MULTIPLY,),
    Operator.AND: (Operator.OR,),
    Operator.OR: (Operator.AND,),
}
_COUNTS = frozenset("appearing breaks count header_rows length row_count column_count surplus values".split())
_WORDS = {Operator.AND: ("且", "and"), Operator.OR: ("或", "or")}
_ORDERED = (Kind.NUMBER, Kind.CELL, Kind.SAID_NUMBER, Kind.DATE, Kind.SAID_DATE)
_EXPRESSIONS = get_args(c.Expression)
_NEXT = {Severity.ERROR: Severity.WARNING, Severity.WARNING: Severity.INFO, Severity.INFO: Severity.WARNING}

_Part = TypeVar("_Part")
Change = tuple[c.Expression, Span, str, str]


def mutants(rule: Rule, form: Form) -> Iterator[Mutant]:
    """All mutants of a rule, in the order of its clauses."""
    for at, loop in enumerate(rule.loops):
        for node, span, chinese, english in _changes(loop.items, form):
            loops = _put(rule.loops, at, replace(loop, items=node))
            yield Mutant(replace(rule, loops=loops), span, chinese, english)
    for at, let in enumerate(rule.lets):
        for node, span, chinese, english in _changes(let.expression, form):
            changed = _put(rule.lets, at, replace(let, expression=node))
            lets = tuple(replace(one, depth=len(rule.loops)) for one in changed)  # it may hang on other loops now
            yield Mutant(replace(rule, lets=lets), span, chinese, english)
    for at, condition in enumerate(rule.conditions):
        left_out = rule.conditions[:at] + rule.conditions[at + 1 :]
        yield Mutant(replace(rule, conditions=left_out), condition.span, "少了这个条件", "this condition left out")
        for node, span, chinese, english in _changes(condition, form):
            yield Mutant(replace(rule, conditions=_put(rule.conditions, at, node)), span, chinese, english)
    for at, requirement in enumerate(rule.requirements):
        yield from _requirement(rule, at, requirement, form)
    yield from _severities(rule, form)


class DefinitionMutant(Struct, frozen=True):
    """A definition with one mistake, in all rules that use it."""

    name: str
    span: Span
    change: str
    english: str
    rules: tuple[Rule, ...]


def definition_mutants(ruleset: Ruleset) -> Iterator[DefinitionMutant]:
    """All mutants of the definitions (定义) that the rules of a pack use."""
    users: dict[str, list[Rule]] = {}
    found: dict[str, c.Defined] = {}
    for rule in ruleset.rules:
        for node in expressions(rule):
            if isinstance(node, c.Defined):
                found[node.name] = node
                if rule not in users.setdefault(node.name, []):
                    users[node.name].append(rule)
    for name, definition in found.items():
        for new, span, chinese, english in _changes(definition.operand, ruleset.form):
            rules = tuple(_redefined(rule, name, new) for rule in users[name])
            yield DefinitionMutant(name, span, chinese, english, rules)


def _redefined(node: Any, name: str, operand: c.Expression) -> Any:
    """A rule, or a part of one, in which a definition stands for something else."""
    if isinstance(node, tuple):
        return tuple(_redefined(part, name, operand) for part in node)
    if isinstance(node, c.Defined) and node.name == name:
        return replace(node, operand=operand)
    if not isinstance(node, Struct) or isinstance(node, Span | Type | Lexicon | Function):
        return node
    parts = {field: getattr(node, field) for field in node.__struct_fields__}
    changed = {field: _redefined(part, name, operand) for field, part in parts.items()}
    return replace(node, **{field: part for field, part in changed.items() if part is not parts[field]})


def _requirement(rule: Rule, at: int, requirement: c.Requirement, form: Form) -> Iterator[Mutant]:
    def mutant(new: tuple[c.Requirement, ...], span: Span, chinese: str, english: str) -> Mutant:
        return Mutant(replace(rule, requirements=new), span, chinese, english)

    flipped = replace(requirement, forbidden=not requirement.forbidden)
    yield mutant(_put(rule.requirements, at, flipped), requirement.span, "要求和禁止颠倒", "require and forbid swapped")
    if len(rule.requirements) > 1:
        rest = rule.requirements[:at] + rule.requirements[at + 1 :]
        yield mutant(rest, requirement.span, "少了这项要求", "this requirement left out")
    for node, span, chinese, english in _changes(requirement.expression, form):
        new = _put(rule.requirements, at, replace(requirement, expression=node))
        yield mutant(new, span, chinese, english)


def _severities(rule: Rule, form: Form) -> Iterator[Mutant]:
    def words(old: Severity, new: Severity) -> tuple[str, str]:
        return f"级别 {BY_WORD[old].words[0]} 改为 {BY_WORD[new].words[0]}", f"severity {old.value} to {new.value}"

    other = _NEXT[rule.severity]
    yield Mutant(replace(rule, severity=other), rule.span, *words(rule.severity, other))
    for at, branch in enumerate(rule.branches):
        rest = rule.branches[:at] + rule.branches[at + 1 :]
        span = branch.condition.span
        yield Mutant(replace(rule, branches=rest), span, "少了这一级别", "this severity left out")
        for node, where, chinese, english in _changes(branch.condition, form):
            branches = _put(rule.branches, at, replace(branch, condition=node))
            yield Mutant(replace(rule, branches=branches), where, chinese, english)


def _put(parts: tuple[_Part, ...], at: int, new: _Part) -> tuple[_Part, ...]:
    return (*parts[:at], new, *parts[at + 1 :])


def _changes(node: c.Expression, form: Form) -> Iterator[Change]:
    """The expression with one mistake in it, at every place where one can be made."""
    for new, chinese, english in _own(node, form):
        yield new, node.span, chinese, english
    if isinstance(node, c.Defined):  # a definition has mutants of its own, once for all rules that use it
        return
    for name in node.__struct_fields__:
        value = getattr(node, name)
        if isinstance(value, _EXPRESSIONS):
            for new, span, chinese, english in _changes(value, form):
                yield replace(node, **{name: new}), span, chinese, english
        elif isinstance(value, tuple) and value and isinstance(value[0], _EXPRESSIONS):
            for at, part in enumerate(value):
                for new, span, chinese, english in _changes(part, form):
                    yield replace(node, **{name: _put(value, at, new)}), span, chinese, english


def _own(node: c.Expression, form: Form) -> Iterator[tuple[c.Expression, str, str]]:
    own = _BY_NODE.get(type(node))
    if own is not None:
        yield from own(node, form)


def _binary(node: c.Binary, _: Form) -> Iterator[tuple[c.Expression, str, str]]:
    ordered = node.left.type.kind in _ORDERED and node.right.type.kind in _ORDERED
    others = _OTHER.get(node.operator, ())
    if node.operator is Operator.EQUAL and not ordered:
        others = (Operator.NOT_EQUAL,)
    elif node.operator is Operator.EQUAL and _counts(node.left) and _is_zero(node.right):
        others = (Operator.GREATER_EQUAL,)  # no count is less than 0: <= 0 would be no mistake
    for other in others:
        old, new = (_WORDS.get(one, (one.value, one.value)) for one in (node.operator, other))
        yield replace(node, operator=other), f"{old[0]} 改为 {new[0]}", f"{old[1]} to {new[1]}"


def _counts(node: c.Expression) -> bool:
    """Whether an expression says how many of something there are."""
    if isinstance(node, c.Call):
        return node.function.english in _COUNTS
    return isinstance(node, c.Attribute) and node.key in _COUNTS


def _is_zero(node: c.Expression) -> bool:
    return isinstance(node, c.Literal) and node.value == 0


def _literal(node: c.Literal, _: Form) -> Iterator[tuple[c.Expression, str, str]]:
    value = node.value
    if isinstance(value, int | Decimal) and not isinstance(value, bool):
        for other in (value + 1, value - 1):
            yield replace(node, value=other), f"{value} 改为 {other}", f"{value} to {other}"


def _not(node: c.Not, _: Form) -> Iterator[tuple[c.Expression, str, str]]:
    yield node.operand, "去掉 非", "not left out"


def _quantified(node: c.Quantified, _: Form) -> Iterator[tuple[c.Expression, str, str]]:
    if node.quantifier in (Quantifier.ALL, Quantifier.ANY):
        other = Quantifier.ANY if node.quantifier is Quantifier.ALL else Quantifier.ALL
        yield replace(node, quantifier=other), "全部和任一颠倒", "all and any swapped"


def _cells(node: c.Cells, form: Form) -> Iterator[tuple[c.Expression, str, str]]:
    for name, part in (("row", node.row), ("column", node.column)):
        other = _next(part, form) if isinstance(part, c.Entity) else None
        if other is not None:
            yield replace(node, **{name: other}), f"{part.name} 改为 {other.name}", f"{part.name} to {other.name}"  # type: ignore[union-attr]


def _entities(node: c.EntityList, _: Form) -> Iterator[tuple[c.Expression, str, str]]:
    if len(node.ids) > 1:
        yield replace(node, ids=node.ids[1:]), "少了第一个", "without the first"
        yield replace(node, ids=node.ids[:-1]), "少了最后一个", "without the last"


def _next(entity: c.Entity, form: Form) -> c.Entity | None:
    """The row or column after this one in its block; after the last the one before it."""
    table = next((one for one in form.tables if one.id == entity.type.table), None)
    for block in table.blocks if table is not None else ():
        before = f"{block.id}." if block.id else ""
        rows = [(row.id, row.name) for row in block.rows]
        columns = [(f"{before}{column.id}", column.name) for column in block.columns]
        things = rows if entity.type.kind is Kind.ROW else columns
        at = next((at for at, (thing, _) in enumerate(things) if thing == entity.id), None)
        if at is not None and len(things) > 1:
            thing, name = things[at + 1] if at + 1 < len(things) else things[at - 1]
            return replace(entity, id=thing, name=name)
    return None


_BY_NODE: dict[type, Callable[..., Iterator[tuple[c.Expression, str, str]]]] = {
    c.Binary: _binary,
    c.Literal: _literal,
    c.Not: _not,
    c.Quantified: _quantified,
    c.Cells: _cells,
    c.EntityList: _entities,
}
