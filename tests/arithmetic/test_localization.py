"""Which cell is wrong: one injected fault of 表三 or 表四 is named; two ways of finding a single cell agree."""

from fractions import Fraction
from functools import lru_cache
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from engine.arithmetic.elimination import single_cells, two_cells
from engine.arithmetic.formulas import constant, fact
from engine.arithmetic.localization import MOST_CELLS, localize
from engine.arithmetic.problem import Equation, Problem
from engine.arithmetic.programme import smallest
from engine.model.localization import Localization
from engine.verification.generated import SHAPES, Maker
from tests.support.packs import shipped_pack

FEW = settings(max_examples=40, deadline=None, derandomize=True)


@lru_cache(maxsize=1)
def maker() -> Maker:
    ruleset = shipped_pack()
    return Maker(ruleset)


def faulty(**changes: int) -> tuple[Localization, ...]:
    """What is said of the base report with some cells changed."""
    made = maker()
    numbers = {**made.numbers, **{name.replace("__", "."): value for name, value in changes.items()}}
    return localize(made.ruleset, made.read(made.text(numbers)))


def sets(found: tuple[Localization, ...]) -> list[dict[str, tuple[int, int]]]:
    return [
        {change.fact: (int(change.read), int(change.needed)) for change in changes}
        for one in found
        for changes in one.corrections
    ]


def test_a_compliant_report_has_nothing_to_localize() -> None:
    assert faulty() == ()


def test_a_cell_of_the_third_table_stands_where_a_row_and_a_column_cross() -> None:
    true = maker().numbers["table3.granted.natural_person"]
    (found,) = faulty(table3__granted__natural_person=true + 9)
    assert sets((found,)) == [{"table3.granted.natural_person": (true + 9, true)}]
    assert found.is_unique
    assert set(found.rules) == {"T308", "T309"}


def test_a_cell_of_one_identity_has_equals() -> None:
    made = maker()
    names = [f"table4.review.{column}" for column in ("upheld", "corrected", "other", "pending", "total")]
    true = {name: made.numbers[name] for name in names}
    (found,) = faulty(table4__review__other=true["table4.review.other"] + 2)
    assert not found.is_unique
    assert found.complete
    # Any other part could be two less, if it is two or more; the total could be two more.
    wanted = [
        {name: (true[name] + (2 if name.endswith("other") else 0), true[name] - (0 if name.endswith("other") else 2))}
        for name in names[:-1]
        if name.endswith("other") or true[name] >= 2
    ]
    wanted.append({names[-1]: (true[names[-1]], true[names[-1]] + 2)})
    assert sorted(map(str, sets((found,)))) == sorted(map(str, wanted))


def test_two_wrong_cells_of_different_rows_and_columns() -> None:
    numbers = maker().numbers
    first, second = "table3.granted.natural_person", "table3.partial.business"
    (found,) = faulty(table3__granted__natural_person=numbers[first] + 5, table3__partial__business=numbers[second] + 7)
    assert {first: (numbers[first] + 5, numbers[first]), second: (numbers[second] + 7, numbers[second])} in sets(
        (found,)
    )


def test_tables_are_told_apart() -> None:
    numbers = maker().numbers
    found = faulty(
        table3__granted__other=numbers["table3.granted.other"] + 1,
        table4__review__total=numbers["table4.review.total"] + 1,
    )
    assert len(found) == 2
    assert {change.fact.split(".")[0] for one in found for changes in one.corrections for change in changes} == {
        "table3",
        "table4",
    }


def test_a_cell_that_was_not_read_is_no_suspect() -> None:
    made = maker()
    numbers: dict[str, object] = dict(made.numbers)
    numbers |= {
        "table3.granted.natural_person": None,
        "table3.granted.business": made.numbers["table3.granted.business"] + 1,
    }
    found = localize(made.ruleset, made.read(made.text(numbers)))
    named = {change.fact for one in found for changes in one.corrections for change in changes}
    assert "table3.granted.natural_person" not in named


@pytest.mark.parametrize("table", ["table3", "table4"])
def test_one_wrong_cell_is_named(table: str) -> None:
    """In reports of every shape; `make bench-localization` counts many."""
    made = maker()
    random = Random(7)  # noqa: S311
    cells = sorted(cell for cell in made.base.form.cell_types() if cell.startswith(table))
    named = 0
    for number in range(20):
        report = made.seeded(random, SHAPES[number % len(SHAPES)])
        cell = random.choice(cells)
        wrong = {**report.numbers, cell: report.numbers[cell] + random.choice((1, 9, 10, 27))}
        found = localize(made.ruleset, made.read(made.text(wrong)))
        named += {cell: (wrong[cell], report.numbers[cell])} in sets(found)
    assert named >= 19


