"""Columns that no row fills: a habit of the table where nothing can have moved, a doubt where something can."""

from collections.abc import Callable
from random import Random

import pytest

from engine import documents, extraction
from engine.model.document import Document
from engine.model.facts import Facts, Status
from tests.support.forms import annual_report_form
from tests.support.reports import Item, Layout, Report, Row, Table, Zeros, make, write

MIDDLE = ("business", "research", "public_welfare", "legal_service", "other")
Change = Callable[[tuple[str, ...]], tuple[str, ...]]


def changed(report: Report, change: Change, only: str | None = None) -> Facts:
    """The facts of a report in which the values (label cells apart) of rows of the third table were changed."""
    items: list[Item] = []
    for item in report.items:
        if isinstance(item, str) or item.id != "table3":
            items.append(item)
            continue
        rows = [
            Row((*row.cells[:-7], *change(row.cells[-7:])), row.key) if row.key and only in (None, row.key) else row
            for row in item.rows
        ]
        items.append(Table(item.id, tuple(rows), item.rule))
    document = documents.read(write(items).encode(), "report.md")
    assert isinstance(document, Document)
    return extraction.extract(document, annual_report_form())


def without_middle(values: tuple[str, ...]) -> tuple[str, ...]:
    return (values[0], "", "", "", "", "", values[-1])


@pytest.fixture(params=[Layout.ONE, Layout.TWO, Layout.THREE], ids=lambda layout: layout.name)
def report(request: pytest.FixtureRequest) -> Report:
    return make(Random(7), request.param, Zeros.SOME)  # noqa: S311


def wrong(found: Facts, report: Report) -> list[str]:
    """Cells of the third table that are given with another value than the true one."""
    return [
        name
        for name, value in report.truth.items()
        if name.startswith("table3") and found[name].status is Status.FOUND and found[name].value != value
    ]


def test_what_is_filled_is_certain(report: Report) -> None:
    found = changed(report, without_middle)
    assert wrong(found, report) == []
    for name in report.truth:
        if name.startswith("table3"):
            blank = name.rpartition(".")[2] in MIDDLE
            assert found[name].status is (Status.BLANK if blank else Status.FOUND), name
    assert found.unused == {f"table3.{column}" for column in MIDDLE}
    assert "table3" in found.writes_zero


@pytest.mark.parametrize(
    "change",
    [
        lambda values: (*values[:2], *values[3:], ""),  # a column lost, the rest moved to the left
        lambda values: ("", *values[:-1]),  # moved to the right, the total lost
        lambda values: (values[0], values[6], "", "", "", "", ""),
    ],
)
def test_what_can_have_moved_is_not(report: Report, change: Change) -> None:
    assert wrong(changed(report, change), report) == []


def test_one_row_that_differs_puts_all_in_doubt(report: Report) -> None:
    def one_more(values: tuple[str, ...]) -> tuple[str, ...]:
        return (values[0], "", values[1], "", "", "", values[-1])

    found = changed(report, one_more, "table3.granted")
    assert wrong(found, report) == []
    assert found["table3.granted.natural_person"].status is Status.AMBIGUOUS
