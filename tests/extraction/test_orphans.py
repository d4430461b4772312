"""Values and labels that have lost each other: the row beside them may be another one's, and is not certain."""

from collections.abc import Sequence

from engine.model.facts import Facts, Status
from engine.model.form import Column, RowSpec, TableSpec
from tests.extraction.reading import PUPILS, facts, row
from tests.support.forms import annual_report_form
from tests.support.readings import BASE

FORM = annual_report_form()
UNSURE = ["ambiguous"] * 3


def annual(text: str) -> Facts:
    return facts(text, FORM)


def statuses(found: Facts, rows: Sequence[str]) -> set[Status]:
    """The statuses of all cells of some rows."""
    ids = [table.cell_id(spec, column) for table in FORM.tables for spec, column in _cells(table)]
    return {found[name].status for name in ids if name.rpartition(".")[0] in rows}


def _cells(table: TableSpec) -> list[tuple[RowSpec, Column]]:
    return [(spec, column) for _, spec, column in table.cells()]


def edited(*changes: tuple[str, str], text: str = BASE) -> str:
    for before, after in changes:
        assert before in text, before
        text = text.replace(before, after, 1)
    return text


def test_labels_a_row_off_and_the_last_values_in_a_table_without_a_word() -> None:
    shifted = (
        PUPILS[: PUPILS.index("| 一年级学生")]
        + """\
| 二年级学生 | 11 | 12 | 23 |
| 住校学生 | 21 | 0 | 21 |
| 走读学生 | 31 | 32 | 63 |

单位：人

| | 41 | 42 | 83 |
|---|---|---|---|
"""
    )
    found = facts(shifted)
    assert [row(found, name) for name in ("pupils.second", "pupils.boarders", "pupils.others")] == [UNSURE] * 3


def test_a_row_of_values_outside_a_table_that_lacks_a_row() -> None:
    lines = BASE.splitlines()
    first = next(number for number, line in enumerate(lines) if line.startswith("| 一、本年新收"))
    last = next(number for number, line in enumerate(lines) if line.startswith("| 四、结转下"))
    text = "\n".join([*lines[:first], *lines[first + 1 : last + 1], "", "1 0 0 0 0 0 1", "", *lines[last + 1 :]])
    assert statuses(annual(text), ["table3.carried_in", "table3.granted"]) == {Status.AMBIGUOUS}
    whole = "\n".join([*lines[: last + 1], "", "1 0 0 0 0 0 1", "", *lines[last + 1 :]])
    assert statuses(annual(whole), ["table3.carried_in", "table3.granted"]) == {Status.FOUND}


def test_rows_as_columns_in_another_table() -> None:
    """The report's own table lies on its side, and another one stands the right way: which is its own is open."""
    lines = BASE.splitlines()
    first = next(number for number, line in enumerate(lines) if line.startswith("| 一、本年新收"))
    last = next(number for number, line in enumerate(lines) if line.startswith("| 四、结转下"))
    cells = [[cell.strip() for cell in line.strip("| ").split("|")] for line in lines[first : last + 1]]
    names = ["自然人", "商业企业", "科研机构", "社会公益组织", "法律服务机构", "其他", "总计"]
    labels = [next(cell for cell in reversed(row[:-7]) if cell) for row in cells]
    turned = ["| 项目 | " + " | ".join(labels) + " |", "|" + "---|" * (len(labels) + 1)]
    turned += [f"| {name} | " + " | ".join(row[at - 7] for row in cells) + " |" for at, name in enumerate(names)]
    text = "\n".join([*lines[: last + 1], "", *turned, "", *lines[last + 1 :]])
    assert statuses(annual(text), ["table3.received", "table3.disposed"]) == {Status.AMBIGUOUS}


def test_values_of_table_4_in_another_table_that_has_no_names() -> None:
    rest = "五、存在的主要问题及改进情况"
    text = edited((rest, f"2023年情况\n\n| | | | 6 | 6 | | | | | | | | | | |\n|---|---|\n\n{rest}"))
    assert statuses(annual(text), ["table4.review"]) == {Status.AMBIGUOUS}


