"""What a report must contain: the sections, tables and fields that a form declares.

A form comes from a rules file. From it come the labels to look for, the schema of what was extracted, and the types
that rules are checked against. Each name is the one authors write (Chinese), each id the one programs use (English).
"""

from collections.abc import Iterator, Mapping
from enum import StrEnum
from functools import lru_cache

from engine.model.struct import Struct


class CellType(StrEnum):
    """What may stand in a cell of a table."""

    COUNT = "count"  # a whole number, zero or more
    AMOUNT = "amount"  # a decimal number, zero or more
    NUMBER = "number"  # any decimal number


class FieldType(StrEnum):
    """What a field outside the tables holds."""

    TEXT = "text"
    ORGAN = "organ"
    DATE = "date"
    YEAR = "year"


class Zone(StrEnum):
    """A part of the document in which a field is looked for."""

    HEAD = "head"  # what stands before the first section
    BODY = "body"  # the prose of all sections
    END = "end"  # the lines at the end that are nothing but fields (a signature)
    FIELD = "field"  # the text of another field


class Label(Struct, frozen=True):
    """The words that name a row, column, block, section or group: the standard ones, and others that occur."""

    standard: str
    aliases: tuple[str, ...] = ()

    @property
    def all(self) -> tuple[str, ...]:
        return (self.standard, *self.aliases)


class Column(Struct, frozen=True):
    """A column of values. ``groups`` are the header labels above it, outermost first."""

    id: str
    name: str
    label: Label
    type: CellType
    unit: str | None = None
    groups: tuple[Label, ...] = ()


class RowSpec(Struct, frozen=True):
    """A row of values. ``groups`` are the labels to the left of its own, outermost first.

    Where the rows of a block stand side by side, ``groups`` and ``label`` are the header labels above its columns.
    """

    id: str
    name: str
    label: Label
    groups: tuple[Label, ...] = ()


class Block(Struct, frozen=True):
    """A part of a table with columns of its own.

    Most tables are one block, whose id is empty. ``caption`` is the line above the block's header,
    ``corner`` the header of the label column. With ``side_by_side`` the rows of the form stand next to each
    other in one row of the document, each with all columns.
    """

    id: str
    name: str
    columns: tuple[Column, ...]
    rows: tuple[RowSpec, ...]
    caption: Label | None = None
    corner: Label | None = None
    side_by_side: bool = False


class TableSpec(Struct, frozen=True):
    """A table of the form; ``note`` is a pattern (RE2) for the remark that the official form prints in it.

    With ``blank_is_zero`` an empty cell counts as 0 in arithmetic, provided that the table as read never writes a 0.
    """

    id: str
    name: str
    title: str
    blocks: tuple[Block, ...]
    note: str | None = None
    blank_is_zero: bool = False

    def rows(self) -> Iterator[tuple[Block, RowSpec]]:
        return ((block, row) for block in self.blocks for row in block.rows)

    def columns(self) -> Iterator[tuple[Block, Column]]:
        return ((block, column) for block in self.blocks for column in block.columns)

    def cells(self) -> Iterator[tuple[Block, RowSpec, Column]]:
        """All cells, row by row, in the order of the form."""
        return ((block, row, column) for block in self.blocks for row in block.rows for column in block.columns)

    def cell_id(self, row: RowSpec, column: Column) -> str:
        return f"{self.id}.{row.id}.{column.id}"


class SectionSpec(Struct, frozen=True):
    """A section of the report. ``ordinal`` counts from 1 and gives the fact ids ``section.N.heading`` and ``.text``."""

    ordinal: int
    id: str
    name: str
    heading: Label
    tables: tuple[str, ...] = ()

    @property
    def prefix(self) -> str:
        return f"section.{self.ordinal}"


class Source(Struct, frozen=True):
    """One way to find a field. With no ``pattern`` the field is a whole line that reads as the field's type.

    ``pattern`` is an RE2 pattern; its first group (or, without a group, the whole match) is the value. ``field`` is
    the id of the other field when ``zone`` is ``FIELD``.
    """

    zone: Zone
    pattern: str | None = None
    field: str | None = None


class FieldSpec(Struct, frozen=True):
    """A field outside the tables, found by the first of its sources that finds anything."""

    id: str
    name: str
    type: FieldType
    sources: tuple[Source, ...]


class Form(Struct, frozen=True):
    """A whole form. ``recognise`` are RE2 patterns: a document is of this kind when one of them matches its text."""

    id: str
    name: str
    title: str
    recognise: tuple[str, ...]
    sections: tuple[SectionSpec, ...]
    tables: tuple[TableSpec, ...]
    fields: tuple[FieldSpec, ...]

    def cell_types(self) -> Mapping[str, CellType]:
        """Every cell of every table by its id, in the order of the form, with what may stand in it."""
        return _cell_types(self)

    def table(self, table_id: str) -> TableSpec:
        return next(table for table in self.tables if table.id == table_id)


@lru_cache(maxsize=8)
def _cell_types(form: Form) -> Mapping[str, CellType]:
    return {table.cell_id(row, column): column.type for table in form.tables for _, row, column in table.cells()}
