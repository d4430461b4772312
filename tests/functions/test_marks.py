"""序号, 越级序数, 半角标点, 乱码, 繁体字."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.functions.values import call, words


def wrong(text: str) -> list[tuple[str, str | None]]:
    return [(match.text.text, match.correct) for match in call("序号", text)]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("一、修路\n二、架桥\n四、通车", [("四、", "三、")]),
        ("（一）修路\n（三）架桥", [("（三）", "（二）")]),
        ("（二）修路", [("（二）", "（一）")]),
        ("一、修路\n（一）选线\n（一）施工", [("（一）", "（二）")]),
        ("1. 修路\n3. 架桥\n4. 通车", [("3.", "2.")]),
        ("(1)修路\n(3)架桥", [("(3)", "(2)")]),
        ("①修路\n③架桥", [("③", "②")]),
        ("一是修路；三是架桥；四是通车。", [("三是", "二是")]),
        ("十九、修路\n二十一、架桥", [("二十一、", "二十、")]),
    ],
)
def test_numbers_that_do_not_follow(text: str, found: list[tuple[str, str]]) -> None:
    assert wrong(text) == found


@pytest.mark.parametrize(
    "text",
    [
        "一、修路\n（一）选线\n1. 踏勘\n2. 画图\n（二）施工\n1. 开工\n二、架桥\n（一）选址",
        "1. 问题\n2. 原因\n改进：\n1. 措施",
        "三、修路\n四、架桥",
        "二是修路；三是架桥。一是通车，二是绿化",
        "1.5万元\n一、二季度\n2023年\n12.31\n1，二",
        "统一是好，第二是次",
        "",
    ],
)
def test_numbers_in_order(text: str) -> None:
    assert wrong(text) == []


@given(st.integers(2, 30), st.data(), st.sampled_from(["{}、", "（{}）"]))
def test_the_one_left_out_is_named(count: int, data: st.DataObject, form: str) -> None:
    tens = ["", "十", "二十", "三十"]
    names = [tens[n // 10] + "〇一二三四五六七八九"[n % 10].replace("〇", "") for n in range(count + 2)]
    gap = data.draw(st.integers(2, count))
    lines = [form.format(names[n]) + "修路" for n in range(1, count + 2) if n != gap]
    assert wrong("\n".join(lines)) == [(form.format(names[gap + 1]), form.format(names[gap]))]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("一、修路\n1. 选线\n2. 施工\n二、架桥\n（1）选址", ["1.", "（1）"]),
        ("（一）修路\n（1）选线", ["（1）"]),
        ("一、修路\n（一）选线\n1. 踏勘\n（1）画图\n二、架桥\n（一）选址", []),
        ("1. 修路\n2. 架桥", []),
    ],
)
def test_levels_left_out(text: str, found: list[str]) -> None:
    assert words(call("越级序数", text)) == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("修路,架桥", ",，"),
        ("修路(含涵洞)", "(（)）"),
        ("修路;架桥:通车!绿化?", ";；:：!！?？"),
        ("如下:1. 修路", ":："),
        ("完工, 通车", ",，"),
    ],
)
def test_half_width_marks(text: str, found: str) -> None:
    assert "".join(match.text.text + (match.correct or "") for match in call("半角标点", text)) == found


@pytest.mark.parametrize("text", ["1,234米", "(2023)", "a.com:80, b", "10:30", "修路，架桥（含涵洞）", "f(x)", "W,X"])
def test_marks_that_are_right(text: str) -> None:
    assert call("半角标点", text) == ()


@given(
    st.sampled_from(["修路架桥", "资金5万元", "café naïve"]),
    st.sampled_from(["utf-8"]),
    st.sampled_from(["latin-1", "cp1252"]),
)
def test_utf_8_read_in_another_encoding_is_garbled(text: str, written: str, read: str) -> None:
    assert call("乱码", text) == ()
    damaged = text.encode(written).decode(read, "replace")
    assert call("乱码", damaged) != ()


@pytest.mark.parametrize("text", ["修\ufffd桥", "锟斤拷锟斤拷", "烫烫烫烫", "私\ue123用"])
def test_garbled(text: str) -> None:
    assert len(call("乱码", text)) == 1


def test_traditional_characters_in_runs() -> None:
    assert words(call("繁体字", "依法公開、經濟發展的請求")) == ["開", "經濟發", "請"]


@pytest.mark.parametrize("text", ["政府信息公开工作年度报告", "何家塬、硬地峁、菅家沟", "〇一二三", "abc１２"])
def test_simplified_text_has_none(text: str) -> None:
    assert words(call("繁体字", text)) == []
