"""Expressions of a rule -> columns. What has no form there is worked out for each set of facts (``leaves.py``)."""

from collections.abc import Callable, Mapping, Sequence, Set
from decimal import Decimal
from fractions import Fraction
from typing import Any

import polars as pl

from engine.evaluation import measures
from engine.evaluation.values import (
    BlockValue,
    CellValue,
    ColumnValue,
    RowValue,
    SectionValue,
    TableValue,
    presence,
)
from engine.language import checked as c
from engine.language.attributes import ATTRIBUTES
from engine.language.checked import Operator, Quantifier
from engine.model.pattern import occurs
from engine.model.struct import Struct, replace
from engine.model.types import Kind
from engine.vectors import codes, numbers, patterns
from engine.vectors import dense as at
from engine.vectors.algebra import Algebra
from engine.vectors.dense import Layout, Need
from engine.vectors.reads import Reads
from engine.vectors.scope import AnyItem, Key, Named, Scope, index_of, key_of
from engine.vectors.values import ENTITIES, EntityValue, Kept, Number, Opaque, Text, Truth, Vector, code

_ATTRIBUTES = {(kind, spec.key): spec for spec in ATTRIBUTES for kind in spec.kinds}
_KINDS: Mapping[type, Kind] = {
    TableValue: Kind.TABLE,
    BlockValue: Kind.BLOCK,
    RowValue: Kind.ROW,
    ColumnValue: Kind.COLUMN,
    CellValue: Kind.CELL,
    SectionValue: Kind.SECTION,
}
_LOGIC = (Operator.AND, Operator.OR)
_ARITHMETIC = (Operator.ADD, Operator.SUBTRACT, Operator.MULTIPLY, Operator.DIVIDE)


class Leaf(Struct, frozen=True, eq=False):
    """A condition that Polars cannot work out: its code stands in a column of this name."""

    name: str
    node: c.Expression
    scope: Scope
    facts: tuple[str, ...]
    reason: str


