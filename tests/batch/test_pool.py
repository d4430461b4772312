"""Processes that crash, hang, eat memory or are killed: only their task is lost, all others are done."""

import faulthandler
import os
import signal
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator

import pytest

from engine.batch import pool as pool_module
from engine.batch.executor import Answer, Limits, Lost
from engine.batch.pool import CAN_LIMIT_MEMORY, Pool
from engine.corpus.tasks import Read, ReadTask, Result, Setting, Task
from engine.pipeline import Problem, Trouble

SETTING = Setting([])
posix = pytest.mark.skipif(sys.platform == "win32", reason="signals")


def done(task: Task) -> Read:
    return Read(str(task.number), None, Problem(Trouble.UNREADABLE, "", "", ""))


def misbehave(_setting: Setting, task: Task) -> Result:
    """Does what the name of the file says, and then the task."""
    assert isinstance(task, ReadTask)
    if task.source == "hang":
        time.sleep(600)
    elif task.source == "spin":
        while True:
            pass
    elif task.source == "exit":
        os._exit(7)
    elif task.source == "segfault":
        faulthandler.disable()
        os.kill(os.getpid(), signal.SIGSEGV)
    elif task.source == "raise":
        raise KeyError("oh")
    elif task.source == "memory":
        bytearray(3_000_000_000)
    elif task.source == "memory by and by":
        found = []
        while True:
            found.append(bytes(1_000_000) * 8)
    elif task.source == "child":
        if os.fork() == 0:
            time.sleep(600)
        time.sleep(600)
    return done(task)


def run(names: list[str], workers: int = 2, seconds: float = 60) -> dict[int, Answer]:
    pool = Pool(SETTING, workers, Limits(seconds, 500), misbehave)
    try:
        found = {task.number: answer for task, answer in pool.run(_tasks(names))}
    finally:
        pool.close()
    assert sorted(found) == list(range(len(names)))
    return found


def _tasks(names: list[str]) -> Iterator[Task]:
    return (ReadTask(number, 0, name) for number, name in enumerate(names))


@pytest.mark.parametrize(
    ("name", "trouble", "said"),
    [
        pytest.param("exit", Trouble.CRASH, "7", marks=posix),
        pytest.param("segfault", Trouble.CRASH, "Segmentation fault", marks=posix),
        ("raise", Trouble.CRASH, "KeyError"),
        pytest.param(
            "memory", Trouble.MEMORY, "500 MB", marks=pytest.mark.skipif(not CAN_LIMIT_MEMORY, reason="no limit")
        ),
        pytest.param(
            "memory by and by",
            Trouble.MEMORY,
            "500 MB",
            marks=pytest.mark.skipif(not CAN_LIMIT_MEMORY, reason="no limit"),
        ),
    ],
)
def test_only_the_task_itself_is_lost(name: str, trouble: Trouble, said: str) -> None:
    names = ["good", name, "good", "good", name, name, "good", "good"]
    for number, answer in run(names).items():
        if names[number] == "good":
            assert isinstance(answer, Read)
            assert answer.digest == str(number)
        else:
            assert isinstance(answer, Lost)
            assert answer.trouble is trouble
            assert said in answer.reason


@pytest.mark.parametrize("name", ["hang", "spin", pytest.param("child", marks=posix)])
def test_what_hangs_is_ended_when_its_time_is_up(name: str) -> None:
    names = [name, "good", name, "good"]
    found = run(names, seconds=0.4)
    assert [isinstance(found[number], Lost) for number in range(4)] == [True, False, True, False]
    lost = found[0]
    assert isinstance(lost, Lost)
    assert lost.trouble is Trouble.TIME
    assert "0.4" in lost.english


def test_a_pool_goes_on_after_a_run_and_when_one_is_broken_off() -> None:
    pool = Pool(SETTING, 2, Limits(), misbehave)
    try:
        assert len(list(pool.run(_tasks(["good"] * 3)))) == 3
        for task, _ in pool.run(_tasks(["good", "hang", "hang", "good"])):
            assert task.number == 0
            break
        found = list(pool.run(_tasks(["good"] * 5)))
        assert sorted(task.number for task, _ in found) == [0, 1, 2, 3, 4]
        assert all(isinstance(answer, Read) and answer.digest == str(task.number) for task, answer in found)
    finally:
        pool.close()


def test_no_more_tasks_are_taken_than_can_be_begun() -> None:
    taken: list[int] = []

    def counted() -> Iterator[Task]:
        for task in _tasks(["good"] * 50):
            taken.append(task.number)
            yield task

    pool = Pool(SETTING, 2, Limits(), misbehave)
    try:
        for count, _ in enumerate(pool.run(counted()), 1):
            assert len(taken) <= count + 2
    finally:
        pool.close()


@posix
def test_a_process_that_is_killed_from_outside_loses_its_task_only() -> None:
    pool = Pool(SETTING, 2, Limits(), _tell)
    try:
        answers: list[Callable[[], object]] = []
        killed = False
        for _, answer in pool.run(_tasks(["good"] * 20)):
            answers.append(lambda answer=answer: answer)  # type: ignore[misc]
            if isinstance(answer, Read) and not killed:
                os.kill(int(answer.digest), signal.SIGKILL)
                killed = True
        lost = [one() for one in answers if isinstance(one(), Lost)]
        assert len(answers) == 20
        assert len(lost) <= 1
    finally:
        pool.close()


@posix
def test_processes_are_replaced_after_a_while_and_no_task_is_lost(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pool_module, "_MOST_TASKS", 4)
    pool = Pool(SETTING, 2, Limits(), _tell)
    try:
        found = {task.number: answer for task, answer in pool.run(_tasks(["good"] * 20))}
    finally:
        pool.close()
    assert sorted(found) == list(range(20))
    processes = Counter(answer.digest for answer in found.values() if isinstance(answer, Read))
    assert sum(processes.values()) == 20
    assert max(processes.values()) == 4


def _tell(_setting: Setting, _task: Task) -> Result:
    time.sleep(0.01)
    return Read(str(os.getpid()), None, Problem(Trouble.UNREADABLE, "", "", ""))
