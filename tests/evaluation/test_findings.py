"""What a finding says and where it points."""

import re
from collections.abc import Mapping

import pytest

from engine.model.citation import Binding, Citation
from engine.model.facts import Fact, Facts, Status
from engine.model.finding import READING_DOUBT, Finding, Severity, Verdict
from engine.model.location import Location
from tests.evaluation.village import CELLS, cell, facts, outcome, written

OWN = "funds.income.own"
SUM = """对每个 行 于 资金表.行
要求 资金表[行, 上级] + 资金表[行, 自筹] = 资金表[行, 总计]"""


def only(clauses: str, report: Facts | None = None, severity: str = "错误") -> Finding:
    """The one finding of a rule."""
    (finding,) = outcome(clauses, report, severity).findings
    return finding


def places(finding: Finding) -> list[tuple[str | None, int | None, int | None, str | None]]:
    return [(one.fact, one.location.line, one.location.column, one.quote) for one in finding.locations]


def test_a_comparison_points_at_what_was_read_in_its_order() -> None:
    finding = only(SUM, facts(values={OWN: 25}))
    assert places(finding) == [
        ("funds.income.upper", 11, 10, "70"),
        (OWN, 11, 20, "25"),
        ("funds.income.total", 11, 30, "100"),
    ]
    assert [(one.name, one.value) for one in finding.evidence] == [
        ("资金表[收入, 上级]", "70"),
        ("资金表[收入, 自筹]", "25"),
        ("资金表[收入, 总计]", "100"),
    ]
    assert finding.basis == (Citation(Binding.ADVICE, "账目清楚"),)
    assert finding.severity is Severity.ERROR


@pytest.mark.parametrize(
    ("clauses", "doubt"),
    [
        (SUM, True),
        ("要求 合计(资金表[收入, 上级 .. 自筹]) = 资金表[收入, 总计]", True),
        ("要求 资金表[收入, 自筹] = 30", False),
        ("要求 签发.单位 != 公布.单位", False),
        ("要求 资金表[收入, 自筹] = 30 且 绝对值(1) = 1", False),
    ],
)
def test_a_broken_identity_may_be_the_reading(clauses: str, doubt: bool) -> None:
    assert (only(clauses, facts(values={OWN: 25})).note == READING_DOUBT) is doubt


def test_only_what_decided_is_pointed_at() -> None:
    finding = only('要求 公布.年度 = 2023 且 签发.单位 = "别处"')
    assert [place.fact for place in finding.locations] == ["signature.organ"]
    finding = only('要求 公布.年度 = 2020 或 签发.单位 = "别处"')
    assert [place.fact for place in finding.locations] == ["report.year", "signature.organ"]


def test_forbidden_words_are_quoted_exactly_where_they_stand() -> None:
    report = facts(body="账目清楚。\n有待补充的数，待补充的名。")
    finding = only("禁止 正文 匹配 /待(补充)/", report)
    assert places(finding) == [(None, 8, 2, "待补充"), (None, 8, 8, "待补充")]
    assert finding.locations[0].location.end_column == 5
    assert [(one.name, one.value) for one in finding.evidence] == [("正文", "待补充")] * 2
    finding = only('禁止 概况.正文 包含 "清楚"', report)
    assert places(finding) == [("section.1.text", 7, 3, "清楚")]


def test_matches_and_sentences_point_at_their_words() -> None:
    report = facts(body="账目清楚。支出合理。")
    (first, second) = outcome("对每个 处 于 查找(正文, /[清合]./)\n禁止 存在 处\n提示 “{处.文}”", report).findings
    assert (places(first), first.message) == ([(None, 7, 3, "清楚")], "清楚")
    assert (places(second), second.message) == ([(None, 7, 8, "合理")], "合理")
    finding = only("对每个 句 于 正文.句子\n禁止 句 匹配 /^支/ 或 字数(句) > 100", report)
    assert places(finding)[0][:3] == (None, 7, 6)


def test_long_quotes_are_cut() -> None:
    words = "很长" * 40
    finding = only('要求 概况.正文 = "短"', facts(body=words))
    assert finding.locations[0].quote == "很长" * 20 + "…"


@pytest.mark.parametrize(
    ("clauses", "absent", "place"),
    [
        ("要求 存在 资金表", {"funds.rows"}, ("section.2.heading", 9)),
        ("要求 存在 资金表.收入", {"funds.income.values"}, ("section.2.heading", 9)),
        ("要求 存在 资金表[收入, 自筹]", {OWN}, ("section.2.heading", 9)),
        ("要求 存在 概况.正文", {"section.1.text"}, ("section.1.heading", 6)),
        ("要求 存在 概况", {"section.1.heading"}, ("report.title", 1)),
        ("要求 存在 签发.单位", {"signature.organ"}, ("report.title", 1)),
        ("要求 存在 签发.单位", {"signature.organ", "report.title"}, ("report.organ", 2)),
        ("要求 存在 资金表", {"funds.rows", "section.2.heading"}, ("report.title", 1)),
    ],
)
def test_what_is_absent_points_at_where_it_belongs(clauses: str, absent: set[str], place: tuple[str, int]) -> None:
    report = facts({fact_id: Fact(fact_id, Status.ABSENT) for fact_id in absent})
    finding = only(clauses, report)
    assert [(one.fact, one.location.line) for one in finding.locations] == [place]
    assert finding.evidence[0].value is None


