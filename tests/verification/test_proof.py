"""What is proved of small packs, where the answer is known, and of the shipped ones."""

from fractions import Fraction

import pytest

from engine.arithmetic import formulas as f
from engine.arithmetic.demands import demands
from engine.verification.generated import Maker, UnsuitableError
from engine.verification.proof import Proof, prove
from tests.evaluation.village import ruleset
from tests.outputs.packs import BASE
from tests.support.packs import shipped_pack

ROWS = """规则 R{number} "行合计"
  级别 错误
  依据 格式 "办法"
  对每个 行 于 资金表.行
  要求 资金表[行, 上级] + 资金表[行, 自筹] = 资金表[行, 总计]
  提示 "不等"
"""


def rule(number: str, requirement: str, condition: str = "") -> str:
    when = f"  当 {condition}\n" if condition else ""
    return f'规则 {number} "甲"\n  级别 错误\n  依据 格式 "办法"\n{when}  要求 {requirement}\n  提示 "不等"\n'


def proved(*rules: str) -> Proof:
    return prove(ruleset("\n".join(rules), BASE))


def test_rules_that_hold_together_have_a_witness_that_keeps_them() -> None:
    text = "\n".join([ROWS.format(number=1), rule("R2", "资金表[收入, 总计] >= 12")])
    pack = ruleset(text, BASE)
    proof = prove(pack)
    assert proof.consistent is True
    numbers = {cell: proof.witness.get(cell, Fraction(0)) for cell in Maker(pack).numbers}
    assert numbers["funds.income.total"] >= 12
    assert numbers["funds.income.upper"] + numbers["funds.income.own"] == numbers["funds.income.total"]
    assert all(f.holds(one.formula, numbers) for one in demands(pack, Maker(pack).base))


def test_contradictory_rules_are_named_and_no_others() -> None:
    proof = proved(
        rule("A", "资金表[收入, 总计] >= 200"),
        rule("B", "资金表[支出, 总计] <= 500"),
        rule("C", "资金表[收入, 总计] < 150"),
    )
    assert proof.consistent is False
    assert [set(one.rules) for one in proof.contradictions] == [{"A", "C"}]


def test_rules_that_contradict_each_other_only_where_both_apply_are_found_with_such_a_report() -> None:
    proof = proved(
        rule("A", "资金表[结余, 总计] = 1", "资金表[收入, 总计] > 5"),
        rule("B", "资金表[结余, 总计] = 2", "资金表[收入, 总计] > 6"),
        rule("C", "资金表[结余, 总计] = 3", "资金表[收入, 总计] < 3"),
    )
    assert proof.consistent is True
    (conflict,) = proof.contradictions
    assert conflict.rules == ("A", "B")
    assert conflict.numbers["funds.income.total"] > 6


def test_implied_one_by_one_is_not_redundant_together() -> None:
    """Of three equalities on three numbers each two imply the third; only one can go."""
    proof = proved(
        rule("A", "资金表[收入, 总计] = 资金表[支出, 总计]"),
        rule("B", "资金表[支出, 总计] = 资金表[结余, 总计]"),
        rule("C", "资金表[收入, 总计] = 资金表[结余, 总计]"),
    )
    assert proof.implied == ("A", "B", "C")
    assert proof.redundant == ("C",)


def test_a_rule_that_cannot_fail_is_told_from_one_that_the_others_imply() -> None:
    pack = ruleset(rule("A", "资金表[收入, 总计] + 1 > 资金表[收入, 总计]") + rule("B", "资金表[收入, 总计] = 3"), BASE)
    proof = prove(pack)
    assert proof.never_fail == ()  # nothing of it is left open: it is decided without any number
    proof = proved(
        rule("A", "资金表[收入, 总计] != 1 或 资金表[支出, 总计] != 1 或 资金表[收入, 总计] = 资金表[支出, 总计]")
    )
    assert proof.never_fail == ("A",)
    assert proof.implied == ()


def test_what_takes_too_long_is_not_decided_and_nothing_is_claimed_of_it() -> None:
    pack = shipped_pack()
    proof = prove(pack, milliseconds=1)
    asked = " ".join(english for _, english in proof.undecided)
    assert asked
    assert proof.consistent is True or "whether all rules can hold at once" in asked
    assert (proof.contradictions, proof.implied, proof.never_fail) == ((), (), ())


def test_amounts_are_not_taken_for_whole_numbers() -> None:
    """More than 0 is at least 1 for a count; for money it is not."""
    proof = proved(rule("A", "资金表[收入, 上级] >= 1"), rule("B", "资金表[收入, 上级] > 0"))
    assert proof.implied == ("B",)
    proof = proved(rule("A", "资金表[收入, 上级] > 0"), rule("B", "资金表[收入, 上级] >= 1"))
    assert proof.implied == ("A",)


def test_a_pack_without_a_base_report_is_refused() -> None:
    with pytest.raises(UnsuitableError):
        prove(ruleset(ROWS.format(number=1)))


@pytest.mark.parametrize("name", ["foi_annual_report", "foi_annual_report_2019"])
def test_the_shipped_packs_are_proved(name: str) -> None:
    pack = shipped_pack(name)
    proof = prove(pack)
    assert {"T308", "T309", "T310", "T402", "T403", "T404"} <= set(proof.rules)
    assert proof.consistent is True
    assert (proof.contradictions, proof.redundant, proof.never_fail, proof.undecided) == ((), (), (), ())
