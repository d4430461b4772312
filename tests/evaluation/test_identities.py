"""A failed comparison of cells, written out: its terms, what they come to, how the two sides really stand."""

import pytest

from engine.model.facts import Facts, Status
from engine.model.identity import Identity, Side, Term
from engine.outputs.identities import said
from tests.evaluation.village import cell, facts, outcome

WRONG = facts(values={"funds.income.own": 25})
SUM = """对每个 行 于 资金表.行
要求 资金表[行, 上级] + 资金表[行, 自筹] = 资金表[行, 总计]"""


def identity(clauses: str, report: Facts = WRONG, previous: Facts | None = None) -> Identity | None:
    (finding,) = outcome(clauses, report, previous=previous).findings
    return finding.identity


def terms(side: Side) -> list[tuple[str | None, str, bool]]:
    return [(term.fact, term.value, term.is_subtracted) for term in side.terms]


def test_the_cells_of_both_sides_with_their_numbers() -> None:
    found = identity(SUM)
    assert found is not None
    assert terms(found.left) == [("funds.income.upper", "70", False), ("funds.income.own", "25", False)]
    assert terms(found.right) == [("funds.income.total", "100", False)]
    assert (found.left.total, found.relation, found.right.total) == ("95", "≠", "100")
    assert found.left.terms[1].name == "资金表[收入, 自筹]"


@pytest.mark.parametrize(
    ("clauses", "words"),
    [
        (SUM, "上级 70 + 自筹 25 = 95 ≠ 总计 100"),
        ("要求 合计(资金表[收入, 上级 .. 自筹]) = 资金表[收入, 总计]", "上级 70 + 自筹 25 = 95 ≠ 总计 100"),
        (
            "令 和 为 合计(资金表[收入, 上级 .. 自筹])\n要求 和 = 资金表[收入, 总计]",
            "上级 70 + 自筹 25 = 95 ≠ 总计 100",
        ),
        (
            "要求 资金表[收入, 自筹] - 资金表[支出, 自筹] >= 资金表[结余, 自筹]",
            "收入 25 − 支出 20 = 5 < 结余 10",
        ),
        ("要求 资金表[收入, 总计] <= 资金表[支出, 总计]", "收入 100 > 支出 70"),
        ("禁止 资金表[支出, 总计] = 资金表[收入, 上级]", "资金表[支出, 总计] 70 = 资金表[收入, 上级] 70"),
        (
            "要求 资金表[收入, 自筹] + 10 = 资金表[结余, 总计]",
            "资金表[收入, 自筹] 25 + 10 = 35 ≠ 资金表[结余, 总计] 30",
        ),
    ],
)
def test_it_reads_as_the_rule_compares(clauses: str, words: str) -> None:
    found = identity(clauses)
    assert found is not None
    assert said(found) == words


@pytest.mark.parametrize(
    "clauses",
    [
        "要求 资金表[收入, 自筹] = 30",
        "要求 资金表[收入, 自筹] * 2 = 资金表[收入, 总计]",
        "要求 最大(资金表[收入, 上级 .. 自筹]) = 资金表[收入, 总计]",
        '要求 签发.单位 = "别处"',
        "要求 资金表.行数 = 资金表[收入, 总计]",
    ],
)
def test_what_is_no_sum_of_cells_is_not_written_out(clauses: str) -> None:
    assert identity(clauses) is None


def test_several_failures_in_one_finding_are_no_single_identity() -> None:
    report = facts(values={"funds.income.own": 25, "funds.spending.own": 1})
    assert identity(f"{SUM}\n合报", report) is None


def test_the_first_of_several_conditions_that_decided_is_the_one() -> None:
    others = "资金表[支出, 上级] + 资金表[支出, 自筹] = 资金表[支出, 总计]"
    found = identity(f"要求 {others} 且 资金表[收入, 上级] + 资金表[收入, 自筹] = 资金表[收入, 总计]")
    assert found is not None
    assert said(found) == "上级 70 + 自筹 25 = 95 ≠ 总计 100"


def test_cells_of_another_report_keep_their_name() -> None:
    before = facts(values={"funds.balance.total": 31})
    clauses = "要求 资金表[收入, 上级] + 上年.资金表[结余, 总计] = 资金表[收入, 总计]"
    found = identity(clauses, facts(), before)
    assert found is not None
    assert terms(found.left)[1] == (None, "31", False)
    assert said(found) == "资金表[收入, 上级] 70 + 上年.资金表[结余, 总计] 31 = 101 ≠ 资金表[收入, 总计] 100"


def test_a_blank_that_counts_as_zero_is_written_zero() -> None:
    blank = facts({"funds.income.own": cell("funds.income.own", Status.BLANK)}, writes_zero=False)
    found = identity(SUM, blank)
    assert found is not None
    assert said(found) == "上级 70 + 自筹 0 = 70 ≠ 总计 100"


def test_a_long_sum_of_zeros() -> None:
    zeros = tuple(Term("0", False, f"表[{n}, 甲]", f"t.{n}.a", "表", str(n), "甲") for n in range(9))
    found = Identity(Side(zeros, "0"), "≠", Side((Term("2", False, "表[计, 甲]", "t.s.a", "表", "计", "甲"),), "2"))
    assert said(found) == "其余 9 项 0 = 0 ≠ 计 2"
    assert said(found, "en") == "9 others 0 = 0 ≠ 计 2"