class Compiler:
    """Compiles the expressions of one rule. ``needs`` and ``leaves`` are the columns that they come to use."""

    def __init__(
        self, ruleset: c.Ruleset, layout: Layout, algebra: Algebra, others: Set[c.Which], rule: str = ""
    ) -> None:
        """``others`` are the reports that there may be beside each; of the rest there certainly are none.

        Columns that are held carry the name of the ``rule``, so that several rules can be worked out together.
        """
        self.ruleset = ruleset
        self._rule = rule
        self.others = others
        self.layout = layout
        self.algebra = algebra
        self.index = index_of(ruleset.form)
        self.reads = Reads(ruleset, self.index, others)
        self.needs: set[Need] = set()
        self.leaves: dict[str, Leaf] = {}
        self.reasons: list[str] = []
        self._parameters = {one.id: one for one in ruleset.parameters}
        self._known: dict[Key, Vector] = {}
        self._opaque: dict[Key, Truth] = {}
        self._levels: dict[str, int] = {}
        self._held: list[tuple[int, pl.Expr]] = []

    @property
    def stages(self) -> tuple[tuple[pl.Expr, ...], ...]:
        """The intermediate columns, in the order in which they are to be worked out; those of a stage at once."""
        levels = sorted({level for level, _ in self._held})
        return tuple(tuple(column for level, column in self._held if level == wanted) for wanted in levels)

    def hold(self, expression: pl.Expr) -> pl.Expr:
        """A column of its own for an expression, so that nothing is worked out twice, however often it is used."""
        if expression.meta.is_column() or expression.meta.is_literal():
            return expression
        name = f"e|{self._rule}|{len(self._held)}"
        level = 1 + max((self._levels.get(root, 0) for root in expression.meta.root_names()), default=0)
        self._levels[name] = level
        self._held.append((level, expression.alias(name)))
        return pl.col(name)

    def held(self, truth: Truth) -> Truth:
        """The same truth, in a column of its own."""
        return Truth(self.hold(truth.value))

    def _hold(self, value: Vector) -> Vector:
        match value:
            case Truth():
                return Truth(self.hold(value.value))
            case Number():
                divisor = None if value.divisor is None else self.hold(value.divisor)
                return replace(value, value=self.hold(value.value), missing=self.hold(value.missing), divisor=divisor)
            case Text():
                other = None if value.is_other is None else self.hold(value.is_other)
                return replace(value, value=self.hold(value.value), missing=self.hold(value.missing), is_other=other)
        return value

    # --- the two ways in

    def truth(self, node: c.Expression, scope: Scope) -> Truth:
        """A condition; what has no form in columns becomes a leaf, and what no leaf can say is left open."""
        try:
            value = self.value(node, scope)
            if isinstance(value, Truth):
                return value
            reason = "这里没有真假可言"
        except Opaque as error:
            reason = error.reason
        return self._leaf(node, scope, reason)

    def value(self, node: c.Expression, scope: Scope) -> Vector:
        """The value of an expression. Raises ``Opaque``."""
        compile_node = _BY_NODE.get(type(node))
        if compile_node is None:
            raise Opaque(f"{type(node).__name__} 没有列的写法")
        key = key_of(node, scope)
        if key not in self._known:
            value = compile_node(self, node, scope)
            shared = isinstance(node, c.Variable | c.Defined)
            self._known[key] = self._hold(value) if shared or self.algebra.is_exact else value
        return self._known[key]

    def _leaf(self, node: c.Expression, scope: Scope, reason: str) -> Truth:
        key = key_of(node, scope)
        if key not in self._opaque:
            self._opaque[key] = self._new_leaf(node, scope, reason)
        return self._opaque[key]

    def _new_leaf(self, node: c.Expression, scope: Scope, reason: str) -> Truth:
        self.reasons.append(reason)
        try:
            facts = tuple(sorted(self.reads.of(node, scope)))
        except Opaque as error:
            self.reasons.append(error.reason)
            return self.algebra.open()
        name = f"l|{len(self.leaves)}"
        self.leaves[name] = Leaf(name, node, scope, facts, reason)
        return self.algebra.leaf(name)

    def alone(self, node: c.Expression) -> Leaf:
        """A condition that is a leaf by itself. Raises ``Opaque`` when it asks for other reports."""
        return Leaf("alone", node, {}, tuple(sorted(self.reads.of(node, {}))), "")

    def column(self, kind: at.Kind, fact: str) -> pl.Expr:
        """A dense column; from now on it is needed."""
        if fact not in self.layout.columns:
            raise Opaque(f"表单没有 {fact}")
        self.needs.add((kind, fact))
        return pl.col(kind.of(fact))

    # --- facts

    def _number_of(self, fact: str) -> Number:
        scale = self.layout.scale(fact)
        value, why = self.column(at.Kind.NUMBER, fact), self.column(at.Kind.MISSING, fact)
        return Number(value, why, at.LARGEST * 10**scale, scale)

    def _text_of(self, fact: str) -> Text:
        value, why = self.column(at.Kind.TEXT, fact), self.column(at.Kind.MISSING, fact)
        return Text(value, why, None, self.column(at.Kind.IS_OTHER, fact))

    def _fact(self, fact: str, kind: Kind) -> Vector:
        if kind is Kind.NUMBER:
            if not self.layout.is_number(fact):
                raise Opaque(f"{fact} 不是数")
            return self._number_of(fact)
        if kind in (Kind.TEXT, Kind.ORGAN):
            if not self.layout.is_text(fact):
                raise Opaque(f"{fact} 不是文字")
            return self._text_of(fact)
        if kind is Kind.TRUTH:
            number = self._number_of(fact)
            return self.algebra.compared(number.value > 0, number.missing)
        raise Opaque("日期没有列的写法")

    def _fact_ref(self, node: c.FactRef, _scope: Scope) -> Vector:
        return self._fact(node.fact, node.type.kind)

    def plain(self, value: Vector) -> Vector:
        """A cell as the number in it."""
        return self._number_of(value.fact.id) if isinstance(value, CellValue) else value

    def _numbers(self, node: c.Expression, scope: Scope) -> list[Number]:
        """The numbers of an argument: one, or those of a list."""
        value = self.value(node, scope)
        found = [self.plain(one) for one in (value if isinstance(value, tuple) else (value,))]
        known = [one for one in found if isinstance(one, Number)]
        if len(known) != len(found):
            raise Opaque("不是数的列表")
        return known

    def number(self, node: c.Expression, scope: Scope) -> Number:
        value = self.plain(self.value(node, scope))
        if not isinstance(value, Number):
            raise Opaque("这里不是数")
        return value

    # --- plain nodes

    def _literal(self, node: c.Literal, _scope: Scope) -> Vector:
        value = node.value
        if isinstance(value, bool):
            return self.algebra.constant(value)
        if isinstance(value, int | Decimal):
            return numbers.constant(Fraction(value))
        if isinstance(value, str) and node.type.kind is not Kind.PATTERN:
            return _known(value)
        raise Opaque("日期没有列的写法")

    def _texts(self, node: c.Texts, _scope: Scope) -> Vector:
        return tuple(_known(text) for text in node.values)

    def _parameter(self, node: c.ParameterRef, _scope: Scope) -> Vector:
        known = self._parameters.get(node.parameter)
        if known is None or len(known.values) != 1 or known.values[0].since is not None:
            raise Opaque(f"{node.name}随日期不同")
        value = known.values[0].value
        return self._literal(c.Literal(value, node.type, node.span), {})

    def _defined(self, node: c.Defined, _scope: Scope) -> Vector:
        return self.value(node.operand, {})

    def _variable(self, node: c.Variable, scope: Scope) -> Vector:
        value = scope.get(node.name)
        if value is None or isinstance(value, AnyItem):
            raise Opaque("逐条看文字里找到的内容")
        return self.value(value.node, value.scope) if isinstance(value, Named) else value

    # --- things of the form

    def _entity(self, node: c.Entity, _scope: Scope) -> Vector:
        found = self.index.entity(node.type.kind, node.type.table, node.id)
        if found is None:
            raise Opaque(f"表单没有{node.name}")
        return found

    def _entities(self, node: c.EntityList, _scope: Scope) -> Vector:
        kind = node.type.item or node.type
        found = [self.index.entity(kind.kind, kind.table, one) for one in node.ids]
        there = tuple(one for one in found if one is not None)
        if len(there) != len(found):
            raise Opaque("表单没有其中的行或列")
        return there

    def _cells(self, node: c.Cells, scope: Scope) -> Vector:
        rows, columns = self.value(node.row, scope), self.value(node.column, scope)
        found = [
            self.index.cell(row, column)
            for row in _listed(rows)
            for column in _listed(columns)
            if isinstance(row, RowValue) and isinstance(column, ColumnValue)
        ]
        if isinstance(rows, tuple) or isinstance(columns, tuple):
            return tuple(cell for cell in found if cell is not None)
        return (found[0] if found else None) or numbers.absent()

    def _attribute(self, node: c.Attribute, scope: Scope) -> Vector:
        base = self.value(node.base, scope)
        if not isinstance(base, ENTITIES):
            raise Opaque(f"{node.key} 要逐条看文字")
        spec = _ATTRIBUTES[_KINDS[type(base)], node.key]
        if spec.fact is not None:
            return self._fact(spec.fact.format(id=base.prefix), spec.type.kind)
        if isinstance(base, CellValue):
            return self._of_cell(base, node.key)
        if isinstance(base, TableValue | BlockValue):
            match node.key:
                case "rows":
                    return self.index.rows(base)
                case "columns":
                    return self.index.columns(base)
                case "cells":
                    return self.index.cells(base)
                case "blocks" if isinstance(base, TableValue):
                    return self.index.blocks(base)
        if node.key == "name":
            return _known(base.label)
        raise Opaque(f"{node.key} 没有列的写法")

    def _of_cell(self, cell: CellValue, key: str) -> Vector:
        if key == "row":
            return RowValue(cell.table, cell.block, cell.row)
        if key == "column":
            return ColumnValue(cell.table, cell.block, cell.column)
        fact = cell.fact.id
        if key == "is_blank" and not self.algebra.is_exact:
            return Truth(self.column(at.Kind.IS_BLANK, fact))
        stands = self.column(at.Kind.STANDING, fact)
        known, unsure, absent = (code(one) for one in (codes.KNOWN, codes.UNSURE, codes.ABSENT))
        unread = pl.when(stands == codes.IS_AMBIGUOUS).then(unsure).otherwise(known)
        unless_absent = pl.when(stands == codes.IS_ABSENT).then(absent).otherwise(unread)
        is_found = (stands == codes.FOUND) | (stands == codes.UNFIT)
        match key:
            case "is_certain":
                return self.algebra.told(stands != codes.IS_AMBIGUOUS, known)
            case "has_value":
                return self.algebra.told(is_found, unread)
            case "is_blank":
                return self.algebra.told(stands == codes.IS_BLANK, unless_absent)
            case "is_mark":
                return self.algebra.told(stands == codes.IS_MARK, unless_absent)
            case "conforms":
                blank = code(codes.BLANK)
                why = pl.when(stands == codes.IS_BLANK).then(blank).otherwise(unless_absent)
                why = pl.when(stands == codes.IS_MARK).then(unsure).otherwise(why)
                return self.algebra.told(~self.column(at.Kind.BREAKS, fact), why)
            case "raw" if self.layout.scale(fact) == 0:
                return self._words_in(cell, unless_absent)
        raise Opaque(f"{key} 没有列的写法")

    def _words_in(self, cell: CellValue, unless_absent: pl.Expr) -> Text:
        """The words in a cell where they are the digits of its number, or nothing; else the columns do not say."""
        fact = cell.fact.id
        stands, digits = self.column(at.Kind.STANDING, fact), self.column(at.Kind.DIGITS, fact)
        is_plain = stands.is_in([codes.FOUND, codes.IS_BLANK]) & ~self.column(at.Kind.WRITTEN, fact)
        look = code(codes.LOOK)
        certain = (stands == codes.IS_ABSENT) & ~self.column(at.Kind.WRITTEN, fact)
        why = pl.when(is_plain).then(code(codes.KNOWN)).when(certain).then(unless_absent).otherwise(look)
        return Text(digits, why)

    # --- operators

    def _not(self, node: c.Not, scope: Scope) -> Vector:
        return self.algebra.negation(self.truth(node.operand, scope))

    def _negative(self, node: c.Negative, scope: Scope) -> Vector:
        return numbers.calculated(Operator.SUBTRACT, numbers.constant(0), self.number(node.operand, scope))

    def _binary(self, node: c.Binary, scope: Scope) -> Vector:
        operator = node.operator
        if operator in _LOGIC:
            parts = [self.truth(part, scope) for part in _parts(node, operator)]
            return (self.algebra.conjunction if operator is Operator.AND else self.algebra.disjunction)(parts)
        if operator in _ARITHMETIC:
            return numbers.calculated(operator, self.number(node.left, scope), self.number(node.right, scope))
        left = self.plain(self.value(node.left, scope))
        if operator is Operator.MATCHES:
            return self.matches(left, node.right)
        right = self.plain(self.value(node.right, scope))
        if operator is Operator.CONTAINS:
            return self.contains(left, right)
        if operator is Operator.ONE_OF:
            return self._one_of(left, right)
        return self._compared(operator, left, right)

    def _compared(self, operator: Operator, left: Vector, right: Vector) -> Truth:
        if isinstance(left, Number) and isinstance(right, Number):
            return self.algebra.compared(*numbers.compared(operator, left, right))
        is_equality = operator in (Operator.EQUAL, Operator.NOT_EQUAL)
        if is_equality and isinstance(left, ENTITIES) and isinstance(right, ENTITIES):
            return self.algebra.constant((left.prefix == right.prefix) is (operator is Operator.EQUAL))
        if is_equality and isinstance(left, Text) and isinstance(right, Text):
            if left.known is not None and right.known is not None:
                same = left.known.strip() == right.known.strip()
                return self.algebra.constant(same is (operator is Operator.EQUAL))
            one, other = _stripped(left), _stripped(right)
            holds = one == other if operator is Operator.EQUAL else one != other
            return self.algebra.told(holds, pl.max_horizontal(left.missing, right.missing))
        raise Opaque("这两个值没有列的比较")

    def _one_of(self, left: Vector, right: Vector) -> Truth:
        if isinstance(left, Text) and isinstance(right, tuple):
            known = [one.known.strip() for one in right if isinstance(one, Text) and one.known is not None]
            if len(known) == len(right):
                return self.algebra.told(_stripped(left).is_in(known), left.missing)
        raise Opaque("名单要逐项看")

    def matches(self, text: Vector, wanted: c.Expression) -> Truth:
        """Whether a pattern occurs in a text."""
        is_pattern = isinstance(wanted, c.Literal) and wanted.type.kind is Kind.PATTERN
        if not isinstance(text, Text) or not is_pattern or not isinstance(wanted, c.Literal):
            raise Opaque("匹配的不是列")
        source = str(wanted.value)
        if text.known is not None:
            return self.algebra.constant(occurs(source, text.known))
        try:
            pattern = patterns.translated(source)
            pl.Series([""]).str.contains(pattern)
        except (patterns.DifferentError, pl.exceptions.ComputeError):
            raise Opaque("模式在两种引擎里可能不同") from None
        return self.algebra.told(text.value.str.contains(pattern), _seen(text, source))

    def contains(self, text: Vector, wanted: Vector) -> Truth:
        """Whether a text has the words of another."""
        if not isinstance(text, Text) or not isinstance(wanted, Text) or wanted.known is None:
            raise Opaque("包含的不是列")
        return self.algebra.told(text.value.str.contains(wanted.known, literal=True), text.missing)

    # --- presence, quantifiers, units

    def _exists(self, node: c.Exists, scope: Scope) -> Vector:
        if isinstance(node.operand, c.FactRef):
            return self._is_there(node.operand.fact)
        if isinstance(node.operand, c.Attribute):
            base = self.value(node.operand.base, scope)
            if isinstance(base, ENTITIES):
                spec = _ATTRIBUTES[_KINDS[type(base)], node.operand.key]
                if spec.fact is not None:
                    return self._is_there(spec.fact.format(id=base.prefix))
            raise Opaque("存在与否要看内容")
        value = self.value(node.operand, scope)
        if not isinstance(value, ENTITIES):
            raise Opaque("存在与否要看内容")
        return self._is_there(value.fact.id if isinstance(value, CellValue) else presence(value))

    def _is_there(self, fact: str) -> Truth:
        stands = self.column(at.Kind.STANDING, fact)
        return self.algebra.told(stands != codes.IS_ABSENT, code(codes.KNOWN))

    def _default(self, node: c.Default, scope: Scope) -> Vector:
        value, other = self.plain(self.value(node.operand, scope)), self.plain(self.value(node.default, scope))
        if isinstance(value, Text) and isinstance(other, Text):
            none = value.missing.is_in([codes.ABSENT, codes.BLANK])
            is_other = value.is_other if other.is_other is None else None
            if value.is_other is not None and other.is_other is not None:
                is_other = pl.when(none).then(other.is_other).otherwise(value.is_other)
            return Text(
                pl.when(none).then(other.value).otherwise(value.value),
                pl.when(none).then(other.missing).otherwise(value.missing),
                None,
                is_other,
            )
        if isinstance(value, Number) and isinstance(other, Number):
            is_leaf = isinstance(node.operand, c.FactRef | c.Cells | c.Attribute | c.Variable)
            one, two = numbers.aligned((value, other))
            none = one.missing.is_in([codes.ABSENT, codes.BLANK])
            # Of several missing values a blank may speak before one that is not certain: which one, columns do not say.
            unsure = one.missing if is_leaf else one.missing.replace({codes.UNSURE: codes.LOOK})
            return Number(
                pl.when(none).then(two.value).otherwise(one.value),
                pl.when(none).then(two.missing).otherwise(unsure),
                max(one.bound, two.bound),
                one.scale,
                one.divisor,
                max(one.most, two.most),
            )
        raise Opaque("缺省的两边没有列的写法")

    def _quantified(self, node: c.Quantified, scope: Scope) -> Vector:
        items = self.value(node.items, scope)
        if not isinstance(items, tuple):
            raise Opaque("列表要看内容")
        inner = [{**scope, node.variable: item} for item in items]
        if node.quantifier is Quantifier.EACH:
            return tuple(self.plain(self.value(node.body, one)) for one in inner)
        truths = tuple(self.truth(node.body, one) for one in inner)
        if node.quantifier is Quantifier.WHERE:
            return Kept(items, truths)
        is_all = node.quantifier is Quantifier.ALL
        if not truths:
            return self.algebra.constant(is_all)
        return (self.algebra.conjunction if is_all else self.algebra.disjunction)(truths)

    def _within(self, node: c.Within, _scope: Scope) -> Vector:
        if not isinstance(node.report, c.Reports) or node.report.which in self.others:
            raise Opaque("要看别的报告")
        kind = (node.type.item or node.type).kind
        if kind in (Kind.TEXT, Kind.ORGAN):
            return Text(pl.lit(None, pl.String), code(codes.ABSENT))
        return numbers.absent()

    def _convert(self, node: c.Convert, scope: Scope) -> Vector:
        factor = measures.static_factor(node)
        kind = (node.operand.type.item or node.operand.type).kind
        if factor is None or kind in (Kind.SAID_NUMBER, Kind.SAID_DATE):
            raise Opaque("单位要看文字")
        value = self.value(node.operand, scope)
        if isinstance(value, tuple):
            return tuple(numbers.times(one, factor) for one in self._numbers(node.operand, scope))
        return numbers.times(self.number(node.operand, scope), factor)

    # --- functions

    def _call(self, node: c.Call, scope: Scope) -> Vector:
        match node.function.english, node.arguments:
            case "sum", arguments:
                return numbers.total([one for argument in arguments for one in self._numbers(argument, scope)])
            case ("max" | "min") as name, arguments:
                found = [one for argument in arguments for one in self._numbers(argument, scope)]
                return numbers.extreme(found, greatest=name == "max")
            case "count", (argument,):
                return self._count(self.value(argument, scope))
            case "length", (argument,):
                text = self.value(argument, scope)
                if isinstance(text, Text):
                    bare = text.value.str.replace_all(patterns.any_space(), "").str.len_chars().cast(pl.Int64)
                    return Number(bare, text.missing, at.LARGEST)
        raise Opaque(f"函数{node.function.name}没有列的写法")

    def _count(self, value: Vector) -> Number:
        if isinstance(value, Kept):
            return Number(*self.algebra.counted(value.conditions), len(value.items))
        if isinstance(value, tuple):
            return numbers.constant(len(value))
        raise Opaque("数的不是列")


