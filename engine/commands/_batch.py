"""Many reports in one run: the processes, the journal, the progress, and how a run ends that is interrupted."""

import json
import os
import sys
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING

from engine.batch.executor import Executor, Limits, UnavailableError
from engine.batch.journal import BusyError, FullError, Journal
from engine.batch.parts import Part
from engine.batch.pool import CAN_LIMIT_MEMORY, Pool
from engine.batch.register import Register
from engine.batch.running import Batch, Stage
from engine.commands._how import How
from engine.commands._refusing import refuse, refuse_diagnostics, say
from engine.commands._rulesets import Group
from engine.commands._writing import Target
from engine.corpus import files
from engine.corpus.files import Found
from engine.corpus.tasks import Setting
from engine.outputs.words import Language
from engine.packs.cache import WHOLE, key

if TYPE_CHECKING:
    from engine.outputs.terminal_progress import Bar

INTERRUPTED = 130
"""The exit code of a run that was ended with Ctrl-C, as shells have it."""

_SUFFIX = ".journal"
_KEPT = 30 * 24 * 3600.0  # seconds for which a journal in the user's folder may wait to be taken up again
_PATIENCE = 1.0  # seconds without a bar
_STAGES: Mapping[Stage, Mapping[Language, str]] = {
    Stage.READING: {"zh": "读取", "en": "reading"},
    Stage.CHECKING: {"zh": "检查", "en": "checking"},
}


@contextmanager
def opened(
    found: Found, earlier: Found | None, groups: Sequence[Group], paths: Sequence[str], how: How, target: Target
) -> Iterator[tuple[Batch, "Progress"]]:
    """A run whose files have been read. When it ends as it should, nothing is left of it but the output."""
    lang = target.lang
    if how.megabytes is not None and not CAN_LIMIT_MEMORY:
        say("gouji: 这个系统不能限制内存" if lang == "zh" else "gouji: this system cannot limit memory")
    before = None if earlier is None else earlier.files
    register = _register(found, before, groups)
    parts = [_part(group, found) for group in groups]
    inside = {**found.inside, **({} if earlier is None else earlier.inside)}
    setting = Setting([group.rulesets for group in groups])
    executor = (
        Pool(setting, how.workers or _cores(), _limits(how))
        if how.cluster is None
        else on_cluster(how.cluster, setting, how, lang)
    )
    try:
        journal = _journal(_place(target, paths, before), register, target, groups, how)
    except BaseException:
        executor.close()
        raise
    progress = Progress(lang)
    given = _given((*found.files, *(before or ())))
    batch = Batch(parts, register, setting, executor, journal, inside, given=given, watch=progress.watch)
    is_done = False
    try:
        refuse_diagnostics(batch.read(), lang)
        yield batch, progress
        is_done = True
    except KeyboardInterrupt:
        progress.hide()
        stage, done, of = progress.state
        say(
            f"gouji: 中断了，{_STAGES[stage][lang]} {done}/{of} 份；加 --resume 接着做"
            if lang == "zh"
            else f"gouji: interrupted ({_STAGES[stage][lang]}, {done}/{of} done); go on with --resume"
        )
        raise SystemExit(INTERRUPTED) from None
    except UnavailableError as error:
        progress.hide()
        refuse(
            f"{error.reason}；已查完的留着，加 --resume 接着查",
            f"{error.english}; what is done is kept, go on with --resume",
            lang,
        )
    except FullError as error:
        progress.hide()
        refuse(
            f"无法写入 {journal.path}：{error}；已查完的留着，腾出地方后加 --resume 接着查",
            f"cannot write {journal.path}: {error}; what is done is kept, go on with --resume when there is room",
            lang,
        )
    finally:
        progress.hide()
        executor.close()
        journal.close(delete=is_done)
        register.close()


def on_cluster(address: str, setting: Setting, how: How, lang: Language) -> Executor:
    """The workers of the cluster that was named; without any, the run ends."""
    if how.workers is not None or how.megabytes is not None:
        refuse(
            "--workers、--memory-limit 是这台机器的；集群的在启动 dask worker 时定",
            "--workers and --memory-limit are about this machine; a cluster is told when dask worker is started",
            lang,
        )
    try:
        from engine.batch.cluster import Cluster
    except ImportError:
        refuse("集群要另装：pip install 'gouji[cluster]'", "a cluster needs pip install 'gouji[cluster]'", lang)
    try:
        return Cluster(address, setting, _limits(how))
    except UnavailableError as error:
        refuse(error.reason, error.english, lang)


def _limits(how: How) -> Limits:
    usual = Limits()
    return Limits(how.seconds or usual.seconds, how.megabytes or usual.megabytes)


