"""Evaluation never raises and always ends, whatever was read."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from engine.evaluation import applies, evaluate
from engine.language.compile import compile_files
from engine.model.facts import Fact, Facts, FactValue, Status
from engine.model.finding import Outcome, Verdict
from engine.model.location import Location
from engine.model.struct import replace
from engine.model.types import Missing
from tests.evaluation.village import CELLS, FORM_TEXT, facts, rule, ruleset, text
from tests.support.rules_texts import Things, rules

CLAUSES = [
    "对每个 行 于 资金表.行\n要求 资金表[行, 上级] + 资金表[行, 自筹] = 资金表[行, 总计]\n提示 “{行}{左}{右}{差}”",
    "对每个 列 于 资金表.列\n要求 资金表[收入, 列] - 资金表[支出, 列] = 资金表[结余, 列]\n合报\n提示 “{列.标签}{左}”",
    "要求 合计(资金表[收入 .. 结余, 上级 .. 总计]) / 资金表[收入, 总计] > 1",
    "对每个 格 于 资金表.格\n禁止 格.空白 或 格.符号 或 非 格.合格 或 格.小数位 > 2\n合报\n提示 “{格}{格.原文}”",
    "对每个 部 于 部分\n要求 部.次数 = 1 且 部.位置 = 部.应在位置 且 相同用语(部.标题, 部.名称)\n提示 “{部.标题}”",
    "对每个 处 于 查找(全文, /./)\n禁止 存在 处\n提示 “{处.文}”",
    "对每个 句 于 正文.句子\n禁止 句 匹配 /资/ 且 字数(句) > 3\n提示 “{句}”",
    "要求 同一机关(签发.单位, 公布.单位)\n提示 “{标出差异(签发.单位, 公布.单位)}”",
    "当 是政府(公布.单位)\n要求 签发.日期 >= 日期(公布.年度, 12, 31)\n提示 “{签发.日期}”",
    "要求 缺省(主要年份(全文), 公布.年度) = 公布.年度",
    "要求 存在 资金表 且 存在 资金表.附注 且 资金表.表头 包含 “总计”\n定位 资金表.附注, 资金表, 概况.标题",
    "对每个 处 于 写错的日期(全文)\n禁止 存在 处",
    "对每个 处 于 相近名称(全文, 公布.单位)\n禁止 存在 处\n提示 “{处.文}{处.应为}”",
    "对每个 行 于 资金表.行\n要求 存在 行 且 行.值数 = 3 且 行.错位 = 0\n提示 “{行.名称}{行.多余}”",
    "要求 全部(格 于 资金表.格, 格 >= 0 元 且 格.小数位 <= 2)",
    "禁止 任一(行 于 资金表.行, 资金表[行, 上级] > 资金表[行, 总计])",
    "要求 数(其中(格 于 资金表.格, 格 > 25 元)) > 0\n提示 “{其中(格 于 资金表.格, 格 > 25 元)}”",
    "要求 合计(逐个(行 于 资金表.行, 资金表[行, 上级])) ≈ 140 元",
    "要求 资金表[收入, 上级] / 资金表[收入, 总计] ≈ 0.7",
    "令 结 为 资金表[收入, 总计] - 资金表[支出, 总计]\n要求 结 = 资金表[结余, 总计]\n提示 “{结}{左}”",
    "对每个 数值 于 全文.数字\n要求 数值 = 2023\n提示 “{数值}{数值.句}{数值.单位}”",
    "对每个 天 于 全文.日期\n要求 天 <= 签发.日期\n提示 “{天}{天.前文}”",
    "要求 签发.日期 - 日期(公布.年度, 12, 31) <= 20天 且 签发.日期 + 30天 < 2024-12-31",
    "要求 上年.资金表[结余, 总计] = 资金表[收入, 上级] - 40 元 且 上年.签发.日期 < 签发.日期 + 1天",
    "要求 合计(下级.资金表[收入, 总计]) = 2 * 资金表[收入, 总计]\n提示 “{左}{右}”",
    "对每个 单位 于 下级\n要求 存在 单位.签发.单位 且 单位.签发.单位 = 单位.公布.单位\n提示 “{单位}”",
    "要求 总数 = 200 元 且 公布.单位 属于 各村",
    "要求 签发.日期 <= 期限",
]
DECLARED = """定义 总数 为 合计(资金表[收入 .. 结余, 总计])
名单 各村 “青禾县石桥村委会”
参数 期限 = deadline “期限” 取值 2024-01-31 取值 2024-01-20 自 2023-12-31
"""
RULES = ruleset(
    DECLARED + "".join(rule(clauses).replace("R1", f"R{i}") for i, clauses in enumerate(CLAUSES)),
    header="时点 日期(公布.年度, 12, 31)",
)


def check(report: Facts, other: Facts | None = None) -> tuple[Outcome, ...]:
    """All rules on a report, with others beside it."""
    other = other or facts()
    return evaluate(RULES, report, previous=other, subordinates=(facts(), other), strict=True)


words = st.text(alphabet="青禾县石桥村委会账目清楚0123年月日《》“”。\n /-", max_size=30)
values: st.SearchStrategy[FactValue] = st.one_of(
    st.integers(-(10**30), 10**30),
    st.decimals(allow_nan=False, allow_infinity=False),
    words,
    st.dates(date(1, 1, 1)),
)
locations = st.none() | st.builds(
    Location, st.integers(1, 99), st.integers(1, 99), st.integers(100, 199), st.none(), st.none() | st.integers(1, 3)
)


@st.composite
def wild(draw: st.DrawFn, fact_id: str) -> Fact:
    status = draw(st.sampled_from(Status))
    value = draw(values) if status is Status.FOUND else None
    said = draw(words)
    return Fact(
        fact_id,
        status,
        value,
        draw(st.none() | st.just(said)),
        draw(locations),
        draw(st.none() | words),
        draw(st.none() | st.just(text(value if isinstance(value, str) else said, 3))),
        draw(st.none() | st.just("不合格")),
    )


@settings(max_examples=150, deadline=None)
@given(st.data())
def test_wild_facts_never_raise(data: st.DataObject) -> None:
    right = facts()
    touched = data.draw(st.lists(st.sampled_from(sorted(right.facts)), max_size=25, unique=True))
    report = facts({one: data.draw(wild(one)) for one in touched}, writes_zero=data.draw(st.booleans()))
    outcomes = check(report, report if data.draw(st.booleans()) else None)
    assert [one.rule for one in outcomes] == [f"R{i}" for i in range(len(CLAUSES))]
    for one in outcomes:
        failed = any(finding.outcome is Verdict.FAILED for finding in one.findings)
        assert failed is (one.verdict is Verdict.FAILED)
        assert bool(one.findings) is (one.verdict in (Verdict.FAILED, Verdict.UNDETERMINED))
        assert all(finding.locations for finding in one.findings)
    if report["report.year"].status is not Status.FOUND:
        assert isinstance(applies(RULES, report), Missing)


@settings(max_examples=150, deadline=None)
@given(st.data())
def test_doubt_never_becomes_a_pass(data: st.DataObject) -> None:
    """A rule that did not pass does not pass because something cannot be read any more, here or in another report."""
    own = data.draw(st.lists(st.sampled_from(sorted(one for one in facts().facts if one in CELLS)), max_size=4))
    wrong = facts(values={one: data.draw(st.integers(0, 120)) for one in own})
    fact_id = data.draw(st.sampled_from(sorted(wrong.facts)))
    raw = wrong[fact_id].raw
    doubtful = {fact_id: Fact(fact_id, Status.AMBIGUOUS, None, raw, Location(11, 1, 2), "分不清")}
    unsure = replace(wrong, facts={**wrong.facts, **doubtful})
    for before, after in ((check(wrong), check(unsure)), (check(facts(), wrong), check(facts(), unsure))):
        for one, other in zip(before, after, strict=True):
            if one.verdict is not other.verdict and other.verdict is Verdict.PASSED:
                # Only a rule that asks whether something is there may do without its value.
                assert one.verdict is Verdict.NOT_APPLICABLE or "存在" in CLAUSES[int(one.rule[1:])]


@pytest.mark.parametrize("fact_id", sorted(CELLS))
def test_a_doubtful_cell_leaves_every_rule_that_reads_it_open(fact_id: str) -> None:
    doubtful = Fact(fact_id, Status.AMBIGUOUS, None, "7", Location(11, 1, 2), "分不清")
    before, after = check(facts()), check(facts({fact_id: doubtful}))
    changed = [one.rule for one, other in zip(before, after, strict=True) if one.verdict is not other.verdict]
    assert {"R0", "R1", "R2", "R3", "R14", "R16"} <= set(changed)
    assert all(one.verdict is Verdict.UNDETERMINED for one in after if one.rule in changed)


@given(st.decimals(allow_nan=True, allow_infinity=True))
def test_strange_numbers_are_never_passed(number: Decimal) -> None:
    changed = facts({"funds.income.own": Fact("funds.income.own", Status.FOUND, number, str(number))})
    (first, *_) = check(changed)
    assert (first.verdict is Verdict.PASSED) is (number.is_finite() and number == 30)


VILLAGE = Things(
    table="资金表",
    rows=("收入", "支出", "结余"),
    columns=("上级", "自筹", "总计"),
    unit="元",
    texts=("公布.标题",),
    organs=("公布.单位", "签发.单位"),
    dates=("签发.日期",),
    years=("公布.年度",),
    sections=("概况", "收支"),
    lexicons=("易错词",),
    registers=("单位名单",),
    parameters=("下限",),
    other_reports=True,
)
NAMES = '词表 易错词 "截止" 应为 "截至"\n名单 单位名单 "石桥村", "青禾县"\n参数 下限 = least 取值 3\n'


@settings(max_examples=150, deadline=None)
@given(rules(VILLAGE), st.data())
def test_any_rule_that_compiles_is_evaluated_on_wild_facts(clauses: str, data: st.DataObject) -> None:
    right = facts()
    touched = data.draw(st.lists(st.sampled_from(sorted(right.facts)), max_size=12, unique=True))
    report = facts({one: data.draw(wild(one)) for one in touched}, writes_zero=data.draw(st.booleans()))
    generated = compile_files({"form.rules": FORM_TEXT, "rules.rules": f"{NAMES}{clauses}"}).ruleset
    assume(generated is not None)  # rules made at random sometimes rule themselves out
    assert generated is not None
    (outcome,) = evaluate(generated, report, strict=True)
    assert any(finding.outcome is Verdict.FAILED for finding in outcome.findings) is (outcome.verdict is Verdict.FAILED)
    (again,) = evaluate(generated, report, strict=True)
    assert again == outcome
