"""What becomes of a rule: passed, failed, not applicable, undetermined."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from engine.evaluation import applies, evaluate, things
from engine.model.facts import Fact, Facts, Status
from engine.model.finding import Outcome, Severity, Verdict
from engine.model.types import Missing
from tests.evaluation.village import FIELDS, cell, facts, outcome, rule, ruleset

SUM = """对每个 行 于 资金表.行
要求 资金表[行, 上级] + 资金表[行, 自筹] = 资金表[行, 总计]
提示 "{行.名称}：{左}，{右}，差 {差}" """
OWN = "funds.income.own"


def own(status: Status, raw: str | None = None) -> Facts:
    """The report with one cell of that status."""
    return facts({OWN: cell(OWN, status, None, raw)})


def test_all_instances_pass() -> None:
    found = outcome(SUM)
    assert (found.verdict, found.findings, found.reason) == (Verdict.PASSED, (), None)


def test_one_failing_instance_fails_the_rule_and_is_one_finding() -> None:
    found = outcome(SUM, facts(values={OWN: 25}))
    assert found.verdict is Verdict.FAILED
    assert [finding.message for finding in found.findings] == ["一、收入：95，100，差 5"]


@pytest.mark.parametrize(
    ("status", "raw", "reason"),
    [
        (Status.BLANK, "", "资金表[收入, 自筹]是空白"),
        (Status.MARK, "/", "资金表[收入, 自筹]写作“/”"),
        (Status.AMBIGUOUS, "3", "资金表[收入, 自筹]：分不清哪个数属于哪一列"),
    ],
)
def test_what_is_not_certain_is_undetermined(status: Status, raw: str, reason: str) -> None:
    found = outcome(SUM, own(status, raw))
    assert found.verdict is Verdict.UNDETERMINED
    (finding,) = found.findings
    assert finding.outcome is Verdict.UNDETERMINED
    assert finding.message == f"无法判断：{reason}" == found.reason
    assert finding.locations[0].fact == OWN


def test_what_is_certainly_absent_makes_only_its_instance_not_applicable() -> None:
    changes = {f"funds.income.{c}": cell(f"funds.income.{c}", Status.ABSENT) for c in ("upper", "own", "total")}
    assert outcome(SUM, facts(changes)).verdict is Verdict.PASSED
    everything = {
        f"funds.{r}.{c}": cell(f"funds.{r}.{c}", Status.ABSENT)
        for r in ("income", "spending", "balance")
        for c in ("upper", "own", "total")
    }
    found = outcome(SUM, facts(everything))
    assert (found.verdict, found.findings) == (Verdict.NOT_APPLICABLE, ())
    assert "没有这一行" in (found.reason or "")


def test_failed_beats_undetermined_and_both_are_said() -> None:
    found = outcome(SUM, facts({OWN: cell(OWN, Status.AMBIGUOUS)}, {"funds.balance.own": 99}))
    assert found.verdict is Verdict.FAILED
    assert [finding.outcome for finding in found.findings] == [Verdict.FAILED, Verdict.UNDETERMINED]


def test_undetermined_instances_make_one_finding_with_their_reasons_together() -> None:
    doubtful = {f"funds.{r}.own": cell(f"funds.{r}.own", Status.AMBIGUOUS) for r in ("income", "spending", "balance")}
    doubtful["funds.balance.upper"] = cell("funds.balance.upper", Status.BLANK)
    (finding,) = outcome(SUM, facts(doubtful)).findings
    assert finding.message == (
        "无法判断：资金表[收入, 自筹]、资金表[支出, 自筹]、资金表[结余, 自筹]：分不清哪个数属于哪一列；"
        "资金表[结余, 上级]是空白"
    )
    assert len(finding.locations) == 4


@pytest.mark.parametrize(
    ("condition", "report", "verdict"),
    [
        ("资金表[收入, 自筹] > 0", facts, Verdict.FAILED),
        ("资金表[收入, 自筹] > 1000", facts, Verdict.NOT_APPLICABLE),
        ("资金表[收入, 自筹] > 0", lambda: own(Status.AMBIGUOUS), Verdict.UNDETERMINED),
        ("资金表[收入, 自筹] > 0", lambda: own(Status.ABSENT), Verdict.NOT_APPLICABLE),
        ("存在 资金表[收入, 自筹]", lambda: own(Status.AMBIGUOUS), Verdict.FAILED),
        ("存在 资金表[收入, 自筹]", lambda: own(Status.ABSENT), Verdict.NOT_APPLICABLE),
        ("非 存在 资金表[收入, 自筹]", lambda: own(Status.ABSENT), Verdict.FAILED),
        ('资金表[收入, 自筹] > 0 且 字数("甲") = 2', lambda: own(Status.AMBIGUOUS), Verdict.NOT_APPLICABLE),
        ('资金表[收入, 自筹] > 0 或 字数("甲") = 1', lambda: own(Status.AMBIGUOUS), Verdict.FAILED),
    ],
)
def test_conditions(condition: str, report: Callable[[], Facts], verdict: Verdict) -> None:
    assert outcome(f"当 {condition}\n要求 绝对值(1) = 2", report()).verdict is verdict


@pytest.mark.parametrize(
    ("requirement", "report", "verdict"),
    [
        ("要求 存在 签发.单位", Status.ABSENT, Verdict.FAILED),
        ("要求 存在 签发.单位", Status.AMBIGUOUS, Verdict.PASSED),
        ("要求 签发.单位 = 公布.单位", Status.ABSENT, Verdict.NOT_APPLICABLE),
        ("要求 签发.单位 = 公布.单位", Status.AMBIGUOUS, Verdict.UNDETERMINED),
        ('要求 缺省(签发.单位, "") = ""', Status.ABSENT, Verdict.PASSED),
        ('要求 缺省(签发.单位, "") = ""', Status.BLANK, Verdict.PASSED),
        ('要求 缺省(签发.单位, "") = ""', Status.AMBIGUOUS, Verdict.UNDETERMINED),
        ("禁止 签发.单位 匹配 /村/", Status.ABSENT, Verdict.NOT_APPLICABLE),
        ("要求 存在 签发.单位 且 签发.单位 = 公布.单位", Status.ABSENT, Verdict.FAILED),
    ],
)
def test_a_missing_field(requirement: str, report: Status, verdict: Verdict) -> None:
    changed = facts({"signature.organ": Fact("signature.organ", report, reason="读到两处")})
    assert outcome(requirement, changed).verdict is verdict


@pytest.mark.parametrize(
    ("clause", "verdict"),
    [
        ("禁止 存在 处", Verdict.PASSED),
        ('要求 处.文 = "甲"', Verdict.NOT_APPLICABLE),
    ],
)
def test_nothing_found_keeps_a_prohibition_and_leaves_a_demand_without_object(clause: str, verdict: Verdict) -> None:
    assert outcome(f"对每个 处 于 查找(全文, /拖欠/)\n{clause}").verdict is verdict


@pytest.mark.parametrize(
    ("attribute", "expected"),
    [
        ("有值", {Status.FOUND: True, Status.BLANK: False, Status.MARK: False, Status.ABSENT: False}),
        ("空白", {Status.FOUND: False, Status.BLANK: True, Status.MARK: False, Status.ABSENT: None}),
        ("符号", {Status.FOUND: False, Status.BLANK: False, Status.MARK: True, Status.ABSENT: None}),
        ("合格", {Status.FOUND: True, Status.BLANK: None, Status.MARK: None, Status.ABSENT: None}),
    ],
)
def test_attributes_of_cells(attribute: str, expected: dict[Status, bool | None]) -> None:
    verdicts = {True: Verdict.PASSED, False: Verdict.FAILED}
    clauses = f'对每个 格 于 资金表.格\n当 格.行.名称 = "一、收入" 且 格.列.名称 = "自筹"\n要求 格.{attribute}'
    for status, answer in {**expected, Status.AMBIGUOUS: None}.items():
        changed = facts({OWN: cell(OWN, status, 30 if status is Status.FOUND else None)})
        wanted = Verdict.NOT_APPLICABLE if status is Status.ABSENT else Verdict.UNDETERMINED
        assert outcome(clauses, changed).verdict is (wanted if answer is None else verdicts[answer]), status


def test_a_value_that_breaks_its_type_does_not_conform() -> None:
    broken = Fact(OWN, Status.FOUND, -1, "-1", None, violation="应为非负整数")
    found = outcome('对每个 格 于 资金表.格\n要求 格.合格\n提示 "{格.行}：{格.原文}"', facts({OWN: broken}))
    assert [finding.message for finding in found.findings] == ["一、收入：-1"]


@pytest.mark.parametrize(
    ("raw", "verdict"), [("3.25", Verdict.PASSED), ("３．２５０", Verdict.FAILED), ("3", Verdict.PASSED)]
)
def test_decimals_are_counted_as_written(raw: str, verdict: Verdict) -> None:
    written = Fact(OWN, Status.FOUND, 3, raw, None)
    clauses = "对每个 格 于 资金表.格\n要求 格.小数位 <= 2"
    assert outcome(clauses, facts({OWN: written})).verdict is verdict


def test_a_blank_counts_as_zero_where_the_table_never_writes_one() -> None:
    blank = {OWN: cell(OWN, Status.BLANK)}
    right = {"funds.income.upper": 100}
    assert outcome(SUM, facts(blank, right, writes_zero=True)).verdict is Verdict.UNDETERMINED
    assert outcome(SUM, facts(blank, right, writes_zero=False)).verdict is Verdict.PASSED
    found = outcome(SUM, facts(blank, writes_zero=False))
    assert found.findings[0].message == "一、收入：70，100，差 30"
    assert [evidence.value for evidence in found.findings[0].evidence] == ["70", "0（空白，按 0 计）", "100"]


def test_words_in_a_cell_of_doubtful_place_can_be_found_but_not_missed() -> None:
    doubtful = own(Status.AMBIGUOUS, "约30")
    clauses = "对每个 格 于 资金表.格\n禁止 格.原文 匹配 /{}/"
    assert outcome(clauses.format("约"), doubtful).verdict is Verdict.FAILED
    assert outcome(clauses.format("余"), doubtful).verdict is Verdict.UNDETERMINED
    assert outcome(clauses.format("余")).verdict is Verdict.PASSED


@pytest.mark.parametrize(
    ("requirement", "reason"),
    [
        ("1 / (资金表[收入, 上级] - 70) = 1", "除数是 0"),
        ("资金表[收入, 上级] * 1000000000 * 1000000000 * 1000 = 1", "数太大"),
        ("日期(公布.年度, 2, 30) = 签发.日期", "没有这一天"),
    ],
)
def test_what_cannot_be_computed_is_undetermined(requirement: str, reason: str) -> None:
    found = outcome(f"要求 {requirement}")
    assert found.verdict is Verdict.UNDETERMINED
    assert reason in (found.reason or "")


def test_several_requirements_must_all_hold() -> None:
    assert outcome('要求 字数("甲") = 1\n要求 绝对值(1) = 2').verdict is Verdict.FAILED
    assert outcome("要求 签发.单位 = 公布.单位\n要求 绝对值(1) = 1").verdict is Verdict.PASSED
    absent = facts({"signature.organ": Fact("signature.organ", Status.ABSENT)})
    assert outcome("要求 签发.单位 = 公布.单位\n要求 绝对值(1) = 1", absent).verdict is Verdict.NOT_APPLICABLE
    assert outcome("要求 签发.单位 = 公布.单位\n要求 绝对值(1) = 2", absent).verdict is Verdict.FAILED


@pytest.mark.parametrize(
    ("branch", "severity"),
    [
        ("当 资金表[收入, 总计] > 50 错误", Severity.ERROR),
        ("当 资金表[收入, 总计] > 500 错误", Severity.WARNING),
        ("当 资金表[支出, 自筹] > 0 错误", Severity.WARNING),
        ("当 资金表[收入, 总计] > 500 错误; 当 资金表[收入, 总计] > 50 提醒", Severity.INFO),
    ],
)
def test_severity_has_branches(branch: str, severity: Severity) -> None:
    changed = facts({"funds.spending.own": cell("funds.spending.own", Status.AMBIGUOUS)})
    found = outcome("要求 绝对值(1) = 2", changed, f"警告; {branch}")
    assert (found.severity, found.findings[0].severity) == (severity, severity)


@pytest.mark.parametrize(
    ("year", "status", "expected"),
    [(2023, Status.FOUND, True), (2019, Status.FOUND, False), (None, Status.AMBIGUOUS, None)],
)
def test_whether_a_ruleset_applies(year: int | None, status: Status, expected: bool | None) -> None:
    changed = facts({"report.year": Fact("report.year", status, year)})
    result = applies(ruleset(rule("要求 绝对值(1) = 1")), changed)
    assert isinstance(result, Missing) if expected is None else result is expected


def test_sections_and_attributes_from_facts() -> None:
    assert outcome("对每个 部 于 部分\n要求 部.次数 = 1 且 部.位置 = 部.应在位置").verdict is Verdict.PASSED
    found = outcome("对每个 部 于 部分\n要求 部.有表\n提示 “{部.名称}”")
    assert [finding.message for finding in found.findings] == ["一、概况"]
    assert outcome("对每个 句 于 概况.正文.句子\n要求 字数(句) = 7 或 字数(句) = 10").verdict is Verdict.PASSED
    assert outcome("要求 数(概况.正文.句子) = 2 且 数(全文.段落) = 2").verdict is Verdict.PASSED


def test_a_bug_in_one_rule_loses_neither_the_report_nor_the_other_rules(monkeypatch: pytest.MonkeyPatch) -> None:
    rules = ruleset(
        rule("要求 资金表[收入, 上级] = 70")
        + '规则 R2 "二条"\n 级别 错误\n 依据 编辑建议 "x"\n 要求 绝对值(1) = 1\n 提示 "x"\n'
    )

    def broken(*_: Any) -> None:
        raise RuntimeError("secret")

    monkeypatch.setattr(things, "number_in", broken)
    first, second = evaluate(rules, facts())
    assert (first.verdict, second.verdict) == (Verdict.UNDETERMINED, Verdict.PASSED)
    assert "RuntimeError" in first.findings[0].message
    assert "secret" not in first.findings[0].message
    with pytest.raises(RuntimeError):
        evaluate(rules, facts(), strict=True)


def test_outcomes_stand_in_the_order_of_the_rules() -> None:
    many = "".join(rule("要求 绝对值(1) = 1").replace("R1", name) for name in ("B2", "A1", "C3"))
    found: tuple[Outcome, ...] = evaluate(ruleset(many), facts(), strict=True)
    assert [one.rule for one in found] == ["B2", "A1", "C3"]
    assert FIELDS["report.year"] == 2023


@pytest.mark.parametrize("value", [date(2000, 1, 1), "二〇二三"])
def test_a_value_of_another_type_than_its_field_is_not_used(value: date | str) -> None:
    wrong = Fact("report.year", Status.FOUND, value, str(value))
    found = outcome("要求 日期(公布.年度, 12, 31) > 2000-01-01", facts({"report.year": wrong}))
    assert found.verdict is Verdict.UNDETERMINED
