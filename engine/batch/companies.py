"""Which reports go with one, for all reports of a part of a run: what was read in them, from the journal."""

from collections.abc import Iterator, Mapping, Sequence
from hashlib import sha256

from engine.batch.alike import Alike, Sketched
from engine.batch.journal import Journal
from engine.batch.parts import Key, Part
from engine.corpus.tasks import CheckTask, Setting
from engine.corpus.together import Beside, Entry, Run
from engine.model.struct import replace

MOST_COMPARED = 60
"""So many reports of one year are all given to each other; of more, those that may be alike."""
MOST_ONE_BY_ONE = 500
"""The same where a rule looks at peers in another way than by the likeness of a text."""


class Companies:
    """The reports of a part. ``files`` are all of the run, ``numbers`` their places."""

    def __init__(
        self,
        group: int,
        part: Part,
        files: Sequence[Key],
        numbers: Mapping[Key, int],
        setting: Setting,
        journal: Journal,
    ) -> None:
        self._group = group
        self._files = files
        self._numbers = numbers
        self._journal = journal
        self._sketching = setting.sketching[group]
        before = None if part.previous is None else self._entries(part.previous)
        self.run = Run(self._entries(part.sources), before, units=part.units)
        most = MOST_ONE_BY_ONE if self._sketching.one_by_one else MOST_COMPARED
        years = {one.year for one in self.run.reports}
        self._crowded = frozenset(year for year in years if year is not None and self.run.count(year) > most)
        self._alike: Alike | None = None
        if self._crowded and self._sketching.looks_at_peers:
            self._alike = self._index()

    def task(self, entry: Entry) -> CheckTask:
        """To check a report, with all that goes with it; what that is decides the task's key."""
        beside = self.run.beside(entry)
        near, only_alike = self._near(entry)
        return CheckTask(
            entry.number,
            self._group,
            self._key(entry, beside, near, only_alike),
            self._facts(entry),
            self._facts(beside.previous) if isinstance(beside.previous, Entry) else beside.previous,
            tuple(self._facts(one) if isinstance(one, Entry) else one for one in beside.subordinates),
            tuple(map(self._facts, near)),
            only_alike,
        )

    def close(self) -> None:
        if self._alike is not None:
            self._alike.close()
            self._alike = None

    def _entries(self, sources: Sequence[str]) -> list[Entry]:
        found = []
        for source in dict.fromkeys(sources):
            key = self._group, source
            entry = self._journal.read[key].entry
            if entry is not None:
                found.append(replace(entry, number=self._numbers[key]))
        return found

    def _index(self) -> Alike:
        alike = Alike(self._sketching.least)
        alike.count(self._sketched())
        alike.add(self._sketched())
        return alike

    def _sketched(self) -> Iterator[Sketched]:
        for one in self.run.reports:
            if one.organ is not None and one.year in self._crowded:
                yield Sketched(one.number, one.year, self._journal.load_read(*self._files[one.number]).sketches)

    def _near(self, entry: Entry) -> tuple[Sequence[Entry], bool]:
        """The peers that a report is compared with, and whether these are only some of them."""
        if not self._sketching.looks_at_peers or entry.organ is None or entry.year is None:
            return (), False
        if self._alike is None or entry.year not in self._crowded:
            return list(self.run.peers(entry)), False
        return self.run.are_peers(self._alike.near(entry.number, entry.year), entry), True

    def _facts(self, entry: Entry) -> bytes:
        found = self._journal.load_read(*self._files[entry.number]).facts
        assert isinstance(found, bytes)  # noqa: S101 (a file without a report has no entry)
        return found

    def _key(self, entry: Entry, beside: Beside, near: Sequence[Entry], only_alike: bool) -> str:
        """A digest of all that decides what comes of a report, but for the rules and the program."""
        before = self._named(beside.previous) if isinstance(beside.previous, Entry) else beside.previous
        below = [self._named(one) if isinstance(one, Entry) else one for one in beside.subordinates]
        whole = (self._named(entry), before, below, [self._named(one) for one in near], only_alike)
        return sha256(repr(whole).encode("utf-8", "surrogatepass")).hexdigest()

    def _named(self, entry: Entry) -> tuple[str, str]:
        key = self._files[entry.number]
        return key[1], self._journal.read[key].digest
