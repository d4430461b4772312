"""What must be there before a reading is believed: each of these tables was once read wrongly, and nothing said so."""

from collections.abc import Sequence

import pytest

from engine.documents import read
from engine.extraction import extract
from engine.model.document import Document
from engine.model.facts import Facts, Status
from tests.extraction.reading import PUPILS, facts, row
from tests.support.forms import annual_report_form
from tests.support.other_form import school_form

ROWS = ("first", "second", "boarders", "others")
DOUBT = ["ambiguous"] * 3
TITLE = "青禾小学2023年学校年度情况\n\n一、学生情况\n\n"
HEADER = ("项目", "男生", "女生", "合计")
SUITS = [*range(11, 26)]
NAMES = (
    "| 行政复议 |  |  |  |  | 行政诉讼 |  |  |  |  |  |  |  |  |  |\n"
    "|---|---|---|---|---|---|---|---|---|---|---|---|---|---|---|\n"
    "| 结果维持 | 结果纠正 | 其他结果 | 尚未审结 | 总计 | 未经复议直接起诉 |  |  |  |  | 复议后起诉 |  |  |  |  |\n"
    f"|  |  |  |  |  {'| 结果维持 | 结果纠正 | 其他结果 | 尚未审结 | 总计 ' * 2}|\n"
)


ACTS = (
    "青禾县2023年政府信息公开工作年度报告\n\n二、主动公开政府信息情况\n\n"
    "| 第二十条第（一）项 | | | |\n|---|---|---|---|\n| 信息内容 | 本年制发件数 | 本年废止件数 | 现行有效件数 |\n"
    "| 规章 | 1 | 2 | 3 |\n| 行政规范性文件 | 4 | 5 | 6 |\n"
    "| 第二十条第（五）项 | | | |\n| 信息内容 | 本年处理决定数量 | | |\n| 行政许可 | 7 | | |\n"
    "| 第二十条第（六）项 | | | |\n| 信息内容 | 本年处理决定数量 | | |\n"
    "| 行政处罚 | 8 | | |\n| 行政强制 | 24 | | |\n"
    "| 第二十条第（八）项 | | | |\n| 信息内容 | 本年收费金额（单位：万元） | | |\n| 行政事业性收费 | 9.5 | | |\n"
)


def all_rows(found: Facts) -> list[list[object]]:
    return [row(found, f"pupils.{name}") for name in ROWS]


def one_a_line(*cells: str) -> list[list[object]]:
    """The rows of a table whose cells stand one on a line."""
    document = read((TITLE + "\n".join(cells)).encode(), "a.txt")
    assert isinstance(document, Document)
    return all_rows(extract(document, school_form()))


def suits(tables: str) -> set[object]:
    """The numbers that are found in 表四 of a report on 2023."""
    text = "青禾县2023年政府信息公开工作年度报告\n\n四、政府信息公开行政复议、行政诉讼情况\n\n" + tables
    return numbers(text, "table4")


def acts(text: str) -> set[object]:
    """Those of 表二."""
    return numbers(text, "table2")


def numbers(text: str, table: str) -> set[object]:
    document = read(text.encode(), "a.md")
    assert isinstance(document, Document)
    found = extract(document, annual_report_form())
    ids = [spec.cell_id(row, column) for spec in annual_report_form().tables for _, row, column in spec.cells()]
    values = (found[name].value for name in ids if name.startswith(table))
    return {value for value in values if isinstance(value, int)}


def line(values: Sequence[int]) -> str:
    return "| " + " | ".join(map(str, values)) + " |\n"


def test_labels_of_a_table_without_lines_may_all_stand_a_row_off() -> None:
    """A label without values, and too many or too few after another one: all between may be the next row's."""
    for last in ("31 32 63 41", "31 32"):
        slipped = f"一年级学生 二年级学生 11 12 23 住校学生 21 0 21 走读学生 {last}".split()
        assert one_a_line(*HEADER, *slipped) == [DOUBT] * 4
    whole = "一年级学生 11 12 23 二年级学生 21 0 21 住校学生 31 32 63 走读学生 41 42 83".split()
    assert one_a_line(*HEADER, *whole) == [[11, 12, 23], [21, 0, 21], [31, 32, 63], [41, 42, 83]]


def test_a_cell_with_two_numbers_leaves_its_row_in_doubt_without_lines_too() -> None:
    """Two columns became one, and a value stands twice: there are as many cells as the form has columns."""
    rows = one_a_line(*HEADER, "一年级学生", "11", "11", "12 23", "二年级学生", "21", "0", "21")
    assert rows[:2] == [DOUBT, [21, 0, 21]]


def test_values_before_the_first_label_may_be_the_table() -> None:
    lost = line(SUITS).strip("|\n ")
    assert suits(f"{lost}\n\n{NAMES}{line(range(31, 46))}") == set()
    assert suits(f"{NAMES}{line(SUITS)}") >= {11, 25}


def test_the_year_above_a_table_is_not_said_of_the_next_one() -> None:
    last, own, other = (f"{NAMES}{line(range(start, start + 15))}\n" for start in (31, 51, 71))
    assert suits(f"2022年情况\n\n{last}{own}2023年情况\n\n{other}") == set()
    assert suits(f"2022年情况\n\n{last}2023年情况\n\n{own}") >= {51, 64}