def test_a_count_without_a_place_points_at_its_row_or_section() -> None:
    finding = only('对每个 部 于 部分\n当 部.名称 = "一、概况"\n要求 部.次数 = 2')
    assert places(finding) == [("section.1.heading", 6, 1, "一、概况")]
    finding = only("要求 资金表.行数 = 9")
    assert places(finding) == [("funds.rows", 10, 1, None)]


def test_a_rule_says_where() -> None:
    finding = only("要求 绝对值(1) = 2\n定位 概况.标题, 资金表[收入, 自筹], 资金表")
    assert [place.fact for place in finding.locations] == ["section.1.heading", OWN, "funds.header"]
    finding = only(
        '对每个 格 于 资金表.格\n当 格.行.名称 = "一、收入" 且 格.列.名称 = "自筹"\n要求 绝对值(1) = 2\n定位 格'
    )
    assert [place.fact for place in finding.locations] == [OWN]


@pytest.mark.parametrize(
    ("template", "message"),
    [
        ("{公布.年度}年，{签发.日期}", "2023年，2024年1月15日"),
        ("{资金表[收入, 自筹]}元", "30元"),
        ("{资金表[收入, 上级 .. 总计]}", "70、30、100"),
        ("{资金表.附注}！", "（未读到）！"),
        ("{存在 签发.单位}", "是"),
        ("{1.50 + 1}", "2.5"),
        ("{资金表[收入, 自筹] / 3}", "10"),
    ],
)
def test_values_in_messages(template: str, message: str) -> None:
    assert only(f'要求 绝对值(1) = 2\n提示 "{template}"').message == message


def test_rows_and_columns_go_by_their_standard_labels() -> None:
    clauses = '对每个 列 于 资金表.列\n要求 资金表[收入, 列] < 100\n提示 "{列}，{列.标签}，{资金表.收入}"'
    assert only(clauses).message == "总计，总计，一、收入"


TOGETHER = '对每个 格 于 资金表.格\n禁止 格.空白\n合报\n提示 "空的：{格}"'


def blank(*ids: str) -> Mapping[str, Fact]:
    return {fact_id: cell(fact_id, Status.BLANK) for fact_id in ids}


def test_failing_instances_make_one_finding_together() -> None:
    finding = only(TOGETHER, facts(blank(OWN, "funds.balance.total")))
    assert finding.message == "空的：一、收入·自筹、三、结余·总计"
    assert [place.fact for place in finding.locations] == [OWN, "funds.balance.total"]


def test_many_together_are_counted() -> None:
    finding = only(TOGETHER, facts(blank(*CELLS)))
    listed = "一、收入·上级拨款、一、收入·自筹、一、收入·总计、二、支出·上级拨款、二、支出·自筹、二、支出·总计"
    assert finding.message == f"空的：{listed}等 9 处"
    assert len(finding.locations) == 9


def test_personal_numbers_are_masked_everywhere() -> None:
    report = facts(body="电话13800138000。")
    clauses = '对每个 处 于 手机号(正文)\n禁止 存在 处\n提示 "有 {处.文}"\n建议 "删去 {处.文}"'
    finding = only(clauses, report)
    assert finding.message == "有 138****8000"
    assert finding.suggestion == "删去 138****8000"
    assert finding.locations[0].quote == "138****8000"
    assert "13800138000" not in repr(finding)


def test_masked_in_what_is_undetermined() -> None:
    doubtful = Fact("signature.organ", Status.AMBIGUOUS, None, "13800138000", Location(3, 1, 12), "写着13800138000")
    finding = only("要求 签发.单位 = 公布.单位", facts({"signature.organ": doubtful}))
    assert finding.outcome is Verdict.UNDETERMINED
    assert "13800138000" not in repr(finding)
    assert "138****8000" in finding.message


def test_the_fingerprint_stays_when_lines_move() -> None:
    clauses = (SUM, "对每个 处 于 查找(正文, /账目/)\n禁止 存在 处", TOGETHER, "要求 存在 资金表.附注")
    for clause in clauses:
        here = outcome(clause, facts(blank("funds.spending.own"), {OWN: 25})).findings
        there = outcome(clause, facts({}, {OWN: 25}, shift=40) if clause != TOGETHER else facts(blank(OWN))).findings
        assert here
        assert all(re.fullmatch("[0-9a-f]{16}", finding.fingerprint) for finding in here)
        failed = [finding.fingerprint for finding in here if finding.outcome is Verdict.FAILED]
        assert failed == [finding.fingerprint for finding in there if finding.outcome is Verdict.FAILED]


def test_fingerprints_differ_between_findings_organs_and_years() -> None:
    report = facts(body="账目账目账目", values={OWN: 25, "funds.balance.own": 1})
    same_words = outcome("对每个 处 于 查找(正文, /账目/)\n禁止 存在 处", report).findings
    assert len({finding.fingerprint for finding in same_words}) == 3
    rows = outcome(SUM, report).findings
    assert len({finding.fingerprint for finding in rows}) == 2
    values = {"funds.income.own": 25}
    base = only(SUM, facts(values=values)).fingerprint
    organ = {"report.organ": written("report.organ", "东河县石桥村委会", 2)}
    year = {"report.year": Fact("report.year", Status.FOUND, 2024, "2024", Location(3, 1, 5))}
    assert len({base, only(SUM, facts(organ, values)).fingerprint, only(SUM, facts(year, values)).fingerprint}) == 3
    # What is written in the cell is no part of it: a corrected and again wrong number is the same finding.
    assert only(SUM, facts(values={OWN: 26})).fingerprint == base
