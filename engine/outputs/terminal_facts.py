"""What was read from a report, on the screen: fields and headings, then each table as it was understood.

Certainty shows in colour and in a sign, so that nothing is lost without colours.
"""

from collections.abc import Iterable, Sequence

from rich import box
from rich.cells import cell_len
from rich.console import Console, Group, RenderableType
from rich.padding import Padding
from rich.panel import Panel
from rich.table import Table
from rich.text import Text

from engine.evaluation.masking import mask
from engine.model.facts import Fact, Facts, Status
from engine.model.form import Block, RowSpec, TableSpec
from engine.model.location import Location
from engine.model.struct import replace
from engine.outputs.certainty import (
    CERTAINTY,
    SIGN,
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
from engine.outputs.folding import Folded
from engine.outputs.words import STATUS, Language, where

_STYLE = {
    Certainty.FOUND: "good",
    Certainty.BLANK: "place",
    Certainty.MARK: "place",
    Certainty.AMBIGUOUS: "warning",
    Certainty.ABSENT: "less",
    Certainty.CONFIRMED: "note",
}
_NARROWEST = 4  # columns of the screen for a column of values
_MOST_THINGS = 12
_WORDS: dict[str, dict[Language, str]] = {
    "report": {"zh": "报告", "en": "report"},
    "place": {"zh": "位置", "en": "place"},
    "more": {"zh": "等 {} 项", "en": "{} in all"},
    "others": {"zh": "另外不确定的", "en": "also not certain"},
}


def show_facts(facts: Iterable[Facts], to: Console, language: Language = "zh") -> None:
    """Prints what was read: the fields and headings, then each table as it was understood, with what is not certain."""
    for report in facts:
        to.print(_fields(report, language))
        for table in report.form.tables:
            for block in table.blocks:
                to.print(_table(report, table, block, to.width, language))
            to.print(_reasons(table_reasons(report, table, language), language))
        others = other_reasons(report)
        if others:
            to.print(Text(f"\n {_WORDS['others'][language]}", style="bold"))
            to.print(_reasons(others, language))
        to.print(_legend(report, language))


def _fields(report: Facts, language: Language) -> RenderableType:
    rows = [(_WORDS["report"][language], Text(report.document.source))]
    rows += [(spec.name, _value(report[spec.id], language)) for spec in report.form.fields]
    rows += [(section.name, _value(report[f"{section.prefix}.heading"], language)) for section in report.form.sections]
    return Panel(Folded(rows), title=Text(report.form.title), title_align="left", box=box.ROUNDED)


def _value(fact: Fact, language: Language) -> Text:
    degree = certainty(fact)
    if fact.status is Status.FOUND:
        text = Text(signed(fact), style=_STYLE[degree] if degree is Certainty.CONFIRMED else "")
    else:
        text = Text(STATUS[language][fact.status], style=_STYLE[degree])
        if fact.reason:
            text.append(f"（{mask(fact.reason)}）" if language == "zh" else f" ({mask(fact.reason)})", style="less")
    if fact.location is not None:
        text.append(f"  {where(fact.location, language)}", style="less")
    if fact.confirmed is not None:
        text.append(f"  {read_by(fact.confirmed, language)}", style="note")
    return text


def _table(report: Facts, table: TableSpec, block: Block, width: int, language: Language) -> RenderableType:
    rows = [(row, [report[table.cell_id(row, column)] for column in block.columns]) for row in block.rows]
    places = [_row_place(cells, language) for _, cells in rows]
    names = max(cell_len(row.name) for row in block.rows)
    room = width - names - 1
    beside = max(cell_len(place) for place in (*places, _WORDS["place"][language]))
    number = len(block.columns)
    shows_place = (room - beside - 2) // number - 2 >= _NARROWEST
    widest = max((room - (beside + 2 if shows_place else 0)) // number - 2, _NARROWEST)
    grid = Table(title=_title(table, block), title_justify="left", box=box.SIMPLE_HEAD, show_edge=False, padding=0)
    grid.add_column("", no_wrap=True)
    for column in block.columns:
        grid.add_column(_folded(column.name, widest), justify="right", no_wrap=True, min_width=_NARROWEST + 1)
    if shows_place:
        grid.add_column(Text(f" {_WORDS['place'][language]}"), style="less", no_wrap=True)
    for (row, cells), place in zip(rows, places, strict=True):
        grid.add_row(_name(row), *map(_cell, cells), *([Text(f" {place}")] if shows_place else []))
    return Padding(grid, (1, 0, 0, 1))


def _title(table: TableSpec, block: Block) -> Text:
    title = Text(table.name, style="bold")
    title.append(f" {block.caption.standard if block.caption else table.title}", style="not italic")
    return title


def _name(row: RowSpec) -> Text:
    return Text(row.name)


def _cell(fact: Fact) -> Text:
    return Text(signed(fact), style=_STYLE[certainty(fact)])


def _folded(name: str, width: int) -> Text:
    """The name of a column in lines of about one length, none wider than ``width``."""
    lines = -(-cell_len(name) // width)
    if lines <= 1:
        return Text(name)
    per_line = -(-len(name) // lines)
    return Text("\n".join(name[start : start + per_line] for start in range(0, len(name), per_line)))


def _row_place(cells: Sequence[Fact], language: Language) -> str:
    """Where a row stands: the place of its first cell that has one, without the cell and the columns in it."""
    place = next((cell.location for cell in cells if cell.location is not None), Location())
    element = place.element if place.element is not None and "!" in place.element else None
    line = place.line if place.table is None or place.element is None else None
    row = replace(place, line=line, column=None, end_column=None, cell=None, element=element)
    return where(row, language)


def _reasons(reasons: Sequence[Reason], language: Language) -> RenderableType:
    rows = []
    for one in reasons:
        shown = ("、" if language == "zh" else ", ").join(one.things[:_MOST_THINGS])
        if len(one.things) > _MOST_THINGS:
            shown += f" {_WORDS['more'][language].format(len(one.things))}"
        text = Text(shown, style="changed")
        text.append(f"：{one.reason}" if language == "zh" else f": {one.reason}", style="not bold default")
        rows.append((SIGN[Certainty.AMBIGUOUS], text))
    return Folded(rows, 1)


def _legend(report: Facts, language: Language) -> RenderableType:
    """How many values are how certain, with the sign of each."""
    text = Text()
    for degree, number in counts(values(report)).items():
        sign = f"{SIGN[degree]} " if SIGN[degree] else ""
        text.append(f"{sign}{CERTAINTY[language][degree]} {number}", style=_STYLE[degree])
        text.append("   ")
    return Group(Text(), Folded([("", text)], 1), Text())
