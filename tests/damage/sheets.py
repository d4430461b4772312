"""Reports to be damaged: every cell that holds a value knows whose it is, so the truth goes where the damage goes."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from random import Random

from engine.model.form import Block, CellType
from tests.support import reports
from tests.support.forms import annual_report_form
from tests.support.reports import Layout, Number, Zeros

FORMS = {2023: "foi_annual_report", 2019: "foi_annual_report_2019"}
TABLES = ("table2", "table3", "table4")
FOREIGN = "foreign"
"""The id of a sheet that is none of the report's own tables: last year's, another unit's."""


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell; ``fact`` is the form's cell whose value stands in it, ``None`` for words and what belongs nowhere."""

    text: str
    fact: str | None = None


@dataclass(frozen=True, slots=True)
class Line:
    """A row; ``key`` is the row of the form that it holds (``table3.received``; ``table4``), ``None`` for headers."""

    cells: tuple[Cell, ...]
    key: str | None = None

    @property
    def values(self) -> list[int]:
        """Which cells hold values of the form."""
        return [index for index, cell in enumerate(self.cells) if cell.fact is not None]

    @property
    def labels(self) -> list[int]:
        """Which cells hold words before the values: the labels of the row, its groups first."""
        end = self.values[0] if self.values else len(self.cells)
        return [index for index in range(end) if any(char.isalpha() for char in self.cells[index].text)]


@dataclass(frozen=True, slots=True)
class Sheet:
    """A table; ``rule`` is the row before which the header ends, ``None`` without one."""

    id: str
    lines: tuple[Line, ...]
    rule: int | None = 1


Item = str | Sheet


@dataclass(frozen=True, slots=True)
class Paper:
    """A report: lines of text and sheets, in order. ``year`` is the one it is about, and says which form it is on."""

    items: tuple[Item, ...]
    year: int
    layout: Layout
    zeros: Zeros


@dataclass(frozen=True, slots=True)
class Aim:
    """What damage is to hit: a table, and perhaps a row of it."""

    table: str
    key: str | None = None


