"""Last year's report, and those of the units below."""

import pytest

from engine.model.facts import Fact, Facts, Status
from engine.model.finding import Verdict
from tests.evaluation.village import cell, facts, outcome, written

CARRIED = "要求 上年.资金表[结余, 总计] = 资金表[收入, 上级]\n提示 “上年 {左}，今年 {右}，差 {差}”"
SUM = "要求 合计(下级.资金表[收入, 总计]) = 资金表[收入, 总计]\n提示 “各单位 {左}，本级 {右}”"


def unit(name: str, income: int = 50, changes: dict[str, Fact] | None = None) -> Facts:
    changed = {"report.organ": written("report.organ", name, 2), **(changes or {})}
    return facts(changed, {"funds.income.total": income})


def test_values_of_last_year_are_evidence_with_the_file_in_which_they_stand() -> None:
    assert outcome(CARRIED, facts(values={"funds.income.upper": 30}), previous=facts()).verdict is Verdict.PASSED
    found = outcome(CARRIED, previous=facts())
    (finding,) = found.findings
    assert finding.message == "上年 30，今年 70，差 40"
    assert [(e.name, e.fact, e.value, e.source) for e in finding.evidence] == [
        ("上年.资金表[结余, 总计]", "funds.balance.total", "30", "账.md"),
        ("资金表[收入, 上级]", "funds.income.upper", "70", None),
    ]
    assert [place.fact for place in finding.locations] == ["funds.income.upper"]


@pytest.mark.parametrize(
    ("clauses", "reason"),
    [(CARRIED, "没有上年的报告"), (SUM, "没有下级的报告"), ("对每个 单位 于 下级\n要求 1 = 2", "没有下级的报告")],
)
def test_without_the_other_report_a_rule_does_not_apply(clauses: str, reason: str) -> None:
    found = outcome(clauses)
    assert (found.verdict, found.findings, found.reason) == (Verdict.NOT_APPLICABLE, (), reason)


@pytest.mark.parametrize("clause", ["要求", "禁止"])
def test_what_is_uncertain_there_is_uncertain_here(clause: str) -> None:
    doubtful = facts({"funds.balance.total": cell("funds.balance.total", Status.AMBIGUOUS)})
    found = outcome(f"{clause} 上年.资金表[结余, 总计] = 资金表[收入, 上级]", previous=doubtful)
    assert found.verdict is Verdict.UNDETERMINED
    assert found.reason == "无法判断：上年.资金表[结余, 总计]：分不清哪个数属于哪一列"
    assert all(place.fact != "funds.balance.total" for place in found.findings[0].locations)


def test_blanks_count_as_that_report_writes_them() -> None:
    blank = {"funds.balance.total": cell("funds.balance.total", Status.BLANK)}
    report = facts(values={"funds.income.upper": 0}, writes_zero=True)
    assert outcome(CARRIED, report, previous=facts(blank, writes_zero=False)).verdict is Verdict.PASSED
    assert outcome(CARRIED, report, previous=facts(blank, writes_zero=True)).verdict is Verdict.UNDETERMINED


def test_variables_of_a_loop_find_the_cell_of_the_same_name_there() -> None:
    clauses = "对每个 行 于 资金表.行\n要求 上年.资金表[行, 总计] = 资金表[行, 总计]\n提示 “{行.名称}{左}{右}”"
    found = outcome(clauses, previous=facts(values={"funds.spending.total": 71}))
    assert [finding.message for finding in found.findings] == ["二、支出7170"]


def test_things_of_another_report_stay_there() -> None:
    last = facts(values={"funds.income.own": 31})
    found = outcome("对每个 格 于 上年.资金表.格\n要求 格 = 资金表[格.行, 格.列]\n提示 “{左}{右}”", previous=last)
    assert [finding.message for finding in found.findings] == ["3130"]
    label = facts({"funds.income.label": written("funds.income.label", "一、进账", 11)})
    found = outcome("对每个 行 于 上年.资金表.行\n要求 行.标签 = 行.名称\n提示 “{行.标签}”", previous=label)
    assert [finding.message for finding in found.findings] == ["一、进账"]


