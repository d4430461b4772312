"""Things of the form in columns: entities, their attributes, cells, and whether they are there."""

from typing import TYPE_CHECKING

import polars as pl

from engine.evaluation.values import KINDS, BlockValue, CellValue, ColumnValue, RowValue, TableValue, presence
from engine.language import checked as c
from engine.language.attributes import BY_KIND
from engine.vectors import codes, numbers
from engine.vectors import dense as at
from engine.vectors.scope import Scope
from engine.vectors.values import ENTITIES, Opaque, Text, Truth, Vector, as_list, code, known_text

if TYPE_CHECKING:
    from engine.vectors.compiling import Compiler


def entity(compiler: "Compiler", node: c.Entity, _scope: Scope) -> Vector:
    found = compiler.index.entity(node.type.kind, node.type.table, node.id)
    if found is None:
        raise Opaque(f"表单没有{node.name}")
    return found


def entities(compiler: "Compiler", node: c.EntityList, _scope: Scope) -> Vector:
    kind = node.type.item or node.type
    found = [compiler.index.entity(kind.kind, kind.table, one) for one in node.ids]
    there = tuple(one for one in found if one is not None)
    if len(there) != len(found):
        raise Opaque("表单没有其中的行或列")
    return there


def cells(compiler: "Compiler", node: c.Cells, scope: Scope) -> Vector:
    rows, columns = compiler.value(node.row, scope), compiler.value(node.column, scope)
    found = [
        compiler.index.cell(row, column)
        for row in as_list(rows)
        for column in as_list(columns)
        if isinstance(row, RowValue) and isinstance(column, ColumnValue)
    ]
    if isinstance(rows, tuple) or isinstance(columns, tuple):
        return tuple(cell for cell in found if cell is not None)
    return (found[0] if found else None) or numbers.absent()


def attribute(compiler: "Compiler", node: c.Attribute, scope: Scope) -> Vector:
    base = compiler.value(node.base, scope)
    if not isinstance(base, ENTITIES):
        raise Opaque(f"{node.key} 要逐条看文字")
    spec = BY_KIND[KINDS[type(base)], node.key]
    if spec.fact is not None:
        return compiler.fact_value(spec.fact.format(id=base.prefix), spec.type.kind)
    if isinstance(base, CellValue):
        return _of_cell(compiler, base, node.key)
    if isinstance(base, TableValue | BlockValue):
        match node.key:
            case "rows":
                return compiler.index.rows(base)
            case "columns":
                return compiler.index.columns(base)
            case "cells":
                return compiler.index.cells(base)
            case "blocks" if isinstance(base, TableValue):
                return compiler.index.blocks(base)
    if node.key == "name":
        return known_text(base.label)
    raise Opaque(f"{node.key} 没有列的写法")


def _of_cell(compiler: "Compiler", cell: CellValue, key: str) -> Vector:
    if key == "row":
        return RowValue(cell.table, cell.block, cell.row)
    if key == "column":
        return ColumnValue(cell.table, cell.block, cell.column)
    fact = cell.fact.id
    if key == "is_blank" and not compiler.algebra.is_exact:
        return Truth(compiler.column(at.Kind.IS_BLANK, fact))
    stands = compiler.column(at.Kind.STANDING, fact)
    known, unsure, absent = (code(one) for one in (codes.KNOWN, codes.UNSURE, codes.ABSENT))
    unread = pl.when(stands == codes.IS_AMBIGUOUS).then(unsure).otherwise(known)
    unless_absent = pl.when(stands == codes.IS_ABSENT).then(absent).otherwise(unread)
    is_found = (stands == codes.FOUND) | (stands == codes.UNFIT)
    match key:
        case "is_certain":
            return compiler.algebra.told(stands != codes.IS_AMBIGUOUS, known)
        case "has_value":
            return compiler.algebra.told(is_found, unread)
        case "is_blank":
            return compiler.algebra.told(stands == codes.IS_BLANK, unless_absent)
        case "is_mark":
            return compiler.algebra.told(stands == codes.IS_MARK, unless_absent)
        case "conforms":
            blank = code(codes.BLANK)
            why = pl.when(stands == codes.IS_BLANK).then(blank).otherwise(unless_absent)
            why = pl.when(stands == codes.IS_MARK).then(unsure).otherwise(why)
            return compiler.algebra.told(~compiler.column(at.Kind.BREAKS, fact), why)
        case "raw" if compiler.layout.scale(fact) == 0:
            return _words_in(compiler, cell, unless_absent)
    raise Opaque(f"{key} 没有列的写法")


def _words_in(compiler: "Compiler", cell: CellValue, unless_absent: pl.Expr) -> Text:
    """The words in a cell where they are the digits of its number, or nothing; else the columns do not say."""
    fact = cell.fact.id
    stands, digits = compiler.column(at.Kind.STANDING, fact), compiler.column(at.Kind.DIGITS, fact)
    is_plain = stands.is_in([codes.FOUND, codes.IS_BLANK]) & ~compiler.column(at.Kind.WRITTEN, fact)
    look = code(codes.LOOK)
    certain = (stands == codes.IS_ABSENT) & ~compiler.column(at.Kind.WRITTEN, fact)
    why = pl.when(is_plain).then(code(codes.KNOWN)).when(certain).then(unless_absent).otherwise(look)
    return Text(digits, compiler.hold(why))


def exists(compiler: "Compiler", node: c.Exists, scope: Scope) -> Vector:
    if isinstance(node.operand, c.FactRef):
        return _is_there(compiler, node.operand.fact)
    if isinstance(node.operand, c.Attribute):
        base = compiler.value(node.operand.base, scope)
        if isinstance(base, ENTITIES):
            spec = BY_KIND[KINDS[type(base)], node.operand.key]
            if spec.fact is not None:
                return _is_there(compiler, spec.fact.format(id=base.prefix))
        raise Opaque("存在与否要看内容")
    value = compiler.value(node.operand, scope)
    if not isinstance(value, ENTITIES):
        raise Opaque("存在与否要看内容")
    return _is_there(compiler, value.fact.id if isinstance(value, CellValue) else presence(value))


def _is_there(compiler: "Compiler", fact: str) -> Truth:
    stands = compiler.column(at.Kind.STANDING, fact)
    return compiler.algebra.told(stands != codes.IS_ABSENT, code(codes.KNOWN))
