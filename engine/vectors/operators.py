"""Operators in columns: arithmetic, comparison, and, or, not, patterns, and what stands in for a missing value."""

from typing import TYPE_CHECKING

import polars as pl

from engine.evaluation.logic import ARITHMETIC
from engine.language import checked as c
from engine.language.checked import Operator
from engine.model.pattern import occurs
from engine.model.types import Kind
from engine.vectors import codes, numbers, patterns
from engine.vectors.scope import Scope
from engine.vectors.values import ENTITIES, Number, Opaque, Text, Truth, Vector, code

if TYPE_CHECKING:
    from engine.vectors.compiling import Compiler

_LOGIC = (Operator.AND, Operator.OR)


def negation(compiler: "Compiler", node: c.Not, scope: Scope) -> Vector:
    return compiler.algebra.negation(compiler.truth(node.operand, scope))


def negative(compiler: "Compiler", node: c.Negative, scope: Scope) -> Vector:
    return numbers.calculated(Operator.SUBTRACT, numbers.constant(0), compiler.number(node.operand, scope))


def binary(compiler: "Compiler", node: c.Binary, scope: Scope) -> Vector:
    operator = node.operator
    if operator in _LOGIC:
        parts = [compiler.truth(part, scope) for part in _parts(node, operator)]
        return (compiler.algebra.conjunction if operator is Operator.AND else compiler.algebra.disjunction)(parts)
    if operator in ARITHMETIC:
        return numbers.calculated(operator, compiler.number(node.left, scope), compiler.number(node.right, scope))
    left = compiler.plain(compiler.value(node.left, scope))
    if operator is Operator.MATCHES:
        return matches(compiler, left, node.right)
    right = compiler.plain(compiler.value(node.right, scope))
    if operator is Operator.CONTAINS:
        return contains(compiler, left, right)
    if operator is Operator.ONE_OF:
        return _one_of(compiler, left, right)
    return _compared(compiler, operator, left, right)


def _compared(compiler: "Compiler", operator: Operator, left: Vector, right: Vector) -> Truth:
    if isinstance(left, Number) and isinstance(right, Number):
        return compiler.algebra.compared(*numbers.compared(operator, left, right))
    is_equality = operator in (Operator.EQUAL, Operator.NOT_EQUAL)
    if is_equality and isinstance(left, ENTITIES) and isinstance(right, ENTITIES):
        return compiler.algebra.constant((left.prefix == right.prefix) is (operator is Operator.EQUAL))
    if is_equality and isinstance(left, Text) and isinstance(right, Text):
        if left.known is not None and right.known is not None:
            same = left.known.strip() == right.known.strip()
            return compiler.algebra.constant(same is (operator is Operator.EQUAL))
        one, other = _stripped(left), _stripped(right)
        holds = one == other if operator is Operator.EQUAL else one != other
        return compiler.algebra.told(holds, pl.max_horizontal(left.missing, right.missing))
    raise Opaque("这两个值没有列的比较")


def _one_of(compiler: "Compiler", left: Vector, right: Vector) -> Truth:
    if isinstance(left, Text) and isinstance(right, tuple):
        known = [one.known.strip() for one in right if isinstance(one, Text) and one.known is not None]
        if len(known) == len(right):
            return compiler.algebra.told(_stripped(left).is_in(known), left.missing)
    raise Opaque("名单要逐项看")


def matches(compiler: "Compiler", text: Vector, wanted: c.Expression) -> Truth:
    """Whether a pattern occurs in a text."""
    is_pattern = isinstance(wanted, c.Literal) and wanted.type.kind is Kind.PATTERN
    if not isinstance(text, Text) or not is_pattern or not isinstance(wanted, c.Literal):
        raise Opaque("匹配的不是列")
    source = str(wanted.value)
    if text.known is not None:
        return compiler.algebra.constant(occurs(source, text.known))
    return compiler.algebra.told(text.value.str.contains(_translated(source)), seen(text, source))


def may_occur(text: Text, source: str, end: str | None) -> pl.Expr:
    """Whether a pattern may occur in a text, or with an ``end`` in a part of it: where it is not certain, it may."""
    pattern = _translated(source, end)
    missing = seen(text, source)
    return pl.when(missing == codes.KNOWN).then(text.value.str.contains(pattern)).otherwise(pl.lit(True))


def _translated(source: str, end: str | None = None) -> str:
    try:
        pattern = patterns.translated(source, end)
    except patterns.DifferentError:
        pattern = None
    if pattern is None or not patterns.is_read(pattern):
        raise Opaque("模式在两种引擎里可能不同")
    return pattern


def contains(compiler: "Compiler", text: Vector, wanted: Vector) -> Truth:
    """Whether a text has the words of another."""
    if not isinstance(text, Text) or not isinstance(wanted, Text) or wanted.known is None:
        raise Opaque("包含的不是列")
    return compiler.algebra.told(text.value.str.contains(wanted.known, literal=True), text.missing)


def default(compiler: "Compiler", node: c.Default, scope: Scope) -> Vector:
    value, other = (
        compiler.plain(compiler.value(node.operand, scope)),
        compiler.plain(compiler.value(node.default, scope)),
    )
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


def _stripped(text: Text) -> pl.Expr:
    return text.value.str.strip_chars(patterns.spaces())


def seen(text: Text, pattern: str) -> pl.Expr:
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
