"""Rows that the end of a page cuts in two, drawn in PDF files."""

from collections.abc import Sequence

import pytest
from reportlab.pdfgen.canvas import Canvas

from engine.extraction import extract
from engine.model.facts import Facts, Status
from tests.documents.pdf.drawing import document, grid, pdf
from tests.extraction.reading import row
from tests.support.other_form import school_form

HEADER = ["项目", "男生", "女生", "合计"]
FIRST = ["一年级学生", "11", "12", "23"]
SECOND = ["二年级学生", "21", "0", "21"]
LAST = ["走读学生", "41", "42", "83"]


def facts(*pages: Sequence[Sequence[str]]) -> Facts:
    def first(canvas: Canvas) -> None:
        canvas.drawString(60, 780, "青禾小学2023年学校年度情况")
        canvas.drawString(60, 750, "一、学生情况")
        grid(canvas, pages[0])

    def following(canvas: Canvas) -> None:
        grid(canvas, pages[1], top=800)

    return extract(document(pdf(first, following)), school_form())


@pytest.mark.parametrize(("above", "below"), [("住校", "学生"), ("住校学", "生")])
def test_a_label_goes_on_on_the_next_page(above: str, below: str) -> None:
    found = facts([HEADER, FIRST, SECOND, [above, "31", "32", "63"]], [[below, "", "", ""], LAST])
    label = found["pupils.boarders.label"]
    assert (label.status, label.value) == (Status.FOUND, above + below)
    assert label.passage is not None
    assert [piece.location.page for piece in label.passage.pieces] == [1, 2]
    assert row(found, "pupils.boarders") == [31, 32, 63]
    assert row(found, "pupils.others") == [41, 42, 83]


@pytest.mark.parametrize(
    "below", [["走读学生", "", "", ""], ["学生", "1", "2", "3"], ["", "学生", "", ""], ["以上", "", "", ""]]
)
def test_what_is_no_rest_of_the_label_stays_apart(below: Sequence[str]) -> None:
    found = facts([HEADER, FIRST, SECOND, ["住校", "31", "32", "63"]], [below])
    labels = {fact.raw for fact in found.facts.values() if fact.id.endswith(".label")}
    assert {"一年级学生", "二年级学生"} <= labels
    assert not labels & {"住校" + text for text in below if text}
