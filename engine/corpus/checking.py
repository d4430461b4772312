"""The facts of a report and of those that go with it -> its assessment; what is wrong with a run as a whole."""

from collections.abc import Mapping, Sequence

from engine import pipeline
from engine.corpus.problems import absent_units, as_assessment, with_stale, without_previous
from engine.corpus.together import Entry, NoPrevious, Run, Stand
from engine.evaluation import in_doubt, not_received
from engine.language.checked import Ruleset
from engine.model.facts import Facts
from engine.model.finding import Assessment, Outcome
from engine.model.struct import Struct
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
    """The reports of a run that are all in memory; of last year's, too (``None``: nobody gave any)."""

    def __init__(
        self,
        reports: Sequence[Facts],
        previous: Sequence[Facts] | None = None,
        *,
        is_pair: bool = False,
        units: Mapping[str, Sequence[str]] | None = None,
    ) -> None:
        self._facts = (*reports, *(previous or ()))
        entries = [Entry.of(facts, number) for number, facts in enumerate(self._facts)]
        before = None if previous is None else entries[len(reports) :]
        self.run = Run(entries[: len(reports)], before, is_pair=is_pair, units=units)

    def company(self, facts: Facts) -> Company:
        """What goes with one of the reports."""
        own = Entry.of(facts, -1)
        beside = self.run.beside(own)
        return Company(
            self._facts[beside.previous.number] if isinstance(beside.previous, Entry) else beside.previous,
            tuple(self._facts[one.number] if isinstance(one, Entry) else one for one in beside.subordinates),
            tuple(self._facts[one.number] for one in self.run.peers(own)),
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