def _known(text: str) -> Text:
    return Text(pl.lit(text), code(codes.KNOWN), text)


def _listed(value: Vector) -> Sequence[Vector]:
    return value if isinstance(value, tuple) else (value,)


def _stripped(text: Text) -> pl.Expr:
    return text.value.str.strip_chars(patterns.spaces())


def _seen(text: Text, pattern: str) -> pl.Expr:
    """Why a text cannot be searched: as it is missing, or as the pattern sees other characters than stand there."""
    if text.is_other is None or not patterns.sees_simplified(pattern):
        return text.missing
    look = code(codes.LOOK)
    return pl.when((text.missing == codes.KNOWN) & text.is_other).then(look).otherwise(text.missing)


def _parts(node: c.Expression, operator: Operator) -> list[c.Expression]:
    """The operands of a chain of one operator."""
    if isinstance(node, c.Binary) and node.operator is operator:
        return [*_parts(node.left, operator), *_parts(node.right, operator)]
    return [node]


_BY_NODE: Mapping[type, Callable[[Compiler, Any, Scope], Vector]] = {
    c.Literal: Compiler._literal,
    c.Texts: Compiler._texts,
    c.Variable: Compiler._variable,
    c.FactRef: Compiler._fact_ref,
    c.Call: Compiler._call,
    c.ParameterRef: Compiler._parameter,
    c.Defined: Compiler._defined,
    c.Entity: Compiler._entity,
    c.EntityList: Compiler._entities,
    c.Attribute: Compiler._attribute,
    c.Cells: Compiler._cells,
    c.Within: Compiler._within,
    c.Convert: Compiler._convert,
    c.Quantified: Compiler._quantified,
    c.Not: Compiler._not,
    c.Negative: Compiler._negative,
    c.Binary: Compiler._binary,
    c.Exists: Compiler._exists,
    c.Default: Compiler._default,
}
__all__ = ["Compiler", "EntityValue", "Leaf"]
