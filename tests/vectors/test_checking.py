"""``gouji check facts.parquet`` says what ``gouji check`` says of the reports themselves."""

import json
import shutil
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from cli import app
from engine import packs
from engine.columns.reading import read
from engine.evaluation import evaluate
from engine.model.finding import Verdict
from engine.model.struct import replace
from tests.country.making import Size, make


def reports(*arguments: str) -> list[dict[str, Any]]:
    """The reports in the JSON of a run, in an order of their own."""
    result = CliRunner().invoke(app, [*arguments, "--format", "json", "--fail-on", "never", "--no-project"])
    assert result.exit_code == 0, result.output
    found = json.loads(result.stdout)["reports"]
    assert isinstance(found, list)
    return sorted(found, key=lambda one: str(one["source"]))


@pytest.fixture(scope="module")
def land(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A small country beside the data set of its reports."""
    where = tmp_path_factory.mktemp("land")
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(where)
        make(where / "country", Size(units=2, years=2, seed=4, share=90))
        provinces = [path for path in (where / "country").iterdir() if path.is_dir()]
        shutil.move(provinces[0], where / "省")
        result = CliRunner().invoke(app, ["collect", "省", "--output", "facts.parquet", "--no-project"])
        assert result.exit_code == 0, result.output
    return where


def test_findings_are_the_same(land: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(land)
    found = reports("check", "facts.parquet")
    assert found == reports("check", "省")
    assert len(found) > 2
    assert any(report["findings"] for report in found)


def test_findings_beside_last_years_reports_are_the_same(land: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Some have one on the same form, some on another, some none."""
    monkeypatch.chdir(land)
    found = reports("check", "facts.parquet", "--previous", "省")
    assert found == reports("check", "省", "--previous", "省")
    assert "PREVIOUS" in {finding["rule"] for report in found for finding in report["findings"]}


def tried(rule: str) -> list[dict[str, Any]]:
    """What came of a rule, for each form."""
    result = CliRunner().invoke(app, ["try", rule, "--on", "facts.parquet", "--format", "json", "--examples", "99"])
    assert result.exit_code == 0, result.output
    found = json.loads(result.stdout)["rules"]
    assert isinstance(found, list)
    return found


@pytest.mark.parametrize("rule", ["T308", "S03", "W03", "L07"])
def test_a_rule_that_is_tried_comes_to_the_verdicts_of_the_engine(
    rule: str, land: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(land)
    trials = {one["form"]: one for one in tried(rule)}
    for name in packs.shipped():
        ruleset = packs.load(name).ruleset
        assert ruleset is not None
        only = replace(ruleset, rules=tuple(one for one in ruleset.rules if one.id == rule))
        stored = list(read(Path("facts.parquet"), [ruleset.form]))
        verdicts = [evaluate(only, facts, strict=True)[0] for facts in stored]
        trial = trials.pop(ruleset.form.id, None)
        if trial is None:
            assert stored == []
            continue
        counted = {verdict.value: sum(one.verdict is verdict for one in verdicts) for verdict in Verdict}
        assert trial["verdicts"] == counted
        for groups in (trial["years"], trial["levels"]):
            assert {name: sum(group[name] for group in groups) for name in counted} == counted
        said = {
            facts.document.source: [finding.message for finding in one.findings]
            for facts, one in zip(stored, verdicts, strict=True)
            if one.verdict is Verdict.FAILED
        }
        assert {example["source"]: example["messages"] for example in trial["examples"]} == said
    assert trials == {}


def test_a_condition_is_a_rule(land: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(land)
    trials = tried("表三[新收, 总计] < 0")
    assert sum(trial["verdicts"]["failed"] for trial in trials) > 2
    result = CliRunner().invoke(app, ["try", "表三[新受, 总计] < 0", "--on", "facts.parquet"])
    assert result.exit_code == 2
    assert "表三.新收" in result.output


def test_a_data_set_is_checked_by_itself(tmp_path: Path) -> None:
    (tmp_path / "facts.parquet" / "form=x").mkdir(parents=True)
    result = CliRunner().invoke(app, ["check", str(tmp_path / "facts.parquet"), str(tmp_path)])
    assert result.exit_code == 2
    assert "要单独检查" in result.output
    result = CliRunner().invoke(app, ["check", str(tmp_path / "facts.parquet")])
    assert result.exit_code == 2
    assert "没有报告" in result.output
