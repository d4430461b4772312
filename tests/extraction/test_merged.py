"""Tables with merged cells: a value stands in the column where the grid of the file has it."""

import io

import docx

from engine.documents import read
from engine.extraction import extract
from engine.model.document import Document
from engine.model.facts import Status
from tests.extraction.reading import row
from tests.support.other_form import school_form

ROWS = [
    ["项目", "男生", "女生", "合计", ""],
    ["一年级学生", "11", "12", "23", ""],
    ["二年级学生", "", "21", "22", ""],
    ["住校学生", "31", "32", "63", ""],
    ["走读学生", "41", "42", "83", ""],
]


def test_a_label_that_covers_a_value_leaves_its_row_in_doubt() -> None:
    document = docx.Document()
    for text in ("青禾小学2023年学校年度情况", "一、学生情况"):
        document.add_paragraph(text)
    table = document.add_table(len(ROWS), len(ROWS[0]))
    for cells, texts in zip(table.rows, ROWS, strict=True):
        for cell, text in zip(cells.cells, texts, strict=True):
            cell.text = text
    table.cell(2, 0).merge(table.cell(2, 1)).text = "二年级学生"
    file = io.BytesIO()
    document.save(file)
    found = read(file.getvalue(), "a.docx")
    assert isinstance(found, Document)
    facts = extract(found, school_form())
    names = [name for name in facts.facts if name.endswith(".girls")]
    assert {facts[name].value for name in names} == {12, 32, 42, None}
    doubtful = [name for name in names if facts[name].status is Status.AMBIGUOUS]
    assert len(doubtful) == 1
    assert row(facts, doubtful[0].removesuffix(".girls")) == ["ambiguous"] * 3
