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


def _repeated_across(line: str) -> str:
    """A line with what stands in its cells in the blank ones to their right, too."""
    cells = [cell.strip() for cell in line[1:-1].split("|")]
    for index in range(1, len(cells)):
        cells[index] = cells[index] or cells[index - 1]
    return "| " + " | ".join(cells) + " |"


def test_merged_cells_of_a_header_taken_apart() -> None:
    """其他 stands below 总计, too: that column has its name, and no other stands twice."""
    names = ("| （本列数据的勾稽", "| | | | 自然人", "| | | | | 商业企业")
    lines = [_repeated_across(line) if line.startswith(names) else line for line in BASE.splitlines()]
    assert sum(line not in BASE for line in lines) == 3
    found, expected = facts("\n".join(lines), FORM), facts(BASE, FORM)
    ids = [name for name in expected.facts if name.startswith("table3.received")]
    assert {name: found[name].value for name in ids} == {name: expected[name].value for name in ids}


def test_a_name_twice_beside_each_other_is_a_column_too_many() -> None:
    lines = BASE.replace("| | | | | 商业企业 |", "| | | | | 商业企业 | 商业企业 |").splitlines()
    assert {facts("\n".join(lines), FORM)[f"table3.received.{one}"].status for one in ("business", "total")} == {
        Status.AMBIGUOUS
    }
