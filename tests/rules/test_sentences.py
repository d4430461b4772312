"""Names, dates, citations, wording, privacy: what is rightly written passes, what looks like it and is wrong does not.

Each sentence stands at the end of the fifth part of the base report, which is that of a town about 2023.
"""

from pathlib import Path

import pytest

from engine import pipeline
from engine.language.checked import Ruleset
from engine.model.finding import Assessment, Finding, Severity
from tests.support.packs import shipped_pack

BASE = (Path(__file__).parents[2] / "rules" / "foi_annual_report" / "base.md").read_text("utf-8")
PLACE = "在村广播播放。"

RIGHT = """
我镇将按照县政府的要求，请县司法局和县档案局派人指导。
云溪镇与相邻的石桥镇、大坪乡合办了一次培训。
县政府政府网站改版之后，本镇的栏目随之调整。
青禾县人民政府办公室于2023年6月来镇检查。
镇党政办、镇财政所和各村（社区）确定了联络员。
我县县级以上劳动模范的评选结果已经公示。
本镇镇域内的公交线路已经公开。
2024年将继续推进，争取到2025年底前全部完成。
计划在2024年3月31日前完成栏目调整。
2022年底建成的阅览点，2023年接待群众300多人。
自2019年5月15日新修订的条例施行以来，公开的范围不断扩大。
截至2023年12月31日，公开栏共更新48次。
截止时间为2024年1月10日的征求意见已经发布。
学习《中华人民共和国政府信息公开条例》第二十条的规定。
依据《中华人民共和国政府信息公开条例》第三十六条第（四）项作出答复。
落实《国务院办公厅关于全面推进基层政务公开标准化规范化工作的指导意见》（国办发〔2019〕54号）。
执行《政府信息公开信息处理费管理办法》（国办函〔2020〕109号）。
学习《中华人民共和国行政复议法》《中华人民共和国行政诉讼法》。
对照《2023年政务公开工作要点》逐项落实。
按照《青禾县2023年政务公开工作要点》的分工落实。
学习了《中华人民共和国保守国家秘密法》，防止泄露国家秘密。
编印《办事指南（2023年版）》《惠农政策问答》两种手册。
常常走村入户，一步一步把方方面面的意见收集起来。
研究研究再答复的说法没有了，件件有答复。
人人知晓、村村有栏、户户有册。
目的的实现要靠制度，为了了解群众的需要，开了座谈会。
公开内容包括：预算、决算；补贴、救助；工程、采购。
编制“一图读懂”3篇，用“云溪发布”公众号推送12次。
接到咨询约30次，均当场答复。
群众满意度为98.5%，比上年提高1.2个百分点。
共有A类事项3项、B类事项5项，均已公开。
网址为https://www.example.gov.cn/，可以随时查阅。
咨询电话0517-12345678，邮编223300。
镇便民热线12345已经开通。
资金1234567890123456元的说法来自旧报表，已经更正。
涉及个人隐私的，公开时隐去姓名和身份证号码。
按照“公开为常态、不公开为例外”的原则办理。
不涉及国家秘密、商业秘密的内容及时公开。
对内部管理信息，按照规定不予公开。
加大对基层的指导力度，加大宣传力度。
推进政务公开工作标准化、规范化、制度化。
进一步规范依申请公开的答复。
""".strip().splitlines()

WRONG = {
    "下一年度，我局将继续改进。": "N04",
    "这些做法已在我县县范围内推广。": "W01",
    "落实专项资金资金，保障公开工作。": "W01",
    "防止泄漏国家秘密。": "W06",
    "截止2023年12月，更新48次。": "W06",
    "学习《中华人民共和国政府信息公开条列》。": "L03",
    "落实《国务院办公厅关于全面推进基层政务公开标准化规范化工作的指导意见》（国办发[2019]54号）。": "L04",
    "对照年度报告格式（国办公开函〔2021〕30号）逐项填写。": "L05",
    "严格执行《中华人民共和国政府信息公开条例》第六十八条的规定。": "L08",
    "学习了《中华人民共和国政府信息公开条例。": "L01",
    "全年发布信息XX条。": "S20",
    "会议于2023年2月30日召开。": "D08",
    "联系人证件号11010519491231002X。": "P01",
    "咨询电话13800138000。": "P02",
    "澳门新葡京娱乐城官网欢迎您。": "P07",
}


@pytest.fixture(scope="module")
def rules() -> Ruleset:
    return shipped_pack()


def said(rules: Ruleset, sentence: str) -> list[Finding]:
    text = BASE.replace(PLACE, PLACE + sentence)
    assert text != BASE
    result = pipeline.check(text.encode(), "报告.md", [rules], strict=True)
    assert isinstance(result, Assessment)
    return list(result.findings)


@pytest.mark.parametrize("sentence", RIGHT)
def test_what_is_right_is_not_reported(rules: Ruleset, sentence: str) -> None:
    assert [(one.rule, one.message) for one in said(rules, sentence) if one.severity is not Severity.INFO] == []


@pytest.mark.parametrize(("sentence", "rule"), WRONG.items())
def test_what_is_wrong_is_found_in_the_sentence(rules: Ruleset, sentence: str, rule: str) -> None:
    line = next(number for number, text in enumerate(BASE.split("\n"), 1) if PLACE in text)
    found = [one for one in said(rules, sentence) if one.rule == rule]
    assert line in {place.location.line for one in found for place in one.locations}
