"""Findings as Parquet: read back by Polars and DuckDB, a row each, as CSV has them; without Polars, what to install."""

import csv
import io
import subprocess
import sys
from pathlib import Path

import duckdb
import polars as pl
import pytest

from engine.model.struct import replace
from engine.outputs import formats
from engine.outputs.format import Checked, Manner
from engine.outputs.table import COLUMNS
from tests.outputs.formats.checked import confirmed, hostile, reports, waived
from tests.support.places import RULES

BY_ID = {"year", "severity", "outcome"}


def written(*checked: Checked, manner: Manner | None = None) -> bytes:
    found = formats.find("parquet")
    assert found is not None
    return found.render(checked, manner or Manner())


@pytest.mark.parametrize("manner", [Manner("zh"), Manner("en")])
def test_polars_reads_what_csv_says(manner: Manner) -> None:
    as_csv = formats.find("csv")
    assert as_csv is not None
    all_reports = [*reports(), confirmed()]
    titles, *lines = csv.reader(io.StringIO(as_csv.render(all_reports, manner).decode("utf-8-sig"), newline=""))
    table = pl.read_parquet(written(*all_reports, manner=manner))
    assert table.columns == list(COLUMNS)
    assert titles == [names[manner.language] for names in COLUMNS.values()]
    assert table.height == len(lines) > 40
    for column, row in ((name, number) for name in COLUMNS if name not in BY_ID for number in range(len(lines))):
        text = lines[row][list(COLUMNS).index(column)]
        assert (table[column][row] or "") == text.removeprefix("'")


def test_what_programs_compare_is_the_same_in_every_language() -> None:
    zh, en = (pl.read_parquet(written(waived(), manner=Manner(one))) for one in ("zh", "en"))
    assert zh.schema["year"] == pl.Int64
    assert set(zh["severity"]) == {"error", "warning", "info"}
    assert set(zh["outcome"]) == {"failed"}
    assert zh.select(sorted(BY_ID)).equals(en.select(sorted(BY_ID)))
    assert not zh.select("place").equals(en.select("place"))


def test_duckdb_counts_findings_without_knowing_gouji(tmp_path: Path) -> None:
    path = tmp_path / "findings.parquet"
    path.write_bytes(written(*reports()))
    query = f"select count(*) from '{path}' where severity = 'error' and waived is null"  # noqa: S608
    counted = duckdb.connect().execute(query).fetchone()
    errors = [one for report in reports() for one in report.assessment.findings if one.severity.value == "error"]
    assert counted == (len(errors),)
    assert len(errors) > 1


def test_the_same_reports_give_the_same_bytes() -> None:
    assert written(*reports()) == written(*reports())


def test_a_file_without_findings_has_the_columns() -> None:
    assert pl.read_parquet(written()).schema == pl.read_parquet(written(hostile())).schema


def test_a_name_that_is_no_unicode_is_no_reason_to_fail() -> None:
    odd = replace(hostile(), assessment=replace(hostile().assessment, source="甲\udcff.md", organ=None, year=None))
    table = pl.read_parquet(written(odd))
    assert set(table["source"]) == {"甲?.md"}
    assert set(table["organ"]) == {None} == set(table["year"])


def test_without_polars_it_says_what_to_install(tmp_path: Path) -> None:
    program = "import sys; sys.modules['polars'] = None; from cli import main; main()"
    sample = RULES / "foi_annual_report" / "samples" / "jiuxian-2023.md"
    arguments = ["check", str(sample), "--format", "parquet", "--output", str(tmp_path / "a.parquet")]
    run = subprocess.run([sys.executable, "-c", program, *arguments], capture_output=True, check=False, timeout=120)
    assert run.returncode == 2
    assert 'pip install "gouji[columns]"' in run.stderr.decode()
    assert "Traceback" not in run.stderr.decode()