Damage = Callable[[Paper, Aim, Random], Paper]


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of damage. ``lossless``: every value, label and name still stands where a reader can see what it is."""

    change: Damage
    lossless: bool = False


def make(random: Random, layout: Layout, zeros: Zeros, year: int = 2023, blank: bool = False) -> Paper:
    """A compliant report; with ``blank``, zeros of 表三 and 表四 are left blank."""
    values = values_of(random, zeros, layout, year)
    form = annual_report_form(FORMS[year])
    tables = reports.write_tables({fact: fact for fact in values}, layout, random, form)

    def sheet(table: reports.Table) -> Sheet:
        lines = tuple(Line(tuple(cell(text) for text in row.cells), row.key) for row in table.rows)
        return Sheet(table.id, lines, table.rule)

    def cell(text: str) -> Cell:
        if text not in values:
            return Cell(text)
        hidden = blank and values[text] == 0 and not text.startswith("table2.")
        return Cell("" if hidden else str(values[text]), text)

    items = reports.framed(year, *tables)
    return Paper(tuple(item if isinstance(item, str) else sheet(item) for item in items), year, layout, zeros)


def values_of(random: Random, zeros: Zeros, layout: Layout, year: int) -> dict[str, Number]:
    """The value of every cell of the form of a year."""
    values = reports.make(random, layout, zeros).truth
    if FORMS[year] == "foi_annual_report":
        return values
    form = annual_report_form(FORMS[year])
    values = {fact: value for fact, value in values.items() if fact.startswith("table4.")}
    for _, row, column in form.table("table2").cells():
        amount = column.type is CellType.AMOUNT
        value = Decimal(random.randint(0, 99999)) / 100 if amount else random.randint(0, 99)
        values[f"table2.{row.id}.{column.id}"] = value
    return values | _third(random, zeros, form.table("table3").blocks[0])


def _third(random: Random, zeros: Zeros, block: Block) -> dict[str, Number]:
    """A third table in which all identities hold, on any form."""
    results = [row.id for row in block.rows if row.id not in ("received", "carried_in", "disposed", "carried_out")]
    cells: dict[tuple[str, str], int] = {}
    for column in block.columns[:-1]:
        for row in (*results, "carried_out"):
            cells[row, column.id] = 0 if random.randrange(100) < zeros.value else random.randint(1, 99)
        done = sum(cells[row, column.id] for row in results)
        carried = random.randint(0, done + cells["carried_out", column.id])
        cells |= {("disposed", column.id): done, ("carried_in", column.id): carried}
        cells["received", column.id] = done + cells["carried_out", column.id] - carried
    total = block.columns[-1].id
    for spec in block.rows:
        cells[spec.id, total] = sum(cells[spec.id, column.id] for column in block.columns[:-1])
    return {f"table3.{row}.{column}": value for (row, column), value in cells.items()}


def as_items(paper: Paper) -> list[reports.Item]:
    """The report as writers take it."""
    return [
        item
        if isinstance(item, str)
        else reports.Table(
            item.id,
            tuple(reports.Row(tuple(cell.text for cell in line.cells), line.key) for line in item.lines),
            item.rule,
        )
        for item in paper.items
    ]


def sheets(paper: Paper, table: str) -> Iterator[tuple[int, Sheet]]:
    """The sheets of a table with their places among the items."""
    for index, item in enumerate(paper.items):
        if isinstance(item, Sheet) and item.id == table:
            yield index, item


def rows(paper: Paper, table: str) -> list[tuple[int, int, Line]]:
    """The rows of the form in a table: the sheet's place, the row's place in it, the row."""
    return [
        (index, at, line)
        for index, sheet in sheets(paper, table)
        for at, line in enumerate(sheet.lines)
        if line.key is not None
    ]


def headers(paper: Paper, table: str) -> list[tuple[int, int, Line]]:
    """The lines of a table with words that are no rows of the form."""
    return [
        (index, at, line)
        for index, sheet in sheets(paper, table)
        for at, line in enumerate(sheet.lines)
        if line.key is None and any(cell.text for cell in line.cells)
    ]


def pick(paper: Paper, aim: Aim, random: Random) -> tuple[int, int, Line] | None:
    """A row of the table aimed at: the row aimed at, where it is still there."""
    there = rows(paper, aim.table)
    aimed = [one for one in there if one[2].key == aim.key]
    return random.choice(aimed or there) if there else None


def sheet_at(paper: Paper, index: int) -> Sheet:
    item = paper.items[index]
    assert isinstance(item, Sheet)
    return item


def put(paper: Paper, index: int, *items: Item) -> Paper:
    """The report with other items in the place of one."""
    return replace(paper, items=(*paper.items[:index], *items, *paper.items[index + 1 :]))


def put_lines(paper: Paper, index: int, lines: Sequence[Line]) -> Paper:
    return put(paper, index, replace(sheet_at(paper, index), lines=tuple(lines)))


def put_line(paper: Paper, index: int, at: int, *lines: Line) -> Paper:
    """The report with other lines in the place of one."""
    old = sheet_at(paper, index).lines
    return put_lines(paper, index, [*old[:at], *lines, *old[at + 1 :]])


def each_line(paper: Paper, table: str, change: Callable[[Line], Line]) -> Paper:
    """The report with every line of a table changed."""
    for index, sheet in list(sheets(paper, table)):
        paper = put_lines(paper, index, [change(line) for line in sheet.lines])
    return paper


def with_text(line: Line, index: int, text: str) -> Line:
    """The line with other words in one cell, which stays whose it is."""
    return with_cells(line, index, index + 1, replace(line.cells[index], text=text))


def with_cells(line: Line, start: int, end: int, *cells: Cell) -> Line:
    """The line with other cells in the place of some."""
    return replace(line, cells=(*line.cells[:start], *cells, *line.cells[end:]))


def apart(line: Line) -> tuple[tuple[Cell, ...], tuple[Cell, ...]]:
    """What stands before the values of a row, and the rest."""
    start = line.values[0] if line.values else len(line.cells)
    return line.cells[:start], line.cells[start:]


def columns_of(line: Line) -> list[str]:
    return [column_of(cell.fact) for cell in line.cells if cell.fact is not None]


def column_of(fact: str) -> str:
    return fact.rpartition(".")[2]


def join(one: Cell, other: Cell, glue: str) -> Cell:
    """The words of two cells in one; what stands beside nothing stays whose it is."""
    if not one.text or not other.text:
        return one if one.text else other
    return Cell(one.text + glue + other.text)


BLANK = Cell("")
