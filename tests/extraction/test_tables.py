"""Tables of a form that has nothing to do with the one we ship: what is found, what is in doubt, and why."""

from decimal import Decimal

import pytest

from engine.model.facts import Status
from tests.extraction.reading import PUPILS, facts, row

ALL = [[11, 12, 23], [21, 0, 21], [31, 32, 63], [41, 42, 83]]
ROWS = ("first", "second", "boarders", "others")
DOUBT = ["ambiguous"] * 3


def rows(text: str) -> list[list[object]]:
    found = facts(text)
    return [row(found, f"pupils.{name}") for name in ROWS]


def test_a_clean_table() -> None:
    found = facts(PUPILS)
    assert rows(PUPILS) == ALL
    assert found["pupils.rows"].value == 4
    assert found["pupils.columns"].value == 3
    assert found["pupils.values"].value == 12
    assert found["pupils.header"].value == "男生\n女生\n合计"
    assert found["pupils.header_rows"].value == 1
    assert found["pupils.breaks"].value == 0
    assert found["pupils.first.label"].value == "一年级学生"
    assert found["pupils.first.offset"].value == 0
    assert found["pupils.header.girls.label"].value == "女生"
    place = found["pupils.second.girls"].location
    assert place is not None
    assert (place.line, place.column, place.end_column, place.table, place.row, place.cell) == (8, 16, 17, 1, 3, 3)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("| 31 | 32 | 63 |", "| 31 | 32 | 63 | | |"),
        ("| 住校学生 | 31", "| 住校学生 | | 31"),
        ("| 住校学生 | 31", "| | 住校学生 | 31"),
        ("| 住校学生 |", "| **住校** 学生 |"),
        ("| 住校学生 |", "| （三）住校学生： |"),
        ("| 住校学生 |", "\n| 住校学生 |"),
        ("| 住校学生 |", "\n- 3 -\n\n| 住校学生 |"),
        ("| 住校学生 |", "\n| | | | |\n|---|---|---|---|\n| 住校学生 |"),
        ("| 住校学生 |", "| 项目 | 男生 | 女生 | 合计 |\n| 住校学生 |"),
        ("| 二年级学生 | 21 | 0 | 21 |\n", "| 二年级学生 | 21 | 0 | 21 |\n| 二年级学生 | 21 | 0 | 21 |\n"),
        ("| 项目 | 男生 | 女生 | 合计 |\n", "| 项目 | 人数 | | |\n| | 男生 | 女生 | 小计 |\n"),
        ("| 项目 | 男生 | 女生 | 合计 |", "| 项目 | 男生 | 女士 | 合计 |"),
        ("| 住校学生 |", "| |"),
    ],
)
def test_what_loses_nothing(old: str, new: str) -> None:
    assert old in PUPILS
    assert rows(PUPILS.replace(old, new)) == ALL


@pytest.mark.parametrize(
    "header",
    [
        "",
        "| 项目 | 男 | 女 | 合计 |\n|---|---|---|---|\n",
        "| 项目 | 男生 | 合计 | |\n|---|---|---|---|\n",
        "| 项目 | 男生 | 人数 | 女士 | 合计 |\n|---|---|---|---|---|\n",
        "| 项目 | 女生 | 男生 | 合计 |\n|---|---|---|---|\n",
    ],
)
def test_columns_are_certain_by_their_names(header: str) -> None:
    """One name may be missing, where the others leave room for it and for nothing else."""
    assert rows(PUPILS.replace("| 项目 | 男生 | 女生 | 合计 |\n|---|---|---|---|\n", header)) == [DOUBT] * 4


def test_what_was_lost_is_in_doubt_and_nothing_else() -> None:
    for new in ("| 31 | 32 |", "| 31 | 32 | 63 | 63 |", "| 31 | | 32 | 63 |", "| 7 | 31 | 32 | 63 |", "| 31 32 | 63 |"):
        assert rows(PUPILS.replace("| 31 | 32 | 63 |", new)) == [*ALL[:2], DOUBT, ALL[3]], new


def test_a_blank_leaves_its_neighbours_in_doubt() -> None:
    found = facts(PUPILS.replace("| 31 | 32 | 63 |", "| 31 | | 63 |"))
    assert row(found, "pupils.boarders") == ["ambiguous", "blank", "ambiguous"]
    reason = found["pupils.boarders.boys"].reason
    assert reason is not None
    assert "空格" in reason
    assert found["pupils.boarders.boys"].raw == "31"
    assert found["pupils.boarders.girls"].location is not None


def test_blanks_that_mean_nothing_was_there() -> None:
    sparse = PUPILS
    for old, new in (
        ("| 11 | 12 | 23 |", "| 11 | | 11 |"),
        ("| 21 | 0 | 21 |", "| | | |"),
        ("| 31 | 32 | 63 |", "| | | |"),
    ):
        sparse = sparse.replace(old, new)
    found = facts(sparse)
    assert row(found, "pupils.first") == [11, "blank", 11]
    assert row(found, "pupils.second") == ["blank"] * 3
    assert row(found, "pupils.others") == ALL[3]
    assert "pupils" not in found.writes_zero
    assert "pupils" in facts(PUPILS).writes_zero


