"""Runs over a folder that are killed again and again, at any moment, and taken up: what comes out is what would have.

After each kill the journal is looked into: what was kept before is kept still, at its old place, so that nothing was
lost and nothing was done twice.
"""

import os
import signal
import subprocess
import sys
import time
from dataclasses import dataclass, field
from pathlib import Path
from random import Random

from engine.batch.journal import Journal
from engine.batch.register import Register

ROOT = Path(__file__).parents[2]
BASE = ROOT / "rules" / "foi_annual_report" / "base.md"
_NAMES = "石青红白清平安宁江河山林田金玉兰梅竹松柏"
_PROGRAM = "import cli; cli.main()"


def make_folder(folder: Path, count: int) -> None:
    """Reports of different towns; each seventh is no report, each fifth has a fault, and all have copied."""
    folder.mkdir(parents=True)
    text = BASE.read_text(encoding="utf-8")
    for number in range(count):
        name = _NAMES[number % 20] + _NAMES[number // 20 % 20]
        own = text.replace("云溪", name)
        if number % 5 == 0:
            own = own.replace("新收政府信息公开申请数量 | | | 4", "新收政府信息公开申请数量 | | | 3")
        (folder / f"{number:05}.md").write_text("别的东西\n" if number % 7 == 6 else own, encoding="utf-8")


def command(*arguments: str | Path) -> list[str]:
    return [*program("check", *arguments), "--fail-on", "never"]


def program(*arguments: str | Path) -> list[str]:
    return [sys.executable, "-c", _PROGRAM, *map(str, arguments)]


def environment() -> dict[str, str]:
    return {**os.environ, "PYTHONPATH": str(ROOT), "PYTHONIOENCODING": "utf-8"}


def gouji(*arguments: str | Path) -> "subprocess.CompletedProcess[bytes]":
    return run(command(*arguments))


def run(arguments: list[str]) -> "subprocess.CompletedProcess[bytes]":
    return subprocess.run(arguments, capture_output=True, env=environment(), timeout=600, check=False)


@dataclass
class Killed:
    """How it went: the kills, the runs that came to their end, the largest share that a kill found done already."""

    kills: int = 0
    ends: int = 0
    kept: list[int] = field(default_factory=list)


def kill_and_resume(folder: Path, work: Path, kills: int, random: Random) -> Killed:
    """Kills runs at random until it was done so often; each finished run is compared with one that was left alone."""
    reference = work / "reference.json"
    begun = time.monotonic()
    assert gouji(folder, "--format", "json", "--output", reference).returncode == 0
    seconds = time.monotonic() - begun
    expected = reference.read_bytes()
    output = work / "output.json"
    journal = work / "output.json.journal"
    result = Killed()
    places: dict[int, object] = {}
    while result.kills < kills or not result.ends:
        process = subprocess.Popen(
            command(folder, "--format", "json", "--output", output, "--resume"),
            env=environment(),
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
        )
        try:
            process.wait(random.uniform(0, seconds) if result.kills < kills else None)
        except subprocess.TimeoutExpired:
            process.send_signal(signal.SIGKILL)
            process.wait()
            result.kills += 1
            if output.exists():  # (killed when all but tidying up was done)
                assert output.read_bytes() == expected
                output.unlink()
                places = places if journal.exists() else {}
            places = _look(journal, folder, places, result)
            continue
        assert process.stderr is not None
        assert process.returncode == 0, process.stderr.read().decode()
        assert output.read_bytes() == expected
        assert not journal.exists()
        output.unlink()
        result.ends += 1
        places = {}
    return result


def _look(path: Path, folder: Path, before: dict[int, object], result: Killed) -> dict[int, object]:
    """What a killed run leaves. Nothing has moved that was there before."""
    if not path.exists():
        assert not before
        return before
    register = Register((0, str(file)) for file in sorted(folder.iterdir()))
    journal = Journal(path, register)
    try:
        if journal.run is None or not journal.resume(journal.run):
            assert not before
            return before
        checked = [number for number in range(len(register)) if register.key(number) is not None]
        now: dict[int, object] = {number: (register.key(number), register.checked_at(number)) for number in checked}
        assert {number: now.get(number) for number in before} == before
        result.kept.append(len(now))
        return now
    finally:
        journal.close(delete=False)
