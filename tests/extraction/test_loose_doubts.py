"""Text without lines: what is written beside a value, or between the rows, may belong to something else."""

from collections.abc import Callable, Sequence
from itertools import pairwise

from engine.model.facts import Facts, Status
from tests.extraction.variety import doubtful, facts, report
from tests.round_trip import text as loose
from tests.support.readings import BASE

ROWS_OF_4 = ("review", "direct_suit", "suit_after_review")


def pasted(way: Callable[[Sequence[Sequence[str]]], list[str]] = loose.one_a_line) -> str:
    return loose.text_of(report().items, way).decode()


def read(changed: str) -> Facts:
    return facts(changed, "a.txt")


def value(name: str) -> str:
    return str(report().truth[name])


def edited(text: str, before: str, after: str) -> str:
    assert before in text, before
    return text.replace(before, after, 1)


def test_a_row_again_with_a_remark_beside_its_value() -> None:
    """The row whose value has a remark is a row, too: the clean one is not the only one."""
    for remark in ("（含上年）", "件"):
        own = f"行政处罚 {value('table2.penalties.decisions')}"
        changed = edited(pasted(loose.spaces_between), own, f"{own}{remark}\n行政处罚 7")
        assert read(changed)["table2.penalties.decisions"].status is Status.AMBIGUOUS


def test_another_years_rows_below_the_table() -> None:
    """The report lacks a row, and last year's figures have it."""
    columns = ("issued", "repealed", "effective")
    own = f"行政许可\n{value('table2.licences.decisions')}\n"
    third = "三、收到和处理政府信息公开申请情况"
    rows = [f"{name}\n" + "".join(f"{number}\n" for number in range(1, 4)) for name in ("规章", "行政规范性文件")]
    others = "2022年情况\n" + "".join(rows) + "第二十条第（五）项\n信息内容\n本年处理决定数量\n行政许可\n7\n"
    changed = edited(edited(pasted(), own, ""), third, f"{others}\n{third}")
    found = read(changed)
    assert found["table2.licences.decisions"].status is not Status.FOUND
    assert [found[f"table2.regulations.{one}"].value for one in columns] == [
        report().truth[f"table2.regulations.{one}"] for one in columns
    ]


def test_a_letter_for_a_digit_is_a_value() -> None:
    """A nought and a letter in the cells of one row: one of them is too many."""
    own = f"行政许可\n{value('table2.licences.decisions')}\n"
    assert read(edited(pasted(), own, "行政许可\n0\no\n"))["table2.licences.decisions"].status is Status.AMBIGUOUS


def test_values_below_the_label_of_a_group_are_no_row_outside_it() -> None:
    columns = ("natural_person", "business", "research", "public_welfare", "legal_service", "other", "total")
    text = pasted(loose.a_bar_on_its_own_line)
    own = text[text.index("二、上年结转") : text.index("三、本年度办理结果")]
    sums = "".join(f"{number}\n|\n" for number in range(11, 18))
    found = read(edited(edited(text, own, "\n"), "三、本年度办理结果\n", f"三、本年度办理结果\n|\n{sums}"))
    assert {found[f"table3.carried_in.{one}"].status for one in columns} == {Status.AMBIGUOUS}
    assert "table3.received" not in doubtful(found)


def test_words_that_are_no_label_before_the_values_of_a_row() -> None:
    """A page header stands where the last label was: all labels above have slipped by a row."""
    lines = pasted().split("\n")
    first = lines.index("一、本年新收政府信息公开申请数量")
    last = lines.index("四、结转下年度继续办理")
    labels = [at for at in range(first, last + 1) if at == first or not lines[at].replace(".", "").isdigit()]
    rows = [at for at in labels if lines[at + 1].isdigit()]
    shifted = list(lines)
    for at, following in pairwise(rows[:5]):
        shifted[at] = lines[following]
    shifted[rows[4]] = "青禾县云溪镇人民政府"
    found = facts("\n".join(shifted), "a.txt")
    wrong = ["carried_in", "granted", "partial"]
    assert {found[f"table3.{row}.total"].status for row in wrong} == {Status.AMBIGUOUS}


def test_two_rows_on_a_line() -> None:
    """Each has its label before its values. Where one comes again with another, it may be its neighbour's label."""
    own = [
        f"{name} {value(f'table2.{row}.decisions')}"
        for name, row in (("行政处罚", "penalties"), ("行政强制", "coercive_measures"))
    ]
    changed = edited(pasted(loose.spaces_between), "\n".join(own), " ".join(own))
    assert doubtful(read(changed)) == set()
    again = edited(changed, " ".join(own), " ".join(own) + "\n行政强制 7")
    assert doubtful(read(again)) == {"table2.coercive_measures", "table2.penalties"}


