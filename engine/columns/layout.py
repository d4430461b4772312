"""Which columns the facts of a form take: a typed one for the value of each fact, and one for its status.

What the reports of a data set have in common stands in columns of its own; see ``docs/columns.md``.
"""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from enum import StrEnum
from functools import lru_cache

from engine.extraction.given import FactType, fact_types
from engine.model.facts import Fact, FactValue, Status
from engine.model.form import CellType, Column, FieldType, Form
from engine.model.struct import Struct

STATUS = ".status"
DECIMALS = 6  # of a number that is no count
LARGEST = 10**18  # a count up to this size fits; evaluation calculates no farther either


class ValueKind(StrEnum):
    """What a column of values holds."""

    WHOLE = "whole"  # 64 bit
    DECIMAL = "decimal"  # exact, with ``DECIMALS`` decimals
    TEXT = "text"
    DATE = "date"


class FactColumn(Struct, frozen=True):
    """The columns of one fact: its values in ``fact``, its status in ``status``."""

    fact: str
    kind: ValueKind

    @property
    def status(self) -> str:
        return f"{self.fact}{STATUS}"


# The columns of a report that belong to no single fact.
SOURCE, SHA256, FORMAT, ENCODING, ORGAN = "source", "sha256", "format", "encoding", "organ"
VERSION = "gouji"
ZEROS = "zeros"  # the tables in which a 0 is written
UNUSED = "unused"  # the columns (TABLE.COLUMN) that are blank in all rows
VIOLATIONS = "violations"  # the facts whose value breaks the type that the form declares
DOUBTED = "doubted"  # the blank facts that may not be blank
WRITTEN = "written"  # the facts that are written in another way than their value is
JOINED = "joined"  # the texts in which a line of the original begins in the middle of a paragraph
IS_PARTIAL = "partial"  # facts were handed in, and not all of them
EVIDENCE = "evidence"  # where each fact stands, in JSON
PLAIN = (SOURCE, SHA256, FORMAT, ENCODING, ORGAN, VERSION)
LISTS = (ZEROS, UNUSED, VIOLATIONS, DOUBTED, WRITTEN)


def kind_of(fact_type: FactType) -> ValueKind:
    """What the column of a fact of this type holds."""
    if isinstance(fact_type, Column):
        return ValueKind.WHOLE if fact_type.type is CellType.COUNT else ValueKind.DECIMAL
    if fact_type is FieldType.DATE:
        return ValueKind.DATE
    return ValueKind.WHOLE if fact_type is int or fact_type is FieldType.YEAR else ValueKind.TEXT


@lru_cache(maxsize=16)
def _columns(form: Form) -> tuple[FactColumn, ...]:
    return tuple(FactColumn(name, kind_of(fact_type)) for name, fact_type in fact_types(form))


def fact_columns(form: Form) -> Mapping[str, FactColumn]:
    """The columns of every fact of a form, by the fact's id, in the order of the form."""
    return {column.fact: column for column in _columns(form)}


def fits(value: FactValue, kind: ValueKind) -> bool:
    """Whether a column of this kind holds the value without changing it."""
    match kind:
        case ValueKind.WHOLE:
            return isinstance(value, int) and abs(value) <= LARGEST
        case ValueKind.DECIMAL:
            return isinstance(value, int | Decimal) and _is_short(Decimal(value))
        case ValueKind.TEXT:
            return isinstance(value, str) and is_unicode(value)
    return isinstance(value, date)


def _is_short(number: Decimal) -> bool:
    if not number.is_finite() or number.adjusted() > 18 or number.adjusted() < -DECIMALS - 1:
        return number.is_finite() and number == 0
    return abs(number) <= LARGEST and number == round(number, DECIMALS)


def is_unicode(text: str) -> bool:
    """Whether a text can be written in UTF-8: half of a surrogate pair, from a damaged file, cannot."""
    try:
        text.encode()
    except UnicodeEncodeError:
        return False
    return True


def canonical(value: FactValue | None, status: Status) -> str | None:
    """What stands in a report where nothing else is noted: the value in plain digits, nothing in a blank."""
    if value is None:
        return "" if status is Status.BLANK else None
    if isinstance(value, Decimal):
        if value == 0:
            return "0"
        plain = f"{value:f}" if value.is_finite() else str(value)
        return plain.rstrip("0").rstrip(".") if "." in plain else plain
    return value.isoformat() if isinstance(value, date) else str(value)


def shortest(number: Decimal) -> int | Decimal:
    """A number of a column with a fixed number of decimals, without the zeros that nobody wrote."""
    return int(number) if number == number.to_integral_value() else number.normalize()


def is_joined(fact: Fact) -> bool:
    """Whether lines were joined to a paragraph. Where there are pages, every line has an end, and that says nothing."""
    if fact.passage is None:
        return False
    text = fact.passage.text
    return any(
        piece.start > 0 and piece.location.page is None and text[piece.start - 1 : piece.start] != "\n"
        for piece in fact.passage.pieces
    )


def is_as_written(fact: Fact) -> bool:
    """Whether the words of a fact, as rules see them, are those of its value."""
    if fact.passage is not None:
        return fact.passage.text == canonical(fact.value, fact.status)
    is_said = fact.value is None or isinstance(fact.value, str)  # without words of its own, it has those of its value
    return fact.raw == canonical(fact.value, fact.status) or (fact.raw is None and is_said)
