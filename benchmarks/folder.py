"""What a folder costs: memory by the number of reports, and the overhead of pool and journal. ``make bench-folder``.

Memory is that of the process that shares out the work, with answers that are there at once, so that 20,000 reports take
a minute; the processes that do the work are replaced after a thousand tasks.
"""

import os
import resource
import subprocess
import sys
import time
from array import array
from collections.abc import Iterable, Iterator
from hashlib import sha256
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory

from engine import packs, pipeline
from engine.batch.executor import Answer, Executor, Here, Limits
from engine.batch.journal import Journal
from engine.batch.parts import Part
from engine.batch.pool import Pool
from engine.batch.register import Register
from engine.batch.running import Batch
from engine.batch.shelf import Shelf
from engine.corpus.sketching import ITEM, Sketch
from engine.corpus.tasks import Checked, CheckTask, Read, ReadTask, Setting, Task, perform
from engine.corpus.together import Entry
from engine.evaluation.likeness import looks_at_peers
from engine.language.checked import Ruleset
from engine.model.struct import replace
from engine.outputs import json

_ROOT = Path(__file__).parents[1]
_PACK = _ROOT / "rules" / "foi_annual_report"
_BASE = (_PACK / "base.md").read_text(encoding="utf-8")
_SYLLABLES = "石青红白清平安宁江河山林田金玉兰梅竹松柏"
_WORDS = """
公开 信息 群众 办理 答复 申请 网站 平台 政策 文件 解读 监督 考核 培训 更新 栏目 目录 制度 落实 加强 推进 完善 及时 规范
""".split()


def _report(number: int) -> str:
    """A report of a town of its own, with prose of its own; one in twenty has copied that of another."""
    name = "".join(_SYLLABLES[number // 20**power % 20] for power in range(4))
    words = Random(number - 1 if number % 20 == 1 else number)  # noqa: S311 (no secret)
    prose = "".join("".join(words.choices(_WORDS, k=6)) + "。" for _ in range(25))
    before, rest = _BASE.replace("云溪", name).split("\n一、", 1)
    heading, rest = rest.split("\n", 1)
    _, after = rest.split("\n二、", 1)
    return f"{before}\n一、{heading}\n\n{prose}\n\n二、{after}"


def _make(folder: Path, count: int) -> None:
    folder.mkdir()
    for number in range(count):
        (folder / f"{number:05}.md").write_text(_report(number), encoding="utf-8")


class _Ready:
    """Has the answer to every task at once: what was read from a report of its own, and an assessment."""

    def __init__(self, facts: bytes, assessment: bytes, tokens: int) -> None:
        self._facts = facts
        self._assessment = assessment
        self._tokens = tokens

    def run(self, tasks: Iterable[Task]) -> Iterator[tuple[Task, Answer]]:
        for task in tasks:
            yield task, self._read(task) if isinstance(task, ReadTask) else Checked(self._assessment)

    def close(self) -> None:
        pass

    def _read(self, task: ReadTask) -> Read:
        digest = sha256(task.source.encode()).hexdigest()
        own = Random(task.number - 1 if task.number % 20 == 1 else task.number)  # noqa: S311 (no secret)
        tokens = array(ITEM, sorted({own.randrange(1 << 32) for _ in range(self._tokens)})).tobytes()
        entry = Entry(task.number, task.source, digest, f"青禾县{task.number}镇", 2023)
        return Read(digest, entry, self._facts, (Sketch(0, tokens), Sketch(1, tokens)))


def memory(count: int) -> None:
    """How large this process gets that shares out so many reports, finds those alike, and writes their JSON."""
    ruleset = packs.load("foi_annual_report", packs.cache_folder()).ruleset
    assert ruleset is not None
    setting = Setting([[ruleset]])
    read = perform(setting, ReadTask(0, 0, "base.md", data=_BASE.encode()))
    assert isinstance(read, Read)
    assert isinstance(read.facts, bytes)
    checked = perform(setting, CheckTask(0, 0, "", read.facts))
    assert isinstance(checked, Checked)
    assert isinstance(checked.assessment, bytes)
    names = [f"/2023年报告/{number // 100:03}/{number:06}.md" for number in range(count)]
    with TemporaryDirectory() as place:
        register = Register((0, name) for name in names)
        journal = Journal(Path(place) / "journal", register)
        journal.begin("")
        ready = _Ready(read.facts, checked.assessment, 600)
        batch = Batch([Part(_lists(count))], register, setting, ready, journal, {})
        before = _largest()
        begun = time.process_time()
        batch.read()
        shelf = Shelf()
        for _, assessment in batch.assessments():
            shelf.append(assessment)
        with (Path(place) / "out.json").open("w") as file:
            file.writelines(json.pieces(shelf))
        seconds = time.process_time() - begun
        journal.close(delete=True)
    print(
        f"{count:7} reports: {before} MB before, {_largest()} MB at the most; {seconds / count * 1000:.1f} ms a report"
    )


def _lists(count: int) -> dict[str, list[str]]:
    """The units of authorities, a hundred each."""
    return {
        f"青禾{start}市人民政府": [f"青禾县{number}镇" for number in range(start, min(start + 100, count))]
        for start in range(0, count, 100)
    }


def _largest() -> int:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1000


def overhead(count: int) -> None:
    """CPU time per report: the check alone, with journal, with journal and a process of its own."""
    loaded = [one for name in packs.shipped() if (one := packs.load(name, packs.cache_folder()).ruleset) is not None]
    setting = Setting([[_by_itself(ruleset) for ruleset in loaded]])
    with TemporaryDirectory() as place:
        folder = Path(place) / "folder"
        _make(folder, count)
        files = sorted(map(str, folder.iterdir()))
        print(f"{count} reports, each checked by itself; milliseconds of CPU a report")
        for _ in range(2):
            begun = time.process_time()
            for name in files:
                facts = pipeline.understand(Path(name).read_bytes(), name, setting.rulesets[0])
                assert not isinstance(facts, pipeline.Problem)
                pipeline.assess(facts, setting.rulesets[0])
            print(f"check alone                 {(time.process_time() - begun) / count * 1000:8.1f}")
            journal = Path(place) / "journal"
            print(f"with journal                {_batch(Here(setting), setting, files, journal):8.1f}")
            print(f"with journal and a process  {_batch(Pool(setting, 1, Limits()), setting, files, journal):8.1f}")


def _by_itself(ruleset: Ruleset) -> Ruleset:
    """The ruleset without rules that look at other reports of the run."""
    return replace(ruleset, rules=tuple(rule for rule in ruleset.rules if not looks_at_peers(rule)))


def _batch(executor: Executor, setting: Setting, files: list[str], path: Path) -> float:
    begun = sum(os.times()[:4])
    register = Register((0, name) for name in files)
    journal = Journal(path, register)
    journal.begin("")
    batch = Batch([Part()], register, setting, executor, journal, {})
    batch.read()
    assert sum(1 for _ in batch.assessments()) == len(files)
    executor.close()
    journal.close(delete=True)
    return (sum(os.times()[:4]) - begun) / len(files) * 1000


if __name__ == "__main__":
    if sys.argv[1:2] == ["memory"]:
        memory(int(sys.argv[2]))
    else:
        for size in sys.argv[1:] or ["1000", "20000"]:
            subprocess.run([sys.executable, "-m", "benchmarks.folder", "memory", size], check=True)
        overhead(100)
