"""The page of a reading: both sides name the same things, and nothing of a document becomes markup or script."""

import re
from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from random import Random
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import html
from typer.testing import CliRunner

from cli import app
from engine.documents import read
from engine.evaluation.masking import mask
from engine.extraction import extract
from engine.model.document import Cell, Document, Paragraph, Row
from engine.model.document import Table as DocumentTable
from engine.model.facts import Facts, Status
from engine.model.location import Location
from engine.model.passage import Passage, Piece
from engine.outputs.document_pane import ShownParagraph, ShownTable, pane
from engine.outputs.html import render_facts
from tests.round_trip.judging import cells
from tests.round_trip.writers import WRITERS, Writer
from tests.support.forms import annual_report_form
from tests.support.pages import ATTACKS, assert_stands_alone, words
from tests.support.readings import BASE, damaged, reading
from tests.support.reports import Layout, Table, framed, write_tables


@pytest.fixture(scope="module")
def facts() -> Facts:
    return reading(damaged())


@pytest.fixture(scope="module")
def page(facts: Facts) -> Any:
    return html.document_fromstring(render_facts([facts]))


def test_ids_are_unique_and_links_lead_somewhere(page: Any, facts: Facts) -> None:
    ids = Counter(page.xpath("//@id"))
    assert ids.most_common(1)[0][1] == 1
    links = page.xpath("//a/@href")
    assert len(links) == 3  # two rows and a heading
    assert all(link.startswith("#") and link[1:] in ids for link in links)
    for _, row, column in facts.form.table("table3").cells():
        assert f"r1.table3.{row.id}.{column.id}" in ids


def test_every_thing_of_the_document_is_on_the_other_side(page: Any, facts: Facts) -> None:
    left = {key for keys in page.xpath("//section[contains(@class, 'document')]//@data-f") for key in keys.split()}
    right = set(page.xpath("//section[contains(@class, 'understood')]//@data-f"))
    placed = {fact for fact in right if facts[fact].location is not None}
    assert left == placed
    assert len(left) > 200


def test_an_uncertain_row_is_the_whole_row_of_the_document(page: Any) -> None:
    cells = page.xpath("//td[contains(concat(' ', @data-f, ' '), ' table3.received.total ')]")
    assert [words(cell) for cell in cells[:-1]] == ["4", "1", "0", "0", "0", "5"]
    assert [cell.get("class") for cell in cells] == [None] * 6 + ["ambiguous"]


def test_the_document_stands_there_as_it_was_read(page: Any, facts: Facts) -> None:
    shown = words(page.xpath("//section[contains(@class, 'document')]")[0])
    for block in facts.document.blocks:
        texts = [block.passage.text] if isinstance(block, Paragraph) else [c.text for r in block.rows for c in r.cells]
        for text in texts:
            assert "".join(mask(text).split()) in shown
    number = sum(len(row.cells) for table in facts.document.tables() for row in table.rows)
    assert len(page.xpath("//section[contains(@class, 'document')]//td")) == number


def test_what_is_uncertain_comes_first_and_is_counted(page: Any) -> None:
    order = [element.get("class") for element in page.xpath("//article/*")]
    assert order == [None, "doubts", "panes", "detail"]
    doubts = [words(one) for one in page.xpath("//*[@class='doubts']//li")]
    assert doubts[0].startswith("新收（7格）这一行有6个数")
    assert words(page.xpath("//li[@class='ambiguous']")[0]) == "?不确定13"
    assert [one.get("tabindex") for one in page.xpath("//td[@class='ambiguous']")] == ["0"] * 13


def test_nothing_is_fetched_and_only_one_script_may_run(page: Any) -> None:
    assert_stands_alone(page)


@pytest.mark.parametrize("hostile", ATTACKS)
@pytest.mark.parametrize("language", ["zh", "en"])
def test_no_words_of_a_document_become_markup(hostile: str, language: Any) -> None:
    text = BASE.replace("一、总体情况\n", f"一、总体情况\n\n{hostile}\n", 1).replace(
        "| 4 | 1 |", f"| {hostile} | 1 |", 1
    )
    text = text.replace("青禾县云溪镇人民政府", f"青禾县{hostile}云溪镇人民政府")
    plain = html.document_fromstring(render_facts([reading(BASE)], language))
    page = html.document_fromstring(render_facts([reading(text, f"{hostile}.md")], language))
    allowed = {element.tag for element in plain.iter() if isinstance(element.tag, str)} | {"ol", "a", "p"}
    assert {element.tag for element in page.iter() if isinstance(element.tag, str)} <= allowed
    assert [element for element in page.iter() if not isinstance(element.tag, str)] == []
    assert len(page.xpath("//script")) == len(page.xpath("//style")) == 1
    names = {name for element in page.iter() for name in element.attrib}
    assert not [name for name in names if name.startswith("on")]
    assert "49" not in page.xpath("//title")[0].text
    source = page.xpath("//p[@class='about']")[0].text_content()
    assert hostile in source


def test_personal_data_is_masked() -> None:
    text = BASE.replace("老年人看不明白", "联系13800138000，证件11010519491231002X")
    whole = render_facts([reading(text)])
    assert "13800138000" not in whole
    assert "11010519491231002X" not in whole


def test_several_reports_do_not_get_into_each_others_way(facts: Facts) -> None:
    page = html.document_fromstring(render_facts([facts, reading(BASE, "另一份.md")], "en"))
    assert Counter(page.xpath("//@id")).most_common(1)[0][1] == 1
    assert len(page.xpath("//article")) == 2
    assert page.get("lang") == "en"
    assert "Everythingiscertain" in words(page)


LETTERS = st.text(st.sampled_from("甲乙1 <&\"'"), min_size=1, max_size=30)


