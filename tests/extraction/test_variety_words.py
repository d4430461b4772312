"""Titles, headings, labels, headers and dates as offices write them: read, or reported as not certain."""

from datetime import date

import pytest

from engine.documents import read
from engine.extraction import recognises
from engine.model.document import Document
from engine.model.facts import Status
from tests.extraction.variety import doubtful, facts, replaced, text
from tests.support.forms import annual_report_form

TITLE = "青禾县云溪镇2023年政府信息公开工作年度报告"


@pytest.mark.parametrize(
    ("title", "organ", "year"),
    [
        (TITLE, "青禾县云溪镇人民政府", 2023),
        ("2023年度政府信息公开工作年度报告", "青禾县云溪镇人民政府", 2023),
        ("云溪镇2023年政府信息公开年度报告", "青禾县云溪镇人民政府", 2023),
        ("云溪镇2023年政府信息公开工作报告", "青禾县云溪镇人民政府", 2023),
        ("云溪镇2023年政府信息公开年度工作报告", "青禾县云溪镇人民政府", 2023),
        ("关于2023年度政府信息公开工作的年度报告", "青禾县云溪镇人民政府", 2023),
        ("云溪镇2023年政府信息公开工作年报", "青禾县云溪镇人民政府", 2023),
        ("云溪镇2023年政府信息公开工作告年度报", "青禾县云溪镇人民政府", 2023),
        ("云溪镇二〇二三年政府信息公开工作年度报告", "青禾县云溪镇人民政府", 2023),
        ("雲溪鎮2023年政府資訊公開工作年度報告", "青禾县云溪镇人民政府", 2023),
        ("云溪镇 2023 年政府信息 公开工作\u00a0年度报告", "青禾县云溪镇人民政府", 2023),
        ("政府信息公开工作年度报告", "青禾县云溪镇人民政府", None),
    ],
)
def test_titles(title: str, organ: str, year: int | None) -> None:
    found = facts(replaced(TITLE, title))
    assert found["report.title"].value == title
    assert (found["report.organ"].value, found["report.year"].value) == (organ, year)


LETTERHEAD = "青禾县云溪镇人民政府\n\n"