def test_the_labels_of_two_rows_in_a_cell() -> None:
    text = edited(("| 规章 | 0 | 0 | 0 |\n| 行政规范性文件 | 2 | 1 | 9 |", "| 规章 行政规范性文件 | 2 | 1 | 9 |"))
    rows = ["table2.regulations", "table2.normative_documents"]
    assert statuses(annual(text), rows) == {Status.AMBIGUOUS}


def test_a_row_under_the_caption_of_another_part() -> None:
    text = edited(
        ("| 行政许可 | 12 | | |\n", "| | | | |\n"),
        (
            "| 行政处罚 | 0 | | |\n| 行政强制 | 0 | | |",
            "| 行政许可 | 12 | | |\n| 行政处罚 | 0 | | |\n| 行政强制 | | | |",
        ),
    )
    assert statuses(annual(text), ["table2.licences", "table2.penalties"]) == {Status.AMBIGUOUS}
    above = edited(("| 行政许可 | 12 | | |\n", "| 行政处罚 | 12 | | |\n"), ("| 行政处罚 | 0 | | |\n", ""))
    assert statuses(annual(above), ["table2.penalties"]) == {Status.AMBIGUOUS}


def test_the_beginning_of_a_label_and_the_whole_of_it_elsewhere() -> None:
    """The report's own row, its label broken, and a part of another table that has the row."""
    part = (
        "| 第二十条第（八）项 | | | |\n| 信息内容 | 本年收费金额（单位：万元） | | |\n| 行政事业性收费 | 9.81 | | |\n"
    )
    text = edited(("| 行政事业性收费 | 0.35 | | |\n", f"| 行政事业 | 0.35 | | |\n| 性收费 | | | |\n{part}"))
    assert statuses(annual(text), ["table2.fees"]) == {Status.AMBIGUOUS}


def test_values_without_a_label_where_no_row_is_missing() -> None:
    """Labels slipped up by a row, the first over the names of the columns: the last values have none."""
    text = edited(
        ("| 信息内容 | 本年制发件数 | 本年废止件数 | 现行有效件数 |\n", ""),
        ("| 规章 | 0 | 0 | 0 |\n", "| 规章 | 3 | 1 | 7 |\n| 信息内容 | 本年制发件数 | 本年废止件数 | 现行有效件数 |\n"),
        ("| 行政规范性文件 | 2 | 1 | 9 |", "| 行政规范性文件 | 0 | 0 | 0 |\n| | 2 | 1 | 9 |"),
    )
    assert statuses(annual(text), ["table2.regulations", "table2.normative_documents"]) == {Status.AMBIGUOUS}
    assert statuses(annual(text), ["table2.coercive_measures"]) == {Status.FOUND}


def test_a_label_twice_with_other_values_may_be_that_of_the_row_below() -> None:
    text = edited(
        ("| 规章 | 0 | 0 | 0 |\n", "| 规章 | 0 | 0 | 0 |\n| 规章 | 2 | 1 | 9 |\n"),
        ("文件 | 2 | 1 | 9", "文件 | 8 | 3 | 6"),
    )
    assert statuses(annual(text), ["table2.regulations", "table2.normative_documents"]) == {Status.AMBIGUOUS}
    assert statuses(annual(text), ["table2.licences"]) == {Status.FOUND}


def test_a_caption_above_the_first_of_two_tables_says_nothing_of_the_second() -> None:
    """A rest of last year's table right above the report's own, and another unit's before them."""
    start, end = BASE.index("| 第二十条第（一）项"), BASE.index("三、收到和处理")
    table = BASE[start:end]
    part = "2022年情况\n\n| 行政事业性收费 | 0.97 | | |\n|---|---|---|---|\n"
    text = BASE[:start] + "镇卫生院2023年情况\n\n" + table.replace("12", "31") + "\n" + part + table + BASE[end:]
    assert statuses(annual(text), ["table2.licences"]) == {Status.AMBIGUOUS}


