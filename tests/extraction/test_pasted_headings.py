"""Headings of parts where a page was pasted: in the middle of a line, in other words."""

import pytest

from engine import pipeline
from engine.model.facts import Status
from engine.model.finding import Assessment
from tests.extraction.variety import facts
from tests.support.packs import shipped_packs
from tests.support.readings import BASE

FIRST, FIFTH, LAST = "一、总体情况", "五、存在的主要问题及改进情况", "六、其他需要报告的事项"


def findings(text: str) -> set[str]:
    result = pipeline.check(text.encode(), "报告.md", shipped_packs(), strict=True)
    assert isinstance(result, Assessment)
    return {one.rule for one in result.findings}


def instead(old: str, new: str) -> str:
    assert BASE.count(old) == 1, old
    return BASE.replace(old, new)


@pytest.mark.parametrize(
    "text",
    [
        instead(f"\n\n{FIRST}\n\n", f" {FIRST} "),
        instead(f"\n\n{FIRST}\n\n", f"{FIRST} "),
        instead(f"\n\n{FIRST}\n\n", f"{FIRST}"),
        instead(f"{FIRST}\n\n", f"{FIRST} "),
        instead(f"{FIRST}\n\n", "一、 总体情况："),
        instead("\n\n二、主动公开政府信息情况\n", " 二、主动公开政府信息情况\n"),
        instead(f"\n\n{LAST}\n\n", f" {LAST} "),
        instead(f"\n\n{FIFTH}\n\n", f"\n\n{FIFTH} ").replace(f"\n\n{LAST}\n\n", f" {LAST} "),
    ],
)
def test_a_heading_on_a_line_with_other_words_is_read(text: str) -> None:
    expected, found = facts(BASE), facts(text)
    for number in range(1, 7):
        assert found[f"section.{number}.count"].value == 1
        written = str(found[f"section.{number}.text"].value).removeprefix("：").strip()
        assert written == str(expected[f"section.{number}.text"].value)
    assert not findings(text)


def test_a_heading_knows_its_place() -> None:
    found = facts(instead(f"\n\n{FIRST}\n\n", f" {FIRST} "))
    place = found["section.1.heading"].location
    assert place is not None
    line = next(line for line in BASE.split("\n") if line.startswith("根据"))
    assert (place.line, place.column, place.end_column) == (3, len(line) + 2, len(line) + 2 + len(FIRST))


@pytest.mark.parametrize(
    "line",
    [
        f"目录 {FIRST} 二、主动公开政府信息情况 {FIFTH} {LAST}",
        f"各项数字见 {FIRST} 那一部分。",
        "“一、总体情况”由办公室起草。",
    ],
)
def test_headings_that_are_only_named_are_none(line: str) -> None:
    text = instead("\n\n一、总体情况\n", f"\n\n{line}\n\n一、总体情况\n")
    assert facts(text)["section.1.count"].value == 1
    assert facts(text)["section.6.count"].value == 1


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (FIRST, "一、2023年政务公开总体情况"),
        (FIRST, "一、2023年度工作开展得怎么样"),
        ("二、主动公开政府信息情况", "二、2023年信息发布"),
        (FIFTH, "五、2023年存在的主要问题及2024年改进措施"),
        (FIFTH, "五、不足与打算"),
        (LAST, "六、收费和另外要说的"),
    ],
)
def test_a_heading_in_other_words_stands_between_its_neighbours(old: str, new: str) -> None:
    text = instead(f"\n{old}\n", f"\n{new}\n")
    number = "一二三四五六".index(old[0]) + 1
    assert facts(text)[f"section.{number}.heading"].value == new
    assert facts(text)[f"section.{number}.text"].value == facts(BASE)[f"section.{number}.text"].value
    assert findings(text) == {"S03"}


def test_lines_that_count_something_else_are_no_headings() -> None:
    text = instead(f"\n{FIFTH}\n", "\n四、前面\n\n有。\n\n五、后面\n")
    assert facts(text)["section.5.heading"].status is Status.ABSENT


VALUES = "| 1 | 0 | 0 | 0 | 1 | 0 | 0 | 0 | 0 | 0 | 0 | 0 | 0 | 0 | 0 |"


@pytest.mark.parametrize(
    "last",
    [
        f"{VALUES} {FIFTH} |",
        f"{VALUES}{FIFTH}",
        f"{VALUES.removesuffix(' |')} {FIFTH} |",
        f"{VALUES.removesuffix(' |')}{FIFTH} |",
    ],
)
def test_a_heading_behind_the_last_value_of_a_table_is_read(last: str) -> None:
    text = instead(f"{VALUES}\n\n{FIFTH}", last)
    expected, found = facts(BASE), facts(text)
    names = [name for name in expected.facts if name.startswith(("table4.", "section"))]
    assert {name: found[name].value for name in names} == {name: expected[name].value for name in names}
    assert findings(text) == set()


def test_a_heading_behind_the_values_of_a_line_is_read() -> None:
    values = VALUES.strip("| ").replace(" | ", " ")
    text = "\n".join(
        " ".join(cell.strip() for cell in line.strip("|").split("|")).strip() if line.startswith("|") else line
        for line in BASE.splitlines()
        if not line.startswith("|---")
    )
    assert f"{values}\n\n{FIFTH}" in text
    found = facts(text.replace(f"{values}\n\n{FIFTH}", f"{values} {FIFTH}"), "a.txt")
    assert found["table4.suit_after_review.total"].value == 0
    assert found["table4.values"].value == 15


def test_a_heading_that_has_a_line_of_its_own_leaves_the_table_alone() -> None:
    text = instead(VALUES, f"{VALUES} {FIFTH} |")
    assert facts(text)["table4.review.total"].status is Status.AMBIGUOUS
