"""The arithmetic of a ruleset: every demand that its rules make on the numbers of a report, as a formula.

The rules are followed as evaluation follows them, with two kinds of numbers left open: those in the cells of the tables
and those that the prose says. All else is as in the report that is given: its words, names and dates, and that every
cell is there. So a sentence that says 新收5件 gives the demand that its number be the one in the table.
"""

from collections.abc import Callable, Mapping
from decimal import Decimal
from fractions import Fraction
from typing import Any as AnyNode
from typing import TypeAlias

from engine.arithmetic import formulas as f
from engine.arithmetic.formulas import Formula, Relation, Sum
from engine.evaluation.budget import Exhausted
from engine.evaluation.expressions import Evaluator
from engine.evaluation.trace import Trace
from engine.evaluation.values import (
    ENTITIES,
    BlockValue,
    CellValue,
    ColumnValue,
    RowValue,
    TableValue,
    Value,
    words_of,
)
from engine.language import checked as c
from engine.language.checked import Operator, Quantifier, Rule, Ruleset
from engine.language.walking import children, expressions
from engine.model.facts import Facts
from engine.model.struct import Struct
from engine.model.types import Kind, Missing, SaidNumber

Symbol: TypeAlias = "Sum | Formula | Value | tuple[Symbol, ...]"
"""What an expression comes to: a number left open, a condition, a value of the report, or a list of these."""

Scope: TypeAlias = Mapping[str, Symbol]

_WHOLE_TEXT = "document.text"
"""Holds the cells of the tables too, so it changes with the numbers."""

_OPEN = (Sum, f.Compare, f.All, f.Any, f.Opaque, CellValue)
_FIXED_UNITS = frozenset("年 月 日 % ％ 天 岁 元 万元 亿元 小时".split())
"""What is said in these units is no count that a table could repeat."""

_COMPLETE = {"has_value": True, "is_certain": True, "is_blank": False, "is_mark": False, "conforms": True}
"""What the attributes of a cell are in a complete report."""


_ADDING = ("sum", "count")
_OF_FORM = ("cells", "name")
_OF_CELLS = (
    c.Literal,
    c.Variable,
    c.Defined,
    c.Entity,
    c.EntityList,
    c.Cells,
    c.Not,
    c.Negative,
    c.Binary,
    c.Default,
    c.Quantified,
)


class Demand(Struct, frozen=True):
    """One requirement in one turn of a rule: where ``when`` holds, ``must`` has to hold.

    ``about`` names the things of its loops.
    """

    rule: str
    about: tuple[str, ...]
    when: Formula
    must: Formula

    @property
    def formula(self) -> Formula:
        return f.either(f.negated(self.when), self.must)


def demands(ruleset: Ruleset, facts: Facts) -> tuple[Demand, ...]:
    """All demands of a ruleset that are arithmetic, in the order of its rules, those that never apply left out.

    ``facts`` are those of a complete report (the base): its form and its year count, its numbers do not.
    """
    reader = _Reader(ruleset, facts)
    found = [one for rule in ruleset.rules for one in reader.demands(rule)]
    return tuple(one for one in found if one.when is not False and all(map(f.is_arithmetic, (one.when, one.must))))


def is_about_cells(rule: Rule) -> bool:
    """Whether a rule speaks of nothing but the cells of tables: it demands the same of all reports on the form."""
    return all(_is_of_cells(node) for node in expressions(rule))


def _is_of_cells(node: c.Expression) -> bool:
    match node:
        case c.Call():
            return node.function.english in _ADDING
        case c.Attribute():
            return node.key in _OF_FORM or node.base.type.kind is Kind.CELL
        case _:
            return isinstance(node, _OF_CELLS)


def said_id(number: SaidNumber) -> str | None:
    """The id under which a number said in the prose is left open; ``None`` for one that is as it is.

    Left open are counts written as whole numbers: not years, shares, amounts, rough numbers.
    """
    place = number.match.text.location
    if place is None or number.is_rough or not isinstance(number.value, int) or number.unit in _FIXED_UNITS:
        return None
    return f"said:{place.line}:{place.column}" if not _is_scaled(number) else None


def _is_scaled(number: SaidNumber) -> bool:
    return number.unit is not None and number.unit[:1] in ("万", "亿", "千")


