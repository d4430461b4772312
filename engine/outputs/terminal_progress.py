"""How far a long run is, with Rich, on the screen beside the output: a bar, the rate, and the time that is left."""

import sys
import time

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, ProgressColumn, Task, TextColumn, TimeRemainingColumn
from rich.text import Text

from engine.outputs.words import Language

_AT_MOST = 0.1  # seconds between two pictures


class Bar:
    """A bar that is drawn when told to, so that no thread runs beside the processes of a run."""

    def __init__(self, language: Language) -> None:
        rate = _Rate("份/秒" if language == "zh" else "a second")
        self._progress = Progress(
            TextColumn("{task.description}"),
            BarColumn(),
            MofNCompleteColumn(),
            rate,
            TimeRemainingColumn(),
            console=Console(file=sys.stderr, highlight=False),
            transient=True,
            auto_refresh=False,
        )
        self._tasks: dict[str, object] = {}
        self._drawn = 0.0

    def show(self, what: str, done: int, of: int) -> None:
        """Draws the bar of a stage."""
        if what not in self._tasks:
            for task in self._progress.task_ids:
                self._progress.remove_task(task)
            self._tasks[what] = self._progress.add_task(what, total=of)
        self._progress.update(self._progress.task_ids[-1], completed=done)
        now = time.monotonic()
        if now - self._drawn > _AT_MOST or done == of:
            self._drawn = now
            self._progress.start()
            self._progress.refresh()

    def hide(self) -> None:
        """Takes it from the screen, so that something else can be written there."""
        self._progress.stop()


class _Rate(ProgressColumn):
    def __init__(self, unit: str) -> None:
        super().__init__()
        self._unit = unit

    def render(self, task: Task) -> Text:
        speed = task.finished_speed or task.speed
        return Text("" if speed is None else f"{speed:.1f} {self._unit}")
