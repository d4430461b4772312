"""The values while rules run: what ``model.types`` has, other reports, and the things of a form in a report."""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import TypeAlias

from engine.model.facts import Fact, Facts, Status
from engine.model.form import Block, Column, RowSpec, SectionSpec, TableSpec
from engine.model.location import Location
from engine.model.passage import Passage, Piece
from engine.model.struct import Struct
from engine.model.types import Kind, Lexicon, Match, Missing, Number, PatternValue, SaidDate, SaidNumber


class ReportValue(Struct, frozen=True, eq=False):
    """Another report on the same form. ``name`` says in the evidence where a value was read: 上年."""

    name: str
    facts: Facts

    @property
    def label(self) -> str:
        return label_of(self.facts)


def label_of(facts: Facts) -> str:
    """What a report is called in messages: its organ and its year, as far as they were read; else its source."""
    year = f"{facts.year}年" if facts.year is not None else ""
    return f"{facts.organ or ''}{year}" or facts.document.source


# ``home`` is the report in which a thing of the form is looked at: another one, or (None) the one that is checked.


class TableValue(Struct, frozen=True):
    table: TableSpec
    home: ReportValue | None = None

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
    home: ReportValue | None = None

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
    home: ReportValue | None = None

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
    home: ReportValue | None = None

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
    home: ReportValue | None = None

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
    home: ReportValue | None = None

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
KINDS: Mapping[type, Kind] = {
    TableValue: Kind.TABLE,
    BlockValue: Kind.BLOCK,
    RowValue: Kind.ROW,
    ColumnValue: Kind.COLUMN,
    CellValue: Kind.CELL,
    SectionValue: Kind.SECTION,
}
Words: TypeAlias = Match | SaidNumber | SaidDate
_WORDS = (Match, SaidNumber, SaidDate)
Scalar: TypeAlias = Number | bool | date | Passage | PatternValue | Lexicon | Words | ReportValue | EntityValue
Value: TypeAlias = "Scalar | Missing | tuple[Value, ...]"


def as_list(value: Value) -> tuple[Value, ...]:
    """The items of a list; one value is a list of one."""
    return value if isinstance(value, tuple) else (value,)


def words_of(value: Value) -> Passage | None:
    """The words of what is words: of a text, of words found, of a number or a date said; else ``None``."""
    if isinstance(value, Passage):
        return value
    if not isinstance(value, _WORDS):  # the common case, told in one step
        return None
    return value.text if isinstance(value, Match) else value.match.text


def presence(value: EntityValue) -> str:
    """The id of the fact that tells whether a thing of the form is in the document."""
    if isinstance(value, TableValue):
        return f"{value.prefix}.rows"
    if isinstance(value, BlockValue):
        return f"{value.prefix}.label" if value.block.id else f"{value.prefix}.rows"
    if isinstance(value, RowValue):
        return f"{value.prefix}.values"
    if isinstance(value, SectionValue):
        return f"{value.prefix}.heading"
    return value.fact.id if isinstance(value, CellValue) else f"{value.prefix}.label"


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

    def __init__(self, facts: Facts, home: ReportValue | None = None) -> None:
        self._facts = facts
        self._form = form = facts.form
        self._home = home
        self._tables = {table.id: table for table in form.tables}
        self._rows = {
            (table.id, row.id): RowValue(table, block, row, home)
            for table in form.tables
            for block, row in table.rows()
        }
        # A column is known by its own id (the first of several blocks) and by that of its block before it.
        self._columns: dict[tuple[str, str], ColumnValue] = {}
        for table in form.tables:
            for block, column in table.columns():
                found = ColumnValue(table, block, column, home)
                self._columns.setdefault((table.id, column.id), found)
                self._columns[table.id, f"{block.id}.{column.id}"] = found
        self._sections = {section.prefix: SectionValue(section, home) for section in form.sections}
        self._cells: dict[tuple[str, str, str], CellValue | None] = {}

    def entity(self, kind: Kind, table: str | None, entity_id: str) -> EntityValue | None:
        """An entity of one kind by id; ``None`` when the form (that of another report) has no such thing."""
        if kind is Kind.SECTION:
            return self._sections.get(entity_id)
        spec = self._tables.get(table or entity_id.partition(".")[0])
        if kind is Kind.TABLE or spec is None:
            return None if spec is None else TableValue(spec, self._home)
        own = entity_id.removeprefix(f"{spec.id}.")
        if kind is Kind.ROW:
            return self._rows.get((spec.id, own))
        if kind is Kind.COLUMN:
            return self._columns.get((spec.id, own))
        return next((BlockValue(spec, block, self._home) for block in spec.blocks if block.id == own), None)

    def cell(self, row: RowValue, column: ColumnValue) -> CellValue | None:
        """The cell at a row and a column of these ids; ``None`` when the form has no such row, or column in its block.

        Row and column may be those of another report.
        """
        place = row.table.id, row.row.id, column.column.id
        if place not in self._cells:
            self._cells[place] = self._found(*place)
        return self._cells[place]

    def _found(self, table: str, row: str, column: str) -> CellValue | None:
        here = self._rows.get((table, row))
        if here is None:
            return None
        own = next((one for one in here.block.columns if one.id == column), None)
        return None if own is None else self._cell(here.table, here.block, here.row, own)

    def _cell(self, table: TableSpec, block: Block, row: RowSpec, column: Column) -> CellValue:
        return CellValue(table, block, row, column, fact_of(self._facts, table.cell_id(row, column)), self._home)

    def rows(self, value: TableValue | BlockValue) -> tuple[RowValue, ...]:
        return tuple(RowValue(value.table, block, row, self._home) for block in _blocks(value) for row in block.rows)

    def columns(self, value: TableValue | BlockValue) -> tuple[ColumnValue, ...]:
        return tuple(
            ColumnValue(value.table, block, column, self._home) for block in _blocks(value) for column in block.columns
        )

    def cells(self, value: TableValue | BlockValue) -> tuple[CellValue, ...]:
        return tuple(
            self._cell(value.table, block, row, column)
            for block in _blocks(value)
            for row in block.rows
            for column in block.columns
        )

    def blocks(self, value: TableValue) -> tuple[BlockValue, ...]:
        return tuple(BlockValue(value.table, block, self._home) for block in value.table.blocks)

    def section_of_table(self, table_id: str) -> SectionSpec | None:
        return next((section for section in self._form.sections if table_id in section.tables), None)


def _blocks(value: TableValue | BlockValue) -> Iterator[Block]:
    yield from (value.block,) if isinstance(value, BlockValue) else value.table.blocks
