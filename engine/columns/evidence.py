"""What the columns do not say of a report's facts, as JSON, so that every fact can be traced and made again.

The words are those of ``gouji facts --format json``; what says nothing is left out.
"""

import json
from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Literal

import msgspec
from msgspec import UNSET, UnsetType

from engine.columns.layout import FactColumn, canonical, fits, shortest
from engine.model.confirmation import Confirmation
from engine.model.document import Document, Paragraph
from engine.model.facts import Fact, Facts, FactValue, Status
from engine.model.form import Form
from engine.model.location import Location
from engine.model.passage import Passage, Piece
from engine.model.struct import Struct

__all__ = ["Report", "facts_from", "write"]

_Kind = Literal["int", "decimal", "date", "text"]


class Exact(Struct, frozen=True):
    """A value in words, for what no column holds as it is: too large, too fine, of another type."""

    type: _Kind
    text: str

    @classmethod
    def of(cls, value: FactValue) -> "Exact":
        if isinstance(value, int):
            return cls("int", str(value))
        if isinstance(value, Decimal):
            return cls("decimal", str(value))
        return cls("date", value.isoformat()) if isinstance(value, date) else cls("text", value)

    @property
    def value(self) -> FactValue:
        match self.type:
            case "int":
                return int(self.text)
            case "decimal":
                return Decimal(self.text)
            case "date":
                return date.fromisoformat(self.text)
        return self.text


class Words(Struct, frozen=True, omit_defaults=True):
    """The passage of a fact; its text is the fact's value unless another is given."""

    pieces: tuple[Piece, ...] = ()
    text: str | UnsetType = UNSET
    doubt: str | None = None


class ReadBefore(Struct, frozen=True):
    """What had been read before a person confirmed the value."""

    status: Status
    value: Exact | None = None


class Confirmed(Struct, frozen=True):
    by: str
    on: date
    read: ReadBefore
    note: str | None = None

    @classmethod
    def of(cls, one: Confirmation) -> "Confirmed":
        before = ReadBefore(one.status, None if one.value is None else Exact.of(one.value))
        return cls(one.by, one.on, before, one.note)

    @property
    def confirmation(self) -> Confirmation:
        before = self.read.value
        return Confirmation(self.by, self.on, self.read.status, before.value if before else None, self.note)


class Kept(Struct, frozen=True, omit_defaults=True):
    """What is kept of one fact. ``raw`` is left out where it is the plain writing of the value."""

    raw: str | UnsetType | None = UNSET
    location: Location | None = None
    reason: str | None = None
    violation: str | None = None
    passage: Words | None = None
    confirmed: Confirmed | None = None
    value: Exact | None = None


class Report(Struct, frozen=True, omit_defaults=True):
    """The evidence of one report. ``first`` is its first paragraph, where no field has a place."""

    facts: dict[str, Kept]
    first: Passage | None = None
    stale: str | None = None


def write(facts: Facts, columns: Mapping[str, FactColumn]) -> str:
    """The evidence of a report."""
    kept = {name: one for name, fact in facts.facts.items() if (one := _kept(fact, columns[name])) != Kept()}
    evidence = Report(kept, _first(facts), facts.stale)
    try:
        return msgspec.json.encode(evidence).decode()
    except UnicodeEncodeError:  # half a surrogate pair, which JSON can say in ASCII only
        return json.dumps(msgspec.to_builtins(evidence), ensure_ascii=True, separators=(",", ":"))


def _kept(fact: Fact, column: FactColumn) -> Kept:
    is_plain = fact.raw == canonical(fact.value, fact.status)
    return Kept(
        UNSET if is_plain else fact.raw,
        fact.location,
        fact.reason,
        fact.violation,
        None if fact.passage is None else _words(fact.passage, fact.value),
        None if fact.confirmed is None else Confirmed.of(fact.confirmed),
        None if fact.value is None or _is_in_column(fact, column) else Exact.of(fact.value),
    )


def _is_in_column(fact: Fact, column: FactColumn) -> bool:
    """Whether the column gives the very value back. A decimal that is whole comes back as one with other zeros."""
    return fact.value is not None and fact.status is Status.FOUND and fits(fact.value, column.kind)


def _words(passage: Passage, value: FactValue | None) -> Words:
    return Words(passage.pieces, UNSET if passage.text == value else passage.text, passage.doubt)


def _first(facts: Facts) -> Passage | None:
    """Where a finding points that has no other place: the beginning of the report, if no field stands anywhere."""
    if any(facts[field.id].location is not None for field in facts.form.fields if field.id in facts.facts):
        return None
    found = (paragraph.passage for paragraph in facts.document.paragraphs())
    return next((passage for passage in found if passage.location is not None), None)


_DECODER = msgspec.json.Decoder(Report)


def _read(text: str) -> Report:
    try:
        return _DECODER.decode(text)
    except msgspec.DecodeError:
        return msgspec.convert(json.loads(text), Report)


def facts_from(
    form: Form,
    columns: Mapping[str, FactColumn],
    values: Mapping[str, tuple[FactValue | None, str | None]],
    document: Document,
    evidence: str,
    zeros: frozenset[str],
    unused: frozenset[str],
) -> Facts:
    """The facts of a report again: ``values`` are the value and the status of each fact, as the columns have them."""
    report = _read(evidence)
    facts: dict[str, Fact] = {}
    for name in columns:
        value, status = values.get(name, (None, None))
        facts[name] = _fact(name, value, Status(status or Status.ABSENT), report.facts.get(name))
    blocks = () if report.first is None else (Paragraph(report.first),)
    whole = Document(document.source, document.sha256, document.format, document.encoding, blocks)
    return Facts(form, whole, facts, zeros, unused, report.stale)


def _fact(name: str, value: FactValue | None, status: Status, kept: Kept | None) -> Fact:
    if isinstance(value, Decimal):
        value = shortest(value)
    if kept is None:
        return Fact(name, status, value, canonical(value, status))
    if kept.value is not None:
        value = kept.value.value
    passage = None
    if kept.passage is not None:
        text = kept.passage.text if isinstance(kept.passage.text, str) else str(value)
        passage = Passage(text, kept.passage.pieces, kept.passage.doubt)
    return Fact(
        name,
        status,
        value,
        canonical(value, status) if isinstance(kept.raw, UnsetType) else kept.raw,
        kept.location,
        kept.reason,
        passage,
        kept.violation,
        None if kept.confirmed is None else kept.confirmed.confirmation,
    )
