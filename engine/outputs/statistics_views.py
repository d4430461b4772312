"""Figures over many reports as three tables: years, rules, units. What pages and workbooks show of them."""

from collections.abc import Mapping, Sequence
from enum import StrEnum
from typing import TypeAlias

from engine.model.finding import Severity
from engine.model.struct import Struct
from engine.outputs.statistics import Statistics
from engine.outputs.statistics_words import STATISTICS, change
from engine.outputs.words import SEVERITY, Language

Cell: TypeAlias = str | int | float


COLOURS: Mapping[Severity, str] = {
    Severity.ERROR: "#c0392b",
    Severity.WARNING: "#d68910",
    Severity.INFO: "#2e86c1",
}
"""The colours of charts."""
MOST_BARS = 20


class Kind(StrEnum):
    """What stands in a column."""

    TEXT = "text"
    COUNT = "count"
    DECIMAL = "decimal"
    SHARE = "share"  # from 0 to 1


class Column(Struct, frozen=True):
    name: str
    kind: Kind

    @property
    def is_number(self) -> bool:
        return self.kind is not Kind.TEXT

    def shown(self, cell: Cell) -> str:
        """A cell of this column in words."""
        if self.kind is Kind.SHARE:
            return f"{cell:.0%}"
        return f"{cell:.2f}" if self.kind is Kind.DECIMAL else str(cell)


class View(Struct, frozen=True):
    """One table; every row has a cell for every column."""

    name: str
    title: str
    columns: Sequence[Column]
    rows: Sequence[Sequence[Cell]]


def views(one: Statistics, language: Language) -> tuple[View, ...]:
    """The tables that have any rows."""
    found = (_years(one, language), _rules(one, language), _units(one, language))
    return tuple(view for view in found if view.rows)


def _years(one: Statistics, language: Language) -> View:
    words = STATISTICS[language]
    each = [Column(words["each"].format(SEVERITY[language][severity]), Kind.DECIMAL) for severity in Severity]
    columns = [
        Column(words["year"], Kind.COUNT),
        Column(words["count"], Kind.COUNT),
        Column(words["clean"], Kind.SHARE),
        *each,
        Column(words["undetermined"], Kind.COUNT),
    ]
    rows: list[list[Cell]] = [
        [
            year.year,
            year.reports,
            year.clean / year.reports,
            *(count / year.reports for count in year.found.failed),
            year.found.undetermined,
        ]
        for year in one.years
    ]
    return View("years", words["years"], columns, rows)


def _rules(one: Statistics, language: Language) -> View:
    words = STATISTICS[language]
    columns = [
        Column(words["rule"], Kind.TEXT),
        Column(words["title"], Kind.TEXT),
        Column(words["severity"], Kind.TEXT),
        Column(words["failed"], Kind.COUNT),
        Column(words["applies"], Kind.COUNT),
        Column(words["share"], Kind.SHARE),
        Column(words["undetermined"], Kind.COUNT),
    ]
    rows: list[list[Cell]] = [
        [
            rule.rule,
            rule.title,
            SEVERITY[language][rule.severity],
            rule.failed,
            rule.applies,
            rule.share,
            rule.undetermined,
        ]
        for rule in one.rules
    ]
    return View("rules", words["rules"], columns, rows)


def _units(one: Statistics, language: Language) -> View:
    words = STATISTICS[language]
    columns = [
        Column(words["rank"], Kind.COUNT),
        Column(words["unit"], Kind.TEXT),
        Column(words["year"], Kind.COUNT),
        *(Column(SEVERITY[language][severity], Kind.COUNT) for severity in Severity),
        Column(words["undetermined"], Kind.COUNT),
        Column(words["change"], Kind.TEXT),
    ]
    rows: list[list[Cell]] = [
        [
            unit.rank,
            unit.organ,
            max(unit.years),
            *unit.latest.failed,
            unit.latest.undetermined,
            change(unit, language),
        ]
        for unit in one.units
    ]
    return View("units", words["league"], columns, rows)