@pytest.mark.parametrize(
    ("clauses", "column"),
    [
        ("对每个 处 于 查找(上年.概况.正文, /拖欠/)\n禁止 存在 处", None),
        ("禁止 上年.概况.正文 匹配 /拖欠/", None),
        ("对每个 处 于 查找(概况.正文, /拖欠/)\n禁止 存在 处", 6),
    ],
)
def test_words_of_another_report_have_no_place_in_this_one(clauses: str, column: int | None) -> None:
    report = facts(body="收支平衡。拖欠两笔。" if column else "收支平衡。")
    found = outcome(clauses, report, previous=facts(body="收支平衡。拖欠一笔。"))
    assert found.verdict is Verdict.FAILED
    (finding,) = found.findings
    quoted = [place.location.column for place in finding.locations if place.quote == "拖欠"]
    assert quoted == ([column] if column else [])
    assert any(evidence.value == "拖欠" for evidence in finding.evidence)


def test_the_units_below_add_up() -> None:
    below = [unit("青禾县甲村委会"), unit("青禾县乙村委会")]
    assert outcome(SUM, subordinates=below).verdict is Verdict.PASSED
    found = outcome(SUM, subordinates=[*below, unit("青禾县丙村委会", 7)])
    assert found.findings[0].message == "各单位 107，本级 100"
    assert [evidence.name for evidence in found.findings[0].evidence] == [
        "青禾县甲村委会2023年.资金表[收入, 总计]",
        "青禾县乙村委会2023年.资金表[收入, 总计]",
        "青禾县丙村委会2023年.资金表[收入, 总计]",
        "资金表[收入, 总计]",
    ]


def test_one_doubtful_unit_leaves_the_sum_open() -> None:
    doubtful = unit("青禾县乙村委会", changes={})
    mark = {**doubtful.facts, "funds.income.total": cell("funds.income.total", Status.MARK, None, "/")}
    found = outcome(SUM, subordinates=[unit("青禾县甲村委会"), facts(mark)])
    assert found.verdict is Verdict.UNDETERMINED
    assert "青禾县乙村委会2023年.资金表[收入, 总计]写作“/”" in (found.reason or "")


def test_each_unit_is_called_by_its_name() -> None:
    nameless = unit("", changes={"report.organ": Fact("report.organ", Status.ABSENT)})
    clauses = "对每个 单位 于 下级\n要求 单位.资金表[收入, 总计] > 60 元\n提示 “{单位}：{左}”"
    below = [unit("青禾县甲村委会"), unit("青禾县乙村委会", 70), nameless]
    found = outcome(clauses, subordinates=below)
    assert [finding.message for finding in found.findings] == ["青禾县甲村委会2023年：50", "2023年：50"]
    assert len({finding.fingerprint for finding in found.findings}) == 2


def test_whether_something_is_there() -> None:
    without = facts({"signature.organ": Fact("signature.organ", Status.ABSENT)})
    assert outcome("要求 存在 上年.签发.单位", previous=facts()).verdict is Verdict.PASSED
    assert outcome("要求 存在 上年.签发.单位", previous=without).verdict is Verdict.FAILED
    assert outcome("要求 存在 上年.签发.单位").verdict is Verdict.FAILED
    assert outcome("要求 存在 上年").verdict is Verdict.FAILED
    assert outcome("要求 存在 上年.资金表", previous=facts()).verdict is Verdict.PASSED
    assert outcome("要求 存在 下级.签发.单位", subordinates=[without, facts()]).verdict is Verdict.PASSED
    assert outcome("要求 存在 下级.签发.单位", subordinates=[without, without]).verdict is Verdict.FAILED
