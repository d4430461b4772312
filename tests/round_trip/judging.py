"""Facts written and read back: every cell equal, or flagged as not certain."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from random import Random

from engine.documents import read
from engine.extraction import extract
from engine.model.document import Document
from engine.model.facts import Fact, Status
from engine.model.form import CellType, Form
from tests.round_trip.writers import Writer
from tests.support.forms import annual_report_form
from tests.support.reports import Cell, Item, Layout, framed, write_tables

MARKS = ("/", "-", "无")
FORMS = {2023: "foi_annual_report", 2019: "foi_annual_report_2019"}


@dataclass(frozen=True, slots=True)
class Trip:
    """What came of one report: cells read as they were written, flagged, and wrong (with what was read)."""

    equal: int
    flagged: tuple[str, ...]
    wrong: tuple[str, ...]


def cells(random: Random, form: Form, blanks: int) -> dict[str, Cell]:
    """Any values: small and huge numbers, amounts, and so many blanks and marks of a hundred."""
    found: dict[str, Cell] = {}
    for table in form.tables:
        for _, row, column in table.cells():
            name = table.cell_id(row, column)
            if random.randrange(100) < blanks:
                found[name] = random.choice((None, None, random.choice(MARKS)))
            elif column.type is CellType.AMOUNT:
                found[name] = Decimal(random.randint(0, 10**9)) / 100
            else:
                found[name] = random.choice((0, random.randint(0, 9), random.randint(0, 999), random.randint(0, 10**9)))
    return found


def trip(writer: Writer, layout: Layout, year: int, random: Random, blanks: int) -> Trip:
    """Writes a report with such cells and reads it back."""
    report = draft(layout, year, random, blanks)
    return judge(report, writer.write(report.items), f"report{writer.suffix}")


@dataclass(frozen=True, slots=True)
class Draft:
    """A report that is to be written, and its true cells."""

    items: Sequence[Item]
    cells: dict[str, Cell]
    form: Form


def draft(layout: Layout, year: int, random: Random, blanks: int) -> Draft:
    """A report with such cells."""
    form = annual_report_form(FORMS[year])
    written = cells(random, form, blanks)
    return Draft(framed(year, *write_tables(written, layout, random, form)), written, form)


def judge(report: Draft, data: bytes, name: str) -> Trip:
    """What came of a report that was written."""
    document = read(data, name)
    assert isinstance(document, Document), document
    facts = extract(document, report.form)
    states = {name: _state(facts[name], value) for name, value in report.cells.items()}
    return Trip(
        sum(state == "equal" for state in states.values()),
        tuple(name for name, state in states.items() if state == "flagged"),
        tuple(
            f"{name}: {report.cells[name]!r} {facts[name].status} {facts[name].value!r}"
            for name in states
            if states[name] == "wrong"
        ),
    )


def _state(fact: Fact, value: Cell) -> str:
    if fact.status is Status.AMBIGUOUS:
        return "flagged"
    if value is None:
        return "equal" if fact.status is Status.BLANK else "wrong"
    if isinstance(value, str):
        return "equal" if fact.status is Status.MARK and fact.raw == value else "wrong"
    return "equal" if fact.status is Status.FOUND and fact.value == value else "wrong"
