"""Facts of one form -> columns, and a row of columns -> facts. Polars is needed from here on."""

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from typing import Any

import polars as pl

from engine.columns import evidence
from engine.columns import layout as at
from engine.columns.layout import DECIMALS, ValueKind
from engine.model.document import Document
from engine.model.facts import NOT_GIVEN, Fact, Facts, FactValue, Status
from engine.model.form import Form

STATUS = pl.Enum([status.value for status in Status])
_TYPES: Mapping[ValueKind, Any] = {
    ValueKind.WHOLE: pl.Int64,
    ValueKind.DECIMAL: pl.Decimal(38, DECIMALS),
    ValueKind.TEXT: pl.String,
    ValueKind.DATE: pl.Date,
}


def schema(form: Form) -> dict[str, Any]:
    """The columns of a form with their types, in order."""
    columns: dict[str, Any] = dict.fromkeys(at.PLAIN, pl.String)
    columns |= dict.fromkeys(at.LISTS, pl.List(pl.String))
    columns[at.JOINED] = pl.List(pl.String)
    columns[at.IS_PARTIAL] = pl.Boolean
    for column in at.fact_columns(form).values():
        columns[column.fact] = _TYPES[column.kind]
        columns[column.status] = STATUS
    columns[at.EVIDENCE] = pl.String
    return columns


def frame(form: Form, reports: Sequence[Facts], version: str) -> pl.DataFrame:
    """The facts of reports on one form, a row each. Columns are built from lists: the way through rows is slow."""
    columns = at.fact_columns(form)
    cells = form.cell_types()
    worded = [name for name, column in columns.items() if name in cells or column.kind is ValueKind.TEXT]
    texts = [name for name, column in columns.items() if column.kind is ValueKind.TEXT]
    known = [{name: one.facts.get(name, Fact(name, Status.ABSENT)) for name in columns} for one in reports]
    data: dict[str, list[Any]] = {
        at.SOURCE: [_unicode(one.document.source) for one in reports],
        at.SHA256: [one.document.sha256 for one in reports],
        at.FORMAT: [one.document.format for one in reports],
        at.ENCODING: [one.document.encoding for one in reports],
        at.ORGAN: [None if one.organ is None else _unicode(one.organ) for one in reports],
        at.VERSION: [version] * len(reports),
        at.ZEROS: [sorted(one.writes_zero) for one in reports],
        at.UNUSED: [sorted(one.unused) for one in reports],
        at.VIOLATIONS: [[name for name, fact in row.items() if fact.violation is not None] for row in known],
        at.DOUBTED: [[name for name in cells if _is_doubted(row[name])] for row in known],
        at.WRITTEN: [[name for name in worded if not at.is_as_written(row[name])] for row in known],
        at.JOINED: [[name for name in texts if at.is_joined(row[name])] for row in known],
        at.IS_PARTIAL: [any(fact.reason == NOT_GIVEN for fact in row.values()) for row in known],
        at.EVIDENCE: [evidence.write(one, columns) for one in reports],
    }
    for name, column in columns.items():
        facts = [row[name] for row in known]
        data[name] = [_value(fact, column.kind) for fact in facts]
        data[column.status] = [fact.status.value for fact in facts]
    types = schema(form)
    return pl.DataFrame({name: pl.Series(name, data[name], dtype) for name, dtype in types.items()})


def _is_doubted(fact: Fact) -> bool:
    return fact.status is Status.BLANK and fact.reason is not None


def _value(fact: Fact, kind: ValueKind) -> FactValue | None:
    if fact.status is not Status.FOUND or fact.value is None or not at.fits(fact.value, kind):
        return None
    return Decimal(fact.value) if kind is ValueKind.DECIMAL and isinstance(fact.value, int | Decimal) else fact.value


def _unicode(text: str) -> str:
    return text if at.is_unicode(text) else text.encode("utf-8", "backslashreplace").decode()


def reports(table: pl.DataFrame, form: Form) -> Iterator[Facts]:
    """The facts of each row again, as they were read."""
    columns = at.fact_columns(form)
    there = [name for name in columns if name in table.columns]
    read: dict[str, list[Any]] = {name: table[name].to_list() for name in there}
    status = {name: table[columns[name].status].to_list() for name in there}
    for index, row in enumerate(table.select(*at.PLAIN, at.ZEROS, at.UNUSED, at.EVIDENCE).iter_rows(named=True)):
        values = {name: (read[name][index], status[name][index]) for name in there}
        document = Document(row[at.SOURCE], row[at.SHA256], row[at.FORMAT], row[at.ENCODING], ())
        zeros, unused = frozenset(row[at.ZEROS]), frozenset(row[at.UNUSED])
        yield evidence.facts_from(form, columns, values, document, row[at.EVIDENCE], zeros, unused)