def test_one_blank_in_a_table_without_zeros_is_no_habit() -> None:
    found = facts(PUPILS.replace("| 21 | 0 | 21 |", "| 21 | 22 | 43 |").replace("| 31 | 32 | 63 |", "| 31 | 63 | |"))
    assert row(found, "pupils.boarders") == ["ambiguous", "ambiguous", "blank"]


def test_marks_keep_their_place() -> None:
    found = facts(PUPILS.replace("| 31 | 32 | 63 |", "| / | 无 | - |"))
    assert row(found, "pupils.boarders") == ["mark"] * 3
    assert found["pupils.boarders.boys"].raw == "/"
    assert rows(PUPILS.replace("| 31 | 32 | 63 |", "| / | 32 | 63 |"))[2] == ["mark", 32, 63]


def test_words_in_a_cell_concern_that_cell_only() -> None:
    found = facts(PUPILS.replace("| 31 | 32 | 63 |", "| 约30 | 32 | 63 |"))
    assert row(found, "pupils.boarders") == ["ambiguous", 32, 63]
    assert found["pupils.boarders.boys"].raw == "约30"
    assert "约30" in (found["pupils.boarders.boys"].reason or "")


def test_values_that_break_their_type_are_found_and_said_to() -> None:
    found = facts(PUPILS.replace("| 31 | 32 | 63 |", "| 1.5 | -1 | 63 |"))
    assert row(found, "pupils.boarders") == [Decimal("1.5"), -1, 63]
    assert "非负整数" in (found["pupils.boarders.boys"].violation or "")
    assert "非负整数" in (found["pupils.boarders.girls"].violation or "")
    assert found["pupils.boarders.all"].violation is None


def test_a_missing_row_is_absent() -> None:
    found = facts(PUPILS.replace("| 住校学生 | 31 | 32 | 63 |\n", ""))
    assert row(found, "pupils.boarders") == ["absent"] * 3
    assert found["pupils.boarders.values"].status is Status.ABSENT
    assert found["pupils.rows"].value == 3
    assert row(found, "pupils.others") == ALL[3]


def test_a_missing_row_beside_one_nobody_knows_is_in_doubt() -> None:
    assert rows(PUPILS.replace("住校学生", "交通补助人次"))[2] == DOUBT


def test_lost_labels_are_known_only_by_count() -> None:
    two = PUPILS.replace("| 二年级学生 |", "| |").replace("| 住校学生 |", "| |")
    assert rows(two) == ALL
    one_of_two = PUPILS.replace("| 二年级学生 |", "| |").replace("| 住校学生 | 31 | 32 | 63 |\n", "")
    assert rows(one_of_two) == [ALL[0], DOUBT, DOUBT, ALL[3]]


def test_like_labels() -> None:
    assert rows(PUPILS.replace("住校学生", "住校学生人数")) == ALL
    assert rows(PUPILS.replace("住校学生", "学生"))[2] == DOUBT


def test_labels_out_of_order_are_still_labels() -> None:
    lines = PUPILS.splitlines(keepends=True)
    lines[6], lines[8] = lines[8], lines[6]
    assert rows("".join(lines)) == ALL


def test_a_label_one_row_too_low() -> None:
    """The line that lost its label shows that the one below may have the wrong one."""
    text = PUPILS.replace("| 二年级学生 |", "| |").replace("| 住校学生 |", "| 二年级学生 |")
    assert rows(text)[1] == DOUBT


def test_columns_in_another_order() -> None:
    assert rows(PUPILS.replace("| 男生 | 女生 | 合计 |", "| 合计 | 男生 | 女生 |")) == [DOUBT] * 4


def test_a_missing_table() -> None:
    found = facts("青禾小学2023年学校年度情况\n\n一、学生情况\n\n没有表。\n")
    assert [row(found, f"pupils.{name}") for name in ROWS] == [["absent"] * 3] * 4
    for name in ("rows", "columns", "values", "header", "header_rows", "breaks", "note"):
        assert found[f"pupils.{name}"].status is Status.ABSENT
        assert found[f"pupils.{name}"].reason


def test_a_repeated_header_and_a_tear_are_counted() -> None:
    header = "| 项目 | 男生 | 女生 | 合计 |\n"
    assert facts(PUPILS.replace("| 住校学生 |", f"{header}| 住校学生 |"))["pupils.breaks"].value == 1
    torn = facts(PUPILS.replace("| 住校学生 |", f"\n{header}| 住校学生 |"))["pupils.breaks"]
    assert torn.value == 1
    assert torn.location is not None
    assert torn.location.line == 10
    assert facts(PUPILS)["pupils.breaks"].value == 0


OTHER = "\n".join(line.replace("1", "7") for line in PUPILS.splitlines()[4:]) + "\n"


def test_two_tables_without_a_year() -> None:
    for text in (f"{PUPILS}\n{OTHER}", f"{PUPILS}\n上年情况\n\n{OTHER}"):
        found = facts(text)
        assert rows(text) == [DOUBT] * 4
        assert found["pupils.rows"].status is Status.AMBIGUOUS


