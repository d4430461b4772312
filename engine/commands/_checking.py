"""The reports that arguments ask for -> their assessments, however they come: one, many in a pool, or from columns."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from engine.commands import _columns, _reports, _rulesets
from engine.commands._how import How
from engine.commands._rulesets import Choice, Group
from engine.commands._writing import Target
from engine.corpus import checking
from engine.corpus.checking import Gathered
from engine.corpus.files import Found
from engine.model.facts import Facts
from engine.model.finding import Assessment
from engine.model.struct import Struct
from engine.outputs.words import Language
from engine.pipeline import Problem


class Asked(Struct, frozen=True):
    """What is to be checked: files or a data set of facts, by which rules, with which reports of last year."""

    paths: Sequence[str]
    found: Found
    groups: Sequence[Group]
    earlier: Found | None
    dataset: Path | None


class Checking(Struct, frozen=True):
    """Reports that are being checked.

    ``reports`` and ``about_runs`` (asked after them) come with the number of their group. ``facts`` is what was read
    from a report, by its place; ``make_room`` is called before something is shown.
    """

    reports: Iterable[tuple[int, Assessment]]
    about_runs: Callable[[], Iterable[tuple[int, Assessment]]]
    facts: Callable[[int], Facts | None]
    make_room: Callable[[], None] = lambda: None


def asked(paths: Sequence[str], previous: Sequence[str] | None, choice: Choice, lang: Language) -> Asked:
    """What the arguments mean; what they name and is not there ends the run."""
    dataset = _columns.dataset_of(paths)
    if dataset is None:
        found = _reports.find(paths, lang)
        groups: Sequence[Group] = _rulesets.groups(found.files, choice, lang)
    else:
        found, groups = _columns.groups(dataset, paths, choice, lang)
    return Asked(paths, found, groups, _reports.find(previous, lang) if previous else None, dataset)


@contextmanager
def opened(one: Asked, how: How, target: Target) -> Iterator[Checking]:
    """The reports as they are checked. ``target`` is where the results go; many are kept beside it until they are."""
    if one.dataset is not None:
        with _columns.opened(one.dataset, one.groups[0], one.earlier, how, target.lang) as columns:
            yield Checking(
                ((0, found) for found in columns.reports),
                lambda: ((0, found) for found in columns.about_run()),
                columns.facts,
            )
    elif one.found.is_batch or how.is_limited:
        from engine.commands import _batch

        with _batch.opened(one.found, one.earlier, one.groups, one.paths, how, target) as (batch, progress):

            def facts(number: int) -> Facts | None:
                read = batch.reading(number) if number < batch.count else None
                return read if isinstance(read, Facts) else None

            yield Checking(batch.assessments(), batch.about_runs, facts, progress.hide)
    else:
        yield _check_one(one.groups[0], one.found, one.earlier, target.lang)


def _check_one(group: Group, found: Found, earlier: Found | None, lang: Language) -> Checking:
    """Checks the one report that was asked for, in this process; what cannot be checked ends the run."""
    (source,) = found.files
    before = () if earlier is None else earlier.files
    inside = {**found.inside, **({} if earlier is None else earlier.inside)}
    read = _reports.read_all((source, *before), group.rulesets, inside, lang)
    if earlier is not None and not earlier.is_batch:
        _reports.refuse_problem(read[before[0]], lang)
    facts = read[source]
    _reports.refuse_problem(facts, lang)
    assert isinstance(facts, Facts)  # noqa: S101 (for the type checker)
    last_year = None if earlier is None else [one for name in before if isinstance(one := read[name], Facts)]
    together = Gathered.of([facts], last_year, is_pair=earlier is not None and not earlier.is_batch)
    result = checking.assess(facts, together.company(facts), group.rulesets)
    _reports.refuse_problem(result, lang)
    unread = [one for name in before if name != source and isinstance(one := read[name], Problem)]
    return Checking(
        [(0, checking.settled(result))],
        lambda: [(0, one) for one in checking.about_run(unread, together.run, None)],
        lambda number: facts if number == 0 else None,
    )
