"""The rectification list, opened again by openpyxl: every finding a row, all of it text."""

import io

import openpyxl
import pytest
from openpyxl.workbook import Workbook

from engine.model.finding import Severity
from engine.outputs import formats
from engine.outputs.format import Checked, Manner
from engine.outputs.words import Language
from tests.outputs.formats.checked import HOSTILE, hostile, reports, waived


def book(*checked: Checked, language: Language = "zh") -> Workbook:
    found = formats.find("xlsx")
    assert found is not None
    return openpyxl.load_workbook(io.BytesIO(found.render(checked, Manner(language))))


def test_every_finding_is_a_row_with_room_for_a_reply() -> None:
    sheet = book(*reports())["整改清单"]
    titles = [cell.value for cell in sheet[1]]
    assert titles[-2:] == ["整改情况", "完成日期"]
    found = [finding for one in reports() for finding in one.assessment.findings]
    found += [one.finding for one in waived().assessment.waived]
    rows = list(sheet.iter_rows(min_row=2, values_only=True))
    assert sorted(str(row[titles.index("规则")]) for row in rows) == sorted(finding.rule for finding in found)
    assert [row[0] for row in rows] == [str(number) for number in range(1, len(found) + 1)]
    replies = [row[-2] for row in rows]
    assert [bool(reply) for reply in replies].count(True) == 1
    assert "王<某>" in next(str(reply) for reply in replies if reply)


def test_no_cell_is_a_formula_or_a_link() -> None:
    for sheet in book(*reports()):
        for row in sheet.iter_rows():
            for cell in row:
                assert cell.data_type in ("s", "n")
                assert cell.hyperlink is None
    texts = [cell.value for row in book(hostile())["整改清单"].iter_rows() for cell in row]
    assert f"{HOSTILE}.md" in texts


def test_headers_are_frozen_and_filtered() -> None:
    for sheet in book(*reports()):
        assert sheet.freeze_panes == "A2"
        assert sheet.auto_filter.ref.startswith("A1:")
        assert sheet.print_title_rows == "$1:$1"


@pytest.mark.parametrize("language", ["zh", "en"])
def test_views_count_what_the_list_has(language: Language) -> None:
    whole = book(*reports(), language=language)
    units, rules, figures = whole.worksheets[1:]
    findings = [finding for one in reports() for finding in one.assessment.findings]
    assert sum(int(row[column]) for row in units.iter_rows(min_row=2, values_only=True) for column in (3, 4, 5)) == len(
        findings
    )
    assert sum(int(row[3]) for row in rules.iter_rows(min_row=2, values_only=True)) == len(findings)
    counts = dict(figures.iter_rows(min_row=2, values_only=True))
    errors = sum(finding.severity is Severity.ERROR for finding in findings)
    assert counts["错误" if language == "zh" else "error"] == errors


def test_severities_have_colours() -> None:
    sheet = book(*reports())["整改清单"]
    colours = {str(row[5].value): row[5].fill.fgColor.rgb for row in sheet.iter_rows(min_row=2)}
    assert len(set(colours.values())) == len(colours) == 3


def test_the_same_findings_give_the_same_bytes() -> None:
    found = formats.find("xlsx")
    assert found is not None
    assert found.render(reports(), Manner()) == found.render(reports(), Manner())
