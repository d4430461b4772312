"""What a folder costs: memory by the number of reports, and the overhead of pool and journal. ``make bench-folder``.

Memory is measured with reports that have lost their tables and a few rules, the one on copied texts among them, so that
20,000 take minutes; what stays in memory of a report depends on neither.
"""

import os
import subprocess
import sys
import time
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory

from engine import packs, pipeline
from engine.batch.executor import Executor, Here, Limits
from engine.batch.journal import Journal
from engine.batch.parts import Part
from engine.batch.pool import Pool
from engine.batch.running import Batch
from engine.corpus.tasks import Setting
from engine.evaluation.likeness import looks_at_peers
from engine.language.checked import Ruleset
from engine.model.struct import replace

_ROOT = Path(__file__).parents[1]
_PACK = _ROOT / "rules" / "foi_annual_report"
_BASE = (_PACK / "base.md").read_text(encoding="utf-8")
_WITHOUT_TABLES = "\n".join(line for line in _BASE.splitlines() if not line.startswith("|"))
_SYLLABLES = "石青红白清平安宁江河山林田金玉兰梅竹松柏"
_WORDS = """
公开 信息 群众 办理 答复 申请 网站 平台 政策 文件 解读 监督 考核 培训 更新 栏目 目录 制度 落实 加强 推进 完善 及时 规范
""".split()
_RULES = """规则集 内存 = memory
  标题 "内存"
  版本 "1"
  沿用表单 foi_annual_report

规则 M01 "新收申请数已填写"
  级别 警告
  依据 格式 "办法" "一"
  要求 表三[新收, 总计] >= 0
  提示 "没有填"

规则 M02 "总体情况与别的单位雷同"
  级别 警告
  依据 格式 "办法" "二"
  对每个 单位 于 同级
  禁止 相似度(总体情况.正文, 单位.总体情况.正文) >= 80%
  合报
  提示 "与 {单位} 雷同"
"""


def _report(number: int, base: str) -> str:
    """A report of a town of its own, with prose of its own; one in twenty has copied that of another."""
    name = "".join(_SYLLABLES[number // 20**power % 20] for power in range(4))
    words = Random(number - 1 if number % 20 == 1 else number)  # noqa: S311 (no secret)
    prose = "".join("".join(words.choices(_WORDS, k=6)) + "。" for _ in range(25))
    before, rest = base.replace("云溪", name).split("\n一、", 1)
    heading, rest = rest.split("\n", 1)
    _, after = rest.split("\n二、", 1)
    return f"{before}\n一、{heading}\n\n{prose}\n\n二、{after}"


def _make(folder: Path, count: int, base: str = _BASE) -> None:
    folder.mkdir()
    for number in range(count):
        (folder / f"{number:05}.md").write_text(_report(number, base), encoding="utf-8")


def _memory(pid: int) -> dict[int, tuple[int, bool]]:
    """The largest memory so far of a process and those below it, in MB, and whether it is the first."""
    found = {}
    for entry in Path("/proc").iterdir():
        if not entry.name.isdigit():
            continue
        try:
            lines = dict(line.split(":\t", 1) for line in (entry / "status").read_text().splitlines() if ":\t" in line)
        except OSError:
            continue
        if pid in (int(entry.name), int(lines["PPid"])) and "VmHWM" in lines:
            found[int(entry.name)] = int(lines["VmHWM"].split()[0]) // 1000, int(entry.name) == pid
    return found


def memory(counts: list[int], workers: int) -> None:
    """The largest memory of the first process and of a worker, for folders of several sizes."""
    print("reports  seconds  first process (MB)  largest worker (MB)")
    for count in counts:
        with TemporaryDirectory() as place:
            _make(Path(place) / "folder", count, _WITHOUT_TABLES)
            rules = Path(place) / "memory.rules"
            rules.write_text(_RULES, encoding="utf-8")
            command = [sys.executable, "-c", "import cli; cli.main()", "check", str(Path(place) / "folder")]
            command += ["--rules", str(rules), "--format", "json", "--output", str(Path(place) / "out.json")]
            begun = time.monotonic()
            process = subprocess.Popen(
                [*command, "--fail-on", "never", "--workers", str(workers)],
                env={**os.environ, "PYTHONPATH": str(_ROOT)},
            )
            first = worker = 0
            while process.poll() is None:
                for size, is_first in _memory(process.pid).values():
                    first, worker = (max(first, size), worker) if is_first else (first, max(worker, size))
                time.sleep(0.2)
            assert process.returncode == 0
            print(f"{count:7}  {time.monotonic() - begun:7.0f}  {first:18}  {worker:19}", flush=True)


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
    journal = Journal(path)
    journal.begin("")
    batch = Batch([Part(files)], [(0, name) for name in files], setting, executor, journal, {})
    batch.read()
    assert sum(1 for _ in batch.assessments()) == len(files)
    executor.close()
    journal.close(delete=True)
    return (sum(os.times()[:4]) - begun) / len(files) * 1000


if __name__ == "__main__":
    sizes = [int(argument) for argument in sys.argv[1:]] or [1000, 20000]
    overhead(100)
    memory(sizes, 2)
