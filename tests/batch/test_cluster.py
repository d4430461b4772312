"""A cluster of two workers on loopback: the same findings, and workers that die cost time and nothing else."""

import json
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import dask
import pytest
from distributed import LocalCluster
from typer.testing import CliRunner

import cli
from engine.batch.cluster import Cluster
from engine.batch.executor import Limits, UnavailableError
from engine.batch.journal import Journal
from engine.batch.parts import Part
from engine.batch.register import Register
from engine.batch.running import Batch
from engine.corpus.tasks import ReadTask, Setting
from tests.batch.deeds import misbehave
from tests.country.making import Size, make
from tests.support.places import RULES

ALLOWED = 1
"""So many workers may die of a task before the scheduler gives it up at the next death."""

BASE = (RULES / "foi_annual_report" / "base.md").read_text("utf-8")

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="signals")


@pytest.fixture(scope="module")
def address() -> Iterator[str]:
    options = {"distributed.scheduler.allowed-failures": ALLOWED, "distributed.admin.log-format": ""}
    with (
        dask.config.set(options),
        pytest.MonkeyPatch.context() as patch,
        LocalCluster(
            n_workers=2, threads_per_worker=1, host="127.0.0.1", dashboard_address=None, silence_logs=50
        ) as cluster,
    ):
        patch.setattr("engine.batch.cluster._SECONDS", 300.0)  # (a busy machine takes long to start workers again)
        patch.setattr("engine.batch.cluster._RETURN", 300.0)
        yield cluster.scheduler_address


def checked(folder: Path, output: Path, *how: str) -> bytes:
    arguments = ["check", str(folder), "--format", "json", "--output", str(output)]
    done = CliRunner().invoke(cli.app, [*arguments, "--fail-on", "never", *how])
    assert done.exit_code == 0, done.output
    return output.read_bytes()


def test_a_cluster_finds_what_one_process_finds(address: str, tmp_path: Path) -> None:
    """Also where a person has confirmed a value that cannot be read, in a file beside the report."""
    folder = tmp_path / "country"
    make(folder, Size(2, 3, 341, 100, {"md": 1, "docx": 1, "html": 1}))
    doubtful = folder / "a.md"
    doubtful.write_text(BASE.replace("| 行政许可 | 12 |", "| 行政许可 | 1 2 |"), encoding="utf-8")
    said = ["confirm", str(doubtful), "table2.licences.decisions=12", "--by", "张三"]
    assert CliRunner().invoke(cli.app, said).exit_code == 0
    alone = checked(folder, tmp_path / "alone.json", "--previous", str(folder), "--workers", "1")
    assert checked(folder, tmp_path / "cluster.json", "--previous", str(folder), "--cluster", address) == alone
    reports = {Path(report["source"]).name: report for report in json.loads(alone)["reports"]}
    assert len(reports) > 3
    assert sum(len(report["findings"]) for report in reports.values()) > 3
    assert [finding["rule"] for finding in reports["a.md"]["findings"]] == ["PREVIOUS"]


def test_partitions_of_facts_are_checked_on_a_cluster_as_here(address: str, tmp_path: Path) -> None:
    """The findings are those of one machine, also where a rule looks at last year, at the units below or at peers."""
    for place in ("云溪", "石桥"):
        for year in (2022, 2023):
            text = BASE.replace("云溪", place).replace("2023", str(year))
            (tmp_path / f"{place}{year}.md").write_text(text.replace("2024年1月15日", f"{year + 1}年1月15日"), "utf-8")
    above = BASE.replace("云溪镇", "").replace("编制本报告。", "编制本报告。本报告汇总了所属各单位的数据。", 1)
    (tmp_path / "青禾县.md").write_text(above, "utf-8")
    units = '"青禾县人民政府" = ["青禾县云溪镇人民政府", "青禾县石桥镇人民政府"]'
    (tmp_path / "gouji.toml").write_text(f"[units]\n{units}\n", "utf-8")
    facts = tmp_path / "facts.parquet"
    assert CliRunner().invoke(cli.app, ["collect", str(tmp_path), "--output", str(facts)]).exit_code == 0
    alone = checked(facts, tmp_path / "alone.json", "--previous", str(tmp_path))
    assert checked(facts, tmp_path / "cluster.json", "--previous", str(tmp_path), "--cluster", address) == alone
    found = {
        Path(report["source"]).name: {finding["rule"] for finding in report["findings"]}
        for report in json.loads(alone)["reports"]
    }
    assert found["云溪2023.md"] >= {"Y03", "A03"}
    assert "A01" in found["青禾县.md"]


