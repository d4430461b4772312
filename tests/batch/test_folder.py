"""Folders through the program: the same bytes whoever does the work; nothing lost by kills, Ctrl-C, limits, changes."""

import contextlib
import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path
from random import Random

import pytest

from tests.batch.killing import BASE, command, environment, gouji, kill_and_resume, make_folder, program, run

posix = pytest.mark.skipif(sys.platform == "win32", reason="signals and such names are for POSIX")


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    found = tmp_path_factory.mktemp("folder") / "报告"
    make_folder(found, 8)
    return found


def findings(output: Path) -> dict[str, list[str]]:
    reports = json.loads(output.read_text(encoding="utf-8"))["reports"]
    return {Path(one["source"]).name: [finding["rule"] for finding in one["findings"]] for one in reports}


@pytest.mark.parametrize("output_format", ["json", "terminal"])
def test_the_same_bytes_with_any_number_of_processes(folder: Path, tmp_path: Path, output_format: str) -> None:
    outputs = [tmp_path / f"{count}" for count in (1, 2, 5)]
    for count, output in zip((1, 2, 5), outputs, strict=True):
        done = gouji(folder, "--format", output_format, "--output", output, "--workers", str(count))
        assert (done.returncode, done.stderr) == (0, b"")
    first, *others = [output.read_bytes() for output in outputs]
    assert all(other == first for other in others)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["1", "2", "5"]


@pytest.mark.parametrize("output_format", ["json", "html", "terminal"])
def test_what_is_read_is_the_same_with_any_number_of_processes(
    folder: Path, tmp_path: Path, output_format: str
) -> None:
    outputs = [tmp_path / f"{count}" for count in (1, 3)]
    for count, output in zip((1, 3), outputs, strict=True):
        how = ["--format", output_format, "--output", str(output), "--workers", str(count)]
        done = run(program("facts", folder, *how))
        assert done.returncode == 0
        assert done.stderr.decode().startswith(f"gouji: {folder / '00006.md'}：")  # (no report, and no end of the run)
        assert done.stderr.count(b"\n") == 1
    one, three = (output.read_bytes() for output in outputs)
    assert one == three
    assert sorted(path.name for path in tmp_path.iterdir()) == ["1", "3"]
    if output_format == "json":
        reports = json.loads(one)["reports"]
        assert [Path(report["source"]).name for report in reports] == [f"0000{number}.md" for number in (*range(6), 7)]
        alone = json.loads(run(program("facts", folder / "00005.md", "--format", "json")).stdout)
        assert alone == {"schema": "gouji/facts/1", **reports[5]}


def test_what_is_collected_is_the_same_with_any_number_of_processes(folder: Path, tmp_path: Path) -> None:
    sets = [tmp_path / "sets" / f"{count}.parquet" for count in (1, 3)]
    for count, output in zip((1, 3), sets, strict=True):
        done = run(program("collect", folder, "--output", output, "--workers", str(count)))
        assert done.returncode == 0
        assert "00006.md" in done.stderr.decode()
        assert "收集 7 份" in done.stderr.decode()
    one, three = ({path.relative_to(root): path.read_bytes() for path in root.rglob("*.parquet")} for root in sets)
    assert one == three
    assert len(one) == 1
    assert {path.name for path in (tmp_path / "sets").iterdir()} == {"1.parquet", "3.parquet"}


@posix
def test_reading_that_was_killed_is_taken_up(folder: Path, tmp_path: Path) -> None:
    output = tmp_path / "读数.json"
    arguments = program("facts", folder, "--format", "json", "--output", output, "--workers", "1")
    process = subprocess.Popen(arguments, env=environment(), stderr=subprocess.DEVNULL)
    journal = tmp_path / "读数.json.journal"
    while not journal.exists() or journal.stat().st_size < 40_000:
        assert process.poll() is None
        time.sleep(0.005)
    process.kill()
    process.wait()
    done = run([*arguments, "--resume"])
    assert done.returncode == 0
    assert "从头开始" not in done.stderr.decode()
    resumed = output.read_bytes()
    assert run(arguments).returncode == 0
    assert output.read_bytes() == resumed


@posix
def test_killed_at_any_moment_it_is_taken_up_and_nothing_is_lost_or_done_twice(folder: Path, tmp_path: Path) -> None:
    result = kill_and_resume(folder, tmp_path, 4, Random(8))  # noqa: S311 (not a secret)
    assert result.kills == 4
    assert result.ends > 0


@posix
def test_ctrl_c_ends_it_cleanly_and_what_is_done_is_kept(folder: Path, tmp_path: Path) -> None:
    output = tmp_path / "结果.json"
    process = subprocess.Popen(
        command(folder, "--format", "json", "--output", output, "--workers", "1"),
        env=environment(),
        stderr=subprocess.PIPE,
        start_new_session=True,
    )
    journal = tmp_path / "结果.json.journal"
    while not journal.exists() or journal.stat().st_size < 50_000:
        assert process.poll() is None
        time.sleep(0.01)
    os.killpg(process.pid, signal.SIGINT)
    _, said = process.communicate(timeout=60)
    assert process.returncode == 130
    assert "--resume" in said.decode()
    assert "Traceback" not in said.decode()
    assert not output.exists()
    assert journal.exists()
    refused = gouji(folder, "--format", "json", "--output", output, "--resume", "--rules", "foi_annual_report")
    assert "从头开始" in refused.stderr.decode()
    assert refused.returncode == 0
    assert not journal.exists()


