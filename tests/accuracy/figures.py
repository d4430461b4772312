"""Figures of compliant reports in realistic sizes: all identities of the form hold by construction."""

from dataclasses import dataclass
from decimal import Decimal
from random import Random

from engine.model.form import Form
from tests.support.forms import annual_report_form
from tests.support.reports import Cell

Cells = dict[str, Cell]
"""The values of a report's tables by fact id; ``None`` is a blank cell."""

DISPUTES = ("review", "direct_suit", "suit_after_review")
_NOT_HERE = {"denied_state_secret", "other_unpaid_fee", "other_other", "other_results"}
"""Results that ask for words of their own in the prose; compliant reports here have none."""


@dataclass(frozen=True, slots=True)
class Scale:
    """How large the figures of an organ are: requests, disputes, decisions, documents (each at most)."""

    requests: int
    disputes: int
    decisions: int
    documents: int
    has_regulations: bool = False


TOWN = Scale(6, 0, 40, 3)
OFFICE = Scale(40, 3, 900, 8)
COUNTY = Scale(400, 12, 90_000, 30)
CITY = Scale(3000, 60, 900_000, 90, has_regulations=True)
PROVINCE = Scale(9000, 200, 3_000_000, 90, has_regulations=True)


def form_of(year: int) -> Form:
    """The form that a report on this year has to use."""
    return annual_report_form("foi_annual_report" if year > 2020 else "foi_annual_report_2019")


def results(year: int) -> list[str]:
    """The rows of the third table that hold the results of requests."""
    return [row.id for row in form_of(year).table("table3").blocks[0].rows][2:-2]


def compliant(random: Random, scale: Scale, year: int, previous: Cells | None = None) -> Cells:
    """Figures for a report of an organ of this size; they go on from those of the year before, if given."""
    second = _second(random, scale, previous or {}) if year > 2020 else _second_of_2019(random, scale)
    return {**second, **_third(random, scale, year, previous), **_fourth(random, scale, year)}


def _second(random: Random, scale: Scale, previous: Cells) -> Cells:
    cells: Cells = {}
    for row in ("regulations", "normative_documents"):
        most = scale.documents if row == "normative_documents" else 4 * scale.has_regulations
        issued, repealed = random.randint(0, most), random.randint(0, most)
        before = previous.get(f"table2.{row}.effective")
        if isinstance(before, int):
            repealed = min(repealed, before)
            effective = before + issued - repealed
        else:
            effective = (random.randint(1, 3 * most) if most else 0) + issued
        names = ("issued", "repealed", "effective")
        cells |= {f"table2.{row}.{name}": n for name, n in zip(names, (issued, repealed, effective), strict=True)}
    enforcing = scale is not TOWN
    cells["table2.licences.decisions"] = _uneven(random, scale.decisions)
    for row in ("penalties", "coercive_measures"):
        cells[f"table2.{row}.decisions"] = _uneven(random, scale.decisions // 3) if enforcing else 0
    cells["table2.fees.amount"] = Decimal(_uneven(random, scale.decisions)) / 100 if enforcing else 0
    return cells


def _second_of_2019(random: Random, scale: Scale) -> Cells:
    cells: Cells = {}
    for row in ("regulations", "normative_documents"):
        most = scale.documents if row == "normative_documents" else 4 * scale.has_regulations
        issued = random.randint(0, most)
        total = issued + random.randint(0, 3 * most)
        for name, value in (("issued", issued), ("published", issued), ("published_total", total)):
            cells[f"table2.{row}.{name}"] = value
    for row in ("licences", "other_services", "penalties", "coercive_measures"):
        items = random.randint(5, 90)
        change = random.randint(-4, 9)
        cells[f"table2.{row}.previous_items"] = items
        cells[f"table2.{row}.change"] = random.choice((change, f"增{change}" if change >= 0 else f"减{-change}"))
        is_idle = scale is TOWN and row in ("penalties", "coercive_measures")
        cells[f"table2.{row}.decisions"] = 0 if is_idle else _uneven(random, scale.decisions) + 100
    cells |= {"table2.fees.previous_items": random.randint(0, 9), "table2.fees.change": 0}
    projects = random.randint(0, 9)
    cost = f"{projects * random.randint(3, 80)}.5万元" if projects else 0
    cells |= {"table2.procurement.projects": projects, "table2.procurement.amount": cost}
    return cells


def _uneven(random: Random, most: int) -> int:
    """A number that does not look like a rounded one."""
    number = random.randint(0, most)
    return number if number % 10_000 else number + 7


def _third(random: Random, scale: Scale, year: int, previous: Cells | None) -> Cells:
    spec = form_of(year).table("table3").blocks[0]
    rows = [row.id for row in spec.rows]
    columns = [column.id for column in spec.columns][:-1]
    used = random.sample([row for row in results(year) if row not in _NOT_HERE], 6)
    values = {(row, column): 0 for row in rows for column in columns}
    for column, share in zip(columns, (8, 3, 0, 1, 1, 1), strict=True):
        most = scale.requests * share // 8
        done = random.randint(0, most)
        before = None if previous is None else previous[f"table3.carried_out.{column}"]
        if isinstance(before, int):
            done = max(done, before)
        for row in random.choices(("granted", "unavailable_not_held", *used), k=done):
            values[row, column] += 1
        left = random.randint(0, max(most // 10, 0))
        values["disposed", column], values["carried_out", column] = done, left
        carried = before if isinstance(before, int) else random.randint(0, (done + left) // 8)
        values["carried_in", column], values["received", column] = carried, done + left - carried
    cells: Cells = {f"table3.{row}.{column}": value for (row, column), value in values.items()}
    for row in rows:
        cells[f"table3.{row}.total"] = sum(values[row, column] for column in columns)
    return cells


def _fourth(random: Random, scale: Scale, year: int) -> Cells:
    cells: Cells = {}
    most = scale.disputes
    are_upheld = random.randrange(4) == 0
    for row in DISPUTES:
        at_most = most
        if row == "direct_suit" and year >= 2024:
            at_most = 0
        if row == "suit_after_review":
            reviewed = cells["table4.review.total"]
            assert isinstance(reviewed, int)
            at_most = 0 if are_upheld else min(most, reviewed // 4)
        if row == "direct_suit" and are_upheld:
            at_most = 0
        values = [random.randint(0, at_most) for _ in range(4)]
        values = [values[0], 0, 0, 0] if are_upheld else values
        for name, value in zip(
            ("upheld", "corrected", "other", "pending", "total"), (*values, sum(values)), strict=True
        ):
            cells[f"table4.{row}.{name}"] = value
    return cells