def test_workers_that_die_lose_only_the_task_that_kills_them(address: str, tmp_path: Path) -> None:
    """It becomes a finding of its file; all other files are read."""
    contents = {"one.md": b"", "hang.md": b"hang", "two.md": b"", "dies.md": b"die once", "three.md": b""}
    for name, content in contents.items():
        (tmp_path / name).write_bytes(content)
    register = Register((0, str(tmp_path / name)) for name in contents)
    journal = Journal(tmp_path / "journal", register)
    journal.begin("")
    cluster = Cluster(address, Setting([[]]), Limits(seconds=4), misbehave)
    try:
        batch = Batch([Part()], register, Setting([[]]), cluster, journal, {})
        batch.read()
        found = [(Path(one.source).name, [finding.rule for finding in one.findings]) for _, one in batch.assessments()]
    finally:
        cluster.close()
        journal.close(delete=True)
    assert found == [(name, ["CRASH" if name == "hang.md" else "KIND"]) for name in contents]
    assert len((tmp_path / "hang.hung").read_text("utf-8")) > ALLOWED + 1  # given up by Dask, and tried alone
    assert (tmp_path / "dies.died").exists()


def test_a_worker_of_another_version_does_nothing(address: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("engine.batch.cluster._version", lambda: "another")  # (here; workers have the true one)
    cluster = Cluster(address, Setting([]), Limits(), misbehave)
    try:
        with pytest.raises(UnavailableError, match="another version"):
            list(cluster.run([ReadTask(0, 0, "a.md", data=b"")]))
    finally:
        cluster.close()


def test_a_cluster_that_has_lost_its_last_worker_is_not_waited_for(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("engine.batch.cluster._RETURN", 2.0)
    monkeypatch.setattr("engine.batch.cluster._PATIENCE", 0.5)
    with LocalCluster(
        n_workers=1, threads_per_worker=1, host="127.0.0.1", dashboard_address=None, silence_logs=50
    ) as local:
        cluster = Cluster(local.scheduler_address, Setting([]), Limits(), misbehave)
        local.scale(0)
        while local.scheduler.workers:  # (a busy machine takes its time to let one go)
            time.sleep(0.05)
        try:
            with pytest.raises(UnavailableError, match="no worker any more"):
                list(cluster.run([ReadTask(0, 0, "a.md", data=b"")]))
        finally:
            cluster.close()


def test_a_cluster_that_is_not_there_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("engine.batch.cluster._SECONDS", 0.5)
    with pytest.raises(UnavailableError, match="cannot be reached"):
        Cluster("tcp://127.0.0.1:9", Setting([]), Limits())


@pytest.mark.parametrize("option", ["--workers", "--memory-limit"])
def test_what_is_about_this_machine_is_refused_with_a_cluster(option: str) -> None:
    report = RULES / "foi_annual_report" / "base.md"
    done = CliRunner().invoke(cli.app, ["check", str(report), "--cluster", "tcp://127.0.0.1:9", option, "2"])
    assert done.exit_code == 2
    assert option in done.output


def test_what_is_to_be_installed_for_a_cluster_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "engine.batch.cluster", None)  # as where Dask is not installed
    report = RULES / "foi_annual_report" / "base.md"
    done = CliRunner().invoke(cli.app, ["check", str(report), "--cluster", "tcp://127.0.0.1:9"])
    assert done.exit_code == 2
    assert "gouji[cluster]" in done.output