@pytest.mark.parametrize(
    ("head", "organ"),
    [
        ("四川省教育厅2023年政府信息公开工作年度报告", "四川省教育厅"),
        ("三门县2023年政府信息公开工作年度报告", "三门县"),
        ("二七区教育局2023年政府信息公开工作年度报告", "二七区教育局"),
        ("本溪市公安局2023年政府信息公开工作年度报告", "本溪市公安局"),
        ("泾县2023年政府信息公开工作年度报告", "泾县"),
        ("青河区教育局政府信息公开工作年度报告（2023年度）", "青河区教育局"),
        ("青河区教育局政府信息公开工作年度报告(2023)", "青河区教育局"),
        ("青河区教育局政府信息公开工作2023年度报告", "青河区教育局"),
        ("青河区教育局政府信息公开2023年度工作报告", "青河区教育局"),
        ("青河区教育局（2023年度）政府信息公开工作年度报告", "青河区教育局"),
        ("2023年度青河区教育局政府信息公开工作年度报告", "青河区教育局"),
        ("二〇二三年度青河区教育局政府信息公开工作年度报告", "青河区教育局"),
        ("关于青河区教育局２０２３年政府信息公开工作年度报告的公告", "青河区教育局"),
        ("青河区教育局政府信息公开工作年度报告\n（2023年度）", "青河区教育局"),
        ("青河区教育局政府信息公开工作年度报告\n\n2023年", "青河区教育局"),
        ("青河区教育局政府信息公开工作年度报告\n（2023年1月1日—2023年12月31日）", "青河区教育局"),
        ("2023年度\n青河区教育局政府信息公开工作年度报告", "青河区教育局"),
        ("2023年青河区教育局\n政府信息公开工作年度报告", "青河区教育局"),
        ("青河区教育局\n2023年度\n政府信息公开工作年度报告", "青河区教育局"),
        ("政府信息公开工作年度报告\n（2023年度）\n青河区教育局\n2024年1月", "青河区教育局"),
        ("青河区教育局政府信息\n公开工作年度报告\n（2023年度）", "青河区教育局"),
        ("青河区教育局2023年政府信息公开工作年度报告（2024年1月12日公布）", "青河区教育局"),
        (
            "青河区教育局2023年政府信息公开工作年度报告\n\n现将青河区教育局2023年政府信息公开工作报告如下：",
            "青河区教育局",
        ),
        ("青河县人民政府信息公开工作年度报告（2023年）", "青河县人民政府"),
        ("青河县人民政府政府信息公开工作年度报告（2023年）", "青河县人民政府"),
        ("青河县本级2023年政府信息公开工作年度报告", "青河县"),
        ("附件：青河县教育局2023年政府信息公开工作年度报告", "青河县教育局"),
        ("青河县关于印发2023年政府信息公开工作年度报告的通知\n青河县2023年政府信息公开工作年度报告", "青河县"),
        ("标题：青河县教育局政府信息公开工作年度报告（2023年度）", "青河县教育局"),
        # A line above may be the site's or a superior's; it counts where it is the organ's own name in full.
        ("青河县人民政府\n青河县教育局2023年政府信息公开工作年度报告", "青河县教育局"),
        ("青河县云溪镇人民政府\n云溪镇2023年政府信息公开工作年度报告", "青河县云溪镇人民政府"),
    ],
)
def test_titles_name_the_organ_and_the_year_in_many_ways(head: str, organ: str) -> None:
    found = facts(replaced(LETTERHEAD + TITLE, head))
    assert (found["report.organ"].value, found["report.year"].value) == (organ, 2023)


@pytest.mark.parametrize("head", ["2023年全市政府信息公开工作年度报告", "我局政府信息公开工作年度报告\n2023年"])
def test_what_names_no_organ_is_not_read_as_one(head: str) -> None:
    found = facts(replaced(LETTERHEAD + TITLE, head))
    assert (found["report.organ"].status, found["report.year"].value) == (Status.ABSENT, 2023)


@pytest.mark.parametrize(
    "lines",
    [
        "青禾县云溪镇2023年\n政府信息公开工作年度报告",
        "青禾县云溪镇2023年政府信息公开\n工作年度报告",
        "青禾县云溪镇2023年政府信\n息公开工作年度报告",
        "青禾县云溪镇2023年政府信息公开工作年度\n报告",
    ],
)
def test_a_title_on_two_lines_is_one_and_keeps_its_places(lines: str) -> None:
    title = facts(replaced(TITLE, lines))["report.title"]
    assert title.value == TITLE
    assert title.passage is not None
    last = title.passage.locate(len(TITLE) - 2, len(TITLE))
    assert last is not None
    assert last.line == 4


def test_two_titles_are_a_doubt() -> None:
    found = facts(replaced(TITLE, f"{TITLE}\n\n青禾县石桥乡2023年政府信息公开工作年度报告"))
    assert found["report.title"].status is Status.AMBIGUOUS


def test_a_page_without_its_title() -> None:
    assert facts(replaced(TITLE, ""))["report.title"].status is Status.ABSENT


HEADINGS = (
    "一、总体情况",
    "二、主动公开政府信息情况",
    "三、收到和处理政府信息公开申请情况",
    "四、政府信息公开行政复议、行政诉讼情况",
    "五、存在的主要问题及改进情况",
    "六、其他需要报告的事项",
)


