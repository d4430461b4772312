"""Reports with real figures and the prose of drafts: ``python -m tests.accuracy.real FILE`` (real-figures.json).

The figures are those of published reports, with the blanks as they are there; the file says how they are laid out.
Shown is every rule that speaks, how often, and one example: a finding is either true of the figures or a false alarm.
"""

import json
import sys
from decimal import Decimal
from pathlib import Path
from random import Random
from typing import Any

from tests.accuracy.__main__ import findings
from tests.accuracy.drafts import Draft, Organ, written
from tests.accuracy.figures import CITY, DISPUTES, OFFICE, Cells, form_of
from tests.support.packs import shipped_packs

TIMES = 60
"""Renderings of each report."""

_SECOND = {
    "regulations": ("issued", "repealed", "effective"),
    "normative_documents": ("issued", "repealed", "effective"),
}
_SECOND_OF_2019 = {
    "regulations": ("regulations", ("issued", "published", "published_total")),
    "normative_documents": ("normative_documents", ("issued", "published", "published_total")),
    "licensing": ("licences", ("previous_items", "change", "decisions")),
    "other_external_mgmt": ("other_services", ("previous_items", "change", "decisions")),
    "punishment": ("penalties", ("previous_items", "change", "decisions")),
    "coercion": ("coercive_measures", ("previous_items", "change", "decisions")),
    "fees": ("fees", ("previous_items", "change")),
    "procurement": ("procurement", ("projects", "amount")),
}
_SINGLE = {"licensing": "licences", "punishment": "penalties", "coercion": "coercive_measures"}


def cells_of(report: dict[str, Any]) -> Cells:
    """The cells of a report of the file by fact id."""
    spec = form_of(report["year"]).table("table3").blocks[0]
    cells: Cells = {}
    third = report["table3"]
    if report["year"] < 2021:  # one row of other results; the file keeps three empty ones in its place
        others = [key for key in third if key.startswith("other_")]
        third = {key: values for key, values in third.items() if key not in others[1:]}
    for row, values in zip(spec.rows, third.values(), strict=True):
        for column, value in zip(spec.columns, values, strict=True):
            cells[f"table3.{row.id}.{column.id}"] = value
    for row_id, values in zip(DISPUTES, report["table4"].values(), strict=True):
        for column_id, value in zip(("upheld", "corrected", "other", "pending", "total"), values.values(), strict=True):
            cells[f"table4.{row_id}.{column_id}"] = value
    second = report["table2"]
    if report["year"] < 2021:
        for key, (row_id, names) in _SECOND_OF_2019.items():
            for name, value in zip(names, second[key].values(), strict=True):
                cells[f"table2.{row_id}.{name}"] = value
        return cells
    for row_id, names in _SECOND.items():
        for name, value in zip(names, second[row_id].values(), strict=True):
            cells[f"table2.{row_id}.{name}"] = value
    for key, row_id in _SINGLE.items():
        cells[f"table2.{row_id}.decisions"] = second[key]
    cells["table2.fees.amount"] = second["fees_wan_yuan"]
    return cells


def organ_of(report: dict[str, Any]) -> Organ:
    """Who reports."""
    full: str = report["org"]
    if full.endswith("人民政府"):
        return Organ(full, full.removesuffix("人民政府"), "全市", CITY, True)
    return Organ(full, full, "我局", OFFICE, False)


def renderings(file: Path, times: int) -> list[Draft]:
    """Every report of the file so many times, each time in other wordings."""
    reports = json.loads(file.read_text("utf-8"), parse_float=Decimal)["reports"]
    return [
        written(Random(f"{report['id']}/{number}"), organ_of(report), report["year"], cells_of(report))  # noqa: S311
        for report in reports
        for number in range(times)
    ]


def remarks(file: Path, times: int) -> dict[tuple[str, str, str], tuple[int, str]]:
    """What is said of the renderings: how often by severity, rule and organ, with the words of one of them."""
    rulesets = shipped_packs()
    said: dict[tuple[str, str, str], tuple[int, str]] = {}
    for draft in renderings(file, times):
        for one in findings(draft.text, rulesets):
            key = (one.severity.value, one.rule, draft.organ.full)
            times_before, _ = said.get(key, (0, ""))
            said[key] = (times_before + 1, f"{one.outcome.value}: {one.message}")
    return said


def main(file: Path) -> None:
    for key, (count, example) in sorted(remarks(file, TIMES).items()):
        print(*key, count, example)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
