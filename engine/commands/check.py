"""``gouji check``: reports in, findings out."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import chain
from pathlib import Path

from engine.commands import _checking, _findings
from engine.commands._checking import Checking
from engine.commands._finishing import Finishing
from engine.commands._how import How
from engine.commands._refusing import refuse
from engine.commands._rulesets import Choice
from engine.commands._writing import Target
from engine.corpus.files import Found
from engine.model.finding import Assessment
from engine.model.struct import Struct
from engine.outputs.format import Checked, Format, Manner
from engine.outputs.words import Language
from engine.project.baseline import Baseline, Unusable
from engine.project.baseline import read as read_baseline

_USUAL = How()


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
    asked = _checking.asked(paths, previous, choice, lang)
    wanted = _findings.chosen(output_format, target, len(asked.found.files), lang)
    known = None if baseline is None else _baseline(baseline, lang)
    finishing = Finishing(asked.groups, known, fail_on)
    where = _Where(wanted, manner, target, is_compared=known is not None, is_summary=summary)
    with _checking.opened(asked, how, target) as checking:
        _deliver(checking, finishing, asked.found, where)
    return finishing.exit_code


def _deliver(checking: Checking, finishing: Finishing, found: Found, where: _Where) -> None:
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


def _show(assessments: Iterable[Assessment], checking: Checking, where: _Where) -> None:
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
