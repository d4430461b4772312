"""Things of the form: entities, their attributes, and cells."""

from typing import TYPE_CHECKING

from engine.evaluation import attributes, logic
from engine.evaluation.elsewhere import in_report
from engine.evaluation.trace import Read, Scope, Trace
from engine.evaluation.values import (
    ENTITIES,
    KINDS,
    BlockValue,
    CellValue,
    ColumnValue,
    EntityValue,
    RowValue,
    TableValue,
    Value,
    as_list,
    fact_of,
)
from engine.functions import builtin
from engine.language import checked as c
from engine.language.attributes import BY_KIND
from engine.model.facts import Status
from engine.model.passage import Passage
from engine.model.types import Kind, Match, Missing, SaidDate, SaidNumber

if TYPE_CHECKING:
    from engine.evaluation.expressions import Evaluator


def entity(evaluator: "Evaluator", node: c.Entity, _scope: Scope, _trace: Trace) -> Value:
    """A thing of the form by its id; that of another report may have none."""
    found = evaluator.index.entity(node.type.kind, node.type.table, node.id)
    return Missing(f"表单没有{node.name}", Status.ABSENT) if found is None else found


def entities(evaluator: "Evaluator", node: c.EntityList, _scope: Scope, _trace: Trace) -> Value:
    kind = node.type.item or node.type
    found = [evaluator.index.entity(kind.kind, kind.table, one) for one in node.ids]
    there = tuple(one for one in found if one is not None)
    return there if len(there) == len(found) else Missing("表单没有其中的行或列", Status.ABSENT)


def attribute(evaluator: "Evaluator", node: c.Attribute, scope: Scope, trace: Trace) -> Value:
    evaluator.budget.spend()
    base = evaluator.value(node.base, scope, trace)
    if isinstance(base, Missing):
        return base
    if not isinstance(base, ENTITIES):
        return _of_words(evaluator, base, node.base.type.kind, node.key, trace)
    if base.home is None or base.home is evaluator.home:
        return _of_entity(evaluator, base, node.key, trace)
    return in_report(evaluator, base.home, lambda there, own: _of_entity(there, base, node.key, own), trace)


def _of_entity(evaluator: "Evaluator", base: EntityValue, key: str, trace: Trace) -> Value:
    spec = BY_KIND[KINDS[type(base)], key]
    if spec.fact is not None:
        fact = fact_of(evaluator.facts, spec.fact.format(id=base.prefix))
        return evaluator.fact_value(fact, f"{base.name}.{spec.name}", spec.type, trace)
    index = evaluator.index
    if isinstance(base, CellValue):
        if key == "row":
            return RowValue(base.table, base.block, base.row, base.home)
        if key == "column":
            return ColumnValue(base.table, base.block, base.column, base.home)
        trace.reads.append(Read(base.name, base.fact))
        return attributes.of_cell(base, key)
    if isinstance(base, TableValue | BlockValue):
        if key == "rows":
            return index.rows(base)
        if key == "columns":
            return index.columns(base)
        if key == "cells":
            return index.cells(base)
        if isinstance(base, TableValue) and key == "blocks":
            return index.blocks(base)
    return Passage(base.label) if key == "name" else Missing("没有这个属性")


def _of_words(evaluator: "Evaluator", base: Value, kind: Kind, key: str, trace: Trace) -> Value:
    spec = BY_KIND.get((kind, key)) or BY_KIND.get((Kind.TEXT, key))
    if spec is not None and spec.function is not None:
        return evaluator.apply(builtin(spec.function), (base,), trace)
    if isinstance(base, Match | SaidNumber | SaidDate):
        found = base if isinstance(base, Match) else base.match
        if key in attributes.AROUND and found.within is not None:
            evaluator.budget.read(found.text.text)
        return attributes.of_words(base, key)
    return Missing("没有这个属性")


def cells(evaluator: "Evaluator", node: c.Cells, scope: Scope, trace: Trace) -> Value:
    rows, columns = evaluator.value(node.row, scope, trace), evaluator.value(node.column, scope, trace)
    missing = [one for one in (rows, columns) if isinstance(one, Missing)]
    if missing:
        return logic.worst(missing)
    found = [
        evaluator.index.cell(row, column)
        for row in as_list(rows)
        for column in as_list(columns)
        if isinstance(row, RowValue) and isinstance(column, ColumnValue)
    ]
    evaluator.budget.spend(len(found))
    if isinstance(rows, tuple) or isinstance(columns, tuple):
        return tuple(cell for cell in found if cell is not None)
    return (found[0] if found else None) or Missing(f"表单没有{node.name}这一格", Status.ABSENT)


def number_in(evaluator: "Evaluator", cell: CellValue, trace: Trace) -> Value:
    """The number in a cell.

    A blank counts as 0 where the form says so, the table or the column never has one, and nothing may have moved.
    """
    if cell.home is not evaluator.home and cell.home is not None:
        return in_report(evaluator, cell.home, lambda there, own: number_in(there, cell, own), trace)
    fact = cell.fact
    facts = evaluator.facts
    is_unwritten = cell.table.id not in facts.writes_zero or f"{cell.table.id}.{cell.column.id}" in facts.unused
    zero = cell.table.blank_is_zero and is_unwritten
    if fact.status is Status.BLANK and fact.reason is None and zero:
        trace.reads.append(Read(cell.name, fact, cell=cell, as_zero=True))
        return 0
    trace.reads.append(Read(cell.name, fact, cell=cell))
    if fact.status is not Status.FOUND:
        return attributes.missing_fact(fact, cell.name)
    return logic.bounded(fact.value) if logic.is_number(fact.value) else Missing(f"{cell.name}{logic.NOT_A_NUMBER}")
