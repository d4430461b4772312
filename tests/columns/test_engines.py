"""Engines that know nothing of gouji read the facts as docs/columns.md shows."""

import re
from pathlib import Path

import duckdb
import pytest
from typer.testing import CliRunner

from cli import app

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "docs" / "columns.md").read_text(encoding="utf-8")
SAMPLES = [str(ROOT / "rules" / pack / "samples") for pack in ("foi_annual_report", "foi_annual_report_2019")]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the shipped samples as ``facts.parquet``."""
    where = tmp_path_factory.mktemp("engines")
    for sample in SAMPLES:  # one year after the other
        result = CliRunner().invoke(app, ["collect", sample, "--output", str(where / "facts.parquet"), "--no-project"])
        assert result.exit_code == 0, result.output
    return where


def test_duckdb_reads_them(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(folder)
    by_year, places = (duckdb.execute(query).fetchall() for query in re.findall(r"```sql\n(.*?)```", PAGE, re.DOTALL))
    assert by_year == [("foi_annual_report", 2023, 1, 0), ("foi_annual_report_2019", 2019, 1, 859)]
    ((source, received, place),) = places
    lines = Path(source).read_text(encoding="utf-8").split("\n")
    found = re.search(r'"line":(\d+).*?"column":(\d+)', place)
    assert found is not None
    assert lines[int(found[1]) - 1][int(found[2]) - 1 :].startswith(str(received))


def test_pandas_reads_them(folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    pytest.importorskip("pandas", reason="pandas is not installed")
    pytest.importorskip("pyarrow", reason="pyarrow is not installed")
    monkeypatch.chdir(folder)
    program = re.search(r"```python\n(.*?)```", PAGE, re.DOTALL)
    assert program is not None
    exec(program[1], {})  # noqa: S102
    assert re.search(r"^2023 +0$", capsys.readouterr().out, re.MULTILINE)


def test_what_cannot_be_read_is_named_and_left_out(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text("会议记录", encoding="utf-8")
    result = CliRunner().invoke(app, ["collect", str(tmp_path), "--output", str(tmp_path / "facts.parquet")])
    assert result.exit_code == 2
    assert "a.md" in result.output
    assert not (tmp_path / "facts.parquet").exists()


def test_a_file_is_no_data_set(tmp_path: Path) -> None:
    (tmp_path / "facts.parquet").write_text("", encoding="utf-8")
    result = CliRunner().invoke(app, ["collect", SAMPLES[0], "--output", str(tmp_path / "facts.parquet")])
    assert result.exit_code == 2
    assert "数据集是文件夹" in result.output
