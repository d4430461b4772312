"""最近, 首个, 末个, 去重, 出现数, 列举."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.functions import FUNCTIONS
from engine.model import types as t
from engine.model.facts import Status
from engine.model.passage import Passage
from engine.model.types import Missing, Type
from tests.functions.values import call

TITLES = ("关于推进村务公开工作的指导意见", "村务公开管理办法", "村级财务收支公示办法")


def passages(*texts: str) -> tuple[Passage, ...]:
    return tuple(map(Passage, texts))


@pytest.mark.parametrize(
    ("text", "nearest"),
    [
        ("村务公开管理办法", "村务公开管理办法"),
        ("村务公开管里办法", "村务公开管理办法"),
        ("村务公开管理法", "村务公开管理办法"),
        ("关于推进村务公开工作的的指导意见", "关于推进村务公开工作的指导意见"),
        ("关于推动村务公开工作指导意见", "关于推进村务公开工作的指导意见"),
    ],
)
def test_the_nearest_title(text: str, nearest: str) -> None:
    assert call("最近", text, passages(*TITLES)).text == nearest


@pytest.mark.parametrize("text", ["", "村务公开条例", "村务管理公开条例办法", "植树造林", "办" * 400])
def test_a_title_that_is_near_to_none(text: str) -> None:
    missing = call("最近", text, passages(*TITLES))
    assert isinstance(missing, Missing)
    assert missing.status is Status.ABSENT


def distance(one: str, other: str) -> int:
    """The edit distance by its definition."""
    if not one or not other:
        return len(one) + len(other)
    return min(
        distance(one[1:], other) + 1,
        distance(one, other[1:]) + 1,
        distance(one[1:], other[1:]) + (one[0] != other[0]),
    )


@given(
    st.text(alphabet="甲乙丙", min_size=1, max_size=6),
    st.lists(st.text(alphabet="甲乙丙", min_size=1, max_size=6), max_size=4),
)
def test_nearest_is_what_the_edit_distance_says(text: str, titles: list[str]) -> None:
    near = call("最近", text, passages(*titles))
    distances = [distance(text, title) for title in titles]
    if min(distances, default=9) > 1:
        assert isinstance(near, Missing)
    else:
        assert near.text == titles[distances.index(min(distances))]


def test_first_and_last() -> None:
    items = passages("甲", "乙", "丙")
    assert (call("首个", items).text, call("末个", items).text) == ("甲", "丙")
    assert call("首个", (3, 4)) == 3
    for name in ("首个", "末个"):
        missing = call(name, ())
        assert isinstance(missing, Missing)
        assert missing.status is Status.ABSENT


def test_the_result_is_of_the_kind_of_the_list() -> None:
    numbers = t.list_of(Type(t.Kind.NUMBER, unit="元"))
    for name, result in (("first", numbers.item), ("last", numbers.item), ("distinct", numbers)):
        typed = FUNCTIONS[name].result_of
        assert typed is not None
        assert typed((numbers,)) == result


def test_distinct_keeps_the_first_of_each() -> None:
    assert [item.text for item in call("去重", passages("乙", "甲 ", " 乙", "甲"))] == ["乙", "甲 "]
    assert call("去重", (2, Decimal("1.0"), 1, 2)) == (2, Decimal("1.0"))
    numbers = call("数字", "共2万元，20000元，2万件，2万元")
    assert [number.match.text.text for number in call("去重", numbers)] == ["2万元", "2万件"]
    dates = call("所述日期", "2023年1月1日，2023-1-1，2024年1月1日")
    assert len(call("去重", dates)) == 2


@given(st.lists(st.text(alphabet="甲乙 ", max_size=3), max_size=8))
def test_distinct_is_a_set_in_order(items: list[str]) -> None:
    kept = [item.text.strip() for item in call("去重", passages(*items))]
    assert kept == list(dict.fromkeys(item.strip() for item in items))


def test_words_that_appear_count_once() -> None:
    assert call("出现数", "修路架桥，修路", passages("修路", "架桥", "通车", "", "修路")) == 2


@pytest.mark.parametrize(
    ("text", "items"),
    [
        ("包括东里、西里、南里、北里在内的4个村", ["东里", "西里", "南里", "北里"]),
        ("涉及东里、西里以及南里三个村。甲、乙", ["东里", "西里", "南里"]),
        ("县教育局、民政局和财政局", ["县教育局", "民政局", "财政局"]),
        ("教育局、住房和城乡建设局", ["教育局", "住房和城乡建设局"]),
        ("《甲、乙办法》、《丙办法》和《丁规定》", ["《甲、乙办法》", "《丙办法》", "《丁规定》"]),
        ("分别为修路（含桥、涵）、通车等", ["修路（含桥、涵）", "通车"]),
        ("没有，列举", []),
        ("、", []),
        ("", []),
    ],
)
def test_the_items_of_an_enumeration(text: str, items: list[str]) -> None:
    assert [item.text for item in call("列举", text)] == items


@given(
    st.lists(st.sampled_from(["东里", "西里", "南里", "北里"]), min_size=2, max_size=4, unique=True),
    st.sampled_from(["、", "和", "以及"]),
)
def test_an_enumeration_is_read_back(items: list[str], joint: str) -> None:
    written = "、".join(items[:-1]) + joint + items[-1] if len(items) > 2 else "、".join(items)
    assert [item.text for item in call("列举", f"全年走访，包括{written}等村，收到5件")] == items
