"""``gouji check``: reports in, findings out."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import chain
from pathlib import Path

from engine.commands import _columns, _findings, _reports, _rulesets
from engine.commands._finishing import Finishing
from engine.commands._how import How
from engine.commands._refusing import refuse
from engine.commands._rulesets import Choice, Group
from engine.commands._writing import Target
from engine.corpus import checking
from engine.corpus.checking import Gathered
from engine.corpus.files import Found
from engine.model.facts import Facts
from engine.model.finding import Assessment
from engine.model.struct import Struct
from engine.outputs.format import Checked, Format, Manner
from engine.outputs.words import Language
from engine.pipeline import Problem
from engine.project.baseline import Baseline, Unusable
from engine.project.baseline import read as read_baseline

_USUAL = How()


class _Checking(Struct, frozen=True):
    """Reports that are being checked.

    ``reports`` and ``about_runs`` (asked after them) come with the number of their group. ``facts`` is what was read
    from a report, by its place; ``make_room`` is called before something is shown.
    """

    reports: Iterable[tuple[int, Assessment]]
    about_runs: Callable[[], Iterable[tuple[int, Assessment]]]
    facts: Callable[[int], Facts | None]
    make_room: Callable[[], None] = lambda: None


class _Where(Struct, frozen=True):
    """What becomes of the assessments: the format (``None``: the screen), and whether they are compared with a baseline
    first, or make one grid."""

    wanted: Format | None
    manner: Manner
    target: Target
    is_compared: bool
    is_summary: bool


def run(
    paths: Sequence[str],
    previous: Sequence[str] | None,
    choice: Choice,
    output_format: str,
    manner: Manner,
    target: Target,
    fail_on: str | None,
    baseline: Path | None = None,
    *,
    summary: bool = False,
    how: How = _USUAL,
) -> int:
    """Checks reports and shows what was found; the exit code says whether that is more than is accepted.

    With ``summary`` the screen gets one grid of units and rules.
    """
    lang = manner.language
    if summary and output_format != _findings.TERMINAL:
        refuse("--summary 只用于屏幕，不能和 --format 一起用", "--summary is for the screen, not with --format", lang)
    dataset = _columns.dataset_of(paths)
    if dataset is None:
        found = _reports.find(paths, lang)
        groups = _rulesets.groups(found.files, choice, lang)
    else:
        found, groups = _columns.groups(dataset, paths, choice, lang)
    wanted = _findings.chosen(output_format, target, len(found.files), lang)
    earlier = _reports.find(previous, lang) if previous else None
    known = None if baseline is None else _baseline(baseline, lang)
    finishing = Finishing(groups, known, fail_on)
    where = _Where(wanted, manner, target, is_compared=known is not None, is_summary=summary)
    if dataset is not None:
        _deliver(_check_columns(dataset, groups[0], earlier, lang), finishing, found, where)
    elif found.is_batch or how.is_limited:
        from engine.commands import _batch

        with _batch.opened(found, earlier, groups, paths, how, target) as (batch, progress):
            order = batch.order
            many = _Checking(
                batch.assessments(),
                batch.about_runs,
                lambda number: batch.facts(order[number]) if number < len(order) else None,
                progress.hide,
            )
            _deliver(many, finishing, found, where)
    else:
        one = _check_one(groups[0], found, earlier, lang)
        _deliver(one, finishing, found, where)
    return finishing.exit_code


def _deliver(checking: _Checking, finishing: Finishing, found: Found, where: _Where) -> None:
    """Shows or writes reports as they come where that can be done, else when all are there."""
    reports = finishing.each(checking.reports)
    own = _later(lambda: finishing.own(checking.about_runs()))
    wanted, target = where.wanted, where.target
    if not where.is_compared and not where.is_summary and wanted is None:
        _show(chain(reports, own), checking, where)
        return
    if not where.is_compared and wanted is not None and wanted.is_live:
        _findings.write_live(chain(reports, own), wanted, where.manner, target)
        return
    from engine.batch.shelf import Shelf

    shelf = Shelf()
    for assessment in reports:
        shelf.append(assessment)
    finishing.against_baseline(shelf)
    for assessment in own:
        shelf.append(assessment)
    if where.is_summary:
        from engine.outputs import terminal_summary

        with target.console() as console:
            terminal_summary.show_summary(shelf, console, where.manner.language)
    elif wanted is None:
        _show(shelf, checking, where)
    else:
        _findings.write(_findings.Reports(shelf, checking.facts), found.inside, wanted, where.manner, target)


def _show(assessments: Iterable[Assessment], checking: _Checking, where: _Where) -> None:
    from engine.outputs import terminal

    def shown() -> Iterator[Checked]:
        for number, assessment in enumerate(assessments):
            if where.target.is_screen:
                checking.make_room()
            yield Checked(assessment, checking.facts(number) if assessment.findings else None)

    with where.target.console() as console:
        terminal.show(shown(), console, where.manner.language)


def _later(make: Callable[[], Iterable[Assessment]]) -> Iterator[Assessment]:
    yield from make()


def _baseline(path: Path, lang: Language) -> Baseline:
    found = read_baseline(path)
    if isinstance(found, Unusable):
        refuse(found.reason, found.english, lang)
    return found


def _check_one(group: Group, found: Found, earlier: Found | None, lang: Language) -> _Checking:
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
    together = Gathered([facts], last_year, is_pair=earlier is not None and not earlier.is_batch)
    result = checking.assess(facts, together.company(facts), group.rulesets)
    _reports.refuse_problem(result, lang)
    unread = [one for name in before if name != source and isinstance(one := read[name], Problem)]
    return _Checking(
        [(0, checking.settled(result))],
        lambda: [(0, one) for one in checking.about_run(unread, together.run, None)],
        lambda number: facts if number == 0 else None,
    )


def _check_columns(dataset: Path, group: Group, earlier: Found | None, lang: Language) -> _Checking:
    """Checks the reports of a data set of facts."""
    done, about, understood = _columns.assess(dataset, group, earlier, lang)
    return _Checking(
        [(0, one) for one in done],
        lambda: [(0, one) for one in about],
        lambda number: understood.get(done[number].source) if number < len(done) else None,
    )
