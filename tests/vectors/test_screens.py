"""What a screen says of a report is what the engine says: nothing that fails is passed over."""

from functools import cache

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from engine import packs, pipeline
from engine.model.facts import Fact, Facts, Status
from engine.model.passage import Passage
from engine.model.struct import replace
from engine.vectors.judging import Pack, prepare
from engine.vectors.rules import Manner
from tests.vectors.comparing import by_columns, different

WORDS = (
    "全年 收到 申请 政府信息公开申请 依申请公开 5件 六件 三十条 1,234份 -3宗 0.5万元 10元 33.3% 百分之五 "
    "约 余 多 近 上年 去年 结转 转入下年 转入 办结 答复 予以公开 部分公开 不予公开 无法提供 不予处理 "
    "其他处理 自然人 法人或其他组织 其中 占 占比 同比增长 上年为 信息处理费 制发规范性文件 作出行政处罚 "
    "废止 未收到 全部办结 行政复议 複議 诉讼 均维持 2022年 2023年 2月30日 根据要求 按照 规定 《条例》 《 "
    "》 “ ” 一、 （一） （三） 1. （1） 一是 三是 覆盖 东岭村、西岭村2个村 云溪镇 县民政局 。 。 ， ； "
    "： 、 ( , 信箱"
).split()
PROSE = ("document.body", "document.text", "section.1.text", "section.5.text", "section.6.text")


@cache
def screened(name: str) -> tuple[Pack, Facts]:
    """The rules of a shipped pack that have a screen, and the facts of its base report."""
    ruleset = packs.load(name).ruleset
    assert ruleset is not None
    assert ruleset.base is not None
    base = pipeline.understand(ruleset.base.encode(), "base.md", [ruleset])
    assert isinstance(base, Facts)
    pack = prepare(ruleset)
    plans = tuple(plan for plan in pack.plans if plan.manner is Manner.SCREENED)
    only = replace(ruleset, rules=tuple(plan.rule for plan in plans))
    return replace(pack, ruleset=only, plans=plans), base


def with_prose(base: Facts, texts: list[str]) -> Facts:
    """A report with other prose."""
    told = {
        name: Fact(name, Status.FOUND, text, text, None, None, Passage(text))
        for name, text in zip(PROSE, texts, strict=False)
        if name in base.facts
    }
    return replace(base, facts={**base.facts, **told})


@st.composite
def prose(draw: st.DrawFn) -> str:
    return "".join(draw(st.lists(st.sampled_from([*WORDS, "\n", " "]), max_size=40)))


@pytest.mark.parametrize("name", packs.shipped())
@settings(max_examples=2, deadline=None)
@given(reports=st.lists(st.lists(prose(), min_size=5, max_size=5), min_size=6, max_size=6))
def test_they_pass_over_nothing(name: str, reports: list[list[str]]) -> None:
    pack, base = screened(name)
    told = [with_prose(base, texts) for texts in reports]
    assert different(by_columns(pack, told), pack.ruleset, told) == []


def test_a_report_that_is_too_much_work_is_not_passed_over() -> None:
    """The engine goes through the numbers of one endless sentence, and says that these are too many."""
    pack, base = screened("foi_annual_report")
    plans = tuple(plan for plan in pack.plans if plan.rule.id == "X02")
    only = replace(pack, plans=plans, ruleset=replace(pack.ruleset, rules=tuple(plan.rule for plan in plans)))
    for count, verdict in ((20, "not_applicable"), (6000, "open")):
        report = with_prose(base, ["1件，" * count])
        assert by_columns(only, [report]) == [{"X02": verdict}]
        assert different([{"X02": verdict}], only.ruleset, [report]) == []