@settings(deadline=None, max_examples=60)
@given(LETTERS, st.data())
def test_marks_cut_a_paragraph_without_losing_a_character(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    first = data.draw(st.integers(1, 50))
    place = Location(paragraph=3, column=first, end_column=first + len(text))
    document = Document("a.docx", "", "docx", None, (Paragraph(Passage(text, (Piece(0, place),))),))
    marks = {"whole": place, "part": place.columns(start, end), "other": Location(paragraph=4, column=1, end_column=2)}
    (block,) = pane(document, marks, "zh").blocks
    assert isinstance(block, ShownParagraph)
    assert "".join(part.text for part in block.stretches) == text
    assert "".join(part.text for part in block.stretches if "part" in part.keys) == text[start:end]
    assert all("whole" in part.keys and "other" not in part.keys for part in block.stretches)
    anchors = [key for part in block.stretches for key in part.anchors]
    assert sorted(anchors) == ["part", "whole"]


@settings(deadline=None, max_examples=60)
@given(LETTERS, LETTERS, st.data())
def test_marks_cut_a_cell_without_losing_a_character(first: str, second: str, data: st.DataObject) -> None:
    text = first + second  # two lines of one cell, as a page of a PDF has them
    lines = Location(line=5, column=1, table=1, row=2, cell=3), Location(line=6, column=1, table=1, row=2, cell=3)
    cell = Cell(Passage(text, (Piece(0, lines[0]), Piece(len(first), lines[1]))), 2)
    beside = Cell(Passage("", (Piece(0, Location(line=5, column=9, table=1, row=2, cell=4)),)), 3)
    document = Document("a.pdf", "", "pdf", None, (DocumentTable((Row((cell, beside)),)),))
    start = data.draw(st.integers(0, len(second) - 1))
    end = data.draw(st.integers(start + 1, len(second)))
    row = Location(table=1, row=2)
    (block,) = pane(document, {"row": row, "part": lines[1].columns(start, end)}, "zh").blocks
    assert isinstance(block, ShownTable)
    shown, empty = block.rows[0]
    assert "".join(part.text for part in shown.stretches) == text
    assert "".join(part.text for part in shown.stretches if "part" in part.keys) == second[start:end]
    assert (shown.keys, empty.keys) == (("row",), ("row",))


def test_the_script_has_no_words_of_its_own() -> None:
    source = re.sub(r"//.*", "", (render_facts([reading(BASE)]).split("<script>")[1]).split("</script>")[0])
    assert not re.search(r"[一-鿿]", source)


def written(writer: Writer, change: Callable[[Table], Table]) -> Facts:
    """A report in a format, with a change to its tables, read back."""
    random = Random(7)  # noqa: S311 (test data)
    form = annual_report_form()
    tables = write_tables(cells(random, form, 20), Layout.THREE, random, form)
    second, third, fourth = ([change(one) if isinstance(one, Table) else one for one in part] for part in tables)
    document = read(writer.write(framed(2023, second, third, fourth)), f"报告{writer.suffix}")
    assert isinstance(document, Document)
    return extract(document, form)


def cells_of(facts: Facts) -> dict[str, list[str]]:
    """The words of the document that a page shows for each fact: cells, or lines where tables have lost theirs."""
    page = html.document_fromstring(render_facts([facts]))
    found: dict[str, list[str]] = {}
    for cell in page.xpath("//section[contains(@class, 'document')]//*[@data-f]"):
        for key in cell.get("data-f").split():
            found.setdefault(key, []).append(words(cell))
    return found


@pytest.mark.parametrize("writer", WRITERS, ids=lambda writer: writer.name)
def test_every_value_is_found_in_the_document_of_every_format(writer: Writer) -> None:
    facts = written(writer, lambda table: table)
    shown = cells_of(facts)
    for fact_id in facts.form.cell_types():
        fact = facts[fact_id]
        if fact.status in (Status.FOUND, Status.BLANK, Status.MARK):
            assert shown[fact_id] == ["".join((fact.raw or "").split())]
        elif fact.location is not None:
            assert shown[fact_id]


def short(table: Table) -> Table:
    """The table whose first row of applications has lost its last cell but one."""
    rows = [
        replace(row, cells=(*row.cells[:-2], row.cells[-1])) if row.key == "table3.received" else row
        for row in table.rows
    ]
    return replace(table, rows=tuple(rows))


# A sheet and a page of a PDF have no short rows: the cell is blank there. Pasted text has no rows that could be short.
SHORT = [writer for writer in WRITERS if not writer.name.startswith(("xlsx", "PDF", "text"))]


@pytest.mark.parametrize("writer", SHORT, ids=lambda writer: writer.name)
def test_a_row_that_lost_a_cell_is_shown_whole(writer: Writer) -> None:
    facts = written(writer, short)
    total = facts["table3.received.total"]
    assert total.status is Status.AMBIGUOUS
    place = total.location
    assert place is not None
    if place.line is None:
        assert place.cell is None  # the whole row
    assert len(cells_of(facts)["table3.received.total"]) > 1


@pytest.mark.parametrize(("output", "begins"), [("html", "<!DOCTYPE html>"), ("svg", "<svg")])
def test_the_command_writes_pages_and_pictures(tmp_path: Path, output: str, begins: str) -> None:
    report, target = tmp_path / "报告.md", tmp_path / "读数"
    report.write_text(damaged(), encoding="utf-8")
    done = CliRunner().invoke(app, ["facts", str(report), "--format", output, "--output", str(target)])
    assert done.exit_code == 0, done.output
    text = target.read_text(encoding="utf-8").lstrip()
    assert text.startswith(begins)
    assert "青禾县云溪镇" in text
