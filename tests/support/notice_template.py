"""Writes the Word templates of the notice: ``make notice-templates``. An office replaces them with its own."""

from pathlib import Path

from docx import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml.ns import qn
from docx.shared import Cm, Pt
from docx.text.paragraph import Paragraph

from engine.outputs.notice import TEMPLATES
from engine.outputs.packing import repacked
from engine.outputs.words import Language

_WORDS: dict[Language, dict[str, str]] = {
    "zh": {
        "title": "关于{{ unit }}{{ year }}年政府信息公开工作年度报告问题的整改通知",
        "to": "{{ unit }}：",
        "body": "经检查，你单位{{ year }}年政府信息公开工作年度报告（文件：{{ file }}）有以下"
        "{{ findings | length }}处需要核对或者改正，其中错误{{ counts.error }}处、警告{{ counts.warning }}处、"
        "提醒{{ counts.info }}处。",
        "dated": "请于{{ deadline }}前改正并书面回复。",
        "undated": "请及时改正并书面回复。",
        "heads": "序号 级别 位置和原文 问题 依据 建议",
        "quote": "{% if one.quote %}“{{ one.quote }}”{% endif %}",
    },
    "en": {
        "title": "Notice to {{ unit }}: its annual report on {{ year }}",
        "to": "{{ unit }}:",
        "body": "The report ({{ file }}) has {{ findings | length }} points to check or put right: "
        "{{ counts.error }} errors, {{ counts.warning }} warnings, {{ counts.info }} hints.",
        "dated": "Please put this right and answer in writing before {{ deadline }}.",
        "undated": "Please put this right and answer in writing.",
        "heads": "No. Severity Place Problem Basis Suggestion",
        "quote": "{% if one.quote %}“{{ one.quote }}”{% endif %}",
    },
}
_WIDTHS = (1.2, 1.5, 3.6, 4.6, 3.2, 2.9)


def write(language: Language, folder: Path = TEMPLATES) -> Path:
    """The template of a language: a title, a letter, a table of findings, room for the issuer."""
    words = _WORDS[language]
    document = Document()
    section = document.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.left_margin = section.right_margin = Cm(2)
    _styled(document.add_paragraph(words["title"]), "宋体", 18, bold=True, centred=True)
    _styled(document.add_paragraph(words["to"]), "仿宋", 14)
    _styled(document.add_paragraph(words["body"]), "仿宋", 14, indent=language == "zh")
    table = document.add_table(rows=4, cols=len(_WIDTHS))
    table.style = "Table Grid"
    table.autofit = False
    cells = ["{{ one.number }}", "{{ one.severity }}", "{{ one.place }}" + words["quote"]]
    cells += ["{{ one.problem }}", "{{ one.basis }}", "{{ one.suggestion }}"]
    rows = [words["heads"].split(), ["{%tr for one in findings %}"], cells, ["{%tr endfor %}"]]
    for grid_column, width in zip(table.columns, _WIDTHS, strict=True):
        grid_column.width = Cm(width)
    for row, texts in zip(table.rows, rows, strict=True):
        for cell, width in zip(row.cells, _WIDTHS, strict=True):
            cell.width = Cm(width)
        for cell, text in zip(row.cells, texts, strict=False):
            cell.text = text
            _styled(cell.paragraphs[0], "仿宋", 10, bold=row is table.rows[0])
    for text in ("{%p if deadline %}", words["dated"], "{%p else %}", words["undated"], "{%p endif %}"):
        _styled(document.add_paragraph(text), "仿宋", 14, indent=language == "zh")
    signature = document.add_paragraph("{{ issuer }}")
    _styled(signature, "仿宋", 14)
    signature.alignment = WD_ALIGN_PARAGRAPH.RIGHT
    path = folder / f"notice.{language}.docx"
    document.save(str(path))
    path.write_bytes(repacked(path.read_bytes()))
    return path


def _styled(
    paragraph: Paragraph, font: str, size: int, *, bold: bool = False, centred: bool = False, indent: bool = False
) -> None:
    for run in paragraph.runs:
        run.font.name, run.font.size, run.font.bold = font, Pt(size), bold
        run._element.get_or_add_rPr().get_or_add_rFonts().set(qn("w:eastAsia"), font)
    if centred:
        paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    if indent:
        paragraph.paragraph_format.first_line_indent = Pt(2 * size)


if __name__ == "__main__":
    for one in _WORDS:
        print(write(one))
