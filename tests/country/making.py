"""Makes a country: reports in folders, ``gouji.toml`` with the units of each authority, and what is wrong with them.

    OUT/PROVINCE/CITY/COUNTY/OFFICE/YEAR.md ...   the reports
    OUT/gouji.toml                                the units of each authority
    OUT/known-defects.jsonl                       a line for each file: rules that must, rules that may speak of it

Every report depends on the seed, its office and its year alone (and on the years and offices before it), so that a
smaller country is a part of a larger one, byte for byte. It is written as it is made: memory is that of one county.
"""

import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import Path
from random import Random

from tests.accuracy import drafts, figures
from tests.accuracy.figures import Cells
from tests.country import defects, prose, text
from tests.country.defects import (
    ADDED,
    CARRIED,
    IN_FORCE,
    LACKING,
    LAST_YEAR,
    NEIGHBOUR,
    NO_SHORT_ROWS,
    SIGNED,
    Kind,
    OfFigures,
    OfText,
    touches_figures,
)
from tests.country.places import Neighbourhood, Office, country

FIRST = 2019
TEN = 10
BETWEEN = 40
"""Of a hundred defects so many lie between reports, the others in one."""
PROJECT = "gouji.toml"
_ADDED = frozenset(("A01", "A01b", "A01c"))
_COMPARED = frozenset(("Y01", "Y02", "Y03"))
_GATHERED = "本报告汇总了所属各单位的数据。"


@dataclass(frozen=True, slots=True)
class Size:
    """How large a country is, and how much of it has a defect (in a hundred)."""

    units: int
    years: int = TEN
    seed: int = 1
    share: float = 10
    formats: dict[str, int] = field(default_factory=lambda: dict(text.SHARES))


@dataclass(slots=True)
class _Report:
    """A report that is to be written: its figures, and kinds of defect that may be tried, in this order."""

    office: Office
    year: int
    cells: Cells
    tried: list[Kind]
    previous: "_Report | None"
    suffix: str
    defect: Kind | None = None

    @property
    def path(self) -> str:
        return f"{self.office.folder}/{self.year}.{self.suffix}"

    def draft(self, size: Size, like: "_Report") -> str:
        """The report in the words of another one: of itself, of its own of another year, of a neighbour."""
        random = _random(size, like.office, like.year, "words")
        basis = _GATHERED if self.office.gathers and self.year >= ADDED.since else ""
        own = prose.own(like.office.place, like.year, basis)
        return drafts.written(random, self.office.organ, self.year, self.cells, own).text


@dataclass(frozen=True, slots=True)
class Known:
    """What is known of a file: a defect with the rules that must notice it, and rules that may speak of it."""

    file: str
    rules: tuple[str, ...] = ()
    defect: str = ""
    may: frozenset[str] = frozenset()


Made = tuple[str, bytes] | Known
"""A file with its path, or what is known of one."""


def make(out: Path, size: Size) -> int:
    """Writes a country into a folder; how many reports it has."""
    out.mkdir(parents=True, exist_ok=True)
    count = 0
    units: dict[str, list[str]] = {}
    with (out / "known-defects.jsonl").open("w", encoding="utf-8") as known:
        for hood in hoods(size):
            for office in hood.offices:
                if office.authority is not None:
                    units.setdefault(office.authority, []).append(office.organ.full)
            for one in reports(hood, size):
                if isinstance(one, Known):
                    said = {"file": one.file, "rules": one.rules, "defect": one.defect, "may": sorted(one.may)}
                    known.write(json.dumps(said, ensure_ascii=False) + "\n")
                    continue
                path, data = one
                file = out / path
                file.parent.mkdir(parents=True, exist_ok=True)
                file.write_bytes(data)
                count += 1
    lines = (
        f"{json.dumps(name, ensure_ascii=False)} = {json.dumps(own, ensure_ascii=False)}\n"
        for name, own in units.items()
    )
    (out / PROJECT).write_text("[units]\n" + "".join(lines), encoding="utf-8")
    return count


def hoods(size: Size) -> Iterator[Neighbourhood]:
    """The neighbourhoods of a country, the last one cut where there are units enough."""
    for hood in country(size.seed):
        left = size.units - hood.offices[0].number
        if left > 0:
            yield Neighbourhood(hood.offices[:left])
        if left <= len(hood.offices):
            return


def reports(hood: Neighbourhood, size: Size) -> Iterator[Made]:
    """The reports of a neighbourhood: what an office did is known before its government adds it up."""
    histories: list[list[_Report]] = []
    for office in hood.offices:
        histories.append(list(_history(office, size, histories if office.gathers else [])))
    beside: list[_Report | None] = [None] * size.years
    for history in histories:
        for report, neighbour in zip(history, beside, strict=True):
            data = _written(report, neighbour, size)
            if data is not None:
                yield report.path, data
            yield from _known(report, neighbour)
        beside = [*history]
    for *below, last in zip(*histories, strict=True):
        yield from _above(last, below)


def _history(office: Office, size: Size, below: list[list[_Report]]) -> Iterator[_Report]:
    """The years of an office, each going on from the one before; ``below`` are those whose figures it adds up."""
    previous: _Report | None = None
    for at in range(size.years):
        year = FIRST + at
        random = _random(size, office, year, "figures")
        cells = figures.compliant(random, office.organ.scale, year, None if previous is None else previous.cells)
        if below:
            cells |= _sums([history[at].cells for history in below], year)
        suffix = text.suffix(random, size.formats)
        report = _Report(office, year, cells, _tried(office, year, size), previous, suffix)
        if report.tried and isinstance(kind := report.tried[0], OfFigures):
            report.cells, report.defect = kind.change(cells, random), kind
        yield report
        previous = report


