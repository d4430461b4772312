"""Tasks done by the workers of a Dask cluster, by the same function as in this process and in others of this machine.

Documents, and partitions of facts, are read here and sent, so that workers need no folder in common; what they send
back is what was read and what was found. The scheduler is Dask's own: it does again what a worker that died has left
undone, and gives up a task when too many workers have died of it (``distributed.scheduler.allowed-failures``).
"""

import contextlib
import logging
import os
import threading
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import repeat
from pathlib import Path
from queue import Empty, Queue
from uuid import uuid4

import dask
from distributed import Client, Future, KilledWorker, WorkerPlugin, get_worker

from engine.batch.executor import Answer, Limits, Lost, UnavailableError, attempt
from engine.confirmation.naming import beside
from engine.corpus import files
from engine.corpus.checking import Gathered
from engine.corpus.tasks import PartitionTask, Read, ReadTask, Result, Setting, Task, Unchanged, digest, perform
from engine.model.struct import replace
from engine.packs.cache import WHOLE, key
from engine.pipeline import Problem, Trouble

_SECONDS = 20.0  # until a scheduler answers, and a worker is there
_RETURN = 60.0  # until one that died has been started again, where all have
_CLOSING = 2.0
_TOGETHER = 4  # of ours in one task of Dask's, which costs some milliseconds whatever is in it
_AHEAD = 2  # tasks of Dask's under way for each thread of the cluster: one is done while the next is sent
_PATIENCE = 5.0  # seconds until new workers are noticed
_ANY_SIZE = {"distributed.admin.large-graph-warning-threshold": "1 TB"}  # what is sent is meant to be sent


class OtherVersionError(Exception):
    """A worker has another version of the program."""


class _Rules(WorkerPlugin):
    """What every task of a run needs: given to each worker once, also to those that come later or again."""

    idempotent = True

    def __init__(
        self, name: str, setting: Setting, limits: Limits, function: Callable[[Setting, Task], Result]
    ) -> None:
        self.name = name
        self.setting = setting
        self.limits = limits
        self.function = function
        self.version = _version()


