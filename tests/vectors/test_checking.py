"""``gouji check facts.parquet`` says what ``gouji check`` says of the reports themselves."""

import json
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from cli import app
from tests.country.making import Size, make


def reports(*arguments: str) -> list[dict[str, Any]]:
    """The reports in the JSON of a run, in an order of their own."""
    result = CliRunner().invoke(app, [*arguments, "--format", "json", "--fail-on", "never", "--no-project"])
    assert result.exit_code == 0, result.output
    found = json.loads(result.stdout)["reports"]
    assert isinstance(found, list)
    return sorted(found, key=lambda one: str(one["source"]))


def test_findings_are_the_same(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    make(tmp_path / "country", Size(units=3, years=2, seed=4, share=90))
    land = next(str(path.relative_to(tmp_path)) for path in (tmp_path / "country").iterdir() if path.is_dir())
    collected = CliRunner().invoke(app, ["collect", land, "--output", "facts.parquet", "--no-project"])
    assert collected.exit_code == 0, collected.output
    found = reports("check", "facts.parquet")
    assert found == reports("check", land)
    assert len(found) > 3
    assert any(report["findings"] for report in found)


def test_a_data_set_is_checked_by_itself(tmp_path: Path) -> None:
    (tmp_path / "facts.parquet" / "form=x").mkdir(parents=True)
    result = CliRunner().invoke(app, ["check", str(tmp_path / "facts.parquet"), str(tmp_path)])
    assert result.exit_code == 2
    assert "要单独检查" in result.output
    result = CliRunner().invoke(app, ["check", str(tmp_path / "facts.parquet")])
    assert result.exit_code == 2
    assert "没有报告" in result.output
