"""What the prose says against the tables: sentences as offices write them, that must pass or must be found."""

import re
from pathlib import Path

import pytest

from engine import pipeline
from engine.language.checked import Ruleset
from engine.model.finding import Assessment
from tests.support.packs import shipped_packs

RULES = Path(__file__).parents[2] / "rules"
BASE = (RULES / "foi_annual_report" / "base.md").read_text("utf-8")
SHANGHAI = RULES / "foi_annual_report_2019" / "samples" / "shanghai-2019.md"
REQUESTS = re.search(r"依申请公开方面，.*?没有被提起行政诉讼。", BASE)

# The base report: 5 received (4 and 1), 1 carried in, 5 disposed of (2 granted, 1 partly, 1 not held, 1 not corrected),
# 1 carried out, one review upheld, 2 normative documents issued, 12 licences.
FITS = """
本年新收政府信息公开申请5件，上年结转1件，办结5件，结转下年度继续办理1件。
全年共收到公民、法人和其他组织提出的政府信息公开申请5份，其中网络申请3份、信函申请2份。
2023年共受理政府信息公开申请 6 件（含上年度结转1件），答复5件，另有1件申请按照规定顺延到下年度答复。
共收到依申请公开5件，均已登记，按期答复。
年内收到5件政府信息公开申请，自然人提出4件，法人或其他组织提出1件。
收到政府信息公开申请五件，予以公开2件，部分公开1件，无法提供1件，其他处理1件。
全年收到政府信息公开申请5件，予以公开及部分公开3件，占60%；无法提供1件，占20.0%。
2022年收到政府信息公开申请12件，2023年收到政府信息公开申请5件。
自2008年以来累计收到政府信息公开申请233件，全年收到政府信息公开申请5件。
收到政府信息公开申请5件，收到后15个工作日内办结。
政府信息公开申请5件，比上年的10件减少50%。
未收到网络形式的政府信息公开申请。
未收到因政府信息公开申请引起的信访。
因政府信息公开被申请行政复议1件，维持1件；未发生因政府信息公开引起的行政诉讼。
全年办理行政复议案件120件、行政应诉案件30件，依申请公开另有登记。
全年发生政府信息公开行政复议1件，均维持原行政行为。
全年共办理人大建议30件，全部办结。
全年发布信息120条，其中政策文件20条、财政资金30条，阅读量共5000次。
全年发布信息120条，其中政策文件70条、财政资金50条，较上年增加15条。
举办培训3次，其中线上2次、线下1次，共培训300人次。
本年度受理政府信息公开申请5件，其中自然人申请4件、法人或其他组织申请1件，已办结5件。
公开政策解读25篇，占发布量的3%。
在石门村、白塘村、下坝村3个村设公开栏。
在石门、白塘、下坝等5个村设公开栏。
""".strip().splitlines()

WRONG = {
    "本年新收政府信息公开申请7件，年内登记。": "X01",
    "共收到依申请信息公开26件，年内登记。": "X01",
    "年内收到9件政府信息公开申请，都已登记。": "X01",
    "收到政府信息公开申请九件，都已登记。": "X01",
    "共受理政府信息公开申请1,234件。": "X01",
    "收到政府信息公开申请5件，上年结转4件。": "X02",
    "收到政府信息公开申请5件（含上年度结转申请18件）。": "X02",
    "收到政府信息公开申请5件，结转下年度继续办理3件。": "X03",
    "收到政府信息公开申请5件，另有72件按照规定顺延到下年度答复。": "X03",
    "收到政府信息公开申请5件，答复8件。": "X04",
    "收到政府信息公开申请5件，予以公开及部分公开5件。": "X05",
    "收到政府信息公开申请5件，不予公开2件。": "X05",
    "收到政府信息公开申请5件，因本机关不掌握等原因无法提供4件。": "X05",
    "收到政府信息公开申请5件，不予处理3件。": "X05",
    "2023年未收到公民、法人和其他组织提出的政府信息公开申请。": "X06",
    "收到的政府信息公开申请已全部办结。": "X07",
    "全年信息公开类行政复议4件。": "X08",
    "未发生因政府信息公开引起的行政复议、行政诉讼。": "X08",
    "信息公开类诉讼9件。": "X09",
    "收到申请中，自然人申请1件，法人或其他组织申请4件，依申请公开按期办理。": "X11",
    "制发行政规范性文件8件，现行有效9件。": "X12",
    "全年作出行政许可决定120件。": "X13",
    "全年发布信息120条，其中政策文件70条、财政资金80条。": "X14",
    "答复信息200条，其中回应网民50条，占15%。": "X15",
    "发布量去年为80条，今年为100条，同比增长30%。": "X16",
    "举办培训3次，其中线上5次。": "X18",
    "在石门村、白塘村、下坝村4个村设公开栏。": "X19",
}


@pytest.fixture(scope="module")
def rulesets() -> list[Ruleset]:
    return shipped_packs()


def check(text: str, rulesets: list[Ruleset]) -> Assessment:
    result = pipeline.check(text.encode(), "报告.md", rulesets, strict=True)
    assert isinstance(result, Assessment)
    return result


def said(sentence: str) -> str:
    """The base report with a sentence in place of what it says about requests."""
    assert REQUESTS is not None
    return BASE.replace(REQUESTS[0], f"依申请公开方面，{sentence}", 1)


def prose(assessment: Assessment) -> set[str]:
    return {one.rule for one in assessment.findings if one.rule.startswith("X") and one.rule != "X23"}


@pytest.mark.parametrize("sentence", FITS)
def test_what_fits_in_some_reading_passes(sentence: str, rulesets: list[Ruleset]) -> None:
    assert prose(check(said(sentence), rulesets)) == set()


@pytest.mark.parametrize(("sentence", "rule"), WRONG.items())
def test_what_fits_in_no_reading_is_found_where_it_stands(sentence: str, rule: str, rulesets: list[Ruleset]) -> None:
    assessment = check(said(sentence), rulesets)
    assert prose(assessment) == {rule}
    line = next(number for number, text in enumerate(BASE.splitlines(), 1) if "依申请公开方面" in text)
    places = [one.locations[0].location.line for one in assessment.findings if one.rule == rule]
    assert places == [line] * len(places)


def test_every_mention_is_checked(rulesets: list[Ruleset]) -> None:
    text = said("收到政府信息公开申请5件。").replace("改进情况：", "全年收到政府信息公开申请8件，人手不足。改进情况：")
    assert prose(check(text, rulesets)) == {"X01", "X17"}


def test_a_report_that_says_nothing_of_requests(rulesets: list[Ruleset]) -> None:
    assessment = check(said("").replace("依申请公开方面，", ""), rulesets)
    assert {"X22", "X23"} <= {one.rule for one in assessment.findings}


def test_the_faults_of_a_published_report_of_2019(rulesets: list[Ruleset]) -> None:
    """The figures and claims are those that were published; totals per result are blank, the columns add up."""
    found = [(one.rule, one.locations[0].quote) for one in check(SHANGHAI.read_text("utf-8"), rulesets).findings]
    about = sorted((rule, quote) for rule, quote in found if rule.startswith("X"))
    assert [rule for rule, _ in about] == ["X05", "X05", "X10", "X14", "X15"]
    assert {"258件，占33.9%", "均获维持"} <= {quote for _, quote in about}
