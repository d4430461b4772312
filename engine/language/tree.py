"""The syntax tree: what the author wrote, with its places, before anybody asks what it means.

Every node carries its ``span``. Which of the two keyword languages was used leaves no trace.
"""

from dataclasses import dataclass
from decimal import Decimal
from typing import TypeAlias

from engine.language.checked import Operator
from engine.model.citation import Citation
from engine.model.diagnostic import Span
from engine.model.finding import Severity
from engine.model.form import CellType, FieldType, Zone

# --- small parts


@dataclass(frozen=True, slots=True)
class Word:
    """A name, or several joined by dots, as written."""

    text: str
    span: Span


@dataclass(frozen=True, slots=True)
class Text:
    """A quoted text, its escapes resolved in ``value``; ``start`` and ``end`` are its offsets within the quotes."""

    value: str
    start: int
    end: int
    span: Span


@dataclass(frozen=True, slots=True)
class Pattern:
    """A pattern /…/; ``source`` is what stands between the slashes, with ``\\/`` read as a slash."""

    source: str
    span: Span


# --- expressions


@dataclass(frozen=True, slots=True)
class Name:
    text: str
    span: Span


@dataclass(frozen=True, slots=True)
class Number:
    value: int | Decimal
    unit: str | None
    span: Span


@dataclass(frozen=True, slots=True)
class Truth:
    value: bool
    span: Span


@dataclass(frozen=True, slots=True)
class Attribute:
    base: "Expression"
    name: Word
    span: Span


@dataclass(frozen=True, slots=True)
class Range:
    first: "Expression"
    last: "Expression"
    span: Span


@dataclass(frozen=True, slots=True)
class Cells:
    """``table[row, column]``; ``source`` is how it was written."""

    table: "Expression"
    row: "Expression | Range"
    column: "Expression | Range"
    source: str
    span: Span


@dataclass(frozen=True, slots=True)
class Call:
    function: Word
    arguments: tuple["Expression", ...]
    span: Span


@dataclass(frozen=True, slots=True)
class Not:
    operand: "Expression"
    span: Span


@dataclass(frozen=True, slots=True)
class Negative:
    operand: "Expression"
    span: Span


@dataclass(frozen=True, slots=True)
class Binary:
    operator: Operator
    left: "Expression"
    right: "Expression"
    span: Span


@dataclass(frozen=True, slots=True)
class Exists:
    operand: "Expression"
    span: Span


@dataclass(frozen=True, slots=True)
class Default:
    operand: "Expression"
    default: "Expression"
    span: Span


Expression: TypeAlias = (
    Name | Number | Text | Pattern | Truth | Attribute | Cells | Call | Not | Negative | Binary | Exists | Default
)

# --- header


@dataclass(frozen=True, slots=True)
class TextClause:
    """A clause that is one text; ``key`` is its English keyword (title, version, base, message, suggest)."""

    key: str
    text: Text
    span: Span


@dataclass(frozen=True, slots=True)
class FormOf:
    pack: Word
    span: Span


@dataclass(frozen=True, slots=True)
class Basis:
    citation: Citation
    span: Span


@dataclass(frozen=True, slots=True)
class Applies:
    condition: Expression
    span: Span


RulesetClause: TypeAlias = TextClause | FormOf | Basis | Applies


@dataclass(frozen=True, slots=True)
class RulesetHeader:
    name: Word
    id: Word
    clauses: tuple[RulesetClause, ...]
    span: Span


# --- what a report must contain


@dataclass(frozen=True, slots=True)
class FormHeader:
    name: Word
    id: Word
    title: Text
    recognise: tuple[Pattern, ...]
    span: Span


@dataclass(frozen=True, slots=True)
class Section:
    name: Word
    id: Word
    heading: Text
    aliases: tuple[Text, ...]
    tables: tuple[Word, ...]
    span: Span


