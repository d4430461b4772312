"""What was read from a report, made ready for a page: the document on one side, tables as understood on the other."""

import shlex
from collections.abc import Sequence

from engine.evaluation.masking import mask
from engine.model.facts import Fact, Facts, Status
from engine.model.form import Block, TableSpec
from engine.model.struct import Struct
from engine.outputs.certainty import (
    Certainty,
    Reason,
    certainty,
    counts,
    other_reasons,
    read_by,
    signed,
    table_reasons,
    values,
)
from engine.outputs.document_pane import Pane, pane
from engine.outputs.words import Language, where


class Value(Struct, frozen=True):
    """A fact on the page: what it is called, what was read, how certain, where, and why not."""

    id: str
    name: str
    text: str
    certainty: Certainty
    raw: str
    place: str
    reason: str
    confirmed: str


class ShownBlock(Struct, frozen=True):
    """A table, or a part of one with columns of its own, as it was understood."""

    title: str
    caption: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, tuple[Value, ...]], ...]


class Doubt(Struct, frozen=True):
    """A reason for what is not certain: the things in words, the values that it concerns, and where they stand."""

    things: tuple[str, ...]
    reason: str
    values: tuple[str, ...]
    place: str


class Page(Struct, frozen=True):
    """One report: what is not certain first, then the document and what was understood."""

    title: str
    source: str
    organ: str
    year: str
    command: str
    stale: str
    counts: tuple[tuple[Certainty, int], ...]
    doubts: tuple[Doubt, ...]
    document: Pane
    fields: tuple[Value, ...]
    headings: tuple[Value, ...]
    blocks: tuple[ShownBlock, ...]


def page(report: Facts, language: Language) -> Page:
    """Everything that the page of a report shows."""
    form = report.form
    fields = [(spec.id, spec.name) for spec in form.fields]
    headings = [(f"{section.prefix}.heading", section.name) for section in form.sections]
    shown = values(report)
    marks = {fact.id: fact.location for fact in shown if fact.location is not None}
    return Page(
        title=form.title,
        source=report.document.source,
        organ=mask(report.organ or ""),
        year=str(report.year or ""),
        command=f"gouji confirm {shlex.quote(report.document.source)}",
        stale=report.stale or "",
        counts=tuple(counts(shown).items()),
        doubts=tuple(_doubts(report, [*fields, *headings], language)),
        document=pane(report.document, marks, language),
        fields=tuple(_value(report[fact], name, language) for fact, name in fields),
        headings=tuple(_value(report[fact], name, language) for fact, name in headings),
        blocks=tuple(_block(report, table, block, language) for table in form.tables for block in table.blocks),
    )


def _doubts(report: Facts, named: Sequence[tuple[str, str]], language: Language) -> list[Doubt]:
    """Tables and rows first, as they weigh most, then fields and headings, then what is no value."""
    found = [one for table in report.form.tables for one in table_reasons(report, table, language)]
    for fact_id, name in named:
        fact = report[fact_id]
        if fact.status in (Status.AMBIGUOUS, Status.ABSENT) and fact.reason:
            found.append(Reason(mask(fact.reason), (name,), (fact_id,)))
    found += other_reasons(report)
    return [Doubt(one.things, one.reason, one.facts, _first_place(report, one, language)) for one in found]


def _first_place(report: Facts, reason: Reason, language: Language) -> str:
    places = (report[fact].location for fact in reason.facts)
    return next((where(place, language) for place in places if place is not None), "")


def _block(report: Facts, table: TableSpec, block: Block, language: Language) -> ShownBlock:
    rows = []
    for row in block.rows:
        ids = [(table.cell_id(row, column), f"{table.name}[{row.name}, {column.name}]") for column in block.columns]
        rows.append((row.name, tuple(_value(report[fact], name, language) for fact, name in ids)))
    caption = block.caption.standard if block.caption else table.title
    return ShownBlock(table.name, caption, tuple(column.name for column in block.columns), tuple(rows))


def _value(fact: Fact, name: str, language: Language) -> Value:
    return Value(
        id=fact.id,
        name=name,
        text=signed(fact),
        certainty=certainty(fact),
        raw=mask(fact.raw or ""),
        place=where(fact.location, language) if fact.location is not None else "",
        reason=mask(fact.reason or ""),
        confirmed=read_by(fact.confirmed, language) if fact.confirmed is not None else "",
    )
