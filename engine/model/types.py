"""The types of the rules language, and the values that expressions have while a rule runs."""

from datetime import date
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction
from typing import TypeAlias

from engine.model.facts import Status
from engine.model.passage import Passage
from engine.model.struct import Struct


class Kind(StrEnum):
    """The kinds of type."""

    NUMBER = "number"
    TEXT = "text"
    ORGAN = "organ"  # a text that names a public body
    DATE = "date"
    TRUTH = "truth"
    PATTERN = "pattern"
    LEXICON = "lexicon"  # a list of slips and their corrections
    MATCH = "match"  # words found in a text, with what they should be
    SAID_NUMBER = "said_number"  # a number said in the prose, with its unit and its sentence; a number everywhere
    SAID_DATE = "said_date"  # a date said in the prose, with its sentence; a date everywhere
    TABLE = "table"
    BLOCK = "block"
    ROW = "row"
    COLUMN = "column"
    CELL = "cell"  # a number that also knows its row, its column and its words
    SECTION = "section"
    REPORT = "report"  # another report on the same form: last year's, a subordinate unit's
    LIST = "list"


class Type(Struct, frozen=True):
    """A type. ``unit`` belongs to numbers (``None``: fits any unit), ``item`` to lists.

    ``table`` is the id of the table that a row, column, cell or block belongs to (``None``: any).
    """

    kind: Kind
    unit: str | None = None
    item: "Type | None" = None
    table: str | None = None


NUMBER = Type(Kind.NUMBER)
TEXT = Type(Kind.TEXT)
ORGAN = Type(Kind.ORGAN)
DATE = Type(Kind.DATE)
TRUTH = Type(Kind.TRUTH)
PATTERN = Type(Kind.PATTERN)
LEXICON = Type(Kind.LEXICON)
MATCH = Type(Kind.MATCH)
SAID_NUMBER = Type(Kind.SAID_NUMBER)
SAID_DATE = Type(Kind.SAID_DATE)


def list_of(item: Type) -> Type:
    return Type(Kind.LIST, item=item)


class Missing(Struct, frozen=True):
    """No value, and why (Chinese, for the auditor).

    ``status`` is that of the fact it comes from (blank, mark, ambiguous, absent); ambiguous for what could not be
    computed (a division by zero, an impossible date). It flows through every expression and never becomes a pass.
    """

    reason: str
    status: Status = Status.AMBIGUOUS


class Match(Struct, frozen=True):
    """Words found in a text. ``text`` is the passage (with its place); ``correct`` what it should be, if known.

    ``within`` is the text in which they were found, from character ``start`` on: it gives the sentence around them.
    """

    text: Passage
    correct: str | None = None
    within: Passage | None = None
    start: int = 0


class SaidNumber(Struct, frozen=True):
    """A number said in the prose: ``3.2万件`` has value 3.2, unit 万件 and one decimal.

    ``value`` is missing where the words are no number after all. ``is_rough`` with 约, 近, 余 and the like.
    """

    match: Match
    value: "int | Decimal | Missing"
    unit: str | None = None
    decimals: int = 0
    is_rough: bool = False


class SaidDate(Struct, frozen=True):
    """A date said in the prose; ``value`` is missing, with the reason, when there is no such day."""

    match: Match
    value: "date | Missing"


class Slip(Struct, frozen=True):
    """An entry of a lexicon: what is looked for (an RE2 pattern, or words), and what should stand there."""

    wrong: str
    correct: str
    is_pattern: bool = False


class Lexicon(Struct, frozen=True):
    """A named list of slips."""

    name: str
    slips: tuple[Slip, ...]


class PatternValue(Struct, frozen=True):
    """A compiled-on-use RE2 pattern: its source as the author wrote it between the slashes."""

    source: str


Number: TypeAlias = int | Decimal | Fraction
"""A number while a rule runs, always exact: ``Fraction`` where a quotient has no end in decimals."""

Value: TypeAlias = (
    "Number | bool | date | Passage | PatternValue | Lexicon | Match | SaidNumber | SaidDate | Missing"
    " | tuple[Value, ...]"
)
