"""相近名称."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.functions.values import call, words
from tests.support.growth import seconds, stays_within

NAME = "青禾县云溪镇人民政府"
others = st.sampled_from("湲河同山东新大的")


@given(st.integers(0, len(NAME) - 2), others)
def test_one_wrong_character_is_found(index: int, wrong: str) -> None:
    slip = NAME[:index] + wrong + NAME[index + 1 :]
    found = call("相近名称", f"落款：{slip}。", NAME)
    assert words(found) == [slip]
    assert found[0].correct == NAME


@given(st.integers(1, len(NAME) - 2).filter(lambda index: index != NAME.index("县")))
def test_one_inner_character_missing_is_found(index: int) -> None:
    slip = NAME[:index] + NAME[index + 1 :]
    assert words(call("相近名称", f"，{slip}，", NAME)) == [slip]


@given(st.integers(1, len(NAME) - 1), others)
def test_one_inner_character_too_many_is_found(index: int, extra: str) -> None:
    slip = NAME[:index] + extra + NAME[index:]
    assert words(call("相近名称", f"\n{slip}\n", NAME)) == [slip]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        (f"由{NAME}负责，报{NAME}", NAME),
        ("青禾县人民政府、云溪镇人民政府", NAME),
        ("青禾县云溪镇 人民政府，青禾县、云溪镇人民政府", NAME),
        ("青禾市财政收入，青禾市财政部门", "青禾市财政局"),
        ("青禾市民政局、青禾市教育局", "青禾市财政局"),
        ("青禾财政局", "青禾市财政局"),
        ("县人民政协", "县人民政府"),
        ("云湲镇", "云溪镇"),
        ("", NAME),
        (NAME, ""),
    ],
)
def test_no_false_alarms(text: str, name: str) -> None:
    assert call("相近名称", text, name) == ()


def test_a_slip_in_the_region_of_a_department_is_found() -> None:
    assert words(call("相近名称", "青木市财政局", "青禾市财政局")) == ["青木市财政局"]


@given(st.text(alphabet=NAME + "湲，", max_size=40))
def test_what_is_found_is_exactly_one_edit_away(text: str) -> None:
    for match in call("相近名称", text, NAME):
        assert _distance(match.text.text, NAME) == 1
        assert match.text.text in text


def _distance(one: str, other: str) -> int:
    row = list(range(len(other) + 1))
    for i, a in enumerate(one, start=1):
        before, row[0] = row[0], i
        for j, b in enumerate(other, start=1):
            before, row[j] = row[j], min(row[j] + 1, row[j - 1] + 1, before + (a != b))
    return row[-1]


def test_time_is_linear_in_the_text() -> None:
    def taken(times: int) -> float:
        text = "青禾县云溪" * times
        return seconds(lambda: call("相近名称", text, NAME))

    assert stays_within(40, lambda: taken(8000), lambda: taken(1000), slack=0.05)
