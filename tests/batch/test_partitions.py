"""What becomes of a partition of facts that cannot be checked."""

import sys
from pathlib import Path

import pytest
from typer.testing import CliRunner

import cli
from engine.batch.executor import Limits
from engine.batch.partitions import assessments
from engine.batch.pool import Pool
from engine.corpus.checking import Gathered
from engine.corpus.tasks import Setting
from tests.batch.deeds import misbehave
from tests.support.places import RULES

BASE = (RULES / "foi_annual_report" / "base.md").read_text("utf-8")


@pytest.mark.skipif(sys.platform == "win32", reason="signals")
def test_a_partition_that_a_process_dies_of_is_a_finding_of_each_of_its_reports(tmp_path: Path) -> None:
    for name in ("one.md", "two.md"):
        (tmp_path / name).write_text(BASE, encoding="utf-8")
    facts = tmp_path / "facts.parquet"
    assert CliRunner().invoke(cli.app, ["collect", str(tmp_path), "--output", str(facts)]).exit_code == 0
    pool = Pool(Setting([[]]), 1, Limits(), misbehave)
    try:
        found = list(assessments(facts, Gathered.of([], None), pool, by_year=True))
    finally:
        pool.close()
    assert [Path(one.source).name for one in found] == ["one.md", "two.md"]
    assert [finding.rule for one in found for finding in one.findings] == ["CRASH", "CRASH"]
