"""Rules after checking: every name resolved, every expression with its type. What evaluation works on.

The parser's tree (``tree.py``) says what the author wrote; this one says what it means. Both are frozen.
"""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import TypeAlias

from engine.model.citation import Citation
from engine.model.diagnostic import Span
from engine.model.finding import RulesetId, Severity, SwitchedOff
from engine.model.form import Form
from engine.model.function import Function
from engine.model.struct import Struct, field
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
    ONE_OF = "one_of"  # a value, a list of its kind


class Quantifier(StrEnum):
    ALL = "all"  # 全部: the condition holds for every item (also when there is none)
    ANY = "any"  # 任一: it holds for at least one
    WHERE = "where"  # 其中: the items for which it holds
    EACH = "each"  # 逐个: what comes of the expression for every item


class Which(StrEnum):
    """Which other reports on the same form."""

    PREVIOUS = "previous"  # the one on the year before
    SUBORDINATES = "subordinates"  # those of the units below
    PEERS = "peers"  # those of the other units of one run


Constant: TypeAlias = int | Decimal | str | bool | date


class Literal(Struct, frozen=True):
    """A number, a text, a truth value, a date, or the source of a pattern (told apart by ``type``)."""

    value: Constant
    type: Type
    span: Span


class LexiconRef(Struct, frozen=True):
    lexicon: Lexicon
    type: Type
    span: Span


class Texts(Struct, frozen=True):
    """The texts of a declared register (名单)."""

    values: tuple[str, ...]
    type: Type
    span: Span


class ParameterRef(Struct, frozen=True):
    """The value that a parameter of the ruleset has at the ruleset's point in time; ``name`` is what was written."""

    parameter: str
    name: str
    type: Type
    span: Span


class Defined(Struct, frozen=True):
    """What a definition (定义) at the top of a file stands for. It has no variables: one value for the whole report."""

    name: str
    operand: "Expression"
    type: Type
    span: Span


class Variable(Struct, frozen=True):
    """The variable of ``for each``, of a quantifier or of ``let``.

    Or 左 / 右 / 差 in a message: ``name`` is then left, right, difference.
    """

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


class Reports(Struct, frozen=True):
    """Other reports: 上年 (type REPORT), 下级 and 同级 (lists of reports)."""

    which: Which
    type: Type
    span: Span


class Within(Struct, frozen=True):
    """``operand`` (a field, a thing of the form, cells, an attribute) as another report, or each of several, has it.

    ``report`` is of type REPORT, or a list of them: then the value is the list of the values in all of them (lists are
    joined). Variables within ``operand`` (rows and columns of a cell) are those of the rule.
    """

    report: "Expression"
    operand: "Expression"
    type: Type
    span: Span


class Convert(Struct, frozen=True):
    """A number, or each of a list, in another unit. The type of ``operand`` has a unit, or it is said in the prose.

    What is said carries its unit at run time only: one that measures something else has no value here. ``unit``
    ``None`` is the base unit of whatever was said (3.2 万件 -> 32000).
    """

    operand: "Expression"
    unit: str | None
    type: Type
    span: Span


class Quantified(Struct, frozen=True):
    """A quantifier over a list: ``variable`` stands for each item in ``body``."""

    quantifier: Quantifier
    variable: str
    items: "Expression"
    body: "Expression"
    type: Type
    span: Span


class Approx(Struct, frozen=True):
    """``left ≈ right``: they differ by no more than ``tolerance``, both already in one unit.

    Without a tolerance the written precision decides: a computed value agrees with a written one when, rounded or cut
    to the decimals that are written, it is that one. Where both sides are written, the coarser one decides; written
    are cells, numbers said in the prose, numbers in the rule, and sums and conversions of them.
    """

    left: "Expression"
    right: "Expression"
    tolerance: "Expression | None"
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
    | Texts
    | ParameterRef
    | Defined
    | Variable
    | FactRef
    | Entity
    | EntityList
    | Attribute
    | Cells
    | Reports
    | Within
    | Convert
    | Quantified
    | Approx
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


class Let(Struct, frozen=True):
    """A name for a value within a rule (令), known from its place on: in later ones, conditions, texts and places.

    ``depth`` is how many of the loops of the rule, from the outermost on, it may hang on: it is the same in all
    turns of the others.
    """

    variable: str
    expression: Expression
    span: Span
    depth: int


class Requirement(Struct, frozen=True):
    """``expression`` must hold; with ``forbidden`` it must not."""

    expression: Expression
    forbidden: bool
    span: Span


class Edit(Struct, frozen=True):
    """One edit of the text of the base report: the words at ``target`` become ``replacement``.

    ``target`` is an expression with a place (a cell, a field, a section's text, a label), or words that stand in the
    base report exactly once. An empty replacement deletes; a line left empty by it goes. The target 下级 (only deleted)
    means that the reports of the units below were not received.
    """

    target: Expression | str
    replacement: str
    span: Span


class RuleExample(Struct, frozen=True):
    """A small change of the base report, and whether the rule must fail on it (``fails``) or pass.

    ``severity`` is that of the finding, where the example says it.
    """

    fails: bool
    edits: tuple[Edit, ...]
    span: Span
    severity: Severity | None = None


class Rule(Struct, frozen=True):
    """One rule. ``conditions`` (当) must all hold, else the rule (or the instance) is not applicable.

    The ``lets`` come after all ``loops`` and before all conditions; each sees the loops and the lets before it.

    ``at`` says where findings point when not at what was read. With ``together``, failing instances make one finding.
    """

    id: str
    title: str
    severity: Severity
    branches: tuple[SeverityBranch, ...]
    basis: tuple[Citation, ...]
    loops: tuple[ForEach, ...]
    lets: tuple[Let, ...]
    conditions: tuple[Expression, ...]
    requirements: tuple[Requirement, ...]
    message: Template
    suggestion: Template | None
    at: tuple[Expression, ...]
    together: bool
    examples: tuple[RuleExample, ...]
    span: Span


class ParameterValue(Struct, frozen=True):
    """A value of a parameter, and the first day on which it holds (``None``: from ever)."""

    value: Constant
    since: date | None = None


class Parameter(Struct, frozen=True):
    """A value that offices may set: the deadline, the least length. ``values`` stand in the order of their days."""

    id: str
    name: str
    title: str
    type: Type
    values: tuple[ParameterValue, ...]


class Names(Struct, frozen=True):
    """What the files of a pack declare for its rules, and for those of packs that take it in."""

    lexicons: Mapping[str, Lexicon]
    registers: Mapping[str, tuple[str, ...]]
    definitions: Mapping[str, Defined]


class Ruleset(Struct, frozen=True):
    """A pack, checked and ready to run.

    ``applies`` are conditions on the report, ``base`` the base report's text, ``previous`` and ``subordinates`` the
    texts of the reports that go with it when examples run (上年; 下级, which are 同级 as well). ``as_of`` is the day
    (an expression of type date) that decides which values of ``parameters`` hold. ``off`` are rules of other packs that
    are switched off here; ``renamed`` maps ids that rules once had to those they have now.
    """

    identity: RulesetId
    form: Form
    applies: tuple[Expression, ...]
    rules: tuple[Rule, ...]
    base: str | None
    files: Mapping[str, str]
    previous: str | None = None
    subordinates: tuple[str, ...] = ()
    as_of: Expression | None = None
    parameters: tuple[Parameter, ...] = ()
    off: tuple[SwitchedOff, ...] = ()
    renamed: Mapping[str, str] = field(default_factory=dict)
    names: Names = Names({}, {}, {})