class Progress:
    """Shows how far a run is, on a terminal only and not before a second has passed."""

    def __init__(self, lang: Language) -> None:
        self._lang: Language = lang
        self._begun = time.monotonic()
        self._bar: Bar | None = None
        self._is_wanted = sys.stderr.isatty()
        self.state = Stage.READING, 0, 0

    def watch(self, stage: Stage, done: int, of: int) -> None:
        self.state = stage, done, of
        if not self._is_wanted or time.monotonic() - self._begun < _PATIENCE:
            return
        if self._bar is None:
            from engine.outputs.terminal_progress import Bar

            self._bar = Bar(self._lang)
        self._bar.show(_STAGES[stage][self._lang], done, of)

    def hide(self) -> None:
        """Makes room for output on the screen."""
        if self._bar is not None:
            self._bar.hide()


def _register(found: Found, before: Sequence[str] | None, groups: Sequence[Group]) -> Register:
    part = {source: number for number, group in enumerate(groups) for source in group.sources}
    own = ((part[source], source) for source in found.files)
    if before is None:
        return Register(own)
    return Register(own, ((number, source) for number in range(len(groups)) for source in before))


def _part(group: Group, found: Found) -> Part:
    project = group.project
    units = project.units if project is not None and found.is_folder else {}
    return Part(units, project.name if project is not None else None)


def _given(sources: Sequence[str]) -> Mapping[str, bytes]:
    """What came through standard input, which belongs to this process."""
    name = files.STANDARD_INPUT
    data = files.load(name, {}) if name in sources else None
    return {name: data} if isinstance(data, bytes) else {}


def _journal(path: Path, register: Register, target: Target, groups: Sequence[Group], how: How) -> Journal:
    lang = target.lang
    try:
        journal = Journal(path, register)
    except BusyError:
        refuse(
            f"另一个 gouji 正在做同样的检查（{path} 被占用），等它结束，或者换一个 --output",
            f"another gouji is at the same work ({path} is in use); wait for it, or choose another --output",
            lang,
        )
    except OSError as error:
        reason = error.strerror or type(error).__name__
        refuse(f"无法写入 {path}：{reason}", f"cannot write {path}: {reason}", lang)
    run = _run(groups)
    has_begun = journal.run is not None
    if how.resume and journal.resume(run):
        return journal
    if how.resume and has_begun:
        zh = "规则、项目文件或程序和上次不同，不能接着查，从头开始"
        en = "the rules, the project file or the program are not those of last time: starting from the beginning"
    elif how.resume:
        zh, en = "没有可以接着查的，从头开始", "there is nothing to go on with: starting from the beginning"
    else:
        zh = "上次没有查完，加 --resume 可以接着查；这次从头开始"
        en = "the last run was not finished and could go on with --resume; starting from the beginning"
    if how.resume or has_begun:
        say(f"gouji: {zh if lang == 'zh' else en}")
    try:
        journal.begin(run)
    except FullError as error:
        journal.close(delete=True)
        refuse(f"无法写入 {path}：{error}", f"cannot write {path}: {error}", lang)
    return journal


def _run(groups: Sequence[Group]) -> str:
    """What decides the results of a run, but for the reports: the program, the rules, the project files."""
    rules = [
        [
            "" if group.project is None else sha256(group.project.path.read_bytes()).hexdigest(),
            *((one.identity.id, one.identity.version, one.identity.sha256) for one in group.rulesets),
        ]
        for group in groups
    ]
    return json.dumps([key({}, WHOLE), rules])


def _place(target: Target, paths: Sequence[str], before: Sequence[str] | None) -> Path:
    """Where the journal lies: beside the output, else in the user's own folder, under a name for this run."""
    output = target.path
    if output is not None and output.is_dir():
        return output / f"gouji{_SUFFIX}"
    if output is not None and (output.is_file() or not output.exists()):
        return output.with_name(output.name + _SUFFIX)
    from platformdirs import user_state_path

    folder = user_state_path("gouji", appauthor=False)
    with suppress(OSError):  # (the journal itself says what is wrong)
        folder.mkdir(parents=True, exist_ok=True)
    _prune(folder)
    about = json.dumps([str(Path.cwd()), *paths, "", *(before or ())])
    return folder / (sha256(about.encode("utf-8", "surrogatepass")).hexdigest()[:24] + _SUFFIX)


def _prune(folder: Path) -> None:
    """Nobody goes on with what was left a month ago."""
    for path in folder.glob(f"*{_SUFFIX}*"):
        try:
            if time.time() - path.stat().st_mtime > _KEPT:
                path.unlink()
        except OSError:  # somebody else was quicker, or has it
            continue


def _cores() -> int:
    if sys.platform == "linux":
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1
