"""数字, 取数: what the prose says in figures and numerals, and what only looks like a number."""

from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.model.location import Location
from engine.model.passage import Passage, Piece
from engine.model.types import Missing, PatternValue, SaidNumber
from tests.functions.values import call


def said(text: str) -> list[tuple[Any, str | None]]:
    return [(number.value, number.unit) for number in call("数字", text)]


@pytest.mark.parametrize(
    ("text", "value", "unit"),
    [
        ("新收申请12件，", 12, "件"),
        ("新收申请１２件，", 12, "件"),
        ("新收申请1,234件", 1234, "件"),
        ("收费1,234,567.5元", Decimal("1234567.5"), "元"),
        ("公开信息2 318条", 2318, "条"),
        ("收费1\u2009234\u2009567.5元", Decimal("1234567.5"), "元"),
        ("新收1，034件", 1034, "件"),
        ("修路3.20公里", Decimal("3.20"), "公里"),
        ("发布信息3.2万条", Decimal("3.2"), "万条"),
        ("收费2 万元", 2, "万元"),
        ("发布信息3千余条", 3, "千条"),
        ("访问量1.2亿次", Decimal("1.2"), "亿次"),
        ("浏览量达5万，", 50000, None),
        ("浏览量达3.25万，", 32500, None),
        ("占比30%", 30, "%"),
        ("占比９．７％", Decimal("9.7"), "%"),
        ("占百分之三十", 30, "%"),
        ("占百分之30", 30, "%"),
        ("增幅为千分之五", 5, "‰"),
        ("提高0.5个百分点", Decimal("0.5"), "百分点"),
        ("增长率为-5%", -5, "%"),
        ("办理三件，", 3, "件"),
        ("开会二十五次，", 25, "次"),
        ("收费三万二千元", 32000, "元"),
        ("收到一百零五份", 105, "份"),
        ("收到两千零二十四件", 2024, "件"),
        ("收到申请一件。", 1, "件"),
        ("在2023年，", 2023, "年"),
        ("在2023 年度，", 2023, "年"),
        ("二〇二三年，", 2023, "年"),
        ("15个工作日内", 15, "工作日"),
        ("参训240余人次", 240, "人次"),
        ("绿化3500㎡", 3500, "平方米"),
        ("提起诉讼3起", 3, "起"),
        ("分解任务20项目标", 20, "项"),
        ("共有5部门", 5, None),
        ("申请数为7，", 7, None),
        ("得分98.6，", Decimal("98.6"), None),
        ("0件", 0, "件"),
    ],
)
def test_a_number_and_its_unit(text: str, value: int | Decimal, unit: str | None) -> None:
    assert said(text) == [(value, unit)]


@pytest.mark.parametrize(
    "text",
    [
        "一是统一，二是一站式，第三方、一方面、万一、三公经费、一带一路",
        "三江镇、三家村、五台县、六盘水市、七里街",
        "自2023年1月1日起，12月31日止，2024-01-15，2月30日",
        "国办公开办函〔2021〕30号、【2021】1号、(2012)99号、〔202130号",
        "第四十九条、第五十条，第1、2项，第（一）至（三）项，第 3 次",
        "《2023年政务公开要点》《3件事》",
        "电话：0517-83605000，邮编：223001，拨打12345，12345热线",
        "八一路439号242室，花园路1号，国道104号",
        "1. 修路\n2、架桥\n（3）通车\n4）绿化\n① 验收",
        "1.2 总体情况\n2023 概况\n- 3 -",
        "“3815”战略，“6个一”，“两化”，“三审三校”",
        "6+1模式，1/3，5G，GB/T 9704—2012，A4纸，www.a1.com/2023/5件",
        "上午9时30分，10:30，24时，5月，1-3月，一季度，二月",
        "三分之一，数十件，上百次，几十人，三五件，千家万户，三点二万",
        "最多跑一次，一件事一次办，一个窗口，不漏一人",
        "两个维护，四个意识，八项规定，五届四次全会，二十大精神",
        "统计期限自202111日起至20211231日止",
        "人口普查、零申请、零报告、一一对应",
        "",
    ],
)
def test_what_is_no_number(text: str) -> None:
    assert said(text) == []


@pytest.mark.parametrize(
    "rough",
    ["约20件", "近20件", "逾20件", "超过20件", "20余件", "20多件", "20件左右", "20件以上", "不足20件", "十余件"],
)
def test_rough_numbers(rough: str) -> None:
    (number,) = call("数字", f"全年办理{rough}，")
    assert number.is_rough


@pytest.mark.parametrize("sure", ["近3年", "节约20元", "审查村规民约12件", "最近3次", "共20件，多为", "20件"])
def test_numbers_that_are_not_rough(sure: str) -> None:
    (number,) = call("数字", f"全年{sure}")
    assert not number.is_rough


