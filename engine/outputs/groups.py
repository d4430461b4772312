"""Findings about the same words, brought together: an auditor looks at a place once."""

from collections.abc import Callable, Sequence

from engine.model.finding import Finding, Place, Severity
from engine.model.location import Location
from engine.model.struct import Struct


class Group(Struct, frozen=True):
    """Findings about one place, the most severe first."""

    findings: tuple[Finding, ...]

    @property
    def severity(self) -> Severity:
        return min((finding.severity for finding in self.findings), key=lambda severity: severity.rank)

    @property
    def place(self) -> Place | None:
        """The widest of the places that the findings begin with; ``None`` when they stand nowhere."""
        places = [finding.locations[0] for finding in self.findings if finding.locations]
        return max(places, key=_width, default=None)


def group(findings: Sequence[Finding]) -> tuple[Group, ...]:
    """Puts findings together whose first places overlap; groups keep the order of their first finding."""
    groups: list[list[Finding]] = []
    for finding in findings:
        home = next((members for members in groups if any(_same_words(finding, member) for member in members)), None)
        if home is None:
            groups.append([finding])
        else:
            home.append(finding)
    return tuple(Group(tuple(members)) for members in groups)


def in_rows(groups: Sequence[Group], is_cell: Callable[[Place], bool]) -> tuple[Group, ...]:
    """Puts groups together that are about values in one row of a table and equally severe, in the order of the first.

    ``is_cell`` tells whether a value stands at a place.
    """
    rows: dict[object, list[Finding]] = {}
    for number, one in enumerate(groups):
        place = one.findings[0].locations[0] if one.findings[0].locations else None
        row: object = number
        if place is not None and place.location.row is not None and is_cell(place):
            row = (one.severity, place.location.page, place.location.table, place.location.row)
        rows.setdefault(row, []).extend(one.findings)
    return tuple(Group(tuple(findings)) for findings in rows.values())


def alike(findings: Sequence[Finding]) -> tuple[tuple[Finding, ...], ...]:
    """Findings of one rule that differ in nothing but what they are about, together, in the order of the first."""
    found: dict[object, list[Finding]] = {}
    for one in findings:
        found.setdefault((one.rule, one.severity, one.outcome, one.basis, one.suggestion), []).append(one)
    return tuple(map(tuple, found.values()))


def _same_words(one: Finding, other: Finding) -> bool:
    if not one.locations or not other.locations:
        return False
    a, b = one.locations[0].location, other.locations[0].location
    if _around(a) != _around(b) or not any(_around(a)):
        return False
    if a.column is None or b.column is None or (a.column, a.end_column) == (b.column, b.end_column):
        return True
    return a.column < (b.end_column or b.column) and b.column < (a.end_column or a.column)


def _around(location: Location) -> tuple[object, ...]:
    """What the columns of a place count in: its line, or the paragraph or cell where there are no lines."""
    if location.line is not None:
        # One element of a web page, on one line, may be several paragraphs that <br> divides.
        return location.page, location.line, location.element, location.paragraph if location.element else None
    return location.page, location.paragraph, location.table, location.row, location.cell, location.element


def _width(place: Place) -> int:
    return (place.location.end_column or 0) - (place.location.column or 0)