class _Reader:
    def __init__(self, ruleset: Ruleset, facts: Facts) -> None:
        self._evaluator = Evaluator(facts, ruleset)
        self._index = self._evaluator.index

    def demands(self, rule: Rule) -> list[Demand]:
        found: list[Demand] = []
        for scope in self._turns(rule.loops, {}):
            for let in rule.lets:
                scope = {**scope, let.variable: self.symbol(let.expression, scope)}
            when = f.both(*(self._truth(one, scope) for one in rule.conditions))
            about = tuple(value.name for value in scope.values() if isinstance(value, ENTITIES))
            for one in rule.requirements:
                truth = self._truth(one.expression, scope)
                found.append(Demand(rule.id, about, when, f.negated(truth) if one.forbidden else truth))
        return found

    def _turns(self, loops: tuple[c.ForEach, ...], scope: Scope) -> list[Scope]:
        if not loops:
            return [scope]
        items = self.symbol(loops[0].items, scope)
        if not isinstance(items, tuple):
            return []
        return [one for item in items for one in self._turns(loops[1:], {**scope, loops[0].variable: item})]

    def symbol(self, node: c.Expression, scope: Scope) -> Symbol:
        """What an expression comes to; where it is not arithmetic but does not hang on open numbers, its value."""
        reader = _BY_NODE.get(type(node))
        found = f.OPAQUE if reader is None else reader(self, node, scope)
        return self._value(node, scope) if found is f.OPAQUE and self._is_known(node, scope) else found

    def _value(self, node: c.Expression, scope: Scope) -> Symbol:
        known: dict[str, AnyNode] = {name: value for name, value in scope.items() if not _is_open(value, said=False)}
        self._evaluator.budget.renew()
        try:
            return _as_symbol(self._evaluator.value(node, known, Trace()))
        except Exhausted:
            return f.OPAQUE

    def _is_known(self, node: c.Expression, scope: Scope) -> bool:
        """Whether the value of an expression is the same whatever the open numbers are."""
        if isinstance(node, c.Cells | c.Reports | c.Within):
            return False
        if isinstance(node, c.FactRef):
            return node.fact != _WHOLE_TEXT
        if isinstance(node, c.Defined):
            return self._is_known(node.operand, {})
        if isinstance(node, c.Variable):
            value = scope.get(node.name)
            return value is not None and not _is_open(value)
        if isinstance(node, c.Attribute):
            base = node.base
            if isinstance(base, c.Variable) and isinstance(scope.get(base.name), SaidNumber):
                return node.key != "value"
            if node.key == "cells" or base.type.kind is Kind.CELL:
                return False
        inner = {**scope, node.variable: f.OPAQUE} if isinstance(node, c.Quantified) else scope
        return all(self._is_known(part, inner) for part in children(node))

    def _truth(self, node: c.Expression, scope: Scope) -> Formula:
        found = self.symbol(node, scope)
        return found if isinstance(found, bool | f.Compare | f.All | f.Any) else f.OPAQUE

    def _number(self, value: Symbol) -> Sum | None:
        """A value as a number, a cell as what is in it; ``None`` when it is none that is known."""
        if isinstance(value, CellValue):
            return f.fact(value.fact.id)
        if isinstance(value, SaidNumber):
            said = said_id(value)
            if said is not None:
                return f.fact(said)
            plain = value.value
            return None if isinstance(plain, Missing) or _is_scaled(value) else f.constant(Fraction(plain))
        return value if isinstance(value, Sum) else None

    # --- nodes

    def _literal(self, node: c.Literal, _: Scope) -> Symbol:
        value = node.value
        is_number = isinstance(value, int | Decimal) and not isinstance(value, bool)
        return f.constant(Fraction(value)) if is_number else f.OPAQUE  # type: ignore[arg-type]

    def _variable(self, node: c.Variable, scope: Scope) -> Symbol:
        return scope.get(node.name, f.OPAQUE)

    def _defined(self, node: c.Defined, _: Scope) -> Symbol:
        return self.symbol(node.operand, {})

    def _attribute(self, node: c.Attribute, scope: Scope) -> Symbol:
        base = self.symbol(node.base, scope)
        if isinstance(base, CellValue):
            if node.key == "row":
                return RowValue(base.table, base.block, base.row)
            if node.key == "column":
                return ColumnValue(base.table, base.block, base.column)
            return _COMPLETE.get(node.key, f.OPAQUE)
        if isinstance(base, TableValue | BlockValue) and node.key == "cells":
            return self._index.cells(base)
        return self._number(base) or f.OPAQUE if isinstance(base, SaidNumber) and node.key == "value" else f.OPAQUE

    def _cells(self, node: c.Cells, scope: Scope) -> Symbol:
        rows, columns = self.symbol(node.row, scope), self.symbol(node.column, scope)
        found = tuple(
            cell
            for row in (rows if isinstance(rows, tuple) else (rows,))
            for column in (columns if isinstance(columns, tuple) else (columns,))
            if isinstance(row, RowValue) and isinstance(column, ColumnValue)
            for cell in [self._index.cell(row, column)]
            if cell is not None
        )
        if isinstance(rows, tuple) or isinstance(columns, tuple):
            return found
        return found[0] if found else f.OPAQUE

    def _call(self, node: c.Call, scope: Scope) -> Symbol:
        values = [self.symbol(one, scope) for one in node.arguments]
        if node.function.english == "count" and len(values) == 1 and isinstance(values[0], tuple):
            return f.constant(len(values[0]))
        if node.function.english != "sum":
            return f.OPAQUE
        items = [item for value in values for item in (value if isinstance(value, tuple) else (value,))]
        numbers = [number for item in items for number in [self._number(item)] if number is not None]
        return f.added(numbers) if len(numbers) == len(items) else f.OPAQUE

    def _not(self, node: c.Not, scope: Scope) -> Symbol:
        return f.negated(self._truth(node.operand, scope))

    def _negative(self, node: c.Negative, scope: Scope) -> Symbol:
        number = self._number(self.symbol(node.operand, scope))
        return f.OPAQUE if number is None else number * -1

    def _binary(self, node: c.Binary, scope: Scope) -> Symbol:
        if node.operator is Operator.AND:
            return f.both(self._truth(node.left, scope), self._truth(node.right, scope))
        if node.operator is Operator.OR:
            return f.either(self._truth(node.left, scope), self._truth(node.right, scope))
        left, right = self.symbol(node.left, scope), self.symbol(node.right, scope)
        if not isinstance(left, SaidNumber) and not isinstance(right, SaidNumber) and _are_words(left, right):
            return f.OPAQUE
        one, other = self._number(left), self._number(right)
        return f.OPAQUE if one is None or other is None else _joined(node.operator, one, other)

    def _exists(self, node: c.Exists, scope: Scope) -> Symbol:
        return True if isinstance(self.symbol(node.operand, scope), CellValue) else f.OPAQUE

    def _default(self, node: c.Default, scope: Scope) -> Symbol:
        value = self.symbol(node.operand, scope)
        return value if self._number(value) is not None else f.OPAQUE

    def _quantified(self, node: c.Quantified, scope: Scope) -> Symbol:
        items = self.symbol(node.items, scope)
        if not isinstance(items, tuple):
            return f.OPAQUE
        turns: list[tuple[Symbol, Scope]] = [(item, {**scope, node.variable: item}) for item in items]
        match node.quantifier:
            case Quantifier.ALL:
                return f.both(*(self._truth(node.body, own) for _, own in turns))
            case Quantifier.ANY:
                return f.either(*(self._truth(node.body, own) for _, own in turns))
            case Quantifier.EACH:
                return tuple(self.symbol(node.body, own) for _, own in turns)
            case Quantifier.WHERE:
                kept = [(item, self._truth(node.body, own)) for item, own in turns]
                known = all(isinstance(truth, bool) for _, truth in kept)
                return tuple(item for item, truth in kept if truth is True) if known else f.OPAQUE


