"""Waived findings and rules switched off, on the screen and in JSON."""

import io
import json
from datetime import date
from pathlib import Path

import jsonschema
import pytest

from engine.model.finding import (
    Assessment,
    Finding,
    Outcome,
    Place,
    Severity,
    SwitchedOff,
    Verdict,
    Waived,
    Waiver,
)
from engine.model.location import Location
from engine.outputs import json as as_json
from engine.outputs import terminal, terminal_screen
from engine.outputs.format import Checked
from engine.outputs.words import Language

SCHEMA = json.loads((Path(__file__).parents[2] / "docs" / "assessment.schema.json").read_text(encoding="utf-8"))
PLACE = Place(Location(line=114, column=1, end_column=3))
FINDING = Finding(
    "N01", "机关一致", Severity.ERROR, Verdict.FAILED, "不一致", None, (), (PLACE,), (), "0123456789abcdef"
)
WAIVER = Waiver("N01", "*.md", "[red]机关更名[/]，批复在办", "张三", date(2026, 12, 31))


def assessment(*left: Finding) -> Assessment:
    return Assessment(
        source="甲.md",
        sha256="",
        form="form",
        organ="机关",
        year=2025,
        rulesets=(),
        outcomes=(Outcome("N01", "机关一致", Severity.ERROR, Verdict.FAILED, left),),
        waived=(Waived(FINDING, WAIVER),),
        off=(SwitchedOff("T401", "表四十五格", "不适用于本镇"),),
        project="gouji.toml",
    )


def screen(one: Assessment, language: Language) -> str:
    stream = io.StringIO()
    terminal.show([Checked(one)], terminal_screen.console(stream, width=80), language)
    return stream.getvalue()


def test_the_summary_in_chinese() -> None:
    shown = screen(assessment(), "zh")
    assert "除已豁免的以外，没有发现问题。" in shown
    assert "项目  gouji.toml" in shown
    assert shown.endswith(
        " 检查结果  通过 0  不通过 1  不适用 0  无法判断 0\n"
        " 错误 0  警告 0  提醒 0\n"
        " 已豁免 1 处\n"
        "   N01  第114行第1列  [red]机关更名[/]，批复在办（张三，至 2026-12-31）\n"
        " 停用规则 1 条\n"
        "   T401  表四十五格  不适用于本镇\n"
        "\n"
    )


def test_the_summary_in_english() -> None:
    shown = screen(assessment(), "en")
    assert "No findings but waived ones." in shown
    assert " 1 waived\n   N01  line 114, column 1  [red]机关更名[/]，批复在办 (张三, until 2026-12-31)\n" in shown
    assert " 1 rules switched off\n" in shown


@pytest.mark.parametrize("left", [(), (FINDING,)])
def test_json(left: tuple[Finding, ...]) -> None:
    whole = json.loads(as_json.render([assessment(*left)]))
    jsonschema.validate(whole, SCHEMA)
    (report,) = whole["reports"]
    assert len(report["findings"]) == len(left)
    assert report["waived"] == [
        {
            "rule": "N01",
            "fingerprint": "0123456789abcdef",
            "message": "不一致",
            "severity": "error",
            "reason": "[red]机关更名[/]，批复在办",
            "by": "张三",
            "until": "2026-12-31",
        }
    ]
    assert report["off"] == [{"rule": "T401", "title": "表四十五格", "reason": "不适用于本镇"}]
    assert report["project"] == "gouji.toml"
    assert report["outcomes"]["failed"] == 1


def test_json_without_a_project() -> None:
    plain = Assessment("甲.md", "", "form", None, None, ())
    whole = json.loads(as_json.render([plain]))
    jsonschema.validate(whole, SCHEMA)
    assert (whole["reports"][0]["waived"], whole["reports"][0]["project"]) == ([], None)
