"""The tables of the form of 2019, damaged one row at a time: what is reported as found is what was written there.

Its 表二 has rows of two and of three values in one table, and cells that say 增12 or 8.6万元.
"""

import re
from collections.abc import Callable
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from engine.model.facts import Facts, Status
from tests.extraction.reading import facts
from tests.support.forms import annual_report_form
from tests.support.places import RULES

FORM = annual_report_form("foi_annual_report_2019")
Damage = Callable[[list[str], int, Random], list[str]]
FEW = settings(max_examples=150, deadline=None, derandomize=True)


def base() -> str:
    """The base report with a different number in every cell, so that a value in a wrong place shows."""
    text = (RULES / "foi_annual_report_2019" / "base.md").read_text("utf-8").replace("8.6万元", "0")
    numbers = iter(range(1001, 2000))
    lines = text.split("\n")
    return "\n".join(
        re.sub(r"(?<=\| )-?\d+(?= \|)", lambda _: str(next(numbers)), line) if line.startswith("|") else line
        for line in lines
    )


def understood(text: str) -> Facts:
    return facts(text, FORM)


CELLS = [table.cell_id(row, column) for table in FORM.tables for _, row, column in table.cells()]
TEXT = base()
LINES = TEXT.split("\n")
ROWS = [number for number, line in enumerate(LINES) if re.search(r"\| 1\d{3} \|", line)]
TRUE = {name: understood(TEXT)[name].value for name in CELLS}


def test_the_whole_report_is_read() -> None:
    assert len(CELLS) == 22 + 161 + 15
    assert sorted(value for value in TRUE.values() if isinstance(value, int)) == list(range(1001, 1001 + len(CELLS)))


def drop(cells: list[str], at: int, _: Random) -> list[str]:
    return cells[:at] + cells[at + 1 :]


def blank(cells: list[str], at: int, _: Random) -> list[str]:
    return [*cells[:at], "", *cells[at + 1 :]]


def insert(cells: list[str], at: int, random: Random) -> list[str]:
    return [*cells[:at], random.choice(("", "0", "7")), *cells[at:]]


def double(cells: list[str], at: int, _: Random) -> list[str]:
    return [*cells[:at], cells[at], *cells[at:]]


@FEW
@given(st.sampled_from(ROWS), st.integers(0, 2**32), st.sampled_from([drop, blank, insert, double]))
def test_no_value_moves_to_another_place(row: int, seed: int, damage: Damage) -> None:
    random = Random(seed)  # noqa: S311
    cells = [cell.strip() for cell in LINES[row].strip().strip("|").split("|")]
    cells = damage(cells, random.randrange(len(cells)), random)
    text = "\n".join([*LINES[:row], "| " + " | ".join(cells) + " |", *LINES[row + 1 :]])
    found = understood(text)
    wrong = {name for name in CELLS if found[name].status is Status.FOUND and found[name].value != TRUE[name]}
    assert wrong == set()
    hit = {name.rsplit(".", 1)[0] for name in CELLS if found[name].value != TRUE[name]}
    assert len(hit) <= (3 if "table4" in "".join(hit) else 1)


@pytest.mark.parametrize("line", ROWS)
def test_a_lost_row_takes_itself_at_most(line: int) -> None:
    found = understood("\n".join([*LINES[:line], *LINES[line + 1 :]]))
    lost = {name.rsplit(".", 1)[0] for name in CELLS if found[name].value != TRUE[name]}
    assert all(found[name].value in (None, TRUE[name]) for name in CELLS)
    assert 1 <= len(lost) <= (3 if "table4.review" in lost else 1)
