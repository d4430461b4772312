"""A real report as a PDF, read to the last cell. Skipped where the file is not at hand."""

import json
from datetime import date
from decimal import Decimal

import pytest

from engine import pipeline
from engine.documents import read
from engine.extraction import extract
from engine.model.document import Document
from engine.model.facts import Facts, Status
from engine.model.finding import Assessment
from tests.accuracy.real import cells_of
from tests.support.forms import annual_report_form
from tests.support.packs import shipped_packs
from tests.support.places import CORPUS

HUAIAN = CORPUS / "huaian-2024.pdf"
FIGURES = CORPUS / "real-figures.json"
pytestmark = pytest.mark.skipif(not HUAIAN.exists(), reason="the real report is not here")


@pytest.fixture(scope="module")
def document() -> Document:
    found = read(HUAIAN.read_bytes(), HUAIAN.name)
    assert isinstance(found, Document)
    return found


@pytest.fixture(scope="module")
def facts(document: Document) -> Facts:
    return extract(document, annual_report_form())


def test_every_figure(facts: Facts) -> None:
    reports = json.loads(FIGURES.read_text("utf-8"), parse_float=Decimal)["reports"]
    written = cells_of(next(report for report in reports if report["id"] == "huaian_2024"))
    assert len(written) == 200
    read_as = {name: (facts[name].status, facts[name].value) for name in written}
    assert read_as == {name: (Status.FOUND, value) for name, value in written.items()}


def test_where_cells_stand(facts: Facts) -> None:
    def page(fact: str) -> int | None:
        place = facts[fact].location
        assert place is not None
        assert place.box is not None
        assert 0 < place.box[0] < place.box[2] < 595
        assert 0 < place.box[1] < place.box[3] < 842
        return place.page

    names = ("table2.licences.decisions", "table2.fees.amount", "table3.received.total", "table3.disposed.total")
    assert [page(name) for name in names] == [3, 4, 4, 5]
    assert facts["table3.breaks"].value == 0


def test_words(document: Document, facts: Facts) -> None:
    assert facts["report.organ"].value == "淮安市人民政府"
    assert facts["report.title"].value == "2024年政府信息公开工作年度报告"
    assert (facts["report.period_start"].value, facts["report.period_end"].value) == (
        date(2024, 1, 1),
        date(2024, 12, 31),
    )
    assert [facts[f"section.{number}.tables"].value for number in range(1, 7)] == [0, 1, 1, 1, 0, 0]
    texts = [paragraph.passage for paragraph in document.paragraphs()]
    assert len(texts) == 18  # counted on the printed pages
    assert not any(char in text.text for text in texts for char in ("\ufffd", " ", "- 1 -"))
    first = next(text for text in texts if text.text.startswith("（一）"))
    pages = [piece.location.page for piece in first.pieces]
    assert pages == [1] * 6 + [2] * 3  # the sentence that a page end cuts is whole


FOUND = {"S06", "S07", "W09", "D12", "T408", "D06"}
"""What is true of the report: it is long, is not signed, has 26 direct suits, and says nothing of an assessment."""


def test_no_false_alarm() -> None:
    rulesets = shipped_packs()
    assessment = pipeline.check(HUAIAN.read_bytes(), HUAIAN.name, rulesets)
    assert isinstance(assessment, Assessment)
    assert {finding.rule for finding in assessment.findings} == FOUND