def test_a_name_that_the_form_does_not_have_among_those_of_the_columns() -> None:
    """One column of it was left blank: every row has as many values as the form has columns."""
    lines = pasted().split("\n")
    lines.insert(lines.index("商业企业"), "占比")
    rows = doubtful(facts("\n".join(lines), "a.txt"))
    assert {row for row in rows if row.startswith("table3")} == {
        row.rpartition(".")[0] for row in report().truth if row.startswith("table3")
    }


def test_words_before_the_values_of_rows_side_by_side_are_none_of_them() -> None:
    lines = pasted().split("\n")
    last = max(number for number, line in enumerate(lines) if line == "总计")
    found = read("\n".join([*lines[: last + 1], "云溪镇", *lines[last + 2 :]]))
    assert {fact.status for name in ROWS_OF_4 for fact in [found[f"table4.{name}.total"]]} == {Status.AMBIGUOUS}


def test_a_number_that_stands_alone_below_a_row() -> None:
    """Two cells of which one has slipped under the row: 5 and 7, or 57."""
    text = BASE.replace("| 行政强制 | 0 | | |\n", "| 行政强制 | 7 | | |\n\n5\n\n", 1)
    found = facts(text)
    assert found["table2.coercive_measures.decisions"].status is not Status.FOUND
    assert found["table2.licences.decisions"].value == 12


def test_a_row_with_words_in_its_last_cell_and_again_without() -> None:
    columns = ("issued", "repealed", "effective")
    own = "规章 " + " ".join(value(f"table2.regulations.{one}") for one in columns)
    first, second, _ = own.removeprefix("规章 ").split(" ")
    changed = edited(pasted(loose.spaces_between), own, f"规章 {first} {second} 见附件\n规章 7 8 9")
    assert read(changed)["table2.regulations.issued"].status is Status.AMBIGUOUS


def test_the_number_of_a_page_before_the_values_of_table_4() -> None:
    """One value of fifteen is lost, and what a page end leaves makes up for it."""
    lines = pasted().split("\n")
    last = max(number for number, line in enumerate(lines) if line == "总计")
    for page in ("第 3 页", "3页"):
        found = read("\n".join([*lines[: last + 1], page, *lines[last + 2 :]]))
        assert {found[f"table4.{name}.total"].status for name in ROWS_OF_4} == {Status.AMBIGUOUS}


def test_a_label_of_which_only_the_ordinal_is_left() -> None:
    """It is no value: with it, the values of the row would be as many as they should be."""
    lines = pasted().split("\n")
    at = lines.index("1.信访举报投诉类申请")
    lines[at : at + 2] = ["1."]
    found = facts("\n".join(lines), "a.txt")
    assert found["table3.rejected_petition.business"].status is not Status.FOUND


def test_rows_that_are_numbered() -> None:
    """Numbers that count from one on are the rows'; one that does not may be the last value of the row above."""
    lines = pasted(loose.spaces_between).split("\n")
    first = next(number for number, line in enumerate(lines) if line.startswith("一、本年新收"))
    last = next(number for number, line in enumerate(lines) if line.startswith("四、结转"))
    rows = [number for number in range(first, last + 1) if lines[number][-1].isdigit()]
    for at, number in enumerate(rows, 1):
        lines[number] = f"{at} {lines[number]}"
    assert doubtful(read("\n".join(lines))) == set()
    lines[rows[3]] = "7" + lines[rows[3]][1:]
    assert "table3.granted" in doubtful(read("\n".join(lines)))


def test_labels_a_row_off_of_which_one_has_no_values_and_another_two() -> None:
    """What divides the last two values is a line's end; the first label has none, and no row is too long or short."""
    columns = ("issued", "repealed", "effective")
    values = " ".join(value(f"table2.regulations.{one}") for one in columns)
    text = pasted(loose.spaces_between)
    changed = edited(text, f"规章 {values}\n", f"规章\n行政规范性文件 {values}\n")
    others = " ".join(value(f"table2.normative_documents.{one}") for one in columns)
    changed = edited(changed, f"\n行政规范性文件 {others}\n", "\n")
    changed = edited(changed, f"行政强制 {value('table2.coercive_measures.decisions')}\n", "行政强制 7\n33\n")
    assert read(changed)["table2.normative_documents.issued"].status is not Status.FOUND


def test_values_below_words_that_are_no_label_are_no_missing_row() -> None:
    """A sum that the form does not have stands where the label of a row is gone."""
    columns = ("issued", "repealed", "effective")
    values = "".join(f"{value(f'table2.normative_documents.{one}')}\n" for one in columns)
    found = read(edited(pasted(), f"行政规范性文件\n{values}", "小计\n7\n8\n9\n"))
    assert found["table2.normative_documents.issued"].status is not Status.FOUND
