"""The facts of a report and of those that go with it -> its assessment; what is wrong with a run as a whole."""

from collections.abc import Iterable, Mapping, Sequence, Set

from engine import pipeline
from engine.corpus.problems import absent_units, as_assessment, with_stale, without_previous
from engine.corpus.together import Entry, InMemory, NoPrevious, Run, Stand
from engine.evaluation import in_doubt, not_received
from engine.language.checked import Ruleset, Which
from engine.model.facts import Facts
from engine.model.finding import Assessment, Outcome
from engine.model.form import Form
from engine.model.struct import Struct
from engine.packs.pickling import compressed_facts, decompressed_facts
from engine.pipeline import NOTHING, Problem


class Company(Struct, frozen=True):
    """What was read from the reports that go with one.

    Where there are too many peers to give all, rules that look at each of them are ``unasked``.
    """

    previous: Facts | NoPrevious | None = None
    subordinates: tuple[Facts | Stand, ...] = ()
    peers: tuple[Facts, ...] = ()
    unasked: frozenset[str] = frozenset()


class Gathered:
    """What is known of the reports that may go with others, and what was read from those that are asked for.

    ``facts`` are by the numbers of ``run``; ``others`` says which other reports there are at all.
    """

    def __init__(self, run: Run, facts: Mapping[int, Facts], others: Set[Which] = frozenset(Which)) -> None:
        self.run = run
        self.others = frozenset(others)
        self._facts = facts

    @classmethod
    def of(cls, reports: Sequence[Facts], previous: Sequence[Facts] | None, *, is_pair: bool = False) -> "Gathered":
        """Reports that are all in memory; of last year's, too (``None``: nobody gave any)."""
        facts = dict(enumerate((*reports, *(previous or ()))))
        entries = [Entry.of(one, number) for number, one in facts.items()]
        now, before = entries[: len(reports)], entries[len(reports) :]
        pair = before[0] if is_pair and len(before) == 1 else None
        return cls(Run(InMemory(now), None if previous is None else InMemory(before), pair=pair), facts)

    def facts(self, number: int) -> Facts:
        """What was read from one of them."""
        return self._facts[number]

    def company(self, facts: Facts) -> Company:
        """What goes with one of the reports."""
        own = Entry.of(facts, -1)
        beside = self.run.beside(own)
        return Company(
            self._facts[beside.previous.number] if isinstance(beside.previous, Entry) else beside.previous,
            tuple(self._facts[one.number] if isinstance(one, Entry) else one for one in beside.subordinates),
            tuple(self._facts[one.number] for one in self.run.peers(own)) if Which.PEERS in self.others else (),
        )

    def packed(self, reports: Iterable[Entry]) -> "Packed":
        """As much of it as these reports need, as it is sent to another process."""
        run = self.run.around(reports, with_peers=Which.PEERS in self.others)
        there = [one.number for one in (*run.reports, *(run.previous or ())) if one.number in self._facts]
        return Packed(run, {number: compressed_facts(self._facts[number]) for number in there}, self.others)


class Packed(Struct, frozen=True):
    """What goes with some reports, with what was read as bytes."""

    run: Run
    facts: Mapping[int, bytes]
    others: frozenset[Which]

    def unpacked(self, forms: Mapping[str, Form]) -> Gathered:
        """The same to be asked."""
        return Gathered(
            self.run, {number: decompressed_facts(one, forms) for number, one in self.facts.items()}, self.others
        )


def assess(
    reading: Facts,
    company: Company,
    rulesets: Sequence[Ruleset],
    decided: Mapping[str, Mapping[str, Outcome]] = NOTHING,
) -> Assessment | Problem:
    """Checks one report of a run. What it goes without, although somebody gave reports of last year, is a finding.

    ``decided`` are outcomes that are known before, as ``pipeline.assess`` has them.
    """
    previous = company.previous
    found = pipeline.assess(
        reading,
        rulesets,
        previous=previous.missing if isinstance(previous, NoPrevious) else previous,
        subordinates=[_standing(one, reading) for one in company.subordinates],
        peers=company.peers,
        unasked=company.unasked,
        decided=decided,
    )
    if isinstance(found, Problem):
        return found
    if reading.stale is not None:
        found = with_stale(found, reading.stale)
    return without_previous(found, previous) if isinstance(previous, NoPrevious) else found


def settled(result: Assessment | Problem) -> Assessment:
    """In a batch a file that could not be checked has an assessment, too."""
    return as_assessment(result) if isinstance(result, Problem) else result


def about_run(previous: Sequence[Problem], run: Run, listing: str | None) -> tuple[Assessment, ...]:
    """What is wrong with the run as a whole: last year's files that could not be read, units that are missing.

    ``listing`` is the file that lists the units.
    """
    unread = tuple(as_assessment(one) for one in previous)
    absent = tuple(run.absent())
    return (*unread, absent_units(listing, absent)) if absent and listing is not None else unread


def _standing(one: Facts | Stand, authority: Facts) -> Facts:
    if isinstance(one, Facts):
        return one
    return not_received(one.unit, authority) if one.doubt is None else in_doubt(one.unit, authority, one.doubt)
