"""Where the tasks of a run are done: in this process, in others (``pool.py``), or on other machines (``cluster.py``).

Whatever does tasks is an ``Executor``; the tasks and the function that does them stand in ``engine/corpus/tasks.py``.
"""

from collections.abc import Callable, Iterable, Iterator
from typing import Protocol, TypeAlias

from engine.corpus.tasks import Result, Setting, Task, perform
from engine.model.struct import Struct
from engine.pipeline import Problem, Trouble


class Lost(Struct, frozen=True):
    """A task that has no result: why, in Chinese and in English."""

    trouble: Trouble
    reason: str
    english: str

    def problem(self, source: str) -> Problem:
        """What is said of the file."""
        return Problem(self.trouble, source, self.reason, self.english)


class UnavailableError(Exception):
    """Tasks cannot be done where they were to be done, or no longer: why, in Chinese and in English."""

    def __init__(self, reason: str, english: str) -> None:
        super().__init__(english)
        self.reason = reason
        self.english = english


class Limits(Struct, frozen=True):
    """What one task may use: seconds, and megabytes of memory."""

    seconds: float = 300
    megabytes: int = 4000


Answer: TypeAlias = Result | Lost


def attempt(
    setting: Setting, task: Task, limits: Limits, function: Callable[[Setting, Task], Result] = perform
) -> Answer:
    """Does a task in a process that may be lost with it: whatever is raised is an answer, too."""
    try:
        return function(setting, task)
    except MemoryError:
        megabytes = limits.megabytes
        return Lost(
            Trouble.MEMORY, f"需要的内存超过 {megabytes} MB，已中止", f"needs more than {megabytes} MB of memory"
        )
    except Exception as error:
        name = type(error).__name__
        return Lost(Trouble.CRASH, f"检查程序出错（{name}：{error}）", f"a bug of this program ({name}: {error})")


class Executor(Protocol):
    """Does tasks. A task that crashes, hangs or takes too much costs only itself, if that can be helped."""

    def run(self, tasks: Iterable[Task]) -> Iterator[tuple[Task, Answer]]:
        """Each task with what came of it, as soon as it is there. Tasks are taken only when they can be begun."""

    def close(self) -> None:
        """Ends whatever is still running."""


class Here:
    """The tasks one after the other in this process, which shares the fate of each."""

    def __init__(self, setting: Setting) -> None:
        self._setting = setting

    def run(self, tasks: Iterable[Task]) -> Iterator[tuple[Task, Answer]]:
        for task in tasks:
            yield task, perform(self._setting, task)

    def close(self) -> None:
        pass
