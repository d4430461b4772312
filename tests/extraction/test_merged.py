"""Tables with merged cells: a value stands in the column where the grid of the file has it."""

import io
from collections.abc import Sequence
from typing import Any

import docx

from engine.documents import read
from engine.extraction import extract
from engine.model.document import Document
from engine.model.facts import Facts
from tests.extraction.reading import row
from tests.support.other_form import school_form

_Area = tuple[tuple[int, int], tuple[int, int]]


def facts(rows: Sequence[Sequence[str]], merged: _Area) -> Facts:
    """What is read from a Word document with this table, in which the cells of one area are merged."""
    document: Any = docx.Document()
    for text in ("青禾小学2023年学校年度情况", "一、学生情况"):
        document.add_paragraph(text)
    table = document.add_table(len(rows), len(rows[0]))
    for cells, texts in zip(table.rows, rows, strict=True):
        for cell, text in zip(cells.cells, texts, strict=True):
            cell.text = text
    first, last = merged
    table.cell(*first).merge(table.cell(*last)).text = rows[first[0]][first[1]]
    file = io.BytesIO()
    document.save(file)
    found = read(file.getvalue(), "a.docx")
    assert isinstance(found, Document)
    return extract(found, school_form())


def shown(found: Facts) -> dict[str, list[object]]:
    """The values of every row by its label."""
    prefixes = sorted({name.rpartition(".")[0] for name in found.facts if name.endswith(".girls")})
    return {str(found[f"{prefix}.label"].raw): row(found, prefix) for prefix in prefixes}


def test_a_label_that_covers_a_value_leaves_its_row_in_doubt() -> None:
    rows = [
        ["项目", "男生", "女生", "合计", ""],
        ["一年级学生", "11", "12", "23", ""],
        ["二年级学生", "", "21", "22", ""],
        ["住校学生", "31", "32", "63", ""],
        ["走读学生", "41", "42", "83", ""],
    ]
    assert shown(facts(rows, ((2, 0), (2, 1)))) == {
        "一年级学生": [11, 12, 23],
        "二年级学生": ["ambiguous"] * 3,
        "住校学生": [31, 32, 63],
        "走读学生": [41, 42, 83],
    }


def test_values_do_not_begin_where_they_do_in_rows_under_a_group() -> None:
    rows = [
        ["项目", "", "男生", "女生", "合计", ""],
        ["在校", "一年级学生", "11", "12", "23", ""],
        ["", "住校学生", "31", "32", "63", ""],
        ["", "走读学生", "41", "42", "83", ""],
        ["二年级学生", "", "21", "", "", ""],
    ]
    found = shown(facts(rows, ((1, 0), (3, 0))))
    assert found["走读学生"] == [41, 42, 83]
    assert found["二年级学生"] == ["ambiguous"] * 3
