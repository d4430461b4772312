"""The story of a run over many reports: every file is read, then every report is checked with those that go with it.

files --read--> what was read, in the journal --together--> which belong together --check--> assessments, in the journal

Nothing of a report stays in memory: what is known of it is in the register, what was read and found in the journal.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from enum import StrEnum

from engine.batch.companies import Companies
from engine.batch.executor import Answer, Executor, Lost
from engine.batch.journal import Journal
from engine.batch.parts import Part
from engine.batch.register import Register
from engine.corpus.archives import Inside
from engine.corpus.checking import about_run
from engine.corpus.problems import as_assessment
from engine.corpus.tasks import Checked, CheckTask, Read, ReadTask, Setting
from engine.model.diagnostic import Diagnostic
from engine.model.facts import Facts
from engine.model.finding import Assessment
from engine.model.struct import replace
from engine.packs.pickling import compressed, decompressed_facts
from engine.pipeline import Problem


class Stage(StrEnum):
    READING = "reading"
    CHECKING = "checking"


class Batch:
    """A run. ``read`` must come first, then ``assessments`` once, if they are wanted; every result can be had again.

    ``register`` has the files, ``inside`` says where those lie that came out of archives, ``given`` is the content of
    those that no other process can read. ``watch`` is told what is done, of how many.
    """

    def __init__(
        self,
        parts: Sequence[Part],
        register: Register,
        setting: Setting,
        executor: Executor,
        journal: Journal,
        inside: Mapping[str, Inside],
        *,
        given: Mapping[str, bytes] | None = None,
        watch: Callable[[Stage, int, int], None] = lambda _stage, _done, _of: None,
    ) -> None:
        self.count = register.count
        self._parts = parts
        self._register = register
        self._setting = setting
        self._executor = executor
        self._journal = journal
        self._inside = inside
        self._given = given or {}
        self._watch = watch
        self._companies: list[Companies] = []
        self._given_out = 0  # so many of the reports have been given out to be checked, or need not be
        self._under_way: set[int] = set()  # those of them that have not come back

    def read(self) -> list[tuple[Diagnostic, Mapping[str, str]]]:
        """Reads every file; what is wrong with files of confirmed values comes back, and the run cannot go on then."""
        wrong: list[tuple[Diagnostic, Mapping[str, str]]] = []
        for done, (task, answer) in enumerate(self._executor.run(self._to_read()), 1):
            assert isinstance(task, ReadTask)  # noqa: S101 (no others are given)
            if isinstance(answer, Lost):
                answer = Read("", None, answer.problem(task.source))
            if isinstance(answer, Read):
                wrong += [(one, answer.texts) for one in answer.diagnostics]
                self._journal.add_read(task.number, answer)
            self._watch(Stage.READING, done, len(self._register))
        return wrong

    def assessments(self) -> Iterator[tuple[int, Assessment]]:
        """The assessment of each report with the number of its part, in order, as soon as all before it are there."""
        self._companies = [
            Companies(group, part, self._setting, self._register, self._journal)
            for group, part in enumerate(self._parts)
        ]
        shown = 0
        try:
            for task, answer in self._executor.run(self._to_check()):
                assert isinstance(task, CheckTask)  # noqa: S101 (no others are given)
                self._keep(task, answer)
                self._under_way.remove(task.number)
                self._watch(Stage.CHECKING, self._given_out - len(self._under_way), self.count)
                while shown < self._given_out and shown not in self._under_way:
                    yield self._shown(shown)
                    shown += 1
            yield from map(self._shown, range(shown, self.count))
        finally:
            for one in self._companies:
                one.close()

    def about_runs(self) -> Iterator[tuple[int, Assessment]]:
        """What is wrong with the reports of each part together."""
        for group, part in enumerate(self._parts):
            read = [self._journal.load_read(number).facts for number in self._register.only_previous(group)]
            unread = [one for one in read if isinstance(one, Problem)]
            for one in about_run(unread, self._companies[group].run, part.listing):
                yield group, one

    def assessment(self, number: int) -> Assessment:
        """What came of a report."""
        if self._register.entry(number) is not None:
            return self._journal.load_assessment(number)
        problem = self._journal.load_read(number).facts
        assert isinstance(problem, Problem)  # noqa: S101 (nothing else is read from what is no report)
        return as_assessment(problem)

    def reading(self, number: int) -> Facts | Problem:
        """What was read from a file of the run."""
        read = self._journal.load_read(number).facts
        part, _ = self._register.file(number)
        return read if isinstance(read, Problem) else decompressed_facts(read, self._setting.forms[part])

    def readings(self) -> Iterator[Facts | Problem]:
        """What was read from each file, in order."""
        return map(self.reading, range(self.count))

    def _to_read(self) -> Iterator[ReadTask]:
        for number in range(len(self._register)):
            part, source = self._register.file(number)
            known = self._register.digest(number) or None
            yield ReadTask(number, part, source, self._inside.get(source), self._given.get(source), known)

    def _to_check(self) -> Iterator[CheckTask]:
        for number in range(self.count):
            task = self._task(number)
            self._given_out = number + 1
            if task is not None:
                self._under_way.add(number)
                yield task

    def _task(self, number: int) -> CheckTask | None:
        """The task to check a report; ``None`` when there is no report in the file, or it has been checked."""
        entry = self._register.entry(number)
        if entry is None:
            return None
        part, _ = self._register.file(number)
        task = self._companies[part].task(entry)
        return None if self._register.key(number) == task.key else task

    def _keep(self, task: CheckTask, answer: Answer) -> None:
        if isinstance(answer, Checked):
            found = answer.assessment
            self._journal.add_checked(
                task.number, task.key, compressed(as_assessment(found)) if isinstance(found, Problem) else found
            )
            return
        assert isinstance(answer, Lost)  # noqa: S101 (a report is checked, or it is lost)
        entry = self._register.entry(task.number)
        assert entry is not None  # noqa: S101 (a file without a report is not checked)
        lost = as_assessment(answer.problem(entry.source))
        lost = replace(lost, sha256=entry.sha256, organ=entry.organ, year=entry.year)
        self._journal.add_lost(task.number, compressed(lost))

    def _shown(self, number: int) -> tuple[int, Assessment]:
        part, _ = self._register.file(number)
        return part, self.assessment(number)
