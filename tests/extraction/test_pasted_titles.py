"""Titles in what a page leaves around them: bars, the site's words on the same line, prose and nothing else."""

import pytest

from engine import pipeline
from engine.model.facts import Status
from engine.model.finding import Assessment
from tests.extraction.variety import facts
from tests.support.packs import shipped_packs
from tests.support.readings import BASE

BARS = "|" * 300
TITLE, _, REST = BASE.partition("\n")
TITLE = TITLE.lstrip("# ")
PREAMBLE, _, BODY = REST.strip().partition("\n")
SOURCE = "来源：云溪镇 发布时间：2024-01-20 10:00 浏览次数：12"


def findings(text: str) -> set[str]:
    result = pipeline.check(text.encode(), "报告.md", shipped_packs(), strict=True)
    assert isinstance(result, Assessment)
    return {one.rule for one in result.findings}


@pytest.mark.parametrize(
    "text",
    [
        f"信息公开元数据\n|\n{BARS}\n{TITLE} |\n{BARS}\n{SOURCE} | \n{BARS}\n{REST}",
        f"{TITLE} |\n{BARS}\n{REST}",
        f"{TITLE} {PREAMBLE}\n{BODY}",
        f"政务公开 {TITLE} {PREAMBLE}\n{BODY}",
        f"{TITLE} {SOURCE} {PREAMBLE}\n{BODY}",
        f"{SOURCE} {TITLE} {PREAMBLE}\n{BODY}",
        f"{SOURCE} {TITLE}（公开版） 字号：大\n{PREAMBLE}\n{BODY}",
        f"{TITLE}{PREAMBLE}\n{BODY}",
        f"{TITLE}\n\n青禾县云溪镇\n2023年政府信息公开工作年度报告\n{REST}",
        f"青禾县云溪镇2023年\n政府信息公开工作年度报告\n\n{TITLE}\n{REST}",
        f"{TITLE}\n来源:云溪镇 时间:2024-01-20 10:00 点击率:12\n{REST}",
    ],
)
def test_the_title_is_read(text: str) -> None:
    found = facts(text)
    assert found["report.title"].value == TITLE
    assert (found["report.organ"].value, found["report.year"].value) == ("青禾县云溪镇", 2023)
    assert findings(text) == set()


def test_a_second_title_that_says_something_else_is_not_the_rest_of_a_broken_one() -> None:
    found = facts(f"{TITLE}\n\n青禾县石桥镇\n2022年政府信息公开工作年度报告\n{REST}")
    assert found["report.title"].status is Status.AMBIGUOUS


def test_the_sentence_before_the_first_part_is_no_title() -> None:
    found = facts(REST)
    assert found["report.title"].status is Status.ABSENT
    assert found["report.year"].status is Status.ABSENT
    assert not findings(REST)


def test_a_title_in_a_sentence_is_not_certain() -> None:
    found = facts(f"现将云溪镇政府信息公开工作年度报告公布于后。\n{BODY}")
    assert found["report.title"].status is Status.AMBIGUOUS
    assert found["report.year"].status is Status.AMBIGUOUS


def test_labels_alone_in_a_row_stay_in_their_table() -> None:
    rows = [line for line in BASE.split("\n") if line.startswith("|")]
    unfilled = next(row for row in rows if "行政许可" in row)
    text = BASE.replace(unfilled, f"\n{unfilled.replace('12', '')}\n")
    assert facts(text)["table2.licences.decisions"].status is not Status.ABSENT
