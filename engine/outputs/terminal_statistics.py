"""Figures over many reports on the screen: years, rules, units."""

from collections.abc import Mapping, Sequence

from rich.cells import cell_len
from rich.console import Console, RenderableType
from rich.padding import Padding
from rich.rule import Rule
from rich.table import Table
from rich.text import Text

from engine.model.finding import Severity
from engine.outputs.folding import Folded, fitted
from engine.outputs.statistics import Counts, OfUnit, Statistics
from engine.outputs.statistics_words import STATISTICS, change, headline
from engine.outputs.words import SEVERITY, Language

_BAR = 12  # columns of a full bar
_PARTS = " ▏▎▍▌▋▊▉█"
_NARROWEST = 12


def show_statistics(one: Statistics, to: Console, language: Language = "zh", *, most: int = 10) -> None:
    """Prints how many reports there are, the figures of each year, the ``most`` frequent rules and the last units."""
    words = STATISTICS[language]
    to.print(Folded([("", Text(headline(one, language), style="bold"))], 1))
    for title, table, left_out in (
        (words["years"], _years(one, language), 0),
        (words["rules"], _rules(one, to.width, most, language), len(one.rules) - most),
        (words["units"], _units(one, to.width, most, language), len(one.units) - most),
    ):
        if not table.row_count:
            continue
        to.print()
        to.print(Rule(Text(title), align="left", style="less"))
        to.print(Padding(table, (0, 0, 0, 1)))
        if left_out > 0:
            to.print(Folded([("", Text(words["left out"].format(left_out), style="less"))], 1))
    to.print()


def _table(columns: Sequence[tuple[str, bool]]) -> Table:
    table = Table(box=None, padding=(0, 2, 0, 0), pad_edge=False, header_style="less")
    for name, is_number in columns:
        table.add_column(Text(name), justify="right" if is_number else "left", no_wrap=True)
    return table


def _years(one: Statistics, language: Language) -> Table:
    words = STATISTICS[language]
    table = _table(
        [
            (words["year"], True),
            (words["count"], True),
            (words["clean"], True),
            *((words["each"].format(SEVERITY[language][severity]), True) for severity in Severity),
            ("", False),
        ]
    )
    largest = max((year.found.errors / year.reports for year in one.years), default=0.0)
    for year in one.years:
        each = [count / year.reports for count in year.found.failed]
        cells = [str(year.year), str(year.reports), f"{year.clean / year.reports:.0%}"]
        cells += [f"{value:.2f}" for value in each]
        table.add_row(*map(Text, cells), _bar(each[0] / largest if largest else 0.0, Severity.ERROR))
    return table


def _rules(one: Statistics, width: int, most: int, language: Language) -> Table:
    words = STATISTICS[language]
    table = _table(
        [
            (words["rule"], False),
            (words["title"], False),
            (words["severity"], False),
            (words["failed"], True),
            (words["share"], True),
            ("", False),
        ]
    )
    room = max(width - 52, _NARROWEST)
    largest = max((rule.failed for rule in one.rules), default=0) or 1
    for rule in one.rules[:most]:
        table.add_row(
            Text(rule.rule),
            Text(fitted(rule.title, room)),
            Text(SEVERITY[language][rule.severity], style=rule.severity.value),
            Text(str(rule.failed)),
            Text(f"{rule.share:.0%}"),
            _bar(rule.failed / largest, rule.severity),
        )
    return table


def _units(one: Statistics, width: int, most: int, language: Language) -> Table:
    words = STATISTICS[language]
    table = _table(
        [
            (words["rank"], True),
            (words["unit"], False),
            (words["year"], True),
            *((SEVERITY[language][severity], True) for severity in Severity),
            (words["change"], False),
        ]
    )
    room = max(width - 46, _NARROWEST)
    for unit in reversed(one.units[-most:]):
        table.add_row(
            Text(str(unit.rank)),
            Text(fitted(unit.organ, room)),
            Text(str(max(unit.years))),
            *_counts(unit.latest),
            _change(unit, language),
        )
    return table


def _counts(counts: Counts) -> list[RenderableType]:
    styles: Mapping[Severity, str] = {severity: severity.value for severity in Severity}
    return [
        Text(str(count), style=styles[severity] if count else "less")
        for severity, count in zip(Severity, counts.failed, strict=True)
    ]


def _change(unit: OfUnit, language: Language) -> Text:
    said = change(unit, language)
    style = "" if unit.before is None else "good" if unit.latest.failed < unit.before.failed else "bad"
    return Text(said, style=style if said != STATISTICS[language]["same"] else "less")


def _bar(share: float, severity: Severity) -> Text:
    """A bar of up to ``_BAR`` columns, in eighths."""
    eighths = round(min(max(share, 0.0), 1.0) * _BAR * 8)
    full, rest = divmod(eighths, 8)
    bar = "█" * full + (_PARTS[rest] if rest else "")
    assert cell_len(bar) <= _BAR  # noqa: S101 (each part is one column)
    return Text(bar, style=severity.value)
