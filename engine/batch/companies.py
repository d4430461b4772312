"""Which reports go with one, for all reports of a part of a run: what was read in them, from the journal."""

from collections.abc import Iterator, Sequence
from hashlib import sha256

from engine.batch.alike import Alike, Sketched
from engine.batch.journal import Journal
from engine.batch.parts import Part
from engine.batch.register import Register
from engine.corpus.tasks import CheckTask, Setting
from engine.corpus.together import Beside, Entry, Run

MOST_COMPARED = 60
"""So many reports of one year are all given to each other; of more, those that may be alike."""
MOST_ONE_BY_ONE = 500
"""The same where a rule looks at peers in another way than by the likeness of a text."""


class Companies:
    """The reports of a part."""

    def __init__(self, group: int, part: Part, setting: Setting, register: Register, journal: Journal) -> None:
        self._group = group
        self._register = register
        self._journal = journal
        self._sketching = setting.sketching[group]
        self._reports = register.own(group)
        self.run = Run(self._reports, register.previous(group), units=part.units)
        most = MOST_ONE_BY_ONE if self._sketching.one_by_one else MOST_COMPARED
        self._crowded = frozenset(year for year in self._reports.years if self._reports.count(year) > most)
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

    def _index(self) -> Alike:
        alike = Alike(self._sketching.least)
        alike.count(self._sketched())
        alike.add(self._sketched())
        return alike

    def _sketched(self) -> Iterator[Sketched]:
        for one in self._reports:
            if one.organ is not None and one.year in self._crowded:
                yield Sketched(one.number, one.year, self._journal.load_read(one.number).sketches)

    def _near(self, entry: Entry) -> tuple[Sequence[Entry], bool]:
        """The peers that a report is compared with, and whether these are only some of them."""
        if not self._sketching.looks_at_peers or entry.organ is None or entry.year is None:
            return (), False
        if self._alike is None or entry.year not in self._crowded:
            return list(self.run.peers(entry)), False
        near = map(self._register.entry, sorted(self._alike.near(entry.number, entry.year)))
        return self.run.are_peers((one for one in near if one is not None), entry), True

    def _facts(self, entry: Entry) -> bytes:
        found = self._journal.load_read(entry.number).facts
        assert isinstance(found, bytes)  # noqa: S101 (a file without a report has no entry)
        return found

    def _key(self, entry: Entry, beside: Beside, near: Sequence[Entry], only_alike: bool) -> str:
        """A digest of all that decides what comes of a report, but for the rules and the program."""
        before = self._named(beside.previous) if isinstance(beside.previous, Entry) else beside.previous
        below = [self._named(one) if isinstance(one, Entry) else one for one in beside.subordinates]
        whole = (self._named(entry), before, below, [self._named(one) for one in near], only_alike)
        return sha256(repr(whole).encode("utf-8", "surrogatepass")).hexdigest()

    def _named(self, entry: Entry) -> tuple[str, str | None]:
        return entry.source, self._register.digest(entry.number)
