"""Notes in a PDF: each at its words (as pdfium finds them), on pages that are otherwise as they were."""

import io
from random import Random
from typing import cast

import pypdf
import pypdfium2
import pytest
from pypdf.generic import ArrayObject

from engine import pipeline
from engine.documents.pdf.frame import Frame
from engine.model.facts import Facts
from engine.model.finding import Assessment
from engine.outputs import formats
from engine.outputs.format import Checked, Manner, UnsupportedError
from tests.outputs.formats.checked import ruleset, sample
from tests.round_trip import pdf
from tests.support.reports import Layout, Zeros, make

FAULT = "青禾县云湲镇人民政府"


def submitted() -> bytes:
    """A report written by reportlab, with another town's name in its signature."""
    items = list(make(Random(5), Layout.TWO, Zeros.SOME).items)  # noqa: S311
    at = max(index for index, item in enumerate(items) if item == "青禾县云溪镇人民政府")
    items[at] = FAULT
    return pdf.drawn(items)


def checked(data: bytes) -> Checked:
    facts = pipeline.understand(data, "报告.pdf", [ruleset()])
    assert isinstance(facts, Facts), facts
    assessment = pipeline.assess(facts, [ruleset()])
    assert isinstance(assessment, Assessment)
    return Checked(assessment, facts, data)


def annotated(report: Checked) -> bytes:
    found = formats.find("pdf")
    assert found is not None
    return found.render([report], Manner())


def notes(data: bytes) -> list[tuple[int, pypdf.generic.DictionaryObject]]:
    reader = pypdf.PdfReader(io.BytesIO(data))
    return [
        (number, one.get_object())
        for number, page in enumerate(reader.pages)
        for one in cast(ArrayObject, page.get("/Annots", ArrayObject()))
        if one.get_object()["/Subtype"] in ("/Highlight", "/Text")
    ]


def test_each_finding_has_a_note_with_its_basis() -> None:
    report = checked(submitted())
    texts = [str(note["/Contents"]) for _, note in notes(annotated(report))]
    assert len(texts) == len(report.assessment.findings) > 0
    for finding in report.assessment.findings:
        assert any(
            finding.message in text and all(citation.document in text for citation in finding.basis) for text in texts
        )


def test_a_highlight_lies_on_its_words() -> None:
    data = annotated(checked(submitted()))
    document = pypdfium2.PdfDocument(data)
    looked = 0
    for number, note in notes(data):
        if "N02" not in str(note["/Contents"]):
            continue
        left, bottom, right, top = (float(edge) for edge in cast(ArrayObject, note["/Rect"]))
        words = document[number].get_textpage().get_text_bounded(left - 1, bottom - 1, right + 1, top + 1)
        assert "云湲镇" in words
        assert len(words.strip()) <= len(FAULT)
        looked += 1
    assert looked >= 1


def test_pages_and_words_stay() -> None:
    before, after = submitted(), annotated(checked(submitted()))
    old, new = pypdfium2.PdfDocument(before), pypdfium2.PdfDocument(after)
    assert len(old) == len(new)
    for one, other in zip(old, new, strict=True):
        assert one.get_textpage().get_text_range() == other.get_textpage().get_text_range()
        assert one.get_size() == other.get_size()


def test_the_same_report_gives_the_same_bytes() -> None:
    report = checked(submitted())
    assert annotated(report) == annotated(report)


def test_other_formats_are_refused() -> None:
    with pytest.raises(UnsupportedError, match="no PDF"):
        annotated(sample())


@pytest.mark.parametrize("turns", range(4))
def test_a_box_as_seen_goes_back_to_its_own_space(turns: int) -> None:
    frame = Frame(10.0, 20.0, 210.0, 320.0, turns)
    own = (30.0, 50.0, 80.0, 65.0)
    assert frame.back(frame.box(*own)) == own
