"""Expressions of a rule -> columns. What has no form there is worked out for each set of facts (``leaves.py``)."""

from collections.abc import Callable, Mapping, Set
from decimal import Decimal
from fractions import Fraction
from typing import Any

import polars as pl

from engine.evaluation import measures
from engine.evaluation.values import (
    CellValue,
)
from engine.language import checked as c
from engine.language.checked import Quantifier
from engine.model.struct import Struct, replace
from engine.model.types import Kind
from engine.vectors import codes, numbers, operators, patterns, things
from engine.vectors import dense as at
from engine.vectors.algebra import Algebra
from engine.vectors.dense import Layout, Need
from engine.vectors.reads import Reads
from engine.vectors.scope import AnyItem, Key, Named, Scope, index_of, key_of
from engine.vectors.searching import Search
from engine.vectors.values import EntityValue, Kept, Number, Opaque, Text, Truth, Vector, code, known_text

_VALUES = (at.Kind.NUMBER, at.Kind.MISSING, at.Kind.TEXT, at.Kind.IS_OTHER)


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
        self.is_screening = False  # whether columns say where there is certainly nothing to look at
        self._parameters = {one.id: one for one in ruleset.parameters}
        self._is_before = False  # whether what is read is last year's
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
        leaf = self._leaf(node, scope, reason)
        return leaf if self.algebra.is_exact else self._as_far(node, scope) or leaf

    def _as_far(self, node: c.Expression, scope: Scope) -> Truth | None:
        """A condition where it hangs on whether anything is found, or on how long a text is at the most; else null."""
        try:
            found = Search(self).settled(node, scope)
        except Opaque:
            return None
        self.is_screening |= found is not None
        return None if found is None else Truth(found)

    def value(self, node: c.Expression, scope: Scope) -> Vector:
        """The value of an expression. Raises ``Opaque``."""
        compile_node = _BY_NODE.get(type(node))
        if compile_node is None:
            raise Opaque(f"{type(node).__name__} 没有列的写法")
        key = (self._is_before, *key_of(node, scope))
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
        if self._is_before:
            if kind not in _VALUES:
                raise Opaque("上年的报告里只看值")
            fact = f"{at.PREVIOUS}{fact}"
        self.needs.add((kind, fact))
        return pl.col(kind.of(fact))

    # --- facts

    def _number_of(self, fact: str) -> Number:
        scale = self.layout.scale(fact)
        value, why = self.column(at.Kind.NUMBER, fact), self.column(at.Kind.MISSING, fact)
        return Number(value, why, at.LARGEST * 10**scale, scale)

    def _text_of(self, fact: str) -> Text:
        value, why = self.column(at.Kind.TEXT, fact), self.column(at.Kind.MISSING, fact)
        return Text(value, why, None, self.column(at.Kind.IS_OTHER, fact), None if self._is_before else fact)

    def fact_value(self, fact: str, kind: Kind) -> Vector:
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
        return self.fact_value(node.fact, node.type.kind)

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
            return known_text(value)
        raise Opaque("日期没有列的写法")

    def _texts(self, node: c.Texts, _scope: Scope) -> Vector:
        return tuple(known_text(text) for text in node.values)

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
        return self._here(value.node, value.scope) if isinstance(value, Named) else value

    def _here(self, node: c.Expression, scope: Scope) -> Vector:
        """A variable is worked out in this report, wherever it is asked for."""
        before, self._is_before = self._is_before, False
        try:
            return self.value(node, scope)
        finally:
            self._is_before = before

    # --- quantifiers, units

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

    def _within(self, node: c.Within, scope: Scope) -> Vector:
        if not isinstance(node.report, c.Reports):
            raise Opaque("要看别的报告")
        if node.report.which in self.others:
            return self._in_previous(node, scope)
        kind = (node.type.item or node.type).kind
        if kind in (Kind.TEXT, Kind.ORGAN):
            return Text(pl.lit(None, pl.String), code(codes.ABSENT))
        return numbers.absent()

    def _in_previous(self, node: c.Within, scope: Scope) -> Vector:
        """What last year's report has: its columns stand beside those of the report."""
        if not isinstance(node.report, c.Reports) or node.report.which is not c.Which.PREVIOUS:
            raise Opaque("要看别的报告")
        self._is_before = True
        try:
            value = self.value(node.operand, scope)
            found = tuple(self.plain(one) for one in value) if isinstance(value, tuple) else self.plain(value)
        finally:
            self._is_before = False
        if not all(isinstance(one, Number | Text) for one in (found if isinstance(found, tuple) else (found,))):
            raise Opaque("上年的报告里只看值")
        return found

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


_BY_NODE: Mapping[type, Callable[[Compiler, Any, Scope], Vector]] = {
    c.Literal: Compiler._literal,
    c.Texts: Compiler._texts,
    c.Variable: Compiler._variable,
    c.FactRef: Compiler._fact_ref,
    c.Call: Compiler._call,
    c.ParameterRef: Compiler._parameter,
    c.Defined: Compiler._defined,
    c.Entity: things.entity,
    c.EntityList: things.entities,
    c.Attribute: things.attribute,
    c.Cells: things.cells,
    c.Within: Compiler._within,
    c.Convert: Compiler._convert,
    c.Quantified: Compiler._quantified,
    c.Not: operators.negation,
    c.Negative: operators.negative,
    c.Binary: operators.binary,
    c.Exists: things.exists,
    c.Default: operators.default,
}
__all__ = ["Compiler", "EntityValue", "Leaf"]