def test_a_range_has_one_unit_and_is_rough() -> None:
    first, second = call("数字", "每月3—5万件")
    assert (first.value, first.unit, first.is_rough) == (3, "万件", True)
    assert (second.value, second.unit, second.is_rough) == (5, "万件", True)
    assert [(n.value, n.unit, n.is_rough) for n in call("数字", "2023-2024年")] == [
        (2023, "年", False),
        (2024, "年", False),
    ]


@pytest.mark.parametrize("text", ["新收1，234件", "新收1,23件", "新收12,3456件"])
def test_a_comma_that_may_mean_two_things_is_not_read(text: str) -> None:
    (number,) = call("数字", text)
    assert isinstance(number.value, Missing)


def test_decimals_say_how_precise_the_number_is() -> None:
    found = [number.decimals for number in call("数字", "占3.20%，收5件，计3.2万，共5万，约1.5亿次")]
    assert found == [2, 0, -3, -4, 1]


def test_a_number_knows_its_words_and_their_place() -> None:
    text = Passage("受理申请1\n2件", (Piece(0, Location(5, 3, 8)), Piece(5, Location(6, 1, 3))))
    joined = Passage(text.text.replace("\n", ""), text.pieces)
    (number,) = call("数字", joined)
    assert (number.value, number.unit, number.match.text.text) == (12, "件", "12件")
    assert number.match.text.location == Location(5, 7, 8)
    assert number.match.start == 4


@given(st.integers(0, 10**9), st.sampled_from(["件", "人次", "万元", "%", "个工作日"]), st.booleans(), st.booleans())
def test_a_number_is_read_back_however_it_is_written(value: int, unit: str, wide: bool, grouped: bool) -> None:
    written = f"{value:,}" if grouped else str(value)
    if wide:
        written = written.translate(str.maketrans("0123456789", "０１２３４５６７８９"))
    assert said(f"全年共有{written}{unit}，") == [(value, unit.removeprefix("个"))]


def in_numerals(value: int) -> str:
    """A number below ten thousand as it is said, built from its places."""
    parts, gap = "", False
    for power, name in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit = value // power % 10
        if digit:
            parts += ("零" if gap and parts else "") + "〇一二三四五六七八九"[digit] + name
        gap = not digit
    return parts[1:] if parts.startswith("一十") else parts


@given(st.integers(2, 9999), st.sampled_from("件次项"))
def test_a_number_in_numerals_is_read_back(value: int, unit: str) -> None:
    assert said(f"全年办理{in_numerals(value)}{unit}，") == [(value, unit)]


@given(st.decimals(0, 10**6, places=3), st.sampled_from(["元", "%", ""]))
def test_decimals_stay_exact(value: Decimal, unit: str) -> None:
    (number,) = call("数字", f"合计为{value}{unit}，")
    assert (number.value, number.decimals) == (value, 3)
    assert isinstance(number.value, Decimal)


@given(st.text(alphabet="0123456789,，.．-—至约余 第〔〕年月日一二三百万千件个条元%《》“”()（）、\n县a/:", max_size=60))
def test_no_number_is_made_up(text: str) -> None:
    done = 0
    for number in call("数字", text):
        assert isinstance(number, SaidNumber)
        words = number.match.text.text
        assert text[number.match.start : number.match.start + len(words)] == words
        assert number.match.start >= done
        done = number.match.start + len(words)
        assert any(character in "0123456789一二三百万千" for character in words)
        assert number.unit != ""


def captured(text: str, pattern: str) -> list[tuple[Any, str | None]]:
    return [(number.value, number.unit) for number in call("取数", text, PatternValue(pattern))]


@pytest.mark.parametrize(
    ("text", "pattern", "found"),
    [
        ("受理申请5件，复议2件", r"受理申请(\d+)", [(5, "件")]),
        ("受理申请5件，复议2件", r"\d+件", [(5, "件"), (2, "件")]),
        ("收费3.5万元", r"收费([\d.]+)", [(Decimal("3.5"), "万元")]),
        ("收费（3.5）万元", r"收费（([\d.]+)）", [(Decimal("3.5"), None)]),
        ("第四十九条和第57条", "第([^条]+)条", [(49, "条"), (57, "条")]),
        ("受理申请三件", "申请(三)", [(3, "件")]),
        ("占申请总数的30.5%", "占申请总数的(.*)", [(Decimal("30.5"), "%")]),
        ("没有", r"(\d+)", []),
    ],
)
def test_numbers_by_a_pattern(text: str, pattern: str, found: list[tuple[Any, str | None]]) -> None:
    assert captured(text, pattern) == found


def test_words_that_are_no_number_have_no_value() -> None:
    ((value, unit),) = captured("受理申请若干件", "申请(.*)件")
    assert isinstance(value, Missing)
    assert "若干" in value.reason
    assert unit is None
