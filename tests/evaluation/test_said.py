"""Numbers and dates said in the prose, their units and their sentences."""

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.evaluation import measures
from engine.model import units
from engine.model.finding import Verdict
from engine.model.passage import Passage
from engine.model.types import Match, Missing, SaidNumber
from tests.evaluation.village import facts, outcome

SAID = "对每个 数值 于 概况.正文.数字\n"
LAST = "定义 末尾 为 其中(数值 于 概况.正文.数字, 数值.单位 = “%”)"
BODY = "账目清楚。今年收入100元，支出0.07千元；结余30元。"


def said(value: int | Decimal, unit: str | None) -> SaidNumber:
    return SaidNumber(Match(Passage(f"{value}{unit or ''}")), value, unit)


@pytest.mark.parametrize(
    ("number", "unit", "base", "wanted", "converted"),
    [
        (Decimal("3.2"), "万件", 32000, "件", 32000),
        (Decimal("3.2"), "万件", 32000, "条", 32000),
        (Decimal("0.5"), "万元", 5000, "元", 5000),
        (5000, "元", 5000, "万元", Decimal("0.5")),
        (12, "元", 12, "件", None),
        (12, "元", 12, "%", None),
        (15, "‰", Decimal("1.5"), "%", Decimal("1.5")),
        (7, None, 7, "万元", 7),
        (1, "分钟", Fraction(1, 60), "小时", Fraction(1, 60)),
    ],
)
def test_units_of_what_is_said(
    number: int | Decimal, unit: str | None, base: object, wanted: str, converted: object
) -> None:
    assert measures.in_base_unit(said(number, unit)) == base
    found = measures.in_unit(said(number, unit), wanted)
    if converted is None:
        assert isinstance(found, Missing)
        assert found.reason == f"写的是“{number}{unit}”，不能换算成{wanted}"
    else:
        assert found == converted


@given(
    st.sampled_from(["元", "百元", "万元", "亿元", "角", "分"]),
    st.sampled_from(["元", "千元", "万元", "亿元"]),
    st.decimals(0, 10**6, allow_nan=False, allow_infinity=False, places=3),
)
def test_conversion_there_and_back_changes_nothing(one: str, other: str, number: Decimal) -> None:
    there = measures.in_unit(said(number, one), other)
    factor = units.factor(other, one)
    assert not isinstance(there, Missing)
    assert factor is not None
    assert measures.times(there, factor) == number


@pytest.mark.parametrize(
    ("requirement", "verdicts"),
    [
        ("数值 = 资金表[收入, 总计]", [100]),
        ("数值 = 资金表[支出, 总计]", [70]),
        ("数值 属于 逐个(格 于 资金表.格, 格)", [100, 70, 30]),
        ("数值.数值 >= 30", [100, 30]),
        ("数值.小数位 = 2", [70]),
        ("数值.末位 = 0.01", [70]),
        ('数值.单位 = "元"', [100, 30]),
        ('数值.句 = "结余30元。"', [30]),
        ("数值.前文 包含 “支出”", [70]),
        ("数值.后文 包含 “支出”", [100]),
        ("数值 ≈ 资金表[支出, 总计]", [70]),
    ],
)
def test_what_is_said_is_a_number_everywhere(requirement: str, verdicts: list[int]) -> None:
    found = outcome(f"{SAID}禁止 {requirement}\n提示 “{{数值}}”", facts(body=BODY))
    words = {100: "100元", 70: "0.07千元", 30: "30元"}
    assert [finding.message for finding in found.findings] == [words[number] for number in verdicts]


def test_findings_point_at_the_words() -> None:
    found = outcome(f"{SAID}禁止 数值 = 资金表[支出, 总计]", facts(body=BODY))
    (finding,) = found.findings
    assert [place.quote for place in finding.locations][:1] == ["0.07千元"]
    assert finding.locations[0].location.column == BODY.index("0.07") + 1


@pytest.mark.parametrize("clause", ["要求", "禁止"])
def test_numbers_of_different_things_cannot_be_compared(clause: str) -> None:
    mixed = facts(body="收入70元。占70%。")
    same = f"{clause} 首个(概况.正文.数字) = 末个(概况.正文.数字)"
    assert outcome(same, mixed).verdict is Verdict.UNDETERMINED
    assert outcome(f"{clause} 首个(概况.正文.数字) 属于 末尾", mixed, before=LAST).verdict is Verdict.UNDETERMINED
    found = outcome(f"{SAID}{clause} 数值 = 资金表[收入, 总计]", facts(body="占70%。"))
    assert (found.verdict, found.reason) == (Verdict.UNDETERMINED, "无法判断：写的是“70%”，不能换算成元")


def test_dates_that_are_said() -> None:
    body = facts(body="2024年1月10日公布，2024年2月30日结束。")
    found = outcome("对每个 天 于 概况.正文.日期\n要求 天 < 签发.日期\n提示 “{天}：{天.句}”", body)
    assert found.verdict is Verdict.UNDETERMINED
    assert outcome("要求 首个(概况.正文.日期) = 签发.日期 - 5天", body).verdict is Verdict.PASSED
