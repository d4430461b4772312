"""Rules after checking: every name resolved, every expression with its type. What evaluation works on.

The parser's tree (``tree.py``) says what the author wrote; this one says what it means. Both are frozen.
"""

from collections.abc import Mapping
from decimal import Decimal
from enum import StrEnum
from typing import TypeAlias

from engine.model.citation import Citation
from engine.model.diagnostic import Span
from engine.model.finding import RulesetId, Severity
from engine.model.form import Form
from engine.model.function import Function
from engine.model.struct import Struct
from engine.model.types import Lexicon, Type


class Operator(StrEnum):
    ADD = "+"
    SUBTRACT = "-"
    MULTIPLY = "*"
    DIVIDE = "/"
    EQUAL = "="
    NOT_EQUAL = "!="
    LESS = "<"
    LESS_EQUAL = "<="
    GREATER = ">"
    GREATER_EQUAL = ">="
    AND = "and"
    OR = "or"
    MATCHES = "matches"  # text, pattern: found anywhere in the text
    CONTAINS = "contains"  # text, text


class Literal(Struct, frozen=True):
    """A number, a text, a truth value, or the source of a pattern (told apart by ``type``)."""

    value: int | Decimal | str | bool
    type: Type
    span: Span


class LexiconRef(Struct, frozen=True):
    lexicon: Lexicon
    type: Type
    span: Span


class Variable(Struct, frozen=True):
    """The variable of ``for each``, or 左 / 右 / 差 in a message (``name`` is then left, right, difference)."""

    name: str
    type: Type
    span: Span


class FactRef(Struct, frozen=True):
    """A fact by its id (``report.title``, ``document.text``); ``name`` is what the author wrote."""

    fact: str
    name: str
    type: Type
    span: Span


class Entity(Struct, frozen=True):
    """A table, block, row, column or section of the form, by id (``table3``, ``table3.received``, ``section.1``).

    For rows, columns and blocks ``table`` is in ``type``; ``id`` is the row's, column's or block's own id. A column
    of a block with an id is ``BLOCK.COLUMN`` (``rules.issued``), here and in lists of columns, as columns of several
    blocks may share an id; where the row is known only while the rule runs, it may be the column's own id alone.
    """

    id: str
    name: str
    type: Type
    span: Span


class EntityList(Struct, frozen=True):
    """A list of entities known from the form: 表三.行, 表三.列, 表二.小节, 部分; or ranges of rows or columns."""

    ids: tuple[str, ...]
    type: Type
    span: Span


class Attribute(Struct, frozen=True):
    """An attribute (see ``attributes.py``) of an entity, cell, text or match: ``key`` is its English name."""

    base: "Expression"
    key: str
    type: Type
    span: Span


class Cells(Struct, frozen=True):
    """Cells of a table. A single row and a single column give one cell; a list on either side gives a list of cells.

    ``row`` and ``column`` are expressions of type row/column, or of a list of them.
    """

    table: str
    row: "Expression"
    column: "Expression"
    name: str
    type: Type
    span: Span


class Call(Struct, frozen=True):
    function: Function
    arguments: tuple["Expression", ...]
    type: Type
    span: Span


class Not(Struct, frozen=True):
    operand: "Expression"
    type: Type
    span: Span


class Negative(Struct, frozen=True):
    operand: "Expression"
    type: Type
    span: Span


class Binary(Struct, frozen=True):
    operator: Operator
    left: "Expression"
    right: "Expression"
    type: Type
    span: Span


class Exists(Struct, frozen=True):
    """True when the fact is there in whatever form (found, blank, a mark, not certain), false when certainly absent."""

    operand: "Expression"
    type: Type
    span: Span


class Default(Struct, frozen=True):
    """``缺省(x, y)``: x, or y where x is blank or absent. What could not be read with certainty stays so."""

    operand: "Expression"
    default: "Expression"
    type: Type
    span: Span


Expression: TypeAlias = (
    Literal
    | LexiconRef
    | Variable
    | FactRef
    | Entity
    | EntityList
    | Attribute
    | Cells
    | Call
    | Not
    | Negative
    | Binary
    | Exists
    | Default
)


class Template(Struct, frozen=True):
    """A message: texts and expressions in turn."""

    parts: tuple[str | Expression, ...]


class SeverityBranch(Struct, frozen=True):
    severity: Severity
    condition: Expression


class ForEach(Struct, frozen=True):
    variable: str
    items: Expression
    span: Span


class Requirement(Struct, frozen=True):
    """``expression`` must hold; with ``forbidden`` it must not."""

    expression: Expression
    forbidden: bool
    span: Span


class Edit(Struct, frozen=True):
    """One edit of the text of the base report: the words at ``target`` become ``replacement``.

    ``target`` is an expression with a place (a cell, a field, a section's text, a label), or words that stand in the
    base report exactly once. An empty replacement deletes; a line left empty by it goes.
    """

    target: Expression | str
    replacement: str
    span: Span


class RuleExample(Struct, frozen=True):
    """A small change of the base report, and whether the rule must fail on it (``fails``) or pass."""

    fails: bool
    edits: tuple[Edit, ...]
    span: Span


class Rule(Struct, frozen=True):
    """One rule. ``conditions`` (当) must all hold, else the rule (or the instance) is not applicable.

    ``at`` says where findings point when not at what was read. With ``together``, failing instances make one finding.
    """

    id: str
    title: str
    severity: Severity
    branches: tuple[SeverityBranch, ...]
    basis: tuple[Citation, ...]
    loops: tuple[ForEach, ...]
    conditions: tuple[Expression, ...]
    requirements: tuple[Requirement, ...]
    message: Template
    suggestion: Template | None
    at: tuple[Expression, ...]
    together: bool
    examples: tuple[RuleExample, ...]
    span: Span


class Ruleset(Struct, frozen=True):
    """A pack, checked and ready to run. ``applies`` are conditions on the report, ``base`` the base report's text."""

    identity: RulesetId
    form: Form
    applies: tuple[Expression, ...]
    rules: tuple[Rule, ...]
    base: str | None
    files: Mapping[str, str]
