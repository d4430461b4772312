"""Parameters that hold from a day on, definitions, registers."""

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from engine.evaluation.declared import parameter
from engine.evaluation.expressions import Evaluator
from engine.evaluation.trace import Trace
from engine.language import checked as c
from engine.model.diagnostic import Span
from engine.model.facts import Fact, Status
from engine.model.finding import Verdict
from engine.model.struct import replace
from engine.model.types import DATE, NUMBER, Missing
from tests.evaluation.village import facts, outcome, rule, ruleset

SPAN = Span("x", 1, 1, 1, 2)
DEADLINE = "参数 期限 = deadline “期限” 取值 2024-01-31 取值 2024-01-10 自 2023-12-31 取值 2024-02-20 自 2024-12-31"
DAY = "时点 日期(公布.年度, 12, 31)"
DEMAND = "要求 签发.日期 <= 期限\n提示 “应在{期限}之前”"
START = date(2020, 1, 1)


@settings(deadline=None)
@given(st.lists(st.none() | st.integers(0, 60), min_size=1, max_size=6, unique=True), st.integers(-5, 65))
def test_the_latest_value_that_has_begun_holds(begins: list[int | None], today: int) -> None:
    order = sorted(begins, key=lambda one: -1 if one is None else one)
    values = tuple(
        c.ParameterValue(index, None if day is None else START + timedelta(day)) for index, day in enumerate(order)
    )
    rules = replace(
        ruleset(rule("要求 1 = 1")),
        parameters=(c.Parameter("p", "甲", "甲", NUMBER, values),),
        as_of=c.Literal(START + timedelta(today), DATE, SPAN),
    )
    found = parameter(Evaluator(facts(), rules), c.ParameterRef("p", "甲", NUMBER, SPAN), {}, Trace())
    begun = [index for index, day in enumerate(order) if day is None or day <= today]
    if begun:
        assert found == begun[-1]
    else:
        assert isinstance(found, Missing)


def test_the_day_of_the_report_chooses_the_value() -> None:
    found = outcome(DEMAND, before=DEADLINE, header=DAY)
    assert found.verdict is Verdict.FAILED
    (finding,) = found.findings
    assert finding.message == "应在2024年1月10日之前"
    assert [(e.name, e.value, e.location) for e in finding.evidence if e.name == "期限"] == [
        ("期限", "2024年1月10日", None)
    ]
    before = {"report.year": Fact("report.year", Status.FOUND, 2022, "2022")}
    assert outcome(DEMAND, facts(before), before=DEADLINE, header=DAY).verdict is Verdict.PASSED


@pytest.mark.parametrize("clause", ["要求", "禁止"])
@pytest.mark.parametrize("status", [Status.AMBIGUOUS, Status.ABSENT])
def test_without_the_day_nothing_is_known(clause: str, status: Status) -> None:
    unknown = facts({"report.year": Fact("report.year", status, reason="读到两处")})
    found = outcome(f"{clause} 签发.日期 <= 期限", unknown, before=DEADLINE, header=DAY)
    assert found.verdict is Verdict.UNDETERMINED
    assert "公布.年度" in (found.reason or "") or "期限" in (found.reason or "")


def test_a_value_without_days_needs_none() -> None:
    unknown = facts({"report.year": Fact("report.year", Status.AMBIGUOUS)})
    grace = "参数 宽限 = grace “宽限” 取值 20天"
    demand = "要求 签发.日期 - 日期(2023, 12, 31) <= 宽限"
    assert outcome(demand, unknown, before=grace).verdict is Verdict.PASSED
    assert outcome(demand, unknown, before=grace.replace("20", "14")).verdict is Verdict.FAILED


def test_a_definition_has_been_read_by_whoever_uses_it() -> None:
    total = "定义 总数 为 资金表[收入, 总计] + 资金表[支出, 总计]"
    assert outcome("要求 总数 = 170 元", before=total).verdict is Verdict.PASSED
    twice = ruleset(total + "\n" + rule("要求 总数 = 1 元") + rule("要求 总数 = 2 元").replace("R1", "R2"))
    evaluator = Evaluator(facts(), twice)
    for one in twice.rules:
        trace = Trace()
        assert evaluator.truth(one.requirements[0].expression, {}, trace) is False
        assert [read.name for read in trace.reads] == ["资金表[收入, 总计]", "资金表[支出, 总计]"]


def test_one_of_a_register() -> None:
    villages = "名单 各村 “青禾县石桥村委会”, “青禾县柳树村委会”"
    assert outcome("要求 公布.单位 属于 各村", before=villages).verdict is Verdict.PASSED
    assert outcome("禁止 公布.单位 属于 各村", before=villages).verdict is Verdict.FAILED
    assert outcome("要求 公布.单位 属于 各村", before="名单 各村 “石桥村”").verdict is Verdict.FAILED
