"""Many reports at a glance: a grid of units and of the rules that found something, as much of it as fits."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import PurePath

from rich.cells import cell_len
from rich.console import Console
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from engine.model.finding import Assessment, Severity, Verdict
from engine.model.struct import Struct
from engine.outputs.folding import Folded, fitted
from engine.outputs.undetermined import failed, undetermined
from engine.outputs.words import SEVERITY, VERDICT, Language

_GAP = 1
_NARROWEST_UNIT = 12
_MARK: Mapping[Language, Mapping[Severity, str]] = {
    "zh": {Severity.ERROR: "错", Severity.WARNING: "警", Severity.INFO: "提"},
    "en": {Severity.ERROR: "E", Severity.WARNING: "W", Severity.INFO: "I"},
}
_OPEN: Mapping[Language, str] = {"zh": "？", "en": "?"}
_KINDS = (*Severity, None)
"""What findings are counted by: their severity, or (``None``) that a rule could not be decided."""
_WORDS: Mapping[str, Mapping[Language, str]] = {
    "reports": {
        "zh": "{reports} 份报告，{found} 份有问题：{severities}",
        "en": "{reports} reports, {found} with findings: {severities}",
    },
    "unit": {"zh": "单位", "en": "unit"},
    "total": {"zh": "合计", "en": "total"},
    "in": {"zh": "{} 份", "en": "{}"},
    "marks": {
        "zh": "错 错误  警 警告  提 提醒  ？ 无法判断",
        "en": "E error  W warning  I info  ? undetermined",
    },
    "left out": {"zh": "另有 {} 条规则也发现问题，没有列出", "en": "{} more rules found something and are not shown"},
}


class _Hit(Struct, frozen=True):
    """What a rule found in a report: how severe, and whether it could only not be decided."""

    severity: Severity
    is_open: bool


class _Unit(Struct, frozen=True):
    """What the grid needs of one report: what it is called, how many findings it has, and of which rules."""

    file: str
    organ: str | None
    year: int | None
    counts: Mapping[Severity | None, int]
    hits: Mapping[str, _Hit]


class _Rule(Struct, frozen=True):
    """A rule that found something, and in how many reports; the most severe it came to."""

    id: str
    title: str
    severity: Severity
    reports: int


def show_summary(assessments: Iterable[Assessment], to: Console, language: Language = "zh") -> None:
    """Prints how many reports have findings, the grid, and the rules that it shows, the most frequent first.

    Every report is looked at once, and little of it is kept.
    """
    titles: dict[str, str] = {}
    units = [_unit(one, titles) for one in assessments]
    totals = {kind: sum(unit.counts[kind] for unit in units) for kind in _KINDS}
    to.print(Folded([("", Text(_count(units, totals, language), style="bold"))], 1))
    rules = _rules(units, titles)
    if not rules:
        to.print()
        return
    names = _names(units)
    room = min(max(map(cell_len, (*names, _WORDS["total"][language]))), max(to.width // 3, _NARROWEST_UNIT))
    found = {kind: total for kind, total in totals.items() if total}
    used = 1 + room + sum(_GAP + max(2, len(str(total))) for total in found.values())
    shown = list(_fitting(rules, to.width - used))
    to.print()
    fitting = [fitted(name, room) for name in names]
    to.print(Padding(_grid(units, fitting, room, found, shown, language), (0, 0, 0, 1)))
    to.print(Folded([("", Text(_WORDS["marks"][language], style="less"))], 1))
    if len(shown) < len(rules):
        left_out = _WORDS["left out"][language].format(len(rules) - len(shown))
        to.print(Folded([("", Text(left_out, style="less"))], 1))
    to.print()
    to.print(Folded([(rule.id, _meaning(rule, language)) for rule in shown], 1))
    to.print()


def _unit(assessment: Assessment, titles: dict[str, str]) -> _Unit:
    """A report in short; the titles of its rules join the others."""
    hits: dict[str, _Hit] = {}
    counts = dict[Severity | None, int].fromkeys(_KINDS, 0)
    for finding in (*failed(assessment.findings), *undetermined(assessment.findings)):  # the most severe come first
        is_open = finding.outcome is Verdict.UNDETERMINED
        titles.setdefault(finding.rule, finding.title)
        hits.setdefault(finding.rule, _Hit(finding.severity, is_open))
        counts[None if is_open else finding.severity] += 1
    return _Unit(PurePath(assessment.source).name, assessment.organ, assessment.year, counts, hits)


def _count(units: Sequence[_Unit], totals: Mapping[Severity | None, int], language: Language) -> str:
    return _WORDS["reports"][language].format(
        reports=len(units),
        found=sum(bool(unit.hits) for unit in units),
        severities="  ".join(f"{_name(kind, language)} {total}" for kind, total in totals.items()),
    )


def _rules(units: Sequence[_Unit], titles: Mapping[str, str]) -> Sequence[_Rule]:
    """The rules that found something: those in most reports first, then the most severe."""
    found: dict[str, list[Severity]] = {}
    for unit in units:
        for rule, hit in unit.hits.items():
            found.setdefault(rule, []).append(hit.severity)
    rules = [
        _Rule(rule, titles[rule], min(severities, key=lambda one: one.rank), len(severities))
        for rule, severities in found.items()
    ]
    return sorted(rules, key=lambda rule: (-rule.reports, rule.severity.rank, rule.id))


def _names(units: Sequence[_Unit]) -> Sequence[str]:
    """What tells the reports apart: the organ, with its year where there are several, else the name of the file."""
    years = len({unit.year for unit in units if unit.organ is not None}) > 1
    names = [
        unit.file if unit.organ is None else f"{unit.organ} {unit.year}" if years else unit.organ for unit in units
    ]
    times = Counter(names)
    return [unit.file if times[name] > 1 else name for unit, name in zip(units, names, strict=True)]


def _fitting(rules: Sequence[_Rule], room: int) -> Iterator[_Rule]:
    for rule in rules:
        room -= _GAP + max(cell_len(rule.id), 2)
        if room < 0:
            return
        yield rule


def _grid(
    units: Sequence[_Unit],
    names: Sequence[str],
    room: int,
    totals: Mapping[Severity | None, int],
    shown: Sequence[_Rule],
    language: Language,
) -> Table:
    grid = Table(box=None, padding=(0, _GAP, 0, 0), pad_edge=False, show_footer=True, header_style="less")
    grid.add_column(_WORDS["unit"][language], Text(_WORDS["total"][language]), no_wrap=True, width=room)
    for kind, total in totals.items():
        mark = Text(_OPEN[language], style="note") if kind is None else Text(_MARK[language][kind], style=kind.value)
        grid.add_column(mark, str(total), justify="right", no_wrap=True, min_width=2)
    for rule in shown:
        grid.add_column(Text(rule.id), str(rule.reports), no_wrap=True, justify="center", min_width=2)
    for unit, name in zip(units, names, strict=True):
        counts = [Text(str(unit.counts[kind] or "")) for kind in totals]
        grid.add_row(Text(name), *counts, *(_mark(unit.hits.get(rule.id), language) for rule in shown))
    return grid


def _name(kind: Severity | None, language: Language) -> str:
    return VERDICT[language][Verdict.UNDETERMINED] if kind is None else SEVERITY[language][kind]


def _mark(hit: _Hit | None, language: Language) -> Text:
    if hit is None:
        return Text()
    return Text(_OPEN[language] if hit.is_open else _MARK[language][hit.severity], style=hit.severity.value)


def _meaning(rule: _Rule, language: Language) -> Text:
    count = _WORDS["in"][language].format(rule.reports)
    return Text.assemble((SEVERITY[language][rule.severity], rule.severity.value), f"  {rule.title}  ", (count, "less"))