def test_names_twice_under_another_years_caption() -> None:
    """The table that nobody filled in may be last year's, and the one below it the report's."""
    rest = "五、存在的主要问题及改进情况"
    start, end = BASE.index("| 行政复议"), BASE.index(rest)
    table = BASE[start:end]
    names = table[: table.index("| 1 |")]
    text = (
        BASE[:start] + "其中：\n\n" + table.replace("| 1 |", "| 3 |") + f"2022年情况\n\n{names}\n" + table + BASE[end:]
    )
    assert statuses(annual(text), ["table4.review"]) == {Status.AMBIGUOUS}


def test_a_badly_written_value_is_no_label() -> None:
    """Labels a row off: the first has no values, and the last values have no label, whatever is written among them."""
    for bad in ("042", "O", "4l", "不详", "42件"):
        shifted = (
            PUPILS[: PUPILS.index("| 一年级学生")]
            + f"""\
| 一年级学生 | | | |
| 二年级学生 | 11 | 12 | 23 |
| 住校学生 | 21 | 0 | 21 |
| 走读学生 | 31 | 32 | 63 |
| | 41 | {bad} | 83 |
"""
        )
        found = facts(shifted)
        assert [row(found, name) for name in ("pupils.second", "pupils.boarders", "pupils.others")] == [UNSURE] * 3, bad


def test_values_above_the_names_under_another_years_caption() -> None:
    """The values are last year's, those below their names the report's: no third table takes its place."""
    start, end = BASE.index("| 行政复议"), BASE.index("五、存在的主要问题及改进情况")
    table = BASE[start:end]
    last = "2022年情况\n\n| 9 | 0 | 0 | 0 | 9 | 0 | 0 | 0 | 0 | 0 | 0 | 0 | 0 | 0 | 0 |\n"
    others = "下属单位的情况：\n\n" + table.replace("| 1 |", "| 3 |")
    assert statuses(annual(BASE[:start] + last + table + others + BASE[end:]), ["table4.review"]) == {Status.AMBIGUOUS}


def test_a_label_with_a_slip_below_a_row_without_values() -> None:
    text = edited(("| 行政处罚 | 0 | | |\n| 行政强制 | 0 | | |", "| 行政处罚 | | | |\n| 行政强 | 22 | | |"))
    assert statuses(annual(text), ["table2.coercive_measures"]) == {Status.AMBIGUOUS}


def test_another_table_with_as_many_values_and_other_names_beside_table_4() -> None:
    start = BASE.index("| 行政复议")
    names = "| " + " | ".join(f"Column {number}" for number in range(1, 12)) + " |\n" + "|---" * 11 + "|\n"
    other = names + "| 37 | 20 | 57 | 54 | 86 | 76 | 46 | 262 | 10 | 3 | 13 |\n\n另一个单位的数据如下。\n\n"
    assert statuses(annual(BASE[:start] + other + BASE[start:]), ["table4.review"]) == {Status.AMBIGUOUS}


def test_a_blank_beside_another_rows_uncertain_cell() -> None:
    """In 表四 the rows stand side by side: the value of one may have slipped into a cell of another."""
    text = edited(("| 1 | 0 | 0 | 0 | 1 | 0 | 0", "| 1 | 0 | 0 | 0 | 见附件 1 | | 0"))
    blank = annual(text)["table4.direct_suit.upheld"]
    assert (blank.status, bool(blank.reason)) == (Status.BLANK, True)


def test_values_with_units_and_no_label_above_labels_a_row_off() -> None:
    text = (
        PUPILS[: PUPILS.index("| 一年级学生")]
        + """\
| | 11件 | 12件 | 23件 |
| 一年级学生 | 21件 | 30件 | 51件 |
| 二年级学生 | | | |
| 住校学生 | 31件 | 32件 | 63件 |
| 走读学生 | | | |
"""
    )
    found = facts(text)
    assert {found[f"pupils.{name}.boys"].status for name in ("second", "others")} == {Status.AMBIGUOUS}


def test_values_of_table_4_one_on_a_line_above_another_table() -> None:
    """The names stand only above another unit's values."""
    start, end = BASE.index("| 行政复议"), BASE.index("五、存在的主要问题及改进情况")
    table = BASE[start:end].replace("| 1 |", "| 3 |")
    for values in ("".join(f"{number}|\n" for number in range(15)), "".join(f"{number}\n\n" for number in range(15))):
        text = BASE[:start] + f"2023年情况\n\n{values}\n镇卫生院2023年情况\n\n" + table + BASE[end:]
        assert statuses(annual(text), ["table4.review"]) == {Status.AMBIGUOUS}


