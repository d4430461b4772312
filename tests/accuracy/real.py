"""Reports with real figures and the prose of drafts: ``python -m tests.accuracy.real FILE`` (real-figures.json).

The figures are those of published reports, with the blanks as they are there; the file says how they are laid out.
Shown is every rule that speaks, how often, and one example: a finding is either true of the figures or a false alarm.
"""

import json
import sys
from collections import Counter
from decimal import Decimal
from pathlib import Path
from random import Random
from typing import Any

from engine import packs
from tests.accuracy.__main__ import findings
from tests.accuracy.drafts import Draft, Organ, written
from tests.accuracy.figures import CITY, DISPUTES, OFFICE, Cells
from tests.support.forms import annual_report_form

TIMES = 60
"""Renderings of each report."""

_SECOND = {
    "regulations": ("issued", "repealed", "effective"),
    "normative_documents": ("issued", "repealed", "effective"),
}
_SINGLE = {"licensing": "licences", "punishment": "penalties", "coercion": "coercive_measures"}


def cells_of(report: dict[str, Any]) -> Cells:
    """The cells of a report of the file (form of 2021) by fact id."""
    spec = annual_report_form().table("table3").blocks[0]
    cells: Cells = {}
    for row, values in zip(spec.rows, report["table3"].values(), strict=True):
        for column, value in zip(spec.columns, values, strict=True):
            cells[f"table3.{row.id}.{column.id}"] = value
    for row_id, values in zip(DISPUTES, report["table4"].values(), strict=True):
        for column_id, value in zip(("upheld", "corrected", "other", "pending", "total"), values.values(), strict=True):
            cells[f"table4.{row_id}.{column_id}"] = value
    second = report["table2"]
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
    """Every report of the file on the form of 2021, so many times, each time in other wordings."""
    reports = json.loads(file.read_text("utf-8"), parse_float=Decimal)["reports"]
    return [
        written(Random(f"{report['id']}/{number}"), organ_of(report), report["year"], cells_of(report))  # noqa: S311
        for report in reports
        if report["year"] > 2020
        for number in range(times)
    ]


def main(file: Path) -> None:
    rulesets = [found for name in packs.shipped() if (found := packs.load(name).ruleset) is not None]
    counts: Counter[tuple[str, str, str]] = Counter()
    examples: dict[tuple[str, str, str], str] = {}
    for draft in renderings(file, TIMES):
        for one in findings(draft.text, rulesets):
            key = (one.severity.value, one.rule, draft.organ.full)
            counts[key] += 1
            examples.setdefault(key, f"{one.outcome.value}: {one.message}")
    for key, count in sorted(counts.items()):
        print(*key, count, examples[key])


if __name__ == "__main__":
    main(Path(sys.argv[1]))
