"""What an auditor says on the command line -> entries of a file of confirmed values."""

import json
from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from pathlib import Path

from engine.confirmation.file import Entry
from engine.confirmation.naming import beside
from engine.confirmation.reading import read
from engine.confirmation.values import WANTED, from_text, types
from engine.language.nearest import nearest
from engine.model.diagnostic import Diagnostic
from engine.model.facts import Facts, FactValue, Status
from engine.model.struct import Struct
from engine.project.messages import shown

_HEAD = "# 人工核定的读数，只用于这一份报告（sha256 相同）。Values read by a person, for this very file only.\n"


class Wrong(Struct, frozen=True):
    """Why what was said cannot be written, in Chinese and English."""

    reason: str
    english: str


def values_of(texts: Sequence[str], facts: Facts) -> dict[str, FactValue] | Wrong:
    """The values that texts give: ``ID=VALUE``; ``ROW=1,2,3`` for the cells of a row; without ``=`` what was read."""
    known = types(facts.form)
    rows = _rows(facts)
    values: dict[str, FactValue] = {}
    for text in texts:
        name, has_value, said = text.partition("=")
        name = name.strip()
        cells = rows.get(name, (name,))
        unknown = [cell for cell in cells if cell not in known]
        if unknown:
            near = nearest(name, [*known, *rows])
            return Wrong(
                f"没有编号为“{shown(name)}”的读数" + (f"，是不是“{near}”？" if near else ""),
                f'no value has the id "{shown(name)}"' + (f'; did you mean "{near}"?' if near else ""),
            )
        parts = said.replace("，", ",").split(",") if name in rows else [said]
        if has_value and len(parts) != len(cells):
            return Wrong(
                f"“{name}”有 {len(cells)} 格，写了 {len(parts)} 个数",
                f'"{name}" has {len(cells)} cells, {len(parts)} numbers were given',
            )
        for cell, part in zip(cells, parts if has_value else [None] * len(cells), strict=True):
            fact = facts[cell]
            if part is None and (fact.status is not Status.FOUND or fact.value is None):
                return Wrong(
                    f"“{cell}”没有读准，要写明值：{cell}=…", f'"{cell}" was not read: give its value, {cell}=…'
                )
            value = fact.value if part is None else from_text(shown(part), known[cell])
            if value is None:
                wanted, english = WANTED[known[cell]]
                return Wrong(
                    f"“{cell}”应为{wanted}，写的是“{shown(part or '')}”",
                    f'"{cell}" must be {english}, not "{shown(part or "")}"',
                )
            values[cell] = value
    return values


class Added(Struct, frozen=True):
    """The file as it is after adding, or why nothing was added: diagnostics of the file that is there, or a reason."""

    path: Path
    text: str = ""
    wrong: Wrong | None = None
    diagnostics: tuple[Diagnostic, ...] = ()


def added(report: Path, sha256: str, entries: Mapping[str, Entry]) -> Added:
    """The text of the file beside a report with more entries; what is confirmed there already is not written over."""
    path = beside(report)
    if not path.is_file():
        head = f'{_HEAD}sha256 = "{sha256}"\n'
        return Added(path, head + "".join(_block(fact, entry) for fact, entry in entries.items()))
    reading = read(path)
    file = reading.file
    if file is None:
        return Added(path, reading.text, diagnostics=reading.diagnostics)
    if file.sha256 != sha256:
        return Added(
            path,
            wrong=Wrong(
                f"{file.name} 核定的是另一份内容的报告（sha256 不同）：移开它，或核对后改写它的 sha256",
                f"{file.name} belongs to another content of the report (its sha256 differs): move it away, or change"
                " its sha256 after looking",
            ),
        )
    for fact in entries:
        if fact in file.entries:
            line = file.span("facts", fact).line
            return Added(
                path,
                wrong=Wrong(
                    f"“{fact}”已在 {file.name} 第 {line} 行核定，请在那里改",
                    f'"{fact}" is confirmed in {file.name} on line {line}: change it there',
                ),
            )
    text = reading.text.rstrip("\n") + "\n"
    return Added(path, text + "".join(_block(fact, entry) for fact, entry in entries.items()))


def _rows(facts: Facts) -> dict[str, tuple[str, ...]]:
    """The cells of every row, by the id of the row (``table3.received``)."""
    return {
        f"{table.id}.{row.id}": tuple(table.cell_id(row, column) for column in block.columns)
        for table in facts.form.tables
        for block, row in table.rows()
    }


def _block(fact: str, entry: Entry) -> str:
    note = "" if entry.note is None else f"note = {_toml(entry.note)}\n"
    head = f"\n[facts.{_toml(fact)}]\nvalue = {_toml(entry.value)}\n"
    return f"{head}by = {_toml(entry.by)}\non = {_toml(entry.on)}\n{note}"


def _toml(value: FactValue) -> str:
    """A value as TOML writes it; a text has no control characters (``shown``), so that JSON quotes it as TOML does."""
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Decimal):
        plain = f"{value:f}"
        return plain if "." in plain else f"{plain}.0"
    return json.dumps(value, ensure_ascii=False)
