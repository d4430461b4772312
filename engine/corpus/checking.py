"""The readings of a run -> the assessment of each report, with the reports that go with it."""

from collections.abc import Mapping, Sequence

from engine import pipeline
from engine.corpus.problems import absent_units, as_assessment, with_stale, without_previous
from engine.corpus.together import NoPrevious, Run
from engine.language.checked import Ruleset
from engine.model.facts import Facts
from engine.model.finding import Assessment, Outcome
from engine.pipeline import NOTHING, Problem


def assess(
    reading: Facts | Problem,
    run: Run,
    rulesets: Sequence[Ruleset],
    decided: Mapping[str, Mapping[str, Outcome]] = NOTHING,
) -> Assessment | Problem:
    """Checks one report of a run. What it goes without, although somebody gave reports of last year, is a finding.

    ``decided`` are outcomes that are known before, as ``pipeline.assess`` has them.
    """
    if isinstance(reading, Problem):
        return reading
    beside = run.beside(reading)
    found = pipeline.assess(
        reading,
        rulesets,
        previous=beside.before,
        subordinates=beside.subordinates,
        peers=beside.peers,
        decided=decided,
    )
    if isinstance(found, Problem):
        return found
    if reading.stale is not None:
        found = with_stale(found, reading.stale)
    return without_previous(found, beside.previous) if isinstance(beside.previous, NoPrevious) else found


def settled(result: Assessment | Problem) -> Assessment:
    """In a batch a file that could not be checked has an assessment, too."""
    return as_assessment(result) if isinstance(result, Problem) else result


def about_run(previous: Sequence[Facts | Problem], run: Run, listing: str | None) -> tuple[Assessment, ...]:
    """What is wrong with the run as a whole: last year's files that could not be read, units that are missing.

    ``listing`` is the file that lists the units.
    """
    unread = tuple(as_assessment(one) for one in previous if isinstance(one, Problem))
    absent = tuple(run.absent())
    return (*unread, absent_units(listing, absent)) if absent and listing is not None else unread