@pytest.mark.parametrize(
    ("number", "heading"),
    [
        (1, "一、政府信息公开工作的基本情况"),
        (1, "- 总体情况"),
        (1, "一、 总体情况"),
        (1, "總體情況"),
        (1, "⼀、总体情况"),
        (2, "二、主动公开政府政府情况"),
        (3, "三、收到和處理政府信息公開申請情況"),
        (4, "四、因政府信息公开工作被申请行政复议、提起行政诉讼情况"),
        (5, "五、存在问题及改进情况"),
        (5, "五、政府信息公开工作存在的主要问题及改进情况"),
        (6, "**六、其他需要报告的事项**"),
    ],
)
def test_headings(number: int, heading: str) -> None:
    found = facts(replaced(HEADINGS[number - 1], heading))
    assert [found[f"section.{other}.count"].value for other in range(1, 7)] == [1] * 6
    assert found[f"section.{number}.heading"].value == heading.strip("*")
    assert doubtful(found) == set()


def test_the_heading_of_the_third_part_is_missing_and_the_table_runs_on() -> None:
    assert doubtful(facts(replaced(f"{HEADINGS[2]}\n\n", ""))) == set()
    found = facts(replaced(f"\n{HEADINGS[2]}\n\n", ""))
    assert found["section.3.count"].value == 0
    assert doubtful(found) == set()


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("本年制发件数", "本年 制发件数"),
        ("现行有效件数", "现行有效件"),
        ("现行有效件数", "现行有效件数（截至年底，不含已经宣布失效的文件）"),
        ("行政规范性文件", "规范性文件"),
        ("行政规范性文件", "規範性檔案"),
        ("| 规章 |", "| 规章(县级无此项) |"),
        ("第二十条第（一）项", "第二十条  第(一)项"),
        ("第二十条第（一）项", "《中华人民共和国政府信息公开条例》第二十条第（一）项"),
        ("第二十条第（一）项", ""),
        ("| 商业企业 |", "| 商业<br>企业 |"),
        ("| 商业企业 |", "| 商業 企業 |"),
        ("| 商业企业 |", "| 商<br>业<br>企<br>业 |"),
        ("只计这一情形，不计其他情形", "只记这一情形，不记其他情形"),
        ("重新出具", "重复出具"),
        ("（三）不予公开", "（三）<br><br>不予公开"),
        ("1.申请人无正当理由逾期不补正、行政机关不再处理其政府信息公开申请", "1.逾期不补正"),
        ("2.申请人逾期未按收费通知要求缴纳费用、行政机关不再处理其政府信息公开申请", "2.逾期不缴费"),
        ("1.属于国家秘密", "1、属于国家秘密"),
        ("1.属于国家秘密", "1． 属于国家秘密"),
        ("1.属于国家秘密", "1.屬於國家秘密"),
        ("1.属于国家秘密", "1.属\u00a0于国 家秘密"),
        ("7.属于行政执法案卷", "7.属于⾏政执法案卷"),
        ("（七）总计", "（七）合计"),
        ("四、结转下年度继续办理", "四、结转下年度"),
        ("三、本年度办理结果", ""),
    ],
)
def test_labels_and_headers(old: str, new: str) -> None:
    assert doubtful(facts(replaced(old, new))) == set()


def test_a_local_row_is_none_of_the_form() -> None:
    row = next(line for line in text().split("\n") if "行政规范性文件" in line)
    assert doubtful(facts(replaced(row, f"{row}\n| 其他主动公开文件 | 7 | 8 | 9 |"))) == set()


CHILDREN = (
    "1.属于国家秘密",
    "2.其他法律行政法规禁止公开",
    "3.危及“三安全一稳定”",
    "4.保护第三方合法权益",
    "5.属于三类内部事务信息",
    "6.属于四类过程性信息",
    "7.属于行政执法案卷",
    "8.属于行政查询事项",
)


def test_lost_labels_of_children_are_reported() -> None:
    """The first of them stands beside the name of the group, which is no label of its own: no row is certain."""
    changed = text()
    for label in CHILDREN:
        assert label in changed
        changed = changed.replace(label, "")
    lost = doubtful(facts(changed))
    assert lost == {row for row in lost if "denied" in row}
    assert len(lost) == 8


PERIOD = "本年度按照要求做好公开工作。"