@st.composite
def grids(draw: st.DrawFn) -> Problem:
    """A table with totals of rows and columns in which a few cells were changed."""
    rows, columns = draw(st.integers(1, 4)), draw(st.integers(2, 4))
    numbers = {f"{row}.{column}": draw(st.integers(0, 20)) for row in range(rows) for column in range(columns)}
    equations: list[Equation] = []
    for row in range(rows):
        parts = [f"{row}.{column}" for column in range(columns)]
        numbers[f"{row}.total"] = sum(numbers[part] for part in parts)
        equations.append(_adds_up("row", parts, f"{row}.total"))
    for column in range(columns):
        parts = [f"{row}.{column}" for row in range(rows)]
        numbers[f"total.{column}"] = sum(numbers[part] for part in parts)
        equations.append(_adds_up("column", parts, f"total.{column}"))
    for cell in draw(st.lists(st.sampled_from(sorted(numbers)), min_size=1, max_size=2, unique=True)):
        numbers[cell] += draw(st.integers(1, 30))
    return Problem(tuple(equations), {cell: Fraction(numbers[cell]) for cell in sorted(numbers)}, frozenset(numbers))


def _adds_up(rule: str, parts: list[str], total: str) -> Equation:
    left = constant(0) - fact(total)
    for part in parts:
        left += fact(part)
    return Equation(rule, left, False)


@FEW
@given(grids())
def test_elimination_and_the_integer_programme_agree_on_single_cells(problem: Problem) -> None:
    if all(one.holds(problem.numbers) for one in problem.equations):
        return
    by_elimination = sorted(sorted(one.items()) for one in single_cells(problem))
    found, complete = smallest(problem, 50, MOST_CELLS)
    assert complete
    if by_elimination:
        assert sorted(sorted(one.items()) for one in found) == by_elimination
    else:
        assert all(len(one) == 2 for one in found)


@settings(FEW, max_examples=80)
@given(grids())
def test_elimination_and_the_integer_programme_agree_on_two_cells(problem: Problem) -> None:
    if all(one.holds(problem.numbers) for one in problem.equations) or any(single_cells(problem)):
        return
    pairs = two_cells(problem)
    found, complete = smallest(problem, 50, MOST_CELLS)
    assert complete
    if pairs is not None:
        assert sorted(sorted(one.items()) for one in pairs) == sorted(sorted(one.items()) for one in found)


def test_two_cells_of_which_only_the_sum_is_known_are_left_to_the_programme() -> None:
    numbers = {"a": Fraction(1), "b": Fraction(2), "total": Fraction(0), "c": Fraction(5), "d": Fraction(0)}
    equations = (_adds_up("R1", ["a", "b"], "total"), _adds_up("R2", ["d"], "total"))
    problem = Problem(equations, numbers, frozenset(numbers))
    assert list(single_cells(problem)) == []  # neither part can be less than nothing
    assert two_cells(problem) is None
    # With a number of its own for one of them, it follows what both must be.
    held = (*equations, _adds_up("R3", ["a"], "d"))
    assert two_cells(Problem(held, numbers, frozenset(numbers))) == [{"a": Fraction(0), "b": Fraction(0)}]


@FEW
@given(grids())
def test_every_correction_makes_all_equations_hold(problem: Problem) -> None:
    found, _ = smallest(problem, 4, MOST_CELLS)
    assert found or all(one.holds(problem.numbers) for one in problem.equations)
    for correction in found:
        assert all(one.holds({**problem.numbers, **correction}) for one in problem.equations)
        assert all(number >= 0 and number.denominator == 1 for number in correction.values())


def test_the_solver_says_nothing_on_the_screen(capfd: pytest.CaptureFixture[str]) -> None:
    numbers = {"a": Fraction(1), "b": Fraction(2), "c": Fraction(9), "d": Fraction(9), "e": Fraction(1)}
    equations = (_adds_up("R1", ["a", "b"], "c"), _adds_up("R2", ["d", "a"], "e"))
    found, _ = smallest(Problem(equations, numbers, frozenset(numbers)), 4, MOST_CELLS)
    assert all(len(one) == 2 for one in found)
    assert found
    assert capfd.readouterr().out == ""
