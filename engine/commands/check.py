"""``gouji check``: reports in, findings out."""

from collections.abc import Mapping, Sequence
from pathlib import Path

from engine.commands import _columns, _findings, _reports, _rulesets
from engine.commands._refusing import WRONG, refuse
from engine.commands._rulesets import Choice, Group
from engine.commands._writing import Target
from engine.corpus import checking
from engine.corpus.files import Found
from engine.corpus.together import Run
from engine.model.facts import Facts
from engine.model.finding import Assessment
from engine.outputs.format import Checked, Manner
from engine.outputs.words import Language
from engine.project.acceptance import exceeds
from engine.project.baseline import Baseline, Unusable, compare
from engine.project.baseline import read as read_baseline


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
    checked: dict[str, Assessment] = {}
    read: dict[str, Facts] = {}
    about_projects: list[Assessment] = []
    failed = False
    for group in groups:
        if dataset is None:
            done, own, understood = _assess(group, found, earlier, lang)
        else:
            done, own, understood = _columns.assess(dataset, group, earlier, lang)
        read |= understood
        if group.opened is not None:
            from datetime import date

            from engine.project.waivers import settle

            settled = settle(done, group.opened.project, group.opened.rulesets, date.today())
            done, own = settled.reports, (*own, *settled.own)
        if known is not None:
            done = compare(done, known)
        findings = (finding for one in (*done, *own) for finding in one.findings)
        failed |= exceeds(findings, fail_on, group.project)
        checked |= zip(group.sources, done, strict=True)
        about_projects += own
    assessments = [*(checked[source] for source in found.files), *about_projects]
    if wanted is not None:
        _findings.write(assessments, read, found.inside, wanted, manner, target)
    else:
        from engine.outputs import terminal, terminal_summary

        with target.console() as console:
            if summary:
                terminal_summary.show_summary(assessments, console, lang)
            else:
                terminal.show([Checked(one, read.get(one.source)) for one in assessments], console, lang)
    if all(assessment.form is None for assessment in assessments):
        return WRONG
    return int(failed)


def _baseline(path: Path, lang: Language) -> Baseline:
    found = read_baseline(path)
    if isinstance(found, Unusable):
        refuse(found.reason, found.english, lang)
    return found


def _assess(
    group: Group, found: Found, earlier: Found | None, lang: Language
) -> tuple[Sequence[Assessment], Sequence[Assessment], Mapping[str, Facts]]:
    """Checks the reports of a group: what came of each, what is wrong with them together, and what was read."""
    before = () if earlier is None else earlier.files
    inside = {**found.inside, **({} if earlier is None else earlier.inside)}
    read = _reports.read_all((*group.sources, *before), group.rulesets, inside, lang)
    last_year = [read[source] for source in before]
    if earlier is not None and not earlier.is_batch:
        _reports.refuse_problem(last_year[0], lang)
    together = Run(
        tuple(one for source in group.sources if isinstance(one := read[source], Facts)),
        None if earlier is None else tuple(one for one in last_year if isinstance(one, Facts)),
        is_pair=earlier is not None and not earlier.is_batch and not found.is_batch,
        units=group.project.units if group.project is not None and found.is_folder else {},
    )
    done = []
    for source in group.sources:
        result = checking.assess(read[source], together, group.rulesets)
        if not found.is_batch:
            _reports.refuse_problem(result, lang)
        done.append(checking.settled(result))
    other_files = [read[source] for source in before if source not in group.sources]
    about = checking.about_run(other_files, together, group.project.name if group.project is not None else None)
    return done, about, {source: one for source in group.sources if isinstance(one := read[source], Facts)}
