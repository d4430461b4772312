"""The types of the rules language, and the values that expressions have while a rule runs."""

from datetime import date
from decimal import Decimal
from enum import StrEnum
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
    TABLE = "table"
    BLOCK = "block"
    ROW = "row"
    COLUMN = "column"
    CELL = "cell"  # a number that also knows its row, its column and its words
    SECTION = "section"
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
    """Words found in a text. ``text`` is the passage (with its place); ``correct`` what it should be, if known."""

    text: Passage
    correct: str | None = None


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


Value: TypeAlias = (
    "int | Decimal | bool | date | Passage | PatternValue | Lexicon | Match | Missing | tuple[Value, ...]"
)
