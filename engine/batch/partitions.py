"""The reports of a data set of facts, checked by columns wherever tasks are done: a task is a partition."""

from collections.abc import Iterator
from pathlib import Path

from engine.batch.executor import Answer, Executor, Lost
from engine.columns.reading import height
from engine.corpus.checking import Gathered
from engine.corpus.over_columns import sources, together
from engine.corpus.problems import as_assessment
from engine.corpus.tasks import CheckedPartition, PartitionTask
from engine.model.finding import Assessment
from engine.packs.pickling import decompressed


def assessments(root: Path, gathered: Gathered, executor: Executor, *, by_year: bool) -> Iterator[Assessment]:
    """The assessment of each report, in the order of the data set, as soon as all before it are there."""
    tasks = (
        PartitionTask(number, 0, parts, sum(map(height, parts)), gathered)
        for number, parts in enumerate(together(root, by_year=by_year))
    )
    done: dict[int, tuple[PartitionTask, Answer]] = {}
    shown = 0
    for task, answer in executor.run(tasks):
        assert isinstance(task, PartitionTask)  # noqa: S101 (no others are given)
        done[task.number] = task, answer
        while shown in done:
            yield from _each(*done.pop(shown))
            shown += 1


def _each(task: PartitionTask, answer: Answer) -> Iterator[Assessment]:
    """The reports of a partition; of one that was lost, each with the reason."""
    if isinstance(answer, Lost):
        yield from (as_assessment(answer.problem(source)) for source in sources(task.parts))
        return
    assert isinstance(answer, CheckedPartition)  # noqa: S101 (a partition is checked, or it is lost)
    yield from decompressed(answer.assessments)
