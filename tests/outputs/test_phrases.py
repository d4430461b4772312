"""Clauses in words, Chinese and English; whatever has no words of its own stays as it was written."""

import pytest

from engine.language import checked
from engine.language.checked import Rule
from engine.model.diagnostic import Span
from engine.model.struct import Struct
from engine.model.types import TRUTH, Type
from engine.outputs.phrases import Code, Phrase, Wording, plain
from tests.evaluation.village import rule, ruleset

FILES = {"x.rules": "对每个 处 于 查找(全文, /甲/)"}


def said(clauses: str) -> tuple[Rule, Wording, Wording]:
    rules = ruleset(rule(clauses))
    return rules.rules[0], Wording(rules.files, "zh"), Wording(rules.files, "en")


@pytest.mark.parametrize(
    ("condition", "chinese", "english"),
    [
        ("公布.年度 = 2023", "公布.年度 等于 2023", "公布.年度 equals 2023"),
        ("公布.年度 >= 2023", "公布.年度 不小于 2023", "公布.年度 is at least 2023"),
        ("存在 概况", "报告里有 概况", "the report has 概况"),
        ("非 存在 概况", "并非（报告里有 概况）", "not (the report has 概况)"),
        ("正文 匹配 /考核|评议/", "正文 里写有“考核”或“评议”", '正文 says "考核" or "评议"'),
        ("正文 匹配 /考.核/", "正文 里有符合 /考.核/ 的文字", "正文 has words that fit /考.核/"),
        ("正文 包含 公布.单位", "正文 里写有 公布.单位", "正文 contains 公布.单位"),
        (
            "资金表[收入, 总计].空白",
            "资金表[收入, 总计].空白（格是空的）",
            "资金表[收入, 总计].空白 (the cell is empty)",
        ),
        (
            "存在 概况 且 公布.年度 < 2030 且 存在 收支",
            "报告里有 概况，并且 公布.年度 小于 2030，并且 报告里有 收支",
            "the report has 概况 and 公布.年度 is less than 2030 and the report has 收支",
        ),
        (
            "存在 概况 且 (公布.年度 != 2020 或 存在 收支)",
            "报告里有 概况，并且 （公布.年度 不等于 2020，或者 报告里有 收支）",
            "the report has 概况 and (公布.年度 differs from 2020 or the report has 收支)",
        ),
        (
            "资金表[收入, 上级] + 资金表[收入, 自筹] = 资金表[收入, 总计]",
            "资金表[收入, 上级] + 资金表[收入, 自筹] 等于 资金表[收入, 总计]",
            "资金表[收入, 上级] + 资金表[收入, 自筹] equals 资金表[收入, 总计]",
        ),
        (
            "缺省(资金表[收入, 总计].空白, 真)",
            "缺省(资金表[收入, 总计].空白, 真)",
            "缺省(资金表[收入, 总计].空白, 真)",
        ),
        (
            "同一机关(公布.单位,\n   签发.单位)",
            "同一机关(公布.单位, 签发.单位)",
            "同一机关(公布.单位, 签发.单位)",
        ),
    ],
)
def test_conditions(condition: str, chinese: str, english: str) -> None:
    one, zh, en = said(f"要求 {condition}")
    assert plain(zh.condition(one.requirements[0].expression)) == chinese
    assert plain(en.condition(one.requirements[0].expression)) == english


def test_what_is_looked_for_one_by_one_and_forbidden() -> None:
    one, zh, en = said("对每个 处 于 查找(全文, /甲/)\n禁止 存在 处")
    assert plain(zh.loop(one.loops[0])) == "查找(全文, /甲/) 中的每个 处"
    assert plain(en.loop(one.loops[0])) == "each 处 of 查找(全文, /甲/)"
    assert plain(zh.requirement(one.requirements[0], one.loops)) == "出现任何一个这样的 处"
    assert plain(en.requirement(one.requirements[0], one.loops)) == "any such 处"


def test_what_is_looked_for_one_by_one_and_required() -> None:
    one, zh, _ = said("对每个 行 于 资金表.行\n要求 存在 行")
    assert plain(zh.requirement(one.requirements[0], one.loops)) == "报告里有 行"


def test_a_message_keeps_its_placeholders() -> None:
    one, zh, _ = said('要求 公布.年度 = 2023\n提示 "写作 { 左 }，{{原样}}"')
    assert zh.template(one.message) == ("写作 ", Code("{左}"), "，{原样}")


class Unheard(Struct, frozen=True):
    """A kind of node that nobody knows yet."""

    type: Type
    span: Span


def test_a_kind_of_expression_of_tomorrow_is_shown_as_it_was_written() -> None:
    unheard = Unheard(TRUTH, Span("x.rules", 1, 5, 1, 6))
    phrase: Phrase = Wording(FILES, "zh").condition(unheard)  # type: ignore[arg-type]
    assert phrase == (Code("处"),)
    inside = checked.Not(unheard, TRUTH, Span("x.rules", 1, 1, 1, 6))  # type: ignore[arg-type]
    assert plain(Wording(FILES, "zh").condition(inside)) == "并非（处）"