@posix
def test_one_output_is_for_one_run_at_a_time(folder: Path, tmp_path: Path) -> None:
    output = tmp_path / "结果.json"
    first = subprocess.Popen(command(folder, "--format", "json", "--output", output), env=environment())
    journal = tmp_path / "结果.json.journal"
    while not journal.exists():
        assert first.poll() is None
        time.sleep(0.01)
    first.send_signal(signal.SIGSTOP)
    second = gouji(folder, "--format", "json", "--output", output)
    first.send_signal(signal.SIGCONT)
    assert second.returncode == 2
    assert "另一个 gouji" in second.stderr.decode()
    assert first.wait() == 0
    assert len(findings(output)) == 8


@posix
def test_a_file_that_has_changed_since_is_read_again(tmp_path: Path) -> None:
    folder = tmp_path / "报告"
    make_folder(folder, 4)
    output = tmp_path / "结果.json"
    process = subprocess.Popen(
        command(folder, "--format", "json", "--output", output, "--workers", "1"), env=environment()
    )
    journal = tmp_path / "结果.json.journal"
    while not journal.exists() or journal.stat().st_size < 90_000:
        assert process.poll() is None
        time.sleep(0.005)
    process.kill()
    process.wait()
    path = folder / "00001.md"
    path.write_text(path.read_text(encoding="utf-8").replace("| | | 4", "| | | 9"), encoding="utf-8")
    assert gouji(folder, "--format", "json", "--output", output, "--resume").returncode == 0
    resumed = output.read_bytes()
    assert gouji(folder, "--format", "json", "--output", output).returncode == 0
    assert output.read_bytes() == resumed
    assert "T310" in findings(output)["00001.md"]


def test_a_report_beyond_its_limits_has_a_finding_that_says_so(tmp_path: Path) -> None:
    folder = tmp_path / "报告"
    make_folder(folder, 2)
    text = BASE.read_text(encoding="utf-8")
    (folder / "长.md").write_text(text.replace("做好公开。", "做好公开。\n\n" * 400_000), encoding="utf-8")
    output = tmp_path / "结果.json"
    done = gouji(folder, "--format", "json", "--output", output, "--time-limit", "3", "--workers", "2")
    assert done.returncode == 0, done.stderr.decode()
    found = findings(output)
    assert found["长.md"] == ["TIME"]
    assert all("TIME" not in rules for name, rules in found.items() if name != "长.md")
    done = run(program("facts", folder, "--format", "json", "--output", output, "--time-limit", "3"))
    assert done.stderr.decode() == f"gouji: {folder / '长.md'}：3 秒内没有查完，已中止\n"
    assert len(json.loads(output.read_bytes())["reports"]) == 2
    if sys.platform == "linux":
        done = gouji(folder, "--format", "json", "--output", output, "--memory-limit", "60", "--workers", "2")
        assert findings(output)["长.md"] == ["MEMORY"]


@posix
def test_names_of_every_kind_come_through(tmp_path: Path) -> None:
    folder = tmp_path / "报告"
    folder.mkdir()
    names = ["空 格.md", "换\n行.md", "表情😀.md", "点..点..md", "-开头.md"]
    for name in names:
        (folder / name).write_bytes(BASE.read_bytes())
    with open(os.fsencode(folder) + b"/\xff\xfe.md", "wb") as file:  # noqa: PTH123 (a path of bytes)
        file.write(BASE.read_bytes())
    for output_format in ("json", "csv", "markdown", "sarif", "junit", "terminal", "html"):
        output = tmp_path / "结果"
        done = gouji(folder, "--format", output_format, "--output", output)
        assert (done.returncode, done.stderr) == (0, b""), output_format
        if output_format == "json":
            sources = [one["source"] for one in json.loads(output.read_text(encoding="utf-8"))["reports"]]
            assert len(sources) == 6
            assert {Path(source).name for source in sources} >= set(names)


def test_the_output_that_cannot_be_written_costs_nothing_that_was_done(folder: Path, tmp_path: Path) -> None:
    done = gouji(folder, "--format", "json", "--output", tmp_path / "没有" / "结果.json")
    assert done.returncode == 2
    assert "Traceback" not in done.stderr.decode()
    if Path("/dev/full").exists():
        done = gouji(folder, "--format", "csv", "--output", "/dev/full")
        assert done.returncode == 2
        assert "No space left" in done.stderr.decode()


_AT_ONCE = "from engine.commands import _batch; _batch._PATIENCE = 0; import cli; cli.main()"


@posix
@pytest.mark.parametrize(
    ("lang", "words"), [("zh", ["读取", "检查", "8/8", "份/秒"]), ("en", ["checking", "a second"])]
)
def test_progress_is_shown_on_a_terminal_beside_the_output(folder: Path, lang: str, words: list[str]) -> None:
    ours, theirs = os.openpty()
    command = [sys.executable, "-c", _AT_ONCE, "check", str(folder), "--format", "csv", "--lang", lang]
    process = subprocess.Popen(command, env=environment(), stdout=subprocess.PIPE, stderr=theirs)
    os.close(theirs)
    shown = b""
    with contextlib.suppress(OSError):  # (which is how a terminal ends)
        while part := os.read(ours, 4096):
            shown += part
    os.close(ours)
    output, _ = process.communicate()
    assert [word for word in words if word not in shown.decode()] == []
    assert output.decode("utf-8-sig").count("\r\n") > 8
