"""What tasks do to the workers of a cluster, for tests: a function that workers find by its name."""

import os
import signal
import time
from pathlib import Path

from engine.corpus.tasks import PartitionTask, Read, ReadTask, Result, Setting, Task
from engine.pipeline import Problem, Trouble


def misbehave(_setting: Setting, task: Task) -> Result:
    """Does what the content of the file says: dies the first time (its name notes that), hangs, or does its task.

    Of a partition of facts it always dies.
    """
    if isinstance(task, PartitionTask):
        os.kill(os.getpid(), signal.SIGKILL)
    assert isinstance(task, ReadTask)
    assert task.data is not None
    if task.data == b"die once" and not (died := Path(task.source).with_suffix(".died")).exists():
        died.touch()
        os.kill(os.getpid(), signal.SIGKILL)
    if task.data == b"hang":
        with Path(task.source).with_suffix(".hung").open("a", encoding="utf-8") as times:
            times.write("x")
        time.sleep(600)
    return Read(str(task.number), None, Problem(Trouble.UNKNOWN_KIND, task.source, "", ""))
