"""The syntax tree: what the author wrote, with its places, before anybody asks what it means.

Every node carries its ``span``. Which of the two keyword languages was used leaves no trace.
"""

from datetime import date
from decimal import Decimal
from typing import TypeAlias

from engine.language.checked import Operator, Quantifier
from engine.model.citation import Citation
from engine.model.diagnostic import Span
from engine.model.finding import Severity
from engine.model.form import CellType, FieldType, Zone
from engine.model.struct import Struct

# --- small parts


class Word(Struct, frozen=True):
    """A name, or several joined by dots, as written."""

    text: str
    span: Span


class Text(Struct, frozen=True):
    """A quoted text, its escapes resolved in ``value``; ``start`` and ``end`` are its offsets within the quotes."""

    value: str
    start: int
    end: int
    span: Span


class Pattern(Struct, frozen=True):
    """A pattern /…/; ``source`` is what stands between the slashes, with ``\\/`` read as a slash."""

    source: str
    span: Span


# --- expressions


class Name(Struct, frozen=True):
    text: str
    span: Span


class Number(Struct, frozen=True):
    value: int | Decimal
    unit: str | None
    span: Span


class Truth(Struct, frozen=True):
    value: bool
    span: Span


class Day(Struct, frozen=True):
    value: date
    span: Span


class Attribute(Struct, frozen=True):
    base: "Expression"
    name: Word
    span: Span


class Range(Struct, frozen=True):
    first: "Expression"
    last: "Expression"
    span: Span


class Cells(Struct, frozen=True):
    """``table[row, column]``; ``source`` is how it was written."""

    table: "Expression"
    row: "Expression | Range"
    column: "Expression | Range"
    source: str
    span: Span


class Call(Struct, frozen=True):
    function: Word
    arguments: tuple["Expression", ...]
    span: Span


class Not(Struct, frozen=True):
    operand: "Expression"
    span: Span


class Negative(Struct, frozen=True):
    operand: "Expression"
    span: Span


class Binary(Struct, frozen=True):
    operator: Operator
    left: "Expression"
    right: "Expression"
    span: Span


class Exists(Struct, frozen=True):
    operand: "Expression"
    span: Span


class Default(Struct, frozen=True):
    operand: "Expression"
    default: "Expression"
    span: Span


class Quantified(Struct, frozen=True):
    """``全部(variable 于 items, body)`` and its like."""

    quantifier: Quantifier
    variable: Word
    items: "Expression"
    body: "Expression"
    span: Span


class Approx(Struct, frozen=True):
    left: "Expression"
    right: "Expression"
    tolerance: "Expression | None"
    span: Span


Expression: TypeAlias = (
    Name
    | Number
    | Text
    | Pattern
    | Truth
    | Day
    | Attribute
    | Cells
    | Call
    | Not
    | Negative
    | Binary
    | Exists
    | Default
    | Quantified
    | Approx
)
Constant: TypeAlias = Number | Text | Truth | Day

# --- header


class TextClause(Struct, frozen=True):
    """A clause that is one text; ``key`` is its English keyword.

    In the header title, version, base and previous_base, in a rule message and suggest.
    """

    key: str
    text: Text
    span: Span


class FormOf(Struct, frozen=True):
    pack: Word
    span: Span


class Basis(Struct, frozen=True):
    citation: Citation
    span: Span


class Applies(Struct, frozen=True):
    condition: Expression
    span: Span


class SubordinateBases(Struct, frozen=True):
    files: tuple[Text, ...]
    span: Span


class AsOf(Struct, frozen=True):
    """The day that decides which values of parameters hold."""

    day: Expression
    span: Span


class TakeIn(Struct, frozen=True):
    """``纳入 pack``: the rules of another pack, its form and its names."""

    pack: Word
    span: Span


class SwitchOff(Struct, frozen=True):
    rule: Word
    reason: Text
    span: Span


class Adjust(Struct, frozen=True):
    """Another severity for a rule that was taken in."""

    rule: Word
    severity: Severity
    span: Span


class Setting(Struct, frozen=True):
    """Another value for a parameter that was taken in."""

    parameter: Word
    value: Constant
    span: Span


class Renamed(Struct, frozen=True):
    """An id that a rule once had, and the one it has now."""

    old: Word
    new: Word
    span: Span


class Shares(Struct, frozen=True):
    """``共用 "file", …``: files of other packs that are compiled here as well, on this pack's form."""

    files: tuple[Text, ...]
    span: Span


class Reword(Struct, frozen=True):
    """``换字 there 为 here``: how the examples of shared files read here."""

    there: Text
    here: Text
    span: Span


class Rebase(Struct, frozen=True):
    """``换据 there 为 here``: what the rules of shared files rest on here; without an article, any article stays."""

    there: Citation
    here: Citation
    span: Span