def test_two_tables_told_apart_by_year() -> None:
    assert rows(f"{PUPILS}\n2022年情况\n\n{OTHER}") == ALL
    assert rows(PUPILS.replace("| 项目", f"2022年情况\n\n{OTHER}\n2023年情况\n\n| 项目", 1)) == ALL
    assert rows(f"{PUPILS}\n2023年情况\n\n{OTHER}") == [DOUBT] * 4


def test_the_only_table_is_of_another_year() -> None:
    assert rows(PUPILS.replace("| 项目", "2022年情况\n\n| 项目", 1)) == [DOUBT] * 4


def test_a_year_in_a_row_above_the_names() -> None:
    for caption in ("附：2022年数据", "2022年情况"):
        assert rows(PUPILS.replace("| 项目", f"| {caption} | | | |\n| 项目", 1)) == [DOUBT] * 4
    assert rows(PUPILS.replace("| 项目", "| 附：2023年数据 | | | |\n| 项目", 1)) == ALL


def test_the_only_table_is_last_years() -> None:
    for caption in ("去年数据供对比。", "上年情况", "附：上一年度的统计"):
        assert rows(PUPILS.replace("| 项目", f"{caption}\n\n| 项目", 1)) == [DOUBT] * 4
    assert rows(PUPILS.replace("| 项目", "与去年数据相比，学生增加3人。\n\n| 项目", 1)) == ALL


def test_a_row_missing_here_is_not_taken_from_last_year() -> None:
    text = PUPILS.replace("| 走读学生 | 41 | 42 | 83 |\n", "")
    assert rows(f"{text}\n2022年情况\n\n{OTHER}")[3] == ["absent"] * 3


MEALS = """\
青禾小学2023年学校年度情况

二、供餐情况

| 午餐 | | | 晚餐 | | |
|---|---|---|---|---|---|
| 供餐份数 | 平均成本 | 满意度变化 | 供餐份数 | 平均成本 | 满意度变化 |
| 100 | 8.50 | -0.3 | 50 | 9 | 0.1 |
"""
ACROSS = [[100, Decimal("8.50"), Decimal("-0.3")], [50, 9, Decimal("0.1")]]


def meals(text: str) -> list[list[object]]:
    found = facts(text)
    return [row(found, f"meals.{name}", ("meals", "cost", "rate")) for name in ("lunch", "supper")]


def test_rows_side_by_side() -> None:
    found = facts(MEALS)
    assert meals(MEALS) == ACROSS
    assert found["meals.values"].value == 6
    assert found["meals.header_rows"].value == 2
    assert found["meals.supper.label"].value == "晚餐"
    assert not any(fact.violation for fact in found.facts.values())


def test_surplus_beside_rows_side_by_side() -> None:
    wide = MEALS.replace(" |\n", " | |\n").replace("| 0.1 | |", "| 0.1 | 7 |")
    found = facts(wide)
    assert meals(wide) == ACROSS
    assert found["meals.values"].value == 7
    assert found["meals.supper.surplus"].value == 1


@pytest.mark.parametrize("new", ["| 100 | 8.50 | 50 | 9 | 0.1 |", "| 100 | 8.50 | -0.3 | 7 | 50 | 9 | 0.1 |"])
def test_rows_side_by_side_in_doubt(new: str) -> None:
    assert meals(MEALS.replace("| 100 | 8.50 | -0.3 | 50 | 9 | 0.1 |", new)) == [DOUBT, DOUBT]


@pytest.mark.parametrize(
    "header",
    [
        "| 供餐份数 | 平均成本 | 满意度变化 | 平均成本 | 供餐份数 | 满意度变化 |",  # in another order
        "| 供餐份数 | 平均成本 | 满意度变化 | 别的 | 供餐 | 平均 |",  # unknown
    ],
)
def test_values_side_by_side_are_counted_although_their_columns_are_not_certain(header: str) -> None:
    found = facts(MEALS.replace("| 供餐份数 | 平均成本 | 满意度变化 | 供餐份数 | 平均成本 | 满意度变化 |", header))
    assert [row(found, f"meals.{name}", ("meals", "cost", "rate")) for name in ("lunch", "supper")] == [DOUBT, DOUBT]
    assert found["meals.values"].value == 6


def test_two_lines_of_values_side_by_side() -> None:
    assert meals(MEALS + "| 1 | 2 | 3 | 4 | 5 | 6 |\n") == [DOUBT, DOUBT]


def test_a_large_table_takes_no_time() -> None:
    lines = "".join(f"| 未知项目{number} | 1 | 2 | 3 |\n" for number in range(25_000))
    found = facts(PUPILS + lines)
    assert row(found, "pupils.first") == ALL[0]


def test_a_row_that_ran_into_the_one_above_is_not_absent() -> None:
    assert rows(PUPILS.replace("| 23 |\n| 二年级学生 ", "| 23 | 二年级学生 "))[0] != ["absent"] * 3