class Cluster:
    """Does tasks on the workers of the scheduler at ``address``. ``function`` does one of them.

    Raises ``UnavailableError`` when there is no such scheduler, no worker, or one with another version of the program.
    """

    def __init__(
        self,
        address: str,
        setting: Setting,
        limits: Limits,
        function: Callable[[Setting, Task], Result] = perform,
    ) -> None:
        for name in ("distributed", "distributed.client"):  # what happens to workers is said in findings
            logging.getLogger(name).setLevel(logging.CRITICAL)
        self._setting = setting
        self._name = f"gouji-{uuid4().hex}"
        self._ahead, self._look_again = 0, 0.0
        try:
            self._client = Client(address, timeout=_SECONDS, set_as_default=False)
        except (OSError, ValueError, TimeoutError) as error:
            raise UnavailableError(
                f"连不上集群 {address}：{error}", f"the cluster {address} cannot be reached: {error}"
            ) from error
        try:
            self._prepare(address, _Rules(self._name, setting, limits, function))
        except BaseException:
            self.close()
            raise

    def run(self, tasks: Iterable[Task]) -> Iterator[tuple[Task, Answer]]:
        """Each task with its answer, in the order in which they come.

        When a worker dies, Dask blames every task that it had. Those that it gives up are tried again at the end, each
        alone, so that only a task which is itself the cause is lost.
        """
        suspects: list[Task] = []
        for task, answer in self._do(tasks, _TOGETHER, self._most_ahead):
            if isinstance(answer, KilledWorker):
                suspects.append(task)
            else:
                yield task, answer
        for task, answer in self._do(suspects, 1, lambda: 1):
            yield task, _fatal() if isinstance(answer, KilledWorker) else answer

    def close(self) -> None:
        if self._client.status == "running":
            with contextlib.suppress(OSError, TimeoutError, ValueError):  # (there may be nothing to take away)
                self._client.unregister_worker_plugin(self._name)
        self._client.close(timeout=_CLOSING)

    def _prepare(self, address: str, rules: _Rules) -> None:
        try:
            self._client.wait_for_workers(1, timeout=_SECONDS)
        except TimeoutError as error:
            raise UnavailableError(f"集群 {address} 没有工作进程", f"the cluster {address} has no worker") from error
        try:
            versions = self._client.run(_version)
        except Exception as error:
            reason = f"{type(error).__name__}: {error}"
            raise UnavailableError(
                f"集群的工作进程用不了 gouji（{reason}）；每台机器都要装同一个版本",
                f"workers of the cluster cannot use gouji ({reason}); every machine needs the same version",
            ) from error
        if any(one != rules.version for one in versions.values()):
            raise _another_version()
        self._client.register_plugin(rules)

    def _most_ahead(self) -> int:
        """How much may be under way: workers come and go."""
        if time.monotonic() >= self._look_again:
            self._look_again = time.monotonic() + _PATIENCE
            threads: int = sum(self._client.nthreads().values())
            self._ahead = _AHEAD * max(threads, 1)
        return self._ahead

    def _do(
        self, tasks: Iterable[Task], together: int, most: Callable[[], int]
    ) -> Iterator[tuple[Task, Answer | KilledWorker]]:
        """Tasks, so many ``together`` in one of Dask's, at most so many of these under way."""
        left = iter(tasks)
        under_way: dict[object, Sequence[Task]] = {}
        done: Queue[Future[Sequence[Answer]]] = Queue()
        waiting: list[tuple[Task, Task]] = []
        more = True
        while more or under_way:
            while more and len(under_way) < most():
                task = next(left, None)
                more = task is not None
                if task is not None:
                    sent = self._without_sending(task)
                    if isinstance(sent, Task):
                        waiting.append((task, sent))
                    else:
                        yield task, sent
                is_full = len(waiting) == together or (waiting and isinstance(waiting[-1][0], PartitionTask))
                if waiting and (not more or is_full):
                    with dask.config.set(_ANY_SIZE):
                        future = self._client.submit(_perform, self._name, [one for _, one in waiting], pure=False)
                    under_way[future.key] = [task for task, _ in waiting]
                    future.add_done_callback(done.put)
                    waiting = []
            if under_way:
                future = self._next(done)
                yield from zip(under_way.pop(future.key), self._answers(future), strict=False)

    def _next(self, done: "Queue[Future[Sequence[Answer]]]") -> "Future[Sequence[Answer]]":
        """What is done next. A cluster that has lost its last worker is not waited for without end."""
        alone_since: float | None = None
        while True:
            try:
                return done.get(timeout=_PATIENCE)
            except Empty:
                if self._client.nthreads():
                    alone_since = None
                elif alone_since is None:
                    alone_since = time.monotonic()
                elif time.monotonic() - alone_since > _RETURN:
                    raise UnavailableError("集群里的工作进程都没有了", "the cluster has no worker any more") from None

    def _without_sending(self, task: Task) -> Task | Answer:
        """The answer to a task that need not be sent, else the task with the document that belongs to it."""
        if isinstance(task, PartitionTask):
            return _with_contents(task)
        if not isinstance(task, ReadTask):
            return task
        if task.data is None and beside(Path(task.source)).is_file():
            return perform(self._setting, task)  # what a person confirmed lies here
        inside = {} if task.inside is None else {task.source: task.inside}
        loaded = files.load(task.source, inside) if task.data is None else task.data
        if isinstance(loaded, Problem):
            return Read("", None, loaded)
        if task.known is not None and digest(loaded, None) == task.known:
            return Unchanged()
        return replace(task, data=loaded, inside=None)

    def _answers(self, future: "Future[Sequence[Answer]]") -> Iterable[Answer | KilledWorker]:
        if future.status == "finished":
            return future.result()
        error = future.exception() if future.status == "error" else None
        if isinstance(error, KilledWorker):
            return repeat(error)
        if isinstance(error, OtherVersionError):  # of a worker that has come since
            raise _another_version()
        reason = future.status if error is None else f"{type(error).__name__}: {error}"
        raise UnavailableError(f"与集群失去了联系（{reason}）", f"the cluster was lost ({reason})")


def _with_contents(task: PartitionTask) -> PartitionTask:
    """The task with its files, and with those other reports only that belong to theirs."""
    from engine.corpus.beside_columns import entries

    assert isinstance(task.together, Gathered)  # noqa: S101 (it has not been sent)
    packed = task.together.packed(entries(task.parts))
    return replace(task, together=packed, contents=tuple(part.path.read_bytes() for part in task.parts))


def _version() -> str:
    """The same where the program is the same, to the last file."""
    return key({}, WHOLE)


def _perform(name: str, tasks: Sequence[Task]) -> Sequence[Answer]:
    """What a worker does. One that takes too long on a task ends itself: there is no other way to stop it."""
    rules = get_worker().plugins[name]
    assert isinstance(rules, _Rules)  # noqa: S101 (it was given under this name)
    if rules.version != _version():
        raise OtherVersionError
    answers = []
    for task in tasks:
        count = task.count if isinstance(task, PartitionTask) else 1
        timer = threading.Timer(rules.limits.seconds * count, os._exit, (1,))
        timer.daemon = True
        timer.start()
        answers.append(attempt(rules.setting, task, rules.limits, rules.function))
        timer.cancel()
    return answers


def _another_version() -> UnavailableError:
    return UnavailableError(
        "集群里有工作进程的 gouji 或 Python 和这里的不是同一个版本",
        "a worker of the cluster has another version of gouji or of Python than is here",
    )


def _fatal() -> Lost:
    return Lost(
        Trouble.CRASH,
        "检查它的工作进程一再中断（出错、超过时限或者内存不够），不再重试",
        "workers kept dying of it (a crash, its time, or no memory left); it is not tried again",
    )
