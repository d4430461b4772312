"""Many reports at a glance: a grid of units and of the rules that found something, as much of it as fits."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from pathlib import PurePath

from rich.cells import cell_len
from rich.console import Console
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from engine.model.finding import Assessment, Finding, Severity, Verdict
from engine.model.struct import Struct
from engine.outputs.folding import Folded, fitted
from engine.outputs.words import SEVERITY, Language

_GAP = 1
_NARROWEST_UNIT = 12
_MARK: Mapping[Language, Mapping[Severity, str]] = {
    "zh": {Severity.ERROR: "错", Severity.WARNING: "警", Severity.INFO: "提"},
    "en": {Severity.ERROR: "E", Severity.WARNING: "W", Severity.INFO: "I"},
}
_OPEN: Mapping[Language, str] = {"zh": "？", "en": "?"}
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


class _Rule(Struct, frozen=True):
    """A rule that found something, and in how many reports; the most severe it came to."""

    id: str
    title: str
    severity: Severity
    reports: int


def show_summary(assessments: Sequence[Assessment], to: Console, language: Language = "zh") -> None:
    """Prints how many reports have findings, the grid, and the rules that it shows, the most frequent first."""
    to.print(Folded([("", Text(_count(assessments, language), style="bold"))], 1))
    rules = _rules(assessments)
    if not rules:
        to.print()
        return
    names = _names(assessments)
    unit = min(max(map(cell_len, (*names, _WORDS["total"][language]))), max(to.width // 3, _NARROWEST_UNIT))
    severities = [severity for severity in Severity if any(one.severity is severity for one in _all(assessments))]
    totals = Counter(finding.severity for finding in _all(assessments))
    used = 1 + unit + sum(_GAP + max(2, len(str(totals[one]))) for one in severities)
    shown = list(_fitting(rules, to.width - used))
    to.print()
    to.print(Padding(_grid(assessments, names, unit, severities, shown, language), (0, 0, 0, 1)))
    to.print(Folded([("", Text(_WORDS["marks"][language], style="less"))], 1))
    if len(shown) < len(rules):
        left_out = _WORDS["left out"][language].format(len(rules) - len(shown))
        to.print(Folded([("", Text(left_out, style="less"))], 1))
    to.print()
    to.print(Folded([(rule.id, _meaning(rule, language)) for rule in shown], 1))
    to.print()


def _all(assessments: Sequence[Assessment]) -> Iterator[Finding]:
    return (finding for one in assessments for finding in one.findings)


def _count(assessments: Sequence[Assessment], language: Language) -> str:
    counts = Counter(finding.severity for finding in _all(assessments))
    return _WORDS["reports"][language].format(
        reports=len(assessments),
        found=sum(bool(one.findings) for one in assessments),
        severities="  ".join(f"{SEVERITY[language][severity]} {counts[severity]}" for severity in Severity),
    )


def _rules(assessments: Sequence[Assessment]) -> Sequence[_Rule]:
    """The rules that found something: those in most reports first, then the most severe."""
    found: dict[str, list[Finding]] = {}
    reports: Counter[str] = Counter()
    for one in assessments:
        for finding in one.findings:
            found.setdefault(finding.rule, []).append(finding)
        reports.update({finding.rule for finding in one.findings})
    rules = [
        _Rule(rule, findings[0].title, min((one.severity for one in findings), key=lambda one: one.rank), reports[rule])
        for rule, findings in found.items()
    ]
    return sorted(rules, key=lambda rule: (-rule.reports, rule.severity.rank, rule.id))


def _names(assessments: Sequence[Assessment]) -> Sequence[str]:
    """What tells the reports apart: the organ, with its year where there are several, else the name of the file."""
    files = [PurePath(one.source).name for one in assessments]
    years = len({one.year for one in assessments if one.organ is not None}) > 1
    names = [
        file if one.organ is None else f"{one.organ} {one.year}" if years else one.organ
        for one, file in zip(assessments, files, strict=True)
    ]
    times = Counter(names)
    return [file if times[name] > 1 else name for file, name in zip(files, names, strict=True)]


def _fitting(rules: Sequence[_Rule], room: int) -> Iterator[_Rule]:
    for rule in rules:
        room -= _GAP + max(cell_len(rule.id), 2)
        if room < 0:
            return
        yield rule


def _grid(
    assessments: Sequence[Assessment],
    names: Sequence[str],
    unit: int,
    severities: Sequence[Severity],
    shown: Sequence[_Rule],
    language: Language,
) -> Table:
    grid = Table(box=None, padding=(0, _GAP, 0, 0), pad_edge=False, show_footer=True, header_style="less")
    grid.add_column(_WORDS["unit"][language], Text(_WORDS["total"][language]), no_wrap=True, width=unit)
    for severity in severities:
        total = sum(finding.severity is severity for finding in _all(assessments))
        mark = Text(_MARK[language][severity], style=severity.value)
        grid.add_column(mark, str(total), justify="right", no_wrap=True, min_width=2)
    for rule in shown:
        grid.add_column(Text(rule.id), str(rule.reports), no_wrap=True, justify="center", min_width=2)
    for one, unit_name in zip(assessments, names, strict=True):
        hits = _hits(one)
        counts = Counter(finding.severity for finding in one.findings)
        cells = [Text(fitted(unit_name, unit))]
        cells += [Text(str(counts[severity] or "")) for severity in severities]
        cells += [_mark(hits.get(rule.id), language) for rule in shown]
        grid.add_row(*cells)
    return grid


def _hits(assessment: Assessment) -> Mapping[str, _Hit]:
    """What each rule found, by its id: the most severe of its findings."""
    hits: dict[str, _Hit] = {}
    for finding in reversed(assessment.findings):
        hits[finding.rule] = _Hit(finding.severity, finding.outcome is Verdict.UNDETERMINED)
    return hits


def _mark(hit: _Hit | None, language: Language) -> Text:
    if hit is None:
        return Text()
    return Text(_OPEN[language] if hit.is_open else _MARK[language][hit.severity], style=hit.severity.value)


def _meaning(rule: _Rule, language: Language) -> Text:
    count = _WORDS["in"][language].format(rule.reports)
    return Text.assemble((SEVERITY[language][rule.severity], rule.severity.value), f"  {rule.title}  ", (count, "less"))
