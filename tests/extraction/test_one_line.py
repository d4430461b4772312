"""A report pasted in one line: its parts are divided, its tables read, whatever stands between the cells."""

from collections.abc import Callable

import pytest

from engine.model.facts import Status
from tests.extraction.variety import doubtful, facts, report, text
from tests.support.readings import BASE

Cells = list[str]

WAYS: dict[str, Callable[[Cells], str]] = {
    "spaces": lambda cells: " ".join(filter(None, cells)),
    "more spaces": lambda cells: "  ".join(filter(None, cells)),
    "bars": lambda cells: " | ".join(filter(None, cells)) + " |",
    "bars, blank cells kept": lambda cells: "".join(f"{cell} | " if cell else "|" for cell in cells),
}


def one_line(whole: str, way: Callable[[Cells], str]) -> str:
    lines = []
    for line in whole.splitlines():
        if line.startswith("|---"):
            continue
        is_row = line.startswith("|")
        lines.append(way([cell.strip() for cell in line[1:-1].split("|")]) if is_row else line.lstrip("# "))
    return " ".join(filter(None, lines))


@pytest.mark.parametrize("way", WAYS)
def test_all_values_are_read(way: str) -> None:
    assert doubtful(facts(one_line(text(), WAYS[way]), "a.txt")) == set()


@pytest.mark.parametrize("way", WAYS)
def test_so_are_the_parts_and_the_fields(way: str) -> None:
    found, expected = facts(one_line(BASE, WAYS[way]), "a.txt"), facts(BASE)
    names = [f"section.{number}.heading" for number in range(1, 7)]
    names += ["report.title", "report.organ", "report.year", "signature.organ", "signature.date"]
    assert {name: found[name].value for name in names} == {name: expected[name].value for name in names}


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("at", range(0, 60, 7))
def test_a_value_that_is_lost_leaves_no_other_in_its_place(way: str, at: int) -> None:
    """Every value that is read is the true one."""
    start = text().index("一、本年新收")
    numbers = [cell for cell in text()[start:].split(" | ") if cell.strip().isdigit()]
    lost = one_line(text()[:start] + text()[start:].replace(f" | {numbers[at]} |", " |  |", 1), WAYS[way])
    found = facts(lost, "a.txt")
    wrong = {
        name
        for name, value in report().truth.items()
        if found[name].status is Status.FOUND and found[name].value != value
    }
    assert wrong == set()


def test_organ_and_date_behind_the_last_sentence_are_the_signature() -> None:
    lines = BASE.rstrip().splitlines()
    organ, day = (line for line in lines[-3:] if line)
    joined = "\n".join(lines[:-3]).rstrip() + f" {organ} {day}\n"
    found = facts(joined)
    assert (found["signature.organ"].value, found["signature.date"].value) == (
        facts(BASE)["signature.organ"].value,
        facts(BASE)["signature.date"].value,
    )


def test_a_line_of_prose_with_numbers_is_no_table() -> None:
    prose = "办理情况 " + " ".join(f"第{number}季度 {number}" for number in range(1, 20))
    assert facts(BASE.replace("五、存在的", f"{prose}\n\n五、存在的", 1))["table4.review.total"].value == 1
