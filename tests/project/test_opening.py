"""Projects with their packs: rules changed and off, paths of packs, names that no pack has."""

from pathlib import Path

import pytest

from engine.language.checked import Ruleset
from engine.language.diagnostics import render
from engine.model.finding import Severity, SwitchedOff
from engine.project.applying import switched_off
from engine.project.opening import Opened, open_project

PACK = """规则集 本局 = ours
  版本 "1"

表单 账目 = accounts "账目"
  识别 /账目/

部分 甲 = first "一、甲"
部分 乙 = second "二、乙"

规则 B01 "有甲"
  级别  错误; 当 存在 乙 警告
  依据  法律 "法"
  要求  存在 甲
  提示  "没有甲"

规则 B02 "有乙"
  级别  错误
  依据  法律 "法"
  要求  存在 乙
  提示  "没有乙"
"""
WAIVER = '[[waivers]]\nrule = "{}"\nreport = "*.md"\nreason = "批复在办"\nby = "张三"\nuntil = 2026-12-31\n'


def opened(folder: Path, text: str, references: list[str] | None = None) -> Opened:
    (folder / "ours").mkdir(exist_ok=True)
    (folder / "ours" / "a.rules").write_text(PACK, encoding="utf-8")
    (folder / "gouji.toml").write_text(text, encoding="utf-8")
    return open_project(folder / "gouji.toml", references)


def wrong(found: Opened) -> list[tuple[str, int]]:
    return [(one.code, one.span.line) for one in found.diagnostics]


def rules(ruleset: Ruleset) -> list[str]:
    return [rule.id for rule in ruleset.rules]


@pytest.mark.parametrize("reference", ["ours", "./ours", ".\\\\ours", "ours/a.rules"])
def test_packs_are_found_from_the_folder_of_the_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, reference: str
) -> None:
    (tmp_path / "别处").mkdir()
    monkeypatch.chdir(tmp_path / "别处")
    found = opened(tmp_path, f'packs = ["{reference}"]\n')
    assert found.diagnostics == ()
    assert [one.identity.id for one in found.rulesets] == ["ours"]


def test_rules_off_and_severities(tmp_path: Path) -> None:
    found = opened(tmp_path, 'packs = ["ours"]\n[severity]\nB01 = "info"\n[off]\nB02 = "无此项"\n')
    (before,), (after,) = found.rulesets, found.adjusted
    assert rules(before) == ["B01", "B02"]
    assert before.rules[0].severity is Severity.ERROR
    assert len(before.rules[0].branches) == 1
    assert rules(after) == ["B01"]
    assert (after.rules[0].severity, after.rules[0].branches) == (Severity.INFO, ())
    off = switched_off(found.rulesets, found.project, [before.identity])
    assert off == (SwitchedOff("B02", "有乙", "无此项"),)
    assert switched_off(found.rulesets, found.project, []) == ()


def test_names_that_no_pack_has(tmp_path: Path) -> None:
    text = 'packs = ["ours"]\n[severity]\nB10 = "info"\n[off]\nC77 = "无"\n[parameters]\n"字数" = 3\n' + WAIVER.format(
        "B3"
    )
    found = opened(tmp_path, text)
    assert wrong(found) == [("G012", 3), ("G012", 5), ("G014", 7), ("G012", 9)]
    assert "是不是“B01”" in render(found.diagnostics[0], found.sources)
    assert opened(tmp_path, text, [str(tmp_path / "ours")]).diagnostics == ()


def test_a_rule_that_is_off_cannot_be_changed_as_well(tmp_path: Path) -> None:
    text = 'packs = ["ours"]\n[severity]\nB01 = "info"\n[off]\nB01 = "无"\n' + WAIVER.format("B01")
    found = opened(tmp_path, text)
    assert wrong(found) == [("G013", 3), ("G013", 7)]
    assert "第 5 行" in found.diagnostics[0].message


def test_a_pack_that_is_not_there_is_a_mistake_of_the_file(tmp_path: Path) -> None:
    found = opened(tmp_path, '\npacks = ["foi_anual_report", "ours"]\nx = 1\n')
    assert wrong(found) == [("E090", 2), ("G003", 3)]
    assert "foi_annual_report" in render(found.diagnostics[0], found.sources)


def test_mistakes_of_packs_and_file_together(tmp_path: Path) -> None:
    opened(tmp_path, "")
    (tmp_path / "bad.rules").write_text(PACK.replace("存在 甲", "存在 丙", 1), encoding="utf-8")
    (tmp_path / "gouji.toml").write_text('packs = ["bad.rules"]\nfail_on = "x"\n', encoding="utf-8")
    found = open_project(tmp_path / "gouji.toml")
    assert found.diagnostics[0].code == "G006"
    assert any(one.span.file.endswith("bad.rules") for one in found.diagnostics)