def test_blanks_dropped_and_a_label_lost() -> None:
    """All values stand right after the labels: none is where its column is, the first of the nameless line least."""
    lines = BASE.replace(" 0 |", " |").splitlines()
    first = next(number for number, line in enumerate(lines) if line.startswith("| 一、本年新收"))
    last = next(number for number, line in enumerate(lines) if line.startswith("| 四、结转下"))
    for number in range(first, last + 1):
        cells = [cell.strip() for cell in lines[number][1:-1].split("|")]
        values = [cell for cell in cells[3:] if cell]
        lines[number] = "| " + " | ".join([*cells[:3], *values, *[""] * (7 - len(values))]) + " |"
    nameless = next(number for number, line in enumerate(lines) if "1.本机关不掌握" in line)
    lines[nameless] = "| | 1 | 2 | 3 | 6 | | | | | |"
    found = annual("\n".join(lines))
    assert Status.FOUND not in statuses(found, ["table3.carried_out", "table3.partial"])
    blank = found["table3.carried_out.total"]
    assert blank.status is Status.AMBIGUOUS or blank.reason


def test_a_blank_column_that_a_line_without_a_place_fills() -> None:
    """No row has a value under 商业企业, and two rows in one line have: the values moved to the right."""
    lines = BASE.splitlines()
    first = next(number for number, line in enumerate(lines) if line.startswith("| 一、本年新收"))
    last = next(number for number, line in enumerate(lines) if line.startswith("| 四、结转下"))
    for number in range(first, last + 1):
        cells = [cell.strip() for cell in lines[number][1:-1].split("|")]
        lines[number] = "| " + " | ".join([*cells[:4], "", *cells[4:-1]]) + " |"
    text = "\n".join(lines)
    assert statuses(annual(text), ["table3.carried_in"]) == {Status.FOUND, Status.BLANK}
    two = next(number for number, line in enumerate(lines) if "2.其他法律" in line)
    joined = "| | | 1.属于国家秘密 2.其他法律行政法规禁止公开 | 0 1 | 2 3 | 0 0 | 0 0 | 0 0 | 0 0 | 0 0 |"
    text = "\n".join([*lines[: two - 1], joined, *lines[two + 1 :]])
    assert Status.FOUND not in statuses(annual(text), ["table3.carried_in", "table3.granted"])


def test_two_numbers_in_a_cell_below() -> None:
    """One of them may have slipped from the row above, where another stands now."""
    text = edited(("| 行政处罚 | 0 | | |\n| 行政强制 | 0 | | |", "| 行政处罚 | 99 | | |\n| 行政强制 | 84 69 | | |"))
    assert statuses(annual(text), ["table2.penalties", "table2.coercive_measures"]) == {Status.AMBIGUOUS}
    assert statuses(annual(text), ["table2.licences"]) == {Status.FOUND}


def test_the_rest_of_a_label_in_the_first_value_cell() -> None:
    """A value stands twice: there are as many cells behind the label as the form has columns."""
    rest = "只计这一情形，不计其他情形）"
    text = edited(
        ("不计其他情形） | | 1 | 0 | 0 | 0 | 0 | 0 | 1 |", f"不计其他情形） | {rest} | 1 | 1 | 0 | 0 | 0 | 1 |")
    )
    assert Status.FOUND not in statuses(annual(text), ["table3.partial"])


def test_two_columns_that_became_one() -> None:
    """Where several rows have two numbers in the cell of one column, no row says in which column its values stand."""
    head = PUPILS[: PUPILS.index("| 一年级学生")]
    found = facts(
        head
        + """\
| 一年级学生 | 11 12 | 23 | |
| 二年级学生 | 21 30 | 51 | |
| 住校学生 | 31 32 | 63 | |
| 走读学生 | 41 | 42 | 83 |
"""
    )
    assert row(found, "pupils.others") == UNSURE
