"""Words of a document that are not certain themselves (a scan) make every fact that rests on them not certain."""

from engine.documents import read
from engine.extraction import extract
from engine.model.document import Cell, Document, Paragraph, Row, Table
from engine.model.facts import Facts, Status
from engine.model.passage import Passage, join
from engine.model.struct import replace
from tests.extraction.reading import PUPILS
from tests.support.other_form import school_form

DOUBT = "扫描件上的字认不准"


def _with_doubt(wanted: str) -> Facts:
    """The pupils' report, with a doubt on each paragraph and cell whose words are these."""

    def words(passage: Passage) -> Passage:
        return replace(passage, doubt=DOUBT) if passage.text == wanted else passage

    def cells(row: Row) -> tuple[Cell, ...]:
        return tuple(replace(cell, passage=words(cell.passage)) for cell in row.cells)

    document = read(PUPILS.encode(), "a.md")
    assert isinstance(document, Document)
    blocks = [
        Paragraph(words(block.passage))
        if isinstance(block, Paragraph)
        else Table(tuple(Row(cells(row)) for row in block.rows), block.header_break)
        for block in document.blocks
    ]
    return extract(replace(document, blocks=tuple(blocks)), school_form())


def _doubted(found: Facts) -> set[str]:
    return {name for name, fact in found.facts.items() if fact.reason == DOUBT and fact.status is Status.AMBIGUOUS}


def test_a_cell_is_as_sure_as_its_words() -> None:
    doubted = _doubted(_with_doubt("32"))
    assert doubted == {"pupils.boarders.girls", "document.text"}


def test_a_blank_cell_that_may_hold_something() -> None:
    assert "pupils.second.girls" in _doubted(_with_doubt("0"))


def test_a_heading_and_what_is_read_from_a_title() -> None:
    assert "section.1.heading" in _doubted(_with_doubt("一、学生情况"))
    assert {"document.head", "document.text"} <= _doubted(_with_doubt("青禾小学2023年学校年度情况"))


def test_the_name_of_a_row() -> None:
    doubted = _doubted(_with_doubt("住校学生"))
    assert doubted == {"pupils.boarders.label", "document.text"}


def test_parts_and_sums_of_a_passage_keep_the_doubt() -> None:
    sure, unsure = Passage("十二"), Passage("三十", doubt=DOUBT)
    assert join([sure, unsure]).doubt == DOUBT
    assert join([sure, sure]).doubt is None
    assert unsure.slice(0, 1).doubt == DOUBT
