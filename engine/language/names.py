"""What the names in rules mean: the tables, sections, fields and lexicons of a form, and the variables of a rule."""

from collections.abc import Iterator, Mapping

from engine.language import keywords
from engine.language.checked import Defined, Parameter, Which
from engine.language.patterns import Patterns
from engine.model import types as t
from engine.model.diagnostic import Span
from engine.model.form import Block, Column, FieldSpec, FieldType, Form, RowSpec, SectionSpec, TableSpec
from engine.model.function import Function
from engine.model.struct import Struct, field
from engine.model.types import Kind, Lexicon, Type

YEAR = "年"  # the unit of years

_FIELD_TYPES = {
    FieldType.TEXT: t.TEXT,
    FieldType.ORGAN: t.ORGAN,
    FieldType.DATE: t.DATE,
    FieldType.YEAR: Type(Kind.NUMBER, unit=YEAR),
}
_DOCUMENT = {
    **dict.fromkeys(keywords.BODY, "document.body"),
    **dict.fromkeys(keywords.WHOLE_TEXT, "document.text"),
    **dict.fromkeys(keywords.HEAD, "document.head"),
}
_REPORTS = {
    **dict.fromkeys(keywords.PREVIOUS, Which.PREVIOUS),
    **dict.fromkeys(keywords.SUBORDINATES, Which.SUBORDINATES),
    **dict.fromkeys(keywords.PEERS, Which.PEERS),
}
RESERVED = frozenset({*_DOCUMENT, *keywords.SECTIONS, *_REPORTS})
_TWINS = {
    word: pair
    for pair in (
        keywords.BODY,
        keywords.WHOLE_TEXT,
        keywords.HEAD,
        keywords.SECTIONS,
        keywords.PREVIOUS,
        keywords.SUBORDINATES,
        keywords.PEERS,
        keywords.LEFT,
        keywords.RIGHT,
        keywords.DIFFERENCE,
    )
    for word in pair
}


class Scope(Struct, frozen=True):
    """Everything a name can mean at one place.

    Shared by all scopes of a pack: ``twins`` collects where a word has a Chinese and an English spelling, ``used`` the
    names of what files declare and rules use. ``parameters`` are known under both of their names.

    ``broken`` are names whose declarations did not parse: they are unknown, and nobody needs to hear it again. With
    ``lenient`` (no form to speak of) no top-level name is called unknown.
    """

    form: Form
    functions: Mapping[str, Function]
    lexicons: Mapping[str, Lexicon]
    variables: Mapping[str, Type] = field(default_factory=dict)
    broken: frozenset[str] = frozenset()
    lenient: bool = False
    registers: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    parameters: Mapping[str, Parameter] = field(default_factory=dict)
    definitions: Mapping[str, Defined] = field(default_factory=dict)
    twins: dict[Span, tuple[str, str]] = field(default_factory=dict)
    used: set[str] = field(default_factory=set)
    patterns: Patterns = field(default_factory=Patterns)

    def twin(self, span: Span, chinese: str, english: str) -> None:
        """Notes that the word at a place can be spelt in two ways, unless one of them means a variable here."""
        if chinese not in self.variables and english not in self.variables:
            self.twins[span] = (chinese, english)

    def table(self, name: str) -> TableSpec | None:
        return next((table for table in self.form.tables if name in (table.name, table.id)), None)

    def section(self, name: str) -> SectionSpec | None:
        return next((section for section in self.form.sections if name in (section.name, section.id)), None)

    def field(self, name: str) -> FieldSpec | None:
        return next((spec for spec in self.form.fields if name in (spec.name, spec.id)), None)

    def excused(self, name: str) -> bool:
        """Whether an unknown name is the consequence of a mistake that is reported elsewhere."""
        first = name.split(".")[0]
        return self.lenient or first in self.broken or any(other.split(".")[0] == first for other in self.broken)

    def known(self) -> Iterator[str]:
        """Every name that may stand alone, for the nearest one."""
        yield from self.variables
        things: list[TableSpec | SectionSpec | FieldSpec] = []
        things += [*self.form.tables, *self.form.sections, *self.form.fields]
        for thing in things:
            yield from (thing.name, thing.id)
        yield from (*self.lexicons, *self.registers, *self.parameters, *self.definitions)
        yield from RESERVED


def document_fact(name: str) -> str | None:
    """The fact behind 正文, 全文, 抬头 and their twins."""
    return _DOCUMENT.get(name)


def reports(name: str) -> Which | None:
    """Which other reports 上年, 下级, 同级 and their twins are."""
    return _REPORTS.get(name)


def spellings(name: str) -> tuple[str, str] | None:
    """Both spellings of a name of the language itself."""
    return _TWINS.get(name)


def field_type(spec: FieldSpec) -> Type:
    return _FIELD_TYPES[spec.type]


def rows(table: TableSpec, name: str) -> list[tuple[Block, RowSpec]]:
    """The row of that name or id (a list of one), with its block."""
    return [(block, row) for block, row in table.rows() if name in (row.name, row.id)][:1]


def columns(table: TableSpec, name: str, block: Block | None = None) -> list[tuple[Block, Column]]:
    """The columns of that name or id, in all blocks or in one."""
    return [
        (owner, column)
        for owner, column in table.columns()
        if name in (column.name, column.id) and block in (None, owner)
    ]


def column_id(block: Block, column: Column) -> str:
    """How a column is called in the checked tree: with its block where that has an id."""
    return f"{block.id}.{column.id}" if block.id else column.id


def children(table: TableSpec, block: Block | None = None) -> list[str]:
    """The names of rows, columns and blocks that may follow the table (or the block) after a dot."""
    blocks = table.blocks if block is None else (block,)
    names = [name for owner in blocks for row in owner.rows for name in (row.name, row.id)]
    names += [name for owner in blocks for column in owner.columns for name in (column.name, column.id)]
    if block is None:
        names.extend(name for owner in blocks if owner.id for name in (owner.name, owner.id))
    return list(dict.fromkeys(names))
