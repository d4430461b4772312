"""What the language says beyond sums and comparisons: units, likeness, quantifiers, words of the prose."""

import pytest

from engine.model.finding import Verdict
from tests.evaluation.village import outcome

HOLDS = [
    "3.2 万元 = 32000 元",
    "1.5 万元 + 5000 元 = 2 万元",
    "合计(1 万元, 500 元) = 1.05 万元",
    "1 / 3 * 3 = 1",
    "2024年3月1日 - 2024年2月28日 = 2 天",
    "2023年12月31日 + 1 天 = 2024-01-01",
    "33.3 % ≈ 占比(1, 3)",
    "66.6 % ≈ 占比(2, 3)",
    "66.7 % ≈ 占比(2, 3)",
    "非 66.5 % ≈ 占比(2, 3)",
    "66 % ≈ 占比(2, 3) 误差 1 %",
    "12.5 万元 ≈ 125034 元",
    "全部(数字 于 取数(“三件、五件”, /(.)件/), 数字 > 2 件)",
    "非 任一(数字 于 取数(“三件、五件”, /(.)件/), 数字 > 5 件)",
    "数(其中(处 于 查找(“甲1乙22丙333”, /\\d+/), 字数(处) > 1)) = 2",
    "合计(逐个(处 于 查找(“甲1乙22”, /\\d+/), 字数(处))) = 3",
    "全部(处 于 查找(“甲”, /\\d/), 假)",
    "非 任一(处 于 查找(“甲”, /\\d/), 真)",
    "首个(查找(“甲1乙22”, /\\d+/)) 属于 去重(逐个(处 于 查找(“1和1”, /\\d/), 处.文))",
    "全部(数字 于 取数(“全年收费3.25万元。”, /([\\d.]+)/), 数字 = 32500 元 且 数字.单位 = “万元” 且 数字.末位 = 0.01)",
    "全部(处 于 查找(“去年无。今年收到三件申请。”, /三件/), 处.前文 = “今年收到” 且 处.后文 = “申请。”)",
]
NOT_DECIDED = [
    "1 / (2 - 2) = 1",
    "日期(2023, 2, 30) > 2023年1月1日",
    "全部(数字 于 取数(“全年三件。”, /(三)件/), 数字 = 3 万元)",
]


@pytest.mark.parametrize("requirement", HOLDS)
def test_it_holds(requirement: str) -> None:
    assert outcome(f"要求 {requirement}").verdict is Verdict.PASSED


@pytest.mark.parametrize("requirement", HOLDS)
def test_its_negation_fails(requirement: str) -> None:
    assert outcome(f"要求 非 ({requirement})").verdict is Verdict.FAILED


@pytest.mark.parametrize("requirement", NOT_DECIDED)
def test_nothing_is_decided_without_a_value(requirement: str) -> None:
    assert outcome(f"要求 {requirement}").verdict is Verdict.UNDETERMINED
    assert outcome(f"要求 非 ({requirement})").verdict is Verdict.UNDETERMINED


def test_without_another_report_a_rule_about_it_does_not_apply() -> None:
    assert outcome("要求 存在 上年 且 真").verdict is Verdict.FAILED
    assert outcome("对每个 单位 于 下级 要求 存在 单位").verdict is Verdict.NOT_APPLICABLE