@pytest.mark.parametrize(
    ("period", "start", "end"),
    [
        ("2023年1月1日至12月31日", date(2023, 1, 1), date(2023, 12, 31)),
        ("2023年1月1日起至2023年12月31日止", date(2023, 1, 1), date(2023, 12, 31)),
        ("2023年1月1日—12月31日", date(2023, 1, 1), date(2023, 12, 31)),
        ("2023年1⽉1⽇至12⽉31⽇", date(2023, 1, 1), date(2023, 12, 31)),
        ("2023年1月1日至12月30日", date(2023, 1, 1), date(2023, 12, 30)),
        ("数据核定时间点为2024年1月10日", None, date(2024, 1, 10)),
        ("自2023年1月1日起，至2023年12月31日止", date(2023, 1, 1), date(2023, 12, 31)),
        ("2023.1.1—2023.12.31", date(2023, 1, 1), date(2023, 12, 31)),
        ("2023-01-01至2023-12-31", date(2023, 1, 1), date(2023, 12, 31)),
        ("自二〇二三年一月一日起至十二月三十一日止", date(2023, 1, 1), date(2023, 12, 31)),
    ],
)
def test_periods(period: str, start: date | None, end: date) -> None:
    found = facts(replaced(PERIOD, f"统计期限为{period}。"))
    assert (found["report.period_start"].value, found["report.period_end"].value) == (start, end)


@pytest.mark.parametrize(
    ("period", "name"),
    [
        ("20231月1日至12月31日", "report.period_start"),
        ("202311日至1231日", "report.period_start"),
        ("2023年1月1日至202323年12月31日", "report.period_end"),
        ("2023年1月1日至12月31止", "report.period_end"),
    ],
)
def test_damaged_dates_are_not_guessed(period: str, name: str) -> None:
    found = facts(replaced(PERIOD, f"统计期限为{period}。"))[name]
    assert (found.status, found.value) == (Status.AMBIGUOUS, None)
    assert "不是日期" in (found.reason or "")


@pytest.mark.parametrize("day", ["二〇二四年一月二十日", "二○二四年一月二十日", "2024年1 月 20日", "（2024年1月20日）"])
def test_signatures(day: str) -> None:
    assert facts(replaced("2024年1月20日", day))["signature.date"].value == date(2024, 1, 20)


def test_lines_of_the_page_are_no_part_of_the_report() -> None:
    head = "首页 > 政府信息公开 > 政府信息公开年报\n\n字号：大 中 小\n\n分享到：\n\n浏览次数：31\n\n"
    end = "\n\n打印本页\n\n关闭窗口\n\n上一篇：通知\n"
    found = facts(head + text() + end)
    assert found["report.title"].value == TITLE
    assert found["signature.date"].value == date(2024, 1, 20)
    assert doubtful(found) == set()


def test_garbage_and_pronunciations_are_not_guessed() -> None:
    changed = text().replace("1.属于国家秘密", "1.屑再仔趨").replace("2.重复申请", "2.重(zhòng)复(fù)申(shēn)请(qǐng)")
    assert doubtful(facts(changed)) <= {"table3.denied_state_secret", "table3.rejected_duplicate"}
    advert = read("某某娱乐城注册送好礼\n\n天天返利。\n".encode(), "a.md")
    assert isinstance(advert, Document)
    assert not recognises(annual_report_form(), advert)


def test_a_total_of_a_small_table_in_the_prose_is_not_that_of_another_table() -> None:
    table = (
        "| 类别 | 条数 | 占比 |\n|---|---|---|\n| 动态 | 145 | 72.5% |\n| 财政 | 55 | 27.5% |\n| 合计 | 200 | 100% |"
    )
    found = facts(replaced("二、主动公开政府信息情况", f"{table}\n\n二、主动公开政府信息情况"))
    assert found["table3.disposed.total"].status is Status.FOUND
    assert doubtful(found) == doubtful(facts(text()))
