"""Which facts an expression may read, whatever a report says."""

from collections.abc import Callable, Mapping, Set
from typing import Any

from engine.evaluation.values import (
    KINDS,
    BlockValue,
    CellValue,
    ColumnValue,
    FormIndex,
    RowValue,
    TableValue,
    presence,
)
from engine.language import checked as c
from engine.language.attributes import BY_KIND
from engine.model.struct import Struct
from engine.vectors.scope import AnyItem, Named, Scope
from engine.vectors.values import ENTITIES, Opaque, Vector

_PLACES = frozenset(
    ("line_breaks",)
)  # functions that look at where the characters of a text stand, which no column says


def asks_for(node: object, which: c.Which) -> bool:
    """Whether a rule, or an expression, asks for these other reports."""
    if isinstance(node, c.Reports):
        return node.which is which
    if isinstance(node, tuple):
        return any(asks_for(one, which) for one in node)
    if not isinstance(node, Struct) or type(node).__module__ != c.__name__:
        return False
    return any(asks_for(getattr(node, name), which) for name in node.__struct_fields__)


class Reads:
    """Finds the facts that expressions read. Things of the form are followed; what a text may say is not."""

    def __init__(self, ruleset: c.Ruleset, index: FormIndex, others: Set[c.Which]) -> None:
        self._others = others
        self._ruleset = ruleset
        self._index = index
        self._dated = {one.id for one in ruleset.parameters if any(value.since for value in one.values)}

    def of(self, node: c.Expression, scope: Scope) -> set[str]:
        """The facts; raises ``Opaque`` when they are not known, or not only those of this report."""
        facts, values = self._walk(node, scope)
        return facts | {value.fact.id for value in values if isinstance(value, CellValue)}

    def _walk(self, node: c.Expression, scope: Scope) -> tuple[set[str], tuple[Vector, ...]]:
        """The facts read, and the things of the form that the expression may be."""
        walk = _BY_NODE.get(type(node))
        return (set(), ()) if walk is None else walk(self, node, scope)

    def _several(self, nodes: tuple[c.Expression, ...], scope: Scope) -> tuple[set[str], tuple[Vector, ...]]:
        facts: set[str] = set()
        for node in nodes:
            facts |= self.of(node, scope)
        return facts, ()

    def _fact(self, node: c.FactRef, _scope: Scope) -> tuple[set[str], tuple[Vector, ...]]:
        return {node.fact}, ()

    def _variable(self, node: c.Variable, scope: Scope) -> tuple[set[str], tuple[Vector, ...]]:
        value = scope.get(node.name)
        if isinstance(value, Named | AnyItem):
            return self._walk(value.node, value.scope)
        if isinstance(value, ENTITIES):
            return set(), (value,)
        return set(), ()

    def _defined(self, node: c.Defined, _scope: Scope) -> tuple[set[str], tuple[Vector, ...]]:
        return self._walk(node.operand, {})

    def _parameter(self, node: c.ParameterRef, _scope: Scope) -> tuple[set[str], tuple[Vector, ...]]:
        is_dated = node.parameter in self._dated and self._ruleset.as_of is not None
        return (self.of(self._ruleset.as_of, {}), ()) if is_dated and self._ruleset.as_of else (set(), ())

    def _entity(self, node: c.Entity, _scope: Scope) -> tuple[set[str], tuple[Vector, ...]]:
        found = self._index.entity(node.type.kind, node.type.table, node.id)
        return set(), () if found is None else (found,)

    def _entities(self, node: c.EntityList, _scope: Scope) -> tuple[set[str], tuple[Vector, ...]]:
        kind = node.type.item or node.type
        found = (self._index.entity(kind.kind, kind.table, one) for one in node.ids)
        return set(), tuple(one for one in found if one is not None)

    def _cells(self, node: c.Cells, scope: Scope) -> tuple[set[str], tuple[Vector, ...]]:
        some, rows = self._walk(node.row, scope)
        more, columns = self._walk(node.column, scope)
        found = (
            self._index.cell(row, column)
            for row in rows
            for column in columns
            if isinstance(row, RowValue) and isinstance(column, ColumnValue)
        )
        return some | more, tuple(cell for cell in found if cell is not None)

    def _attribute(self, node: c.Attribute, scope: Scope) -> tuple[set[str], tuple[Vector, ...]]:
        facts, bases = self._walk(node.base, scope)
        found: list[Vector] = []
        for base in bases:
            if not isinstance(base, ENTITIES):
                continue
            spec = BY_KIND.get((KINDS[type(base)], node.key))
            if spec is not None and spec.fact is not None:
                facts = facts | {spec.fact.format(id=base.prefix)}
            elif isinstance(base, CellValue) and node.key == "row":
                found.append(RowValue(base.table, base.block, base.row))
            elif isinstance(base, CellValue) and node.key == "column":
                found.append(ColumnValue(base.table, base.block, base.column))
            elif isinstance(base, CellValue):
                facts = facts | {base.fact.id}
            elif isinstance(base, TableValue | BlockValue) and node.key in ("rows", "columns", "cells"):
                found += getattr(self._index, node.key)(base)
            elif isinstance(base, TableValue) and node.key == "blocks":
                found += self._index.blocks(base)
        return facts, tuple(found)

    def _exists(self, node: c.Exists, scope: Scope) -> tuple[set[str], tuple[Vector, ...]]:
        facts, values = self._walk(node.operand, scope)
        there = {
            value.fact.id if isinstance(value, CellValue) else presence(value)
            for value in values
            if isinstance(value, ENTITIES)
        }
        return facts | there, ()

    def _quantified(self, node: c.Quantified, scope: Scope) -> tuple[set[str], tuple[Vector, ...]]:
        facts, items = self._walk(node.items, scope)
        if not items:
            body = self.of(node.body, {**scope, node.variable: AnyItem(node.items, scope)})
            return facts | body, ()
        for item in items:
            facts = facts | self.of(node.body, {**scope, node.variable: item})
        return facts, items

    def _call(self, node: c.Call, scope: Scope) -> tuple[set[str], tuple[Vector, ...]]:
        if node.function.english in _PLACES:
            raise Opaque(f"{node.function.name}要看文字在原件的哪一行")
        walked = [self._walk(argument, scope) for argument in node.arguments]
        facts = {fact for some, _ in walked for fact in some}
        values = tuple(value for _, some in walked for value in some)
        cells = {value.fact.id for value in values if isinstance(value, CellValue)}
        return facts | cells, values

    def _reports(self, node: c.Reports, _scope: Scope) -> tuple[set[str], tuple[Vector, ...]]:
        if node.which in self._others:
            raise Opaque("要看别的报告")
        return set(), ()

    def _within(self, node: c.Within, scope: Scope) -> tuple[set[str], tuple[Vector, ...]]:
        return self._walk(node.report, scope)  # there is none, so nothing is read in it

    def _operand(self, node: Any, scope: Scope) -> tuple[set[str], tuple[Vector, ...]]:
        return self._walk(node.operand, scope)

    def _binary(self, node: c.Binary | c.Approx, scope: Scope) -> tuple[set[str], tuple[Vector, ...]]:
        tolerance = node.tolerance if isinstance(node, c.Approx) else None
        parts = (node.left, node.right) if tolerance is None else (node.left, node.right, tolerance)
        return self._several(parts, scope)

    def _default(self, node: c.Default, scope: Scope) -> tuple[set[str], tuple[Vector, ...]]:
        some, values = self._walk(node.operand, scope)
        more, others = self._walk(node.default, scope)
        return some | more, (*values, *others)


_BY_NODE: Mapping[type, Callable[[Reads, Any, Scope], tuple[set[str], tuple[Vector, ...]]]] = {
    c.FactRef: Reads._fact,
    c.Variable: Reads._variable,
    c.Defined: Reads._defined,
    c.ParameterRef: Reads._parameter,
    c.Entity: Reads._entity,
    c.EntityList: Reads._entities,
    c.Cells: Reads._cells,
    c.Attribute: Reads._attribute,
    c.Exists: Reads._exists,
    c.Quantified: Reads._quantified,
    c.Call: Reads._call,
    c.Reports: Reads._reports,
    c.Within: Reads._within,
    c.Not: Reads._operand,
    c.Negative: Reads._operand,
    c.Convert: Reads._operand,
    c.Binary: Reads._binary,
    c.Approx: Reads._binary,
    c.Default: Reads._default,
}
