"""Columns that the form does not have: what stands beside them is not certain."""

import re

from engine.model.facts import Status
from tests.extraction.reading import facts
from tests.support.forms import annual_report_form
from tests.support.readings import BASE

FORM = annual_report_form()


def test_a_column_too_many_under_the_name_that_spans_others() -> None:
    """A row that lost a value has as many as the form has columns, and stands under other names.

    In all other rows two values stand in the last cell.
    """
    lines = BASE.replace("| | | | | 商业企业 |", "| | | | | 上年总计 | 商业企业 |").splitlines()
    first = next(number for number, line in enumerate(lines) if line.startswith("| 一、本年新收"))
    for number in range(first, len(lines)):
        values = re.search(r"(?:\d+ \| ){6}\d+ \|$", lines[number])
        if values is None:
            break
        row = values.group().split(" | ")
        if "（二）部分公开" not in lines[number]:
            row = [row[0], "9", *row[1:5], " ".join(row[5:])]
        lines[number] = lines[number][: values.start()] + " | ".join(row)
    found = facts("\n".join(lines), FORM)
    names = [f"table3.partial.{column.id}" for column in FORM.table("table3").blocks[0].columns]
    assert {found[name].status for name in names} == {Status.AMBIGUOUS}
