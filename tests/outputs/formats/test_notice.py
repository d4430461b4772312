"""The notice to a unit: every finding with its basis; templates of the office; nothing becomes markup."""

import io
from datetime import date
from html import escape
from pathlib import Path

import pytest
from docx import Document
from markdown_it import MarkdownIt

from engine.outputs import formats
from engine.outputs.format import Checked, Manner, UnsupportedError
from tests.outputs.formats.checked import HOSTILE, hostile, sample, waived

MANNER = Manner(deadline=date(2024, 3, 15), issuer="青禾县政务公开办公室")


def written(name: str, report: Checked, manner: Manner = MANNER) -> bytes:
    found = formats.find(name)
    assert found is not None
    return found.render([report], manner)


def words(data: bytes) -> str:
    """All words of a Word document, those of its tables after the others."""
    document = Document(io.BytesIO(data))
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    return "\n".join([*(paragraph.text for paragraph in document.paragraphs), *cells])


@pytest.mark.parametrize("language", ["zh", "en"])
def test_every_finding_is_named_with_its_basis(language: str) -> None:
    manner = Manner("zh" if language == "zh" else "en")
    report = sample()
    text = written("notice_markdown", report, manner).decode()
    document = Document(io.BytesIO(written("notice", report, manner)))
    rows = document.tables[0].rows
    assert len(rows) == len(report.assessment.findings) + 1
    for finding, row in zip(report.assessment.findings, rows[1:], strict=True):
        assert row.cells[3].text.startswith(finding.message)
        assert all(citation.document in row.cells[4].text for citation in finding.basis)
        assert f"({finding.rule}" in text or f"，{finding.rule}）" in text or f", {finding.rule})" in text
    assert "{{" not in words(written("notice", report, manner)) + text
    assert "{%" not in words(written("notice", report, manner)) + text


@pytest.mark.parametrize("name", ["notice", "notice_markdown"])
def test_deadline_and_issuer(name: str) -> None:
    data = written(name, sample())
    text = words(data) if name == "notice" else data.decode()
    assert "2024年3月15日前改正" in text
    assert "青禾县政务公开办公室" in text
    without = written(name, sample(), Manner())
    assert "请及时改正" in (words(without) if name == "notice" else without.decode())


def test_a_waived_finding_is_not_asked_for() -> None:
    rows = Document(io.BytesIO(written("notice", waived()))).tables[0].rows
    assert len(rows) == len(sample().assessment.findings)


def test_words_of_a_report_stay_words() -> None:
    assert f"{HOSTILE}.md" in words(written("notice", hostile()))
    html = MarkdownIt("commonmark").render(written("notice_markdown", hostile()).decode())
    assert escape(f"{HOSTILE}.md") in html
    assert "<script>" not in html


@pytest.mark.parametrize("name", ["notice", "notice_markdown"])
def test_the_same_report_gives_the_same_bytes(name: str) -> None:
    assert written(name, sample()) == written(name, sample())


def test_a_template_of_the_office(tmp_path: Path) -> None:
    template = tmp_path / "自拟.md"
    template.write_text("{{ unit }}共{{ findings | length }}处", encoding="utf-8")
    text = written("notice_markdown", sample(), Manner(template=template)).decode()
    assert text == f"河曲县旧县镇人民政府共{len(sample().assessment.findings)}处"


@pytest.mark.parametrize(
    ("text", "named"), [("一\n{{ units }}", "units"), ("{% for %}", "第 1 行"), ("{{ ''.__class__.mro() }}", "unsafe")]
)
def test_a_broken_template_is_told(tmp_path: Path, text: str, named: str) -> None:
    template = tmp_path / "坏.md"
    template.write_text(text, encoding="utf-8")
    with pytest.raises(UnsupportedError) as refused:
        written("notice_markdown", sample(), Manner(template=template))
    assert "坏.md" in refused.value.reason
    assert named in refused.value.reason


def test_a_template_that_is_no_word_file(tmp_path: Path) -> None:
    template = tmp_path / "坏.docx"
    template.write_bytes(b"PK\x03\x04 nothing")
    with pytest.raises(UnsupportedError, match="no Word file"):
        written("notice", sample(), Manner(template=template))
