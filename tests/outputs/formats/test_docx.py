"""Review comments in Word: at the faulty words, in a file that is otherwise as it was; others are written anew."""

import io
import re
import zipfile
from collections.abc import Callable

import docx
import docx.document
import pytest
from docx.oxml.ns import qn

from engine import pipeline
from engine.model.facts import Facts
from engine.model.finding import Assessment
from engine.outputs import formats
from engine.outputs.format import Checked, Manner
from tests.outputs.formats.checked import hostile, ruleset, sample
from tests.support.places import RULES

_BASE = RULES / "foi_annual_report" / "base.md"


def submitted() -> bytes:
    """The base report as a Word file with two faults: a wrong number, a wrong town in a paragraph of several runs."""
    file = docx.Document()
    for block in re.split(r"\n{2,}", _BASE.read_text(encoding="utf-8").strip()):
        lines = block.split("\n")
        if not lines[0].startswith("|"):
            for line in lines:
                _paragraph(file, line.lstrip("# "))
            continue
        rows = [[cell.strip() for cell in line.strip().strip("|").split("|")] for line in lines]
        rows = [row for row in rows if not all(set(cell) <= set("-: ") and cell for cell in row)]
        table = file.add_table(len(rows), max(map(len, rows)))
        for number, row in enumerate(rows):
            for column, text in enumerate(row):
                table.cell(number, column).text = "3" if text == "4" and "新收政府信息公开" in row[0] else text
    stream = io.BytesIO()
    file.save(stream)
    return stream.getvalue()


def _paragraph(file: "docx.document.Document", line: str) -> None:
    paragraph = file.add_paragraph()
    if line == "青禾县云溪镇人民政府" and len(file.tables) == 3:  # the signature
        for part in ("青禾县", "云湲", "镇人民政府"):
            paragraph.add_run(part)
    else:
        paragraph.add_run(line)


def checked(data: bytes, source: str) -> Checked:
    facts = pipeline.understand(data, source, [ruleset()])
    assert isinstance(facts, Facts)
    assessment = pipeline.assess(facts, [ruleset()])
    assert isinstance(assessment, Assessment)
    return Checked(assessment, facts, data)


def commented(report: Checked) -> bytes:
    found = formats.find("docx")
    assert found is not None
    return found.render([report], Manner())


def spans(data: bytes) -> dict[str, str]:
    """The words that each comment stands at, by the first line of the comment (without its severity)."""
    file = docx.Document(io.BytesIO(data))
    found: dict[str, str] = {}
    titles = {
        comment.comment_id: comment.paragraphs[0].text.partition("] ")[2] + f"#{comment.comment_id}"
        for comment in file.comments
    }
    open_ids: set[int] = set()
    for element in file.element.iter():
        if element.tag == qn("w:commentRangeStart"):
            open_ids.add(int(element.get(qn("w:id"))))
        elif element.tag == qn("w:commentRangeEnd"):
            open_ids.discard(int(element.get(qn("w:id"))))
        elif element.tag == qn("w:t"):
            for one in open_ids:
                found[titles[one]] = found.get(titles[one], "") + (element.text or "")
    return found


def test_comments_stand_at_the_faulty_words() -> None:
    report = checked(submitted(), "报告.docx")
    assert {"N02", "T308"} <= {finding.rule for finding in report.assessment.findings}
    found = spans(commented(report))
    places = {rule: words for title, words in found.items() for rule in [title.split()[0]]}
    assert places["N02"] == "云湲" or places["N02"] == "青禾县云湲镇人民政府"
    assert places["T308"] == "3"
    file = docx.Document(io.BytesIO(commented(report)))
    assert len(list(file.comments)) == len(report.assessment.findings)
    texts = ["\n".join(paragraph.text for paragraph in comment.paragraphs) for comment in file.comments]
    for finding, text in zip(report.assessment.findings, texts, strict=True):
        assert finding.message in text
        assert all(citation.document in text for citation in finding.basis)


def test_nothing_else_of_the_file_changes() -> None:
    before = submitted()
    after = commented(checked(before, "报告.docx"))

    def body(data: bytes) -> str:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            text = archive.read("word/document.xml").decode()
        text = re.sub(r"<w:commentRange(Start|End)[^>]*/>", "", text)
        return re.sub(r"<w:r>(<w:rPr>.{0,80}?</w:rPr>)?<w:commentReference[^>]*/></w:r>", "", text)

    assert body(after) == body(before)
    with zipfile.ZipFile(io.BytesIO(before)) as old, zipfile.ZipFile(io.BytesIO(after)) as new:
        kept = set(old.namelist()) - {"[Content_Types].xml", "word/_rels/document.xml.rels", "word/document.xml"}
        assert all(old.read(name) == new.read(name) for name in kept if not name.startswith("docProps"))


@pytest.mark.parametrize("report", [sample, hostile])
def test_other_inputs_become_a_word_file_with_the_same_comments(report: Callable[[], Checked]) -> None:
    one = report()
    data = commented(one)
    file = docx.Document(io.BytesIO(data))
    assert len(list(file.comments)) == len(one.assessment.findings)
    assert one.facts is not None
    assert len(file.tables) == sum(1 for _ in one.facts.document.tables())
    found = spans(data)
    for number, finding in enumerate(one.assessment.findings):
        quote = finding.locations[0].quote if finding.locations else None
        if quote and finding.rule in ("N01", "S20", "T308"):
            assert quote in found[f"{finding.rule} {finding.title}#{number}"]


def test_the_same_report_gives_the_same_bytes() -> None:
    report = checked(submitted(), "报告.docx")
    assert commented(report) == commented(report)
    assert commented(sample()) == commented(sample())


def test_a_commented_file_is_read_as_the_one_before() -> None:
    before = checked(submitted(), "报告.docx")
    after = checked(commented(before), "报告.docx")
    assert [finding.fingerprint for finding in after.assessment.findings] == [
        finding.fingerprint for finding in before.assessment.findings
    ]
