"""The story of a run over many reports: every file is read, then every report is checked with those that go with it.

files --read--> what was read, in the journal --together--> which belong together --check--> assessments, in the journal

Only what is known of each report without looking into it stays in memory (``Entry``); what was read is on disk.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from enum import StrEnum

from engine.batch.companies import Companies
from engine.batch.executor import Answer, Executor, Lost
from engine.batch.journal import Journal
from engine.batch.parts import Key, Part
from engine.corpus.archives import Inside
from engine.corpus.checking import about_run
from engine.corpus.problems import as_assessment
from engine.corpus.tasks import Checked, CheckTask, Read, ReadTask, Setting
from engine.corpus.together import Entry
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
    """A run. ``read`` must come first, then ``assessments`` once; after that every result can be had again.

    ``order`` are the reports as they come, each with the number of its part. ``inside`` says where files lie that came
    out of archives, ``given`` is the content of those that no other process can read. ``watch`` is told what is done,
    of how many.
    """

    def __init__(
        self,
        parts: Sequence[Part],
        order: Sequence[Key],
        setting: Setting,
        executor: Executor,
        journal: Journal,
        inside: Mapping[str, Inside],
        *,
        given: Mapping[str, bytes] | None = None,
        watch: Callable[[Stage, int, int], None] = lambda _stage, _done, _of: None,
    ) -> None:
        self.order = order
        self._parts = parts
        self._setting = setting
        self._executor = executor
        self._journal = journal
        self._inside = inside
        self._given = given or {}
        self._watch = watch
        before = [(group, source) for group, part in enumerate(parts) for source in part.previous or ()]
        self._files = list(dict.fromkeys((*order, *before)))
        self._numbers = {key: number for number, key in enumerate(self._files)}
        self._companies: list[Companies] = []

    def read(self) -> list[tuple[Diagnostic, Mapping[str, str]]]:
        """Reads every file; what is wrong with files of confirmed values comes back, and the run cannot go on then."""
        wrong: list[tuple[Diagnostic, Mapping[str, str]]] = []
        for done, (task, answer) in enumerate(self._executor.run(self._to_read()), 1):
            assert isinstance(task, ReadTask)  # noqa: S101 (no others are given)
            if isinstance(answer, Lost):
                answer = Read("", None, answer.problem(task.source))
            if isinstance(answer, Read):
                wrong += [(one, answer.texts) for one in answer.diagnostics]
                self._journal.add_read(task.group, task.source, answer)
            self._watch(Stage.READING, done, len(self._files))
        return wrong

    def assessments(self) -> Iterator[tuple[int, Assessment]]:
        """The assessment of each report with the number of its part, in order, as soon as all before it are there."""
        self._companies = [
            Companies(group, part, self._files, self._numbers, self._setting, self._journal)
            for group, part in enumerate(self._parts)
        ]
        ready: set[Key] = set()
        shown = 0
        try:
            for task, answer in self._executor.run(self._to_check(ready)):
                assert isinstance(task, CheckTask)  # noqa: S101 (no others are given)
                key = self._files[task.number]
                self._keep(key, task.key, answer)
                ready.add(key)
                self._watch(Stage.CHECKING, shown + len(ready), len(self.order))
                while shown < len(self.order) and self.order[shown] in ready:
                    yield self._shown(shown, ready)
                    shown += 1
            while shown < len(self.order):
                yield self._shown(shown, ready)
                shown += 1
        finally:
            for one in self._companies:
                one.close()

    def about_runs(self) -> Iterator[tuple[int, Assessment]]:
        """What is wrong with the reports of each part together."""
        for group, part in enumerate(self._parts):
            own = frozenset(part.sources)
            others = [(group, source) for source in part.previous or () if source not in own]
            read = [self._journal.load_read(*key).facts for key in others if self._entry(key) is None]
            unread = [one for one in read if isinstance(one, Problem)]
            for one in about_run(unread, self._companies[group].run, part.listing):
                yield group, one

    def assessment(self, key: Key) -> Assessment:
        """What came of a report."""
        if self._entry(key) is not None:
            return self._journal.load_assessment(*key)
        problem = self._journal.load_read(*key).facts
        assert isinstance(problem, Problem)  # noqa: S101 (nothing else is read from what is no report)
        return as_assessment(problem)

    def facts(self, key: Key) -> Facts | None:
        """What was read from a report; ``None`` from a file that is none."""
        read = self._journal.load_read(*key).facts
        return decompressed_facts(read, self._setting.forms[key[0]]) if isinstance(read, bytes) else None

    def _entry(self, key: Key) -> Entry | None:
        return self._journal.read[key].entry

    def _to_read(self) -> Iterator[ReadTask]:
        for number, key in enumerate(self._files):
            group, source = key
            known = self._journal.read.get(key)
            digest = known.digest if known is not None and known.digest else None
            yield ReadTask(number, group, source, self._inside.get(source), self._given.get(source), digest)

    def _to_check(self, ready: set[Key]) -> Iterator[CheckTask]:
        for key in self.order:
            entry = self._entry(key)
            if entry is None:
                ready.add(key)
                continue
            task = self._companies[key[0]].task(replace(entry, number=self._numbers[key]))
            known, _ = self._journal.checked.get(key, ("", None))
            if known == task.key:
                ready.add(key)
            else:
                yield task

    def _keep(self, key: Key, digest: str, answer: Answer) -> None:
        if isinstance(answer, Checked):
            found = answer.assessment
            self._journal.add_checked(
                *key, digest, compressed(as_assessment(found)) if isinstance(found, Problem) else found
            )
            return
        assert isinstance(answer, Lost)  # noqa: S101 (a report is checked, or it is lost)
        entry = self._entry(key)
        lost = as_assessment(answer.problem(key[1]))
        if entry is not None:
            lost = replace(lost, sha256=entry.sha256, organ=entry.organ, year=entry.year)
        self._journal.add_lost(*key, compressed(lost))

    def _shown(self, number: int, ready: set[Key]) -> tuple[int, Assessment]:
        key = self.order[number]
        ready.discard(key)
        return key[0], self.assessment(key)