def _tried(office: Office, year: int, size: Size) -> list[Kind]:
    """Kinds of defect for this report, in the order in which they are tried; none where it is to be right."""
    random = _random(size, office, year, "defect")
    if random.random() * 100 >= size.share:
        return []
    between: list[Kind] = []
    if office.gathers:
        between += [ADDED] * (year >= ADDED.since)
    else:
        between += [one for one in (CARRIED, IN_FORCE) if year >= one.since]
        between += [LAST_YEAR] * (year >= CARRIED.since)
        between += [NEIGHBOUR] * (year >= ADDED.since)
        between += [LACKING] * (year >= ADDED.since and office.organ.scale in (figures.TOWN, figures.OFFICE))
        between += [SIGNED]
    texts = [one for one in defects.TEXTS if year in one.defect.years]
    one = [random.choice(between)] if between and random.randrange(100) < BETWEEN else []
    return [*one, *random.sample(texts, len(texts))]


def _written(report: _Report, beside: _Report | None, size: Size) -> bytes | None:
    """The file of a report, with its defect; ``None`` where that is that the office sent nothing."""
    right = report.draft(size, report)
    changed = right
    random = _random(size, report.office, report.year, "place")
    for kind in () if report.defect is not None else report.tried:
        tried = _spoilt(kind, right, report, beside, size, random)
        if tried is not None and tried != right:
            changed, report.defect = tried, kind
            break
    return None if report.defect is LACKING else text.WRITERS[report.suffix](changed)


def _spoilt(kind: Kind, right: str, report: _Report, beside: _Report | None, size: Size, random: Random) -> str | None:
    """The text of a report with a defect; ``None`` where that has no place in it."""
    if isinstance(kind, OfText):
        is_possible = report.suffix != "xlsx" or kind.defect.rule not in NO_SHORT_ROWS
        return kind.defect.change(right, random) if is_possible else None
    if kind is LACKING:
        return ""
    if kind is SIGNED and beside is not None:
        return re.sub(rf"{report.office.organ.full}(?=\n\n[^\n]+\s*\Z)", beside.office.organ.full, right)
    like = report.previous if kind is LAST_YEAR else beside
    if like is None or like.defect is not None:
        return None
    copied = report.draft(size, like)
    return copied if _words(copied, report) == _words(like.draft(size, like), like) else None


def _words(report_text: str, report: _Report) -> str:
    """The first and the fifth part of a report, without numbers and without the name of who reports."""
    parts = re.findall(r"^[一五]、.*?(?=^[二六]、)", report_text, re.MULTILINE | re.DOTALL)
    return re.sub(rf"\d|{report.office.organ.itself}", "", "".join(parts))


def _known(report: _Report, beside: _Report | None) -> Iterator[Known]:
    """What follows from the defects of a report and of last year's, for it and for the one that it was copied from."""
    defect, previous = report.defect, report.previous
    if defect is LACKING:
        return
    if previous is not None and (previous.defect is LACKING or touches_figures(previous.defect)):
        yield Known(report.path, may=_COMPARED)
        defect = None if isinstance(defect, OfFigures) else defect  # there is nothing to compare with
    if defect is None or defect is ADDED:
        return
    may = defect.may | (_ADDED if report.office.gathers and touches_figures(defect) else frozenset())
    yield Known(report.path, defect.rules, defect.name, may)
    if defect is NEIGHBOUR and beside is not None:
        yield Known(beside.path, defect.rules, defect.name)


def _above(last: _Report, below: Sequence[_Report]) -> Iterator[Known]:
    """What the defects of offices mean for their government, the last of the neighbourhood unless that was cut."""
    both = [*below, last]
    lacking = [one for one in both if one.defect is LACKING]
    if lacking and last.office.organ.full == both[0].office.authority:
        yield Known(last.path, LACKING.rules, LACKING.name)
    elif lacking and len(lacking) < len(both):
        yield Known(PROJECT, ("UNITS",), LACKING.name)
    if last.office.gathers:
        spoilt = [one.defect for one in below if one.defect is not None]
        is_clear = not any(one is LACKING or touches_figures(one) for one in spoilt)
        if last.defect is ADDED and is_clear:
            yield Known(last.path, ADDED.rules, ADDED.name)
        may = {rule for one in spoilt if isinstance(one, OfFigures) for rule in one.rules}
        if not is_clear:
            may |= _ADDED  # the sums cannot be computed, or they differ
        if may:
            yield Known(last.path, may=frozenset(may))


def _sums(below: Sequence[Cells], year: int) -> Cells:
    """The figures of all offices below, added up; the second table only where its form holds nothing but numbers."""
    tables = ("table2", "table3", "table4") if year >= ADDED.since else ("table3", "table4")
    return {name: _sum(below, name) for name in below[0] if name.startswith(tables)}


def _sum(below: Sequence[Cells], name: str) -> int | Decimal:
    total: int | Decimal = 0
    for cells in below:
        value = cells[name]
        assert isinstance(value, int | Decimal)
        total += value
    return total


def _random(size: Size, office: Office, year: int, what: str) -> Random:
    return Random(f"{size.seed}/{office.number}/{year}/{what}")  # noqa: S311 (test data)
