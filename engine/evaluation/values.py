"""The things of a form as they are while rules run: tables, blocks, rows, columns, cells, sections."""

from collections.abc import Iterable, Iterator
from datetime import date
from decimal import Decimal
from typing import TypeAlias

from engine.model.facts import Fact, Facts, Status
from engine.model.form import Block, Column, Form, RowSpec, SectionSpec, TableSpec
from engine.model.location import Location
from engine.model.passage import Passage, Piece
from engine.model.struct import Struct
from engine.model.types import Kind, Lexicon, Match, Missing, PatternValue


class TableValue(Struct, frozen=True):
    table: TableSpec

    @property
    def prefix(self) -> str:
        return self.table.id

    @property
    def name(self) -> str:
        return self.table.name

    @property
    def label(self) -> str:
        return self.table.title


class BlockValue(Struct, frozen=True):
    table: TableSpec
    block: Block

    @property
    def prefix(self) -> str:
        return f"{self.table.id}.{self.block.id}" if self.block.id else self.table.id

    @property
    def name(self) -> str:
        return f"{self.table.name}.{self.block.name}"

    @property
    def label(self) -> str:
        return self.block.caption.standard if self.block.caption else self.block.name


class RowValue(Struct, frozen=True):
    table: TableSpec
    block: Block
    row: RowSpec

    @property
    def prefix(self) -> str:
        return f"{self.table.id}.{self.row.id}"

    @property
    def name(self) -> str:
        return f"{self.table.name}.{self.row.name}"

    @property
    def label(self) -> str:
        return self.row.label.standard


class ColumnValue(Struct, frozen=True):
    table: TableSpec
    block: Block
    column: Column

    @property
    def prefix(self) -> str:
        return f"{BlockValue(self.table, self.block).prefix}.header.{self.column.id}"

    @property
    def name(self) -> str:
        return f"{self.table.name}.{self.column.name}"

    @property
    def label(self) -> str:
        return self.column.label.standard


class CellValue(Struct, frozen=True):
    """A cell; ``fact`` is what was read in it."""

    table: TableSpec
    block: Block
    row: RowSpec
    column: Column
    fact: Fact

    @property
    def prefix(self) -> str:
        return self.fact.id

    @property
    def name(self) -> str:
        return f"{self.table.name}[{self.row.name}, {self.column.name}]"

    @property
    def label(self) -> str:
        return f"{self.row.label.standard}·{self.column.label.standard}"


class SectionValue(Struct, frozen=True):
    section: SectionSpec

    @property
    def prefix(self) -> str:
        return self.section.prefix

    @property
    def name(self) -> str:
        return self.section.name

    @property
    def label(self) -> str:
        return self.section.heading.standard


EntityValue: TypeAlias = TableValue | BlockValue | RowValue | ColumnValue | CellValue | SectionValue
ENTITIES = (TableValue, BlockValue, RowValue, ColumnValue, CellValue, SectionValue)
Number: TypeAlias = int | Decimal
Scalar: TypeAlias = int | Decimal | bool | date | Passage | PatternValue | Lexicon | Match | EntityValue
Value: TypeAlias = "Scalar | Missing | tuple[Value, ...]"


def fact_of(facts: Facts, fact_id: str) -> Fact:
    """A fact by its id; one that the reading does not know of is absent."""
    fact = facts.facts.get(fact_id)
    return Fact(fact_id, Status.ABSENT) if fact is None else fact


def passage_of(fact: Fact) -> Passage:
    """The words of a fact with their place: its passage, or what stands in its cell."""
    if fact.passage is not None:
        return fact.passage
    return _placed(fact.raw if fact.raw is not None else "" if fact.value is None else str(fact.value), fact.location)


def _placed(text: str, location: Location | None) -> Passage:
    return Passage(text, (Piece(0, location),) if location else ())


class FormIndex:
    """Finds the tables, rows, columns and sections of a form by id, and makes values of them."""

    def __init__(self, form: Form, facts: Facts) -> None:
        self._facts = facts
        self._form = form
        self._tables = {table.id: table for table in form.tables}
        self._rows = {(t.id, row.id): RowValue(t, block, row) for t in form.tables for block, row in t.rows()}
        # A column is known by its own id (the first of several blocks) and by that of its block before it.
        self._columns: dict[tuple[str, str], ColumnValue] = {}
        for table in form.tables:
            for block, column in table.columns():
                found = ColumnValue(table, block, column)
                self._columns.setdefault((table.id, column.id), found)
                self._columns[table.id, f"{block.id}.{column.id}"] = found
        self._sections = {section.prefix: SectionValue(section) for section in form.sections}

    def entities(self, kind: Kind, table: str | None, ids: Iterable[str]) -> tuple[EntityValue, ...]:
        """The entities of one kind by id, in the order given."""
        return tuple(self._entity(kind, table, entity_id) for entity_id in ids)

    def _entity(self, kind: Kind, table: str | None, entity_id: str) -> EntityValue:
        if kind is Kind.TABLE:
            return TableValue(self._tables[entity_id])
        if kind is Kind.SECTION:
            return self._sections[entity_id]
        spec = self._tables[table or entity_id.partition(".")[0]]
        own = entity_id.removeprefix(f"{spec.id}.")
        if kind is Kind.ROW:
            return self._rows[spec.id, own]
        if kind is Kind.COLUMN:
            return self._columns[spec.id, own]
        return BlockValue(spec, next(block for block in spec.blocks if block.id == own))

    def cell(self, row: RowValue, column: ColumnValue) -> CellValue | None:
        """The cell of a row under a column of that id; ``None`` when the row's block has no such column."""
        own = next((one for one in row.block.columns if one.id == column.column.id), None)
        if own is None:
            return None
        return CellValue(row.table, row.block, row.row, own, fact_of(self._facts, row.table.cell_id(row.row, own)))

    def rows(self, value: TableValue | BlockValue) -> tuple[RowValue, ...]:
        return tuple(RowValue(value.table, block, row) for block in _blocks(value) for row in block.rows)

    def columns(self, value: TableValue | BlockValue) -> tuple[ColumnValue, ...]:
        return tuple(ColumnValue(value.table, block, column) for block in _blocks(value) for column in block.columns)

    def cells(self, value: TableValue | BlockValue) -> tuple[CellValue, ...]:
        return tuple(
            CellValue(value.table, block, row, column, fact_of(self._facts, value.table.cell_id(row, column)))
            for block in _blocks(value)
            for row in block.rows
            for column in block.columns
        )

    def blocks(self, value: TableValue) -> tuple[BlockValue, ...]:
        return tuple(BlockValue(value.table, block) for block in value.table.blocks)

    def section_of_table(self, table_id: str) -> SectionSpec | None:
        return next((section for section in self._form.sections if table_id in section.tables), None)


def _blocks(value: TableValue | BlockValue) -> Iterator[Block]:
    yield from (value.block,) if isinstance(value, BlockValue) else value.table.blocks