def test_a_header_that_comes_again_is_one_header() -> None:
    assert suits(f"{NAMES}{NAMES.replace('|---' * 15 + '|' + chr(10), '')}{line(SUITS)}") >= {11, 25}


def test_a_caption_stands_above_the_remarks_between_it_and_its_table() -> None:
    cells = [*HEADER, *"一年级学生 11 12 23 二年级学生 21 0 21 住校学生 31 32 63 走读学生 41 42 83".split()]
    assert one_a_line("2022年情况", "单位：人", "甲", *cells) == [DOUBT] * 4
    assert one_a_line("2022年情况", "项", *cells) == [DOUBT] * 4, "the first label is broken"


def test_blanks_that_were_dropped_leave_none_but_at_the_end() -> None:
    """Where no line has a blank before a value, all values may have moved to the left."""
    head = PUPILS[: PUPILS.index("| 一年级学生")]

    def of(*rows: str) -> list[list[object]]:
        labels = ("一年级学生", "二年级学生", "住校学生", "走读学生")
        return all_rows(facts(head + "".join(f"| {label} {row}\n" for label, row in zip(labels, rows, strict=True))))

    moved = of("| 11 | 11 | |", "| 21 | 21 | |", "| 31 | | |", "| 41 | 42 | 83 |")
    assert moved == [["ambiguous", "ambiguous", "blank"]] * 2 + [["ambiguous", "blank", "blank"], [41, 42, 83]]
    ordinary = of("| 11 | | 11 |", "| | 21 | |", "| 31 | | |", "| 41 | 42 | 83 |")
    assert ordinary == [[11, "blank", 11], ["blank", 21, "blank"], [31, "blank", "blank"], [41, 42, 83]]


def test_a_name_that_is_missing_is_known_where_the_others_stand_over_the_values() -> None:
    """Each line has a value more than the header has cells: the one without a name may be before the first."""
    text = PUPILS.replace("| 男生 | 女生 | 合计 |", "| | 女生 | 合计 |")
    assert row(facts(text), "pupils.first") == [11, 12, 23]
    shifted = text.replace("| 11 |", "| | 11 |").replace("| 21 | 0", "| | 21 | 0")
    shifted = shifted.replace("| 31 |", "| | 31 |").replace("| 41 |", "| | 41 |")
    assert all_rows(facts(shifted)) == [DOUBT] * 4


def test_a_column_more_than_the_form_has() -> None:
    """With a fourth name, three values are the form's only right under its names."""
    text = PUPILS.replace("| 合计 |\n|---|---|---|---|", "| 合计 | 上年 |\n|---|---|---|---|---|")
    assert row(facts(text.replace("| 23 |", "| 23 | |")), "pupils.first") == [11, 12, 23]
    assert row(facts(text.replace("| 11 | 12 | 23 |", "| | 12 | 23 | 7 |")), "pupils.first") == DOUBT


def test_a_name_in_every_cell_that_it_covered() -> None:
    """A merged cell that was taken apart, in the part of a table that has fewer columns than the others."""
    header = "| 信息内容 | 本年处理决定数量 | 本年处理决定数量 | 本年处理决定数量 |\n"
    text = ACTS.replace("| 信息内容 | 本年处理决定数量 | | |\n", header)
    assert acts(text) == acts(ACTS) == {1, 2, 3, 4, 5, 6, 7, 8, 24}
    doubled = PUPILS.replace("| 合计 |\n|---|---|---|---|", "| 合计 | 合计 |\n|---|---|---|---|---|")
    for total in ("23", "21", "63", "83"):
        doubled = doubled.replace(f" {total} |\n", f" {total} | |\n")
    assert all_rows(facts(doubled)) == [DOUBT] * 4, "one of many columns may stand there twice"


def test_a_label_that_comes_again_with_a_slip() -> None:
    """One of the two lines is another row, or an older version of this one."""
    text = PUPILS.replace("| 二年级学生 |", "| 一年级的学生 | 17 | 18 | 35 |\n| 二年级学生 |")
    assert all_rows(facts(text)) == [DOUBT, [21, 0, 21], [31, 32, 63], [41, 42, 83]]


def test_a_label_with_a_slip_in_rows_out_of_order() -> None:
    """Where one row is left and one line, whose label nearly says so, it is that row wherever it stands."""
    lines = PUPILS.split("\n")
    start = lines.index("| 一年级学生 | 11 | 12 | 23 |")
    mixed = [lines[start + at] for at in (3, 2, 0, 1)]
    text = "\n".join([*lines[:start], *mixed, *lines[start + 4 :]])
    assert row(facts(text.replace("| 走读学生 |", "| 走读学生数 |")), "pupils.others") == [41, 42, 83]


@pytest.mark.parametrize("number", [4, 17])
def test_a_number_without_a_label_is_no_row_of_one_value(number: int) -> None:
    """It may be the number of a page."""
    assert acts(ACTS.replace("| 行政处罚 | 8 |", f"| | {number} |")) == {1, 2, 3, 4, 5, 6, 7, 24}


def test_where_the_values_are_not_certain_none_is_certainly_surplus() -> None:
    found = facts(PUPILS.replace("| 31 | 32 | 63 |", "| 31 | 32 | 63 | 63 |"))
    assert found["pupils.boarders.surplus"].status is Status.AMBIGUOUS
    assert facts(PUPILS)["pupils.boarders.surplus"].value == 0