def _is_open(value: Symbol, *, said: bool = True) -> bool:
    """Whether a value of a scope is, or has in it, a number that is left open (``said``: or one said in the prose)."""
    if isinstance(value, tuple):
        return any(_is_open(one, said=said) for one in value)
    return isinstance(value, _OPEN) or (said and isinstance(value, SaidNumber))


def _are_words(*values: Symbol) -> bool:
    return any(not isinstance(value, tuple) and words_of(value) is not None for value in values)  # type: ignore[arg-type]


def _as_symbol(value: Value) -> Symbol:
    if isinstance(value, tuple):
        return tuple(map(_as_symbol, value))
    if isinstance(value, bool):
        return value
    if isinstance(value, int | Decimal | Fraction):
        return f.constant(Fraction(value))
    return f.OPAQUE if isinstance(value, Missing) else value


def _joined(operator: Operator, left: Sum, right: Sum) -> Symbol:
    match operator:
        case Operator.ADD:
            return left + right
        case Operator.SUBTRACT:
            return left - right
        case Operator.MULTIPLY if not left.terms or not right.terms:
            return right * left.constant if not left.terms else left * right.constant
        case Operator.DIVIDE if not right.terms and right.constant:
            return left * (1 / right.constant)
        case Operator.EQUAL:
            return f.compare(left - right, Relation.ZERO)
        case Operator.NOT_EQUAL:
            return f.compare(left - right, Relation.NOT_ZERO)
        case Operator.GREATER_EQUAL:
            return f.compare(left - right, Relation.AT_LEAST)
        case Operator.GREATER:
            return f.compare(left - right, Relation.MORE)
        case Operator.LESS_EQUAL:
            return f.compare(right - left, Relation.AT_LEAST)
        case Operator.LESS:
            return f.compare(right - left, Relation.MORE)
        case _:
            return f.OPAQUE


_BY_NODE: Mapping[type, Callable[[_Reader, AnyNode, Scope], Symbol]] = {
    c.Literal: _Reader._literal,
    c.Variable: _Reader._variable,
    c.Defined: _Reader._defined,
    c.Attribute: _Reader._attribute,
    c.Cells: _Reader._cells,
    c.Call: _Reader._call,
    c.Not: _Reader._not,
    c.Negative: _Reader._negative,
    c.Binary: _Reader._binary,
    c.Exists: _Reader._exists,
    c.Default: _Reader._default,
    c.Quantified: _Reader._quantified,
}