@dataclass(frozen=True, slots=True)
class Source:
    """Where a field is looked for; ``pattern`` is ``None`` for a whole line, ``field`` only in zone FIELD."""

    zone: Zone
    field: Word | None
    pattern: Pattern | None
    span: Span


@dataclass(frozen=True, slots=True)
class Field:
    name: Word
    id: Word
    type: FieldType
    sources: tuple[Source, ...]
    span: Span


@dataclass(frozen=True, slots=True)
class Labelled:
    """A block, group, column or row (``kind`` is the English keyword) with its names and labels.

    ``types`` and ``units`` hold what a column says about its cells: at most one each, unless the author slipped.
    """

    kind: str
    name: Word
    id: Word
    label: Text
    aliases: tuple[Text, ...]
    types: tuple[CellType, ...]
    units: tuple[str, ...]
    span: Span


@dataclass(frozen=True, slots=True)
class Corner:
    label: Text
    aliases: tuple[Text, ...]
    span: Span


@dataclass(frozen=True, slots=True)
class Note:
    pattern: Pattern
    span: Span


@dataclass(frozen=True, slots=True)
class SideBySide:
    span: Span


@dataclass(frozen=True, slots=True)
class EachCell:
    type: CellType
    unit: str | None
    span: Span


@dataclass(frozen=True, slots=True)
class BlankIsZero:
    span: Span


TableItem: TypeAlias = Labelled | Corner | Note | SideBySide | EachCell | BlankIsZero


@dataclass(frozen=True, slots=True)
class Table:
    """A table with its items in the order written; which belongs to which follows from their columns."""

    name: Word
    id: Word
    title: Text
    items: tuple[TableItem, ...]
    span: Span


@dataclass(frozen=True, slots=True)
class Slip:
    wrong: Text | Pattern
    correct: Text
    span: Span


@dataclass(frozen=True, slots=True)
class Lexicon:
    name: Word
    slips: tuple[Slip, ...]
    span: Span


# --- rules


@dataclass(frozen=True, slots=True)
class Branch:
    condition: Expression
    severity: Severity
    span: Span


@dataclass(frozen=True, slots=True)
class SeverityClause:
    severity: Severity
    branches: tuple[Branch, ...]
    span: Span


@dataclass(frozen=True, slots=True)
class ForEach:
    variable: Word
    items: Expression
    span: Span


@dataclass(frozen=True, slots=True)
class When:
    condition: Expression
    span: Span


@dataclass(frozen=True, slots=True)
class Require:
    """``要求``; with ``forbidden``, ``禁止``."""

    expression: Expression
    forbidden: bool
    span: Span


@dataclass(frozen=True, slots=True)
class At:
    places: tuple[Expression, ...]
    span: Span


@dataclass(frozen=True, slots=True)
class Together:
    span: Span


@dataclass(frozen=True, slots=True)
class Edit:
    """``target 改为 replacement``, or ``删去 target`` when ``replacement`` is ``None``."""

    target: Expression
    replacement: str | None
    span: Span


@dataclass(frozen=True, slots=True)
class Example:
    fails: bool
    edits: tuple[Edit, ...]
    span: Span


RuleClause: TypeAlias = TextClause | Basis | SeverityClause | ForEach | When | Require | At | Together | Example


@dataclass(frozen=True, slots=True)
class Rule:
    id: Word
    title: Text
    clauses: tuple[RuleClause, ...]
    span: Span


Declaration: TypeAlias = RulesetHeader | FormHeader | Section | Field | Table | Lexicon | Rule


@dataclass(frozen=True, slots=True)
class Broken:
    """A declaration that could not be parsed: its keyword, and the name it seems to declare."""

    keyword: str
    name: str | None


@dataclass(frozen=True, slots=True)
class File:
    """A parsed file. Names that ``broken`` declarations seem to declare are not reported as unknown elsewhere."""

    name: str
    text: str
    declarations: tuple[Declaration, ...]
    broken: tuple[Broken, ...]
