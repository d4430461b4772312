"""≈: agreement as far as a number is written, or within a tolerance."""

from decimal import ROUND_DOWN, ROUND_HALF_UP, Context, Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.evaluation.approximate import agree
from engine.evaluation.expressions import Evaluator
from engine.evaluation.instances import instances
from engine.model.facts import Status
from engine.model.finding import Verdict
from tests.evaluation.village import cell, facts, outcome, rule, ruleset

_WIDE = Context(prec=60)
OWN = "funds.income.own"


@given(
    st.integers(-(10**6), 10**6),
    st.integers(0, 4),
    st.decimals(-(10**6), 10**6, allow_nan=False, allow_infinity=False, places=7),
)
def test_agreement_is_rounding_or_cutting_to_the_written_decimals(digits: int, places: int, computed: Decimal) -> None:
    written = Decimal(digits).scaleb(-places, _WIDE)
    half = Decimal(5).scaleb(-places - 1)
    for near in (computed, written + computed.scaleb(-7 - places, _WIDE), written + half, written - half):
        ways = (ROUND_HALF_UP, ROUND_DOWN)
        wanted = any(near.quantize(Decimal(1).scaleb(-places), rounding=way, context=_WIDE) == written for way in ways)
        assert agree(Fraction(near), Fraction(written), Fraction(1, 10**places)) is wanted


@pytest.mark.parametrize(
    ("comparison", "holds"),
    [
        ("资金表[收入, 上级] / 3 ≈ 23.3 元", True),
        ("资金表[收入, 上级] / 3 ≈ 23.34 元", False),
        ("200 元 / 3 ≈ 66.6 元", True),  # cut
        ("200 元 / 3 ≈ 66.7 元", True),  # rounded
        ("200 元 / 3 ≈ 66.5 元", False),
        ("1 元 / 8 ≈ 0.13 元", True),  # half up
        ("-1 元 / 8 ≈ -0.13 元", True),
        ("-200 元 / 3 ≈ -66.7 元", True),
        ("-200 元 / 3 ≈ -66.6 元", True),
        ("资金表[收入, 上级] ≈ 69.5 元", True),  # both are written: the coarser decides
        ("资金表[收入, 上级] ≈ 70.9 元", True),
        ("资金表[收入, 上级] ≈ 71 元", False),
        ("12.34 元 + 0.5 元 ≈ 12.8 元", True),
        ("合计(资金表[收入, 上级 .. 自筹]) ≈ 99.6 元", True),
        ("资金表[收入, 上级] ≈ 0.0066 万元", False),
        ("资金表[收入, 上级] ≈ 0.007 万元", True),
        ("资金表[收入, 上级] / 3 ≈ 23 元 误差 0.3 元", False),
        ("资金表[收入, 上级] / 3 ≈ 23 元 误差 0.34 元", True),
        ("资金表[收入, 上级] ≈ 68 元 误差 2 元", True),
        ("缺省(资金表[收入, 上级], 1 元) ≈ 70.4 元", True),
    ],
)
def test_what_is_near_enough(comparison: str, holds: bool) -> None:
    assert outcome(f"要求 {comparison}").verdict is (Verdict.PASSED if holds else Verdict.FAILED)
    assert outcome(f"禁止 {comparison}").verdict is (Verdict.FAILED if holds else Verdict.PASSED)


def test_the_decimals_of_a_cell_are_those_written() -> None:
    changed = facts({OWN: cell(OWN, Status.FOUND, Decimal("33.30"), "33.30")})
    assert outcome("要求 资金表[收入, 总计] / 3 ≈ 资金表[收入, 自筹]", changed).verdict is Verdict.FAILED
    changed = facts({OWN: cell(OWN, Status.FOUND, Decimal("33.3"), "33.3")})
    assert outcome("要求 资金表[收入, 总计] / 3 ≈ 资金表[收入, 自筹]", changed).verdict is Verdict.PASSED


def test_both_sides_and_their_difference_are_known() -> None:
    rules = ruleset(rule("要求 资金表[收入, 上级] ≈ 30.5 元 误差 1 元"))
    (failed,) = instances(rules.rules[0], Evaluator(facts(), rules))
    sides = {name: failed.scope[name] for name in ("left", "right", "difference")}
    assert sides == {"left": 70, "right": Decimal("30.5"), "difference": Decimal("39.5")}


@pytest.mark.parametrize("status", [Status.AMBIGUOUS, Status.BLANK, Status.MARK])
def test_what_is_not_certain_is_near_nothing(status: Status) -> None:
    changed = facts({OWN: cell(OWN, status)})
    for clause in ("要求", "禁止"):
        assert outcome(f"{clause} 资金表[收入, 自筹] ≈ 30 元", changed).verdict is Verdict.UNDETERMINED
