"""A real report, read to the last cell. Skipped where the file is not at hand."""

from datetime import date

import pytest

from engine.documents import read
from engine.extraction import extract, recognises
from engine.model.document import Document
from engine.model.facts import Facts, Status
from tests.support.forms import annual_report_form
from tests.support.places import JIUXIAN

pytestmark = pytest.mark.skipif(not JIUXIAN.exists(), reason="the real report is not here")

# The lines of the third table's rows, in the order of the form.
THIRD = [*range(35, 55), *range(58, 63)]
SECOND = {
    "regulations": 16,
    "normative_documents": 17,
    "licences": 20,
    "penalties": 23,
    "coercive_measures": 24,
    "fees": 27,
}


@pytest.fixture(scope="module")
def document() -> Document:
    found = read(JIUXIAN.read_bytes(), JIUXIAN.name)
    assert isinstance(found, Document)
    return found


@pytest.fixture(scope="module")
def facts(document: Document) -> Facts:
    return extract(document, annual_report_form())


def line(facts: Facts, fact: str) -> int | None:
    place = facts[fact].location
    return None if place is None else place.line


def test_recognised(document: Document) -> None:
    assert recognises(annual_report_form(), document)


def test_all_two_hundred_cells(facts: Facts) -> None:
    form = annual_report_form()
    cells = [(table, row, column) for table in form.tables for _, row, column in table.cells()]
    assert len(cells) == 200
    for table, row, column in cells:
        fact = facts[table.cell_id(row, column)]
        expected = {"penalties": 16, "coercive_measures": 1}.get(row.id, 0)
        assert (fact.status, fact.value) == (Status.FOUND, expected), fact.id
        assert fact.raw == str(expected)
        assert fact.violation is None


def test_where_each_cell_stands(facts: Facts) -> None:
    text = JIUXIAN.read_text("utf-8").split("\n")
    form = annual_report_form()
    lines = {row.id: number for (_, row), number in zip(form.table("table3").rows(), THIRD, strict=True)}
    lines |= SECOND | {row.id: 70 for _, row in form.table("table4").rows()}
    seen: set[tuple[int, int]] = set()
    for table in form.tables:
        for _, row, column in table.cells():
            fact = facts[table.cell_id(row, column)]
            place = fact.location
            assert place is not None
            assert place.line is not None
            assert place.column is not None
            assert place.end_column is not None
            assert place.line == lines[row.id], fact.id
            assert text[place.line - 1][place.column - 1 : place.end_column - 1] == fact.raw
            seen.add((place.line, place.column))
    assert len(seen) == 200


def test_columns_of_some_cells(facts: Facts) -> None:
    def columns(fact: str) -> tuple[int | None, int | None]:
        place = facts[fact].location
        assert place is not None
        return place.column, place.end_column

    assert columns("table2.penalties.decisions") == (10, 12)
    assert columns("table3.received.natural_person") == (24, 25)
    assert columns("table3.denied_state_secret.natural_person") == (28, 29)
    assert columns("table4.review.upheld") == (3, 4)
    assert columns("table4.suit_after_review.total") == (59, 60)


def test_surplus_and_offset(facts: Facts) -> None:
    form = annual_report_form()
    surplus = {row.id: facts[f"{table.id}.{row.id}.surplus"].value for table in form.tables for _, row in table.rows()}
    assert {row: value for row, value in surplus.items() if value} == {
        "penalties": 2,
        "coercive_measures": 2,
        "fees": 2,
        "suit_after_review": 1,
    }
    for (_, row), number in zip(form.table("table3").rows(), THIRD, strict=True):
        assert facts[f"table3.{row.id}.offset"].value == (1 if 39 <= number <= 53 else 0), row.id
        assert facts[f"table3.{row.id}.values"].value == 7
        assert line(facts, f"table3.{row.id}.label") == number


def test_structure(facts: Facts) -> None:
    assert facts["table4.values"].value == 16
    assert facts["table4.header_rows"].value == 3
    assert facts["table3.header_rows"].value == 3
    assert facts["table3.rows"].value == 25
    assert facts["table3.columns"].value == 7
    assert facts["table3.breaks"].value == 1
    assert line(facts, "table3.breaks") == 56
    assert line(facts, "table3.header") == 33
    assert line(facts, "table3.note") == 31
    assert facts["table2.breaks"].value == 0
    assert [line(facts, f"table2.{block}.label") for block in ("rules", "licensing", "enforcement", "charges")] == [
        *(13, 18, 21, 25),
    ]


def test_fields(facts: Facts) -> None:
    fields = {
        "report.title": (5, "旧县镇 2023 年政府信息公开工作年报"),
        "report.organ": (3, "河曲县旧县镇人民政府"),
        "report.year": (5, 2023),
        "signature.organ": (114, "河曲县同县镇人民政府"),
        "signature.date": (116, date(2023, 12, 21)),
    }
    for fact, expected in fields.items():
        assert (line(facts, fact), facts[fact].value) == expected
    assert facts["report.period_start"].status is Status.ABSENT


def test_sections(facts: Facts) -> None:
    assert [line(facts, f"section.{number}.heading") for number in range(1, 7)] == [7, 11, 29, 64, 72, 80]
    assert [facts[f"section.{number}.tables"].value for number in range(1, 7)] == [0, 1, 1, 1, 0, 0]
    for number in range(1, 7):
        assert facts[f"section.{number}.count"].value == 1
        assert facts[f"section.{number}.position"].value == number
    texts = [facts[f"section.{number}.text"] for number in range(1, 7)]
    assert [text.status is Status.BLANK for text in texts] == [False, True, True, True, False, False]
    sixth = texts[5].passage
    assert sixth is not None
    assert sixth.text.count("\n") == 14  # fifteen paragraphs, one of which was cut in two; the signature is none
    assert "政务公开确定" in sixth.text
    assert "公开力度，进一步" in str(texts[4].value)
    at = sixth.text.index("开确定")
    place = sixth.locate(at, at + 3)
    assert place is not None
    assert (place.line, place.column, place.end_column) == (100, 1, 4)
    assert "人民政府\n2023" not in sixth.text