RulesetClause: TypeAlias = (
    TextClause
    | FormOf
    | Basis
    | Applies
    | SubordinateBases
    | AsOf
    | TakeIn
    | SwitchOff
    | Adjust
    | Setting
    | Renamed
    | Shares
    | Reword
    | Rebase
)


class RulesetHeader(Struct, frozen=True):
    name: Word
    id: Word
    clauses: tuple[RulesetClause, ...]
    span: Span


# --- what a report must contain


class FormHeader(Struct, frozen=True):
    name: Word
    id: Word
    title: Text
    recognise: tuple[Pattern, ...]
    span: Span


class Section(Struct, frozen=True):
    name: Word
    id: Word
    heading: Text
    aliases: tuple[Text, ...]
    tables: tuple[Word, ...]
    span: Span


class Source(Struct, frozen=True):
    """Where a field is looked for; ``pattern`` is ``None`` for a whole line, ``field`` only in zone FIELD."""

    zone: Zone
    field: Word | None
    pattern: Pattern | None
    span: Span


class Field(Struct, frozen=True):
    name: Word
    id: Word
    type: FieldType
    sources: tuple[Source, ...]
    span: Span


class Labelled(Struct, frozen=True):
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


class Corner(Struct, frozen=True):
    label: Text
    aliases: tuple[Text, ...]
    span: Span


class Note(Struct, frozen=True):
    pattern: Pattern
    span: Span


class SideBySide(Struct, frozen=True):
    span: Span


class EachCell(Struct, frozen=True):
    type: CellType
    unit: str | None
    span: Span


class BlankIsZero(Struct, frozen=True):
    span: Span


TableItem: TypeAlias = Labelled | Corner | Note | SideBySide | EachCell | BlankIsZero


class Table(Struct, frozen=True):
    """A table with its items in the order written; which belongs to which follows from their columns."""

    name: Word
    id: Word
    title: Text
    items: tuple[TableItem, ...]
    span: Span


class Slip(Struct, frozen=True):
    wrong: Text | Pattern
    correct: Text
    span: Span


class Lexicon(Struct, frozen=True):
    name: Word
    slips: tuple[Slip, ...]
    span: Span


class Register(Struct, frozen=True):
    """A named list of texts."""

    name: Word
    texts: tuple[Text, ...]
    span: Span


class Holds(Struct, frozen=True):
    """A value of a parameter, and the day from which it holds."""

    value: Constant
    since: Day | None
    span: Span


class Parameter(Struct, frozen=True):
    name: Word
    id: Word
    title: Text | None
    values: tuple[Holds, ...]
    span: Span


class Definition(Struct, frozen=True):
    """``定义 name 为 expression``, at the top of a file."""

    name: Word
    expression: Expression
    span: Span


# --- rules


class Branch(Struct, frozen=True):
    condition: Expression
    severity: Severity
    span: Span


class SeverityClause(Struct, frozen=True):
    severity: Severity
    branches: tuple[Branch, ...]
    span: Span


class ForEach(Struct, frozen=True):
    variable: Word
    items: Expression
    span: Span


class Let(Struct, frozen=True):
    """``令 variable 为 expression``."""

    variable: Word
    expression: Expression
    span: Span


class When(Struct, frozen=True):
    condition: Expression
    span: Span


class Require(Struct, frozen=True):
    """``要求``; with ``forbidden``, ``禁止``."""

    expression: Expression
    forbidden: bool
    span: Span


class At(Struct, frozen=True):
    places: tuple[Expression, ...]
    span: Span


class Together(Struct, frozen=True):
    span: Span


class Edit(Struct, frozen=True):
    """``target 改为 replacement``, or ``删去 target`` when ``replacement`` is ``None``."""

    target: Expression
    replacement: str | None
    span: Span


class Example(Struct, frozen=True):
    fails: bool
    severity: Severity | None
    edits: tuple[Edit, ...]
    span: Span


RuleClause: TypeAlias = TextClause | Basis | SeverityClause | ForEach | Let | When | Require | At | Together | Example


class Rule(Struct, frozen=True):
    id: Word
    title: Text
    clauses: tuple[RuleClause, ...]
    span: Span


Declaration: TypeAlias = (
    RulesetHeader | FormHeader | Section | Field | Table | Lexicon | Register | Parameter | Definition | Rule
)


class Broken(Struct, frozen=True):
    """A declaration that could not be parsed: its keyword, and the name it seems to declare."""

    keyword: str
    name: str | None


class File(Struct, frozen=True):
    """A parsed file. Names that ``broken`` declarations seem to declare are not reported as unknown elsewhere."""

    name: str
    text: str
    declarations: tuple[Declaration, ...]
    broken: tuple[Broken, ...]
