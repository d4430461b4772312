"""Processes on this machine that do tasks, each task with its limits of time and memory.

A process that crashes, hangs or uses up its memory is replaced, and only its task is lost. (``concurrent.futures``
gives up the whole pool when one process dies, and cannot end one that hangs. Pebble can, but runs threads beside the
processes that it forks. Nothing is shared between the processes here, so that one may be killed at any time.)
"""

import contextlib
import gc
import multiprocessing
import os
import signal
import sys
import threading
import time
from collections.abc import Callable, Iterable, Iterator
from multiprocessing.connection import Connection, wait
from multiprocessing.process import BaseProcess

from engine.batch.executor import Answer, Limits, Lost, attempt
from engine.corpus.tasks import Result, Setting, Task, perform
from engine.pipeline import Trouble

_METHOD = "fork" if sys.platform == "linux" else "spawn"  # (forking is quick; where it is not safe, it is not done)
_MOST_TASKS = 1000  # that a process does before another takes its place: what is kept for later use goes with it
CAN_LIMIT_MEMORY = sys.platform == "linux"
"""Whether the system holds a process to the memory that it may have."""


class Pool:
    """Does tasks in ``count`` processes. ``function`` does one of them."""

    def __init__(
        self,
        setting: Setting,
        count: int,
        limits: Limits,
        function: Callable[[Setting, Task], Result] = perform,
    ) -> None:
        self._setting = setting
        self._function = function
        self._limits = limits
        self._count = count
        self._workers: list[_Worker] = []

    def run(self, tasks: Iterable[Task]) -> Iterator[tuple[Task, Answer]]:
        """Each task with its answer, in the order in which they come."""
        left = iter(tasks)
        more = True
        try:
            while True:
                while more and (worker := self._free()) is not None:
                    task = next(left, None)
                    if task is None:
                        more = False
                    else:
                        worker.give(task)
                busy = {worker.connection: worker for worker in self._workers if worker.task is not None}
                if not busy:
                    return
                soonest = min(worker.end for worker in busy.values())
                ready = wait(list(busy), max(0.0, soonest - time.monotonic()))
                for connection, worker in busy.items():
                    if connection not in ready and time.monotonic() < worker.end:
                        continue
                    yield worker.answer(is_there=connection in ready)
                    if not worker.is_alive:
                        self._workers.remove(worker)
        finally:
            for worker in [one for one in self._workers if one.task is not None]:
                worker.kill()
                self._workers.remove(worker)

    def close(self) -> None:
        for worker in self._workers:
            worker.kill()
        self._workers.clear()

    def _free(self) -> "_Worker | None":
        """A process that has nothing to do, a new one if there may be more."""
        free = next((worker for worker in self._workers if worker.task is None), None)
        if free is None and len(self._workers) < self._count:
            free = _Worker(self._setting, self._function, self._limits)
            self._workers.append(free)
        return free


class _Worker:
    """A process and the task that it does."""

    def __init__(self, setting: Setting, function: Callable[[Setting, Task], Result], limits: Limits) -> None:
        self._limits = limits
        context = multiprocessing.get_context(_METHOD)
        self.connection, theirs = context.Pipe()
        arguments = (theirs, setting, function, limits, gc.get_threshold())
        self._process: BaseProcess = context.Process(target=_work, args=arguments, daemon=False)  # type: ignore[attr-defined]
        self._process.start()
        theirs.close()
        self.task: Task | None = None
        self._count = 0
        self.end = 0.0
        self.is_alive = True

    def give(self, task: Task) -> None:
        """Begins a task. One that the process did not live to receive is lost like any other."""
        self.task = task
        self.end = time.monotonic() + self._limits.seconds
        with contextlib.suppress(OSError):  # (who is gone does not answer)
            self.connection.send(task)

    def answer(self, *, is_there: bool) -> tuple[Task, Answer]:
        """The task with what came of it; ``is_there`` is false when its time is up."""
        assert self.task is not None  # noqa: S101 (nobody asks an idle process)
        task, self.task = self.task, None
        if not is_there:
            self.kill()
            seconds = f"{self._limits.seconds:g}"
            return task, Lost(
                Trouble.TIME, f"{seconds} 秒内没有查完，已中止", f"not done within {seconds} seconds, and ended"
            )
        try:
            answer = self.connection.recv()
        except (EOFError, OSError):
            self.kill()
            return task, _crashed(self._process.exitcode)
        self._count += 1
        used_up = isinstance(answer, Lost) and answer.trouble is Trouble.MEMORY
        if used_up or self._count == _MOST_TASKS:
            self.kill()
        return task, answer

    def kill(self) -> None:
        """Ends the process and those that it has begun."""
        self.is_alive = False
        with contextlib.suppress(OSError):
            if (
                sys.platform != "win32"
                and self._process.pid is not None
                and os.getpgid(self._process.pid) != os.getpgrp()
            ):
                os.killpg(self._process.pid, signal.SIGKILL)
        self._process.kill()
        self._process.join()
        self.connection.close()


def _crashed(exit_code: int | None) -> Lost:
    if exit_code is not None and exit_code < 0:
        name = signal.strsignal(-exit_code) or str(-exit_code)
        return Lost(Trouble.CRASH, f"检查进程被终止（{name}）", f"the process was ended ({name})")
    return Lost(Trouble.CRASH, f"检查进程退出了（{exit_code}）", f"the process ended ({exit_code})")


def _work(
    connection: Connection,
    setting: Setting,
    function: Callable[[Setting, Task], Result],
    limits: Limits,
    thresholds: tuple[int, int, int],
) -> None:
    """What a process does: one task after the other, until nobody has any more."""
    if sys.platform != "win32":
        os.setsid()  # Ctrl-C is for the one who gives the tasks
    else:
        signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_end_with_parent, daemon=True).start()
    _limit_memory(limits.megabytes)
    gc.freeze()  # rules and libraries are never garbage
    gc.set_threshold(*thresholds)  # (a process that was not forked does not have them)
    while True:
        try:
            task: Task = connection.recv()
        except (EOFError, OSError):
            return
        connection.send(attempt(setting, task, limits, function))


def _end_with_parent() -> None:
    """Nobody waits for what is done here once the one who gave the tasks has been killed."""
    parent = multiprocessing.parent_process()
    if parent is not None:
        wait([parent.sentinel])
        os._exit(1)


def _limit_memory(megabytes: int) -> None:
    if sys.platform == "linux":
        import resource

        _, most = resource.getrlimit(resource.RLIMIT_DATA)
        wanted = megabytes * 1_000_000
        resource.setrlimit(
            resource.RLIMIT_DATA, (wanted if most == resource.RLIM_INFINITY else min(wanted, most), most)
        )
