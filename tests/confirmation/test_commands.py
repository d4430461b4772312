"""``gouji confirm``, and what the other commands make of the file that it writes."""

import json
from pathlib import Path

import jsonschema
import pytest
from typer.testing import CliRunner, Result

from cli import app

ROOT = Path(__file__).parents[2]
BASE = (ROOT / "rules" / "foi_annual_report" / "base.md").read_text(encoding="utf-8")
SCHEMA = json.loads((ROOT / "docs" / "assessment.schema.json").read_text(encoding="utf-8"))


def gouji(*arguments: str | Path, code: int = 0) -> Result:
    done = CliRunner().invoke(app, [str(argument) for argument in arguments])
    assert done.exit_code == code, done.output
    return done


@pytest.fixture
def report(tmp_path: Path) -> Path:
    path = tmp_path / "报告 一.md"
    path.write_text(BASE, encoding="utf-8")
    return path


def test_a_confirmed_value_is_used_in_a_folder_and_shown(report: Path) -> None:
    said = gouji(
        "confirm", report, "table3.received.total=9", "--by", "王某", "--on", "2024-03-01", "--note", "原件"
    ).stdout
    assert "table3.received.total = 9（原读：5）" in said
    whole = json.loads(gouji("check", report.parent, "--format", "json", code=1).stdout)
    jsonschema.validate(whole, SCHEMA)
    (found,) = whole["reports"]
    evidence = [one for finding in found["findings"] for one in finding["evidence"] if "confirmed" in one]
    assert {one["fact"] for one in evidence} == {"table3.received.total"}
    expected = {"by": "王某", "on": "2024-03-01", "note": "原件", "read": {"status": "found", "value": 5}}
    assert all(one["confirmed"] == expected for one in evidence)
    facts = json.loads(gouji("facts", report, "--format", "json").stdout)["facts"]
    assert facts["table3.received.total"]["confirmed"] == expected
    assert "confirmed" not in facts["table3.received.other"]
    assert "王某 2024-03-01 核定；原读：5；原件" in gouji("check", report, code=1).stdout
    assert "9*" in gouji("facts", report).stdout


def test_a_changed_report_is_warned_about(report: Path) -> None:
    gouji("confirm", report, "table3.received.total=9", "--by", "王某")
    report.write_text(BASE + "\n", encoding="utf-8")
    whole = json.loads(gouji("check", report, "--format", "json").stdout)
    jsonschema.validate(whole, SCHEMA)
    assert [one["rule"] for one in whole["reports"][0]["findings"]] == ["READING"]
    assert "没有使用" in gouji("facts", report).stderr


def test_a_broken_file_ends_the_run_with_its_place(report: Path) -> None:
    gouji("confirm", report, "table3.received.total=9", "--by", "王某")
    file = report.with_name(report.name + ".reading.toml")
    file.write_text(file.read_text(encoding="utf-8").replace("value", "valeu"), encoding="utf-8")
    for command in ("check", "facts"):
        said = gouji(command, report.parent, code=2).stderr
        assert "K001" in said
        assert "valeu" in said
        assert ":5:" in said
    assert "sha256" in gouji("explain", "K006").stdout
    assert "digits" not in gouji("explain", "K004", "--lang", "en").stdout


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["table3.recieved.total=5", "--by", "王某"], "是不是"),
        (["table3.received.total=5", "--by", " "], "--by"),
    ],
)
def test_what_cannot_be_confirmed(report: Path, arguments: list[str], words: str) -> None:
    assert words in gouji("confirm", report, *arguments, code=2).stderr
    assert not report.with_name(report.name + ".reading.toml").exists()


def test_a_file_of_confirmed_values_is_no_report(report: Path) -> None:
    gouji("confirm", report, "report.year", "--by", "王某")
    file = report.with_name(report.name + ".reading.toml")
    assert "不是报告" in gouji("check", file, code=2).stderr
    assert "一次" in gouji("confirm", report.parent, "report.year", "--by", "王某", code=2).stderr


def test_facts_as_json_keep_what_was_confirmed(report: Path, tmp_path: Path) -> None:
    gouji("confirm", report, "table3.received.total=9", "--by", "王某", "--on", "2024-03-01")
    given = tmp_path / "读数.json"
    gouji("facts", report, "--format", "json", "--output", given)
    facts = json.loads(gouji("facts", given, "--format", "json").stdout)["facts"]
    expected = {"by": "王某", "on": "2024-03-01", "note": None, "read": {"status": "found", "value": 5}}
    assert facts["table3.received.total"]["confirmed"] == expected
    given.write_text(given.read_text(encoding="utf-8").replace('"by": "王某"', '"by": 1'), encoding="utf-8")
    assert "confirmed" in gouji("facts", given, code=2).stderr
