"""Tables as offices and converters lay them out: read, or reported as not certain."""

from collections.abc import Callable, Sequence
from random import Random

import pytest

from engine.model.facts import Status
from tests.damage import sheets as damaged_sheets
from tests.damage.judge import judge
from tests.damage.kinds import ALL, apply
from tests.damage.sheets import Aim
from tests.extraction.test_variety_words import CHILDREN
from tests.extraction.variety import doubtful, facts, report, text
from tests.round_trip import text as loose
from tests.round_trip.writers import Writer
from tests.support.reports import Item, Layout, Row, Table, Zeros, write

Rows = Sequence[Sequence[str]]

WAYS: list[Callable[[Rows], list[str]]] = [
    loose.one_a_line,
    loose.a_blank_line_between,
    loose.a_bar_on_its_own_line,
    loose.a_bar_after_each,
    loose.bars_and_indented_values,
    loose.spaces_between,
    loose.broken_labels,
]


def pasted(way: Callable[[Rows], list[str]] = loose.one_a_line) -> str:
    return loose.text_of(report().items, way).decode()


def with_tables(change: Callable[[Table], Table]) -> str:
    items: list[Item] = [item if isinstance(item, str) else change(item) for item in report().items]
    return write(items)


@pytest.mark.parametrize("way", WAYS, ids=lambda way: way.__name__)
def test_a_table_without_its_lines(way: Callable[[Rows], list[str]]) -> None:
    assert doubtful(facts(pasted(way), "a.txt")) == set()


def test_the_layout_of_such_a_table_is_unknown() -> None:
    found = facts(pasted(), "a.txt")
    for name in ("table3.breaks", "table3.header_rows", "table4.header_rows"):
        assert found[name].status is Status.AMBIGUOUS
        assert "一行一格" in (found[name].reason or "")
    assert str(found["table3.header"].value).startswith("自然人\n商业企业")
    place = found["table3.received.business"].location
    assert place is not None
    assert place.line is not None
    line = pasted().split("\n")[place.line - 1]
    assert line == str(report().truth["table3.received.business"])


def without_line(whole: str, line: str, after: str) -> str:
    lines = whole.split("\n")
    del lines[lines.index(line, lines.index(after))]
    return "\n".join(lines)


def test_a_value_that_is_missing_leaves_its_row_in_doubt() -> None:
    value = str(report().truth["table3.denied_law.research"])
    changed = without_line(pasted(), value, "2.其他法律行政法规禁止公开")
    assert doubtful(facts(changed, "a.txt")) == {"table3.denied_law"}


def test_a_value_of_the_fourth_table_that_is_missing_leaves_all_in_doubt() -> None:
    value = str(report().truth["table4.review.upheld"])
    changed = without_line(pasted(), value, "复议后起诉")
    assert doubtful(facts(changed, "a.txt")) == {"table4.review", "table4.direct_suit", "table4.suit_after_review"}


def test_a_page_end_between_two_values() -> None:
    changed = pasted().replace("（二）部分公开", "- 3 -\n（二）部分公开")
    assert doubtful(facts(changed, "a.txt")) == set()


def test_columns_in_another_order_without_lines() -> None:
    changed = pasted().replace("商业企业", "某").replace("科研机构", "商业企业").replace("某", "科研机构")
    assert {row.partition(".")[0] for row in doubtful(facts(changed, "a.txt"))} == {"table3"}


def with_header(*labels: str) -> str:
    """The report pasted one cell a line, the header of the third table with these labels."""
    lines = pasted().split("\n")
    first, last = lines.index("自然人"), lines.index("一、本年新收政府信息公开申请数量")
    return "\n".join([*lines[:first], *labels, *lines[last:]])


FIVE = ("商业企业", "科研机构", "社会公益组织", "法律服务机构", "其他")


@pytest.mark.parametrize(
    "above", [("申请人情况", "自然人", "法人或其他组织", "总计"), ("自然人", "法人或其他组织", "总计")]
)
def test_a_header_of_three_lines_read_line_by_line(above: tuple[str, ...]) -> None:
    assert doubtful(facts(with_header(*above, *FIVE), "a.txt")) == set()


@pytest.mark.parametrize(
    "labels",
    [
        ("申请人情况", "总计", "自然人", "法人或其他组织", *FIVE),
        ("申请人情况", "法人或其他组织", "自然人", "总计", *FIVE),
        ("自然人", "总计", *FIVE),
    ],
)
def test_a_header_whose_columns_may_stand_in_another_order(labels: tuple[str, ...]) -> None:
    rows = doubtful(facts(with_header(*labels), "a.txt"))
    assert {row.partition(".")[0] for row in rows} == {"table3"}


def test_lost_labels_are_recovered_where_the_number_of_values_leaves_no_choice() -> None:
    lines = [line for line in pasted().split("\n") if line not in CHILDREN]
    assert doubtful(facts("\n".join(lines), "a.txt")) == set()
    first = next(number for number, line in enumerate(lines) if line == "（三）不予公开") + 1
    del lines[first]
    lost = doubtful(facts("\n".join(lines), "a.txt"))
    assert len([row for row in lost if "denied" in row]) == 8
    assert "table3.received" not in lost


@pytest.mark.parametrize("way", WAYS, ids=lambda way: way.__name__)
def test_damage_to_a_table_without_lines_is_never_read_wrong(way: Callable[[Rows], list[str]]) -> None:
    writer = Writer(way.__name__, ".txt", lambda items: loose.text_of(items, way), is_loose=True)
    for seed in range(6):
        random = Random(f"{way.__name__}/{seed}")  # noqa: S311 (test data)
        made = damaged_sheets.make(random, Layout.THREE, Zeros.SOME)
        damaged = apply(made, Aim("table3"), random.choices(sorted(ALL), k=2), random)
        assert judge(made, damaged, writer).silent == frozenset()


def split_header(table: Table) -> Table:
    """商业 | 科研 above 企业 | 机构."""
    if table.id != "table3":
        return table
    names = table.rows[2].cells
    halves = [(name[: len(name) // 2], name[len(name) // 2 :]) if len(name) > 2 else (name, "") for name in names]
    above, below = Row(tuple(half[0] for half in halves)), Row(tuple(half[1] for half in halves))
    return Table(table.id, (*table.rows[:2], above, below, *table.rows[3:]), table.rule)


def test_names_of_columns_split_over_two_rows() -> None:
    found = facts(with_tables(split_header))
    assert doubtful(found) == set()
    assert found["table3.header.business.label"].value == "商业企业"
    assert found["table3.header.legal_service.label"].value == "法律服务机构"


NAMES = ("结果维持", "结果纠正", "其他结果", "尚未审结", "总计")


def fourth(*rows: tuple[str, ...]) -> str:
    return with_tables(
        lambda table: Table("table4", tuple(Row(row) for row in rows)) if table.id == "table4" else table
    )


def values(row: str) -> tuple[str, ...]:
    return tuple(
        str(report().truth[f"table4.{row}.{column}"]) for column in ("upheld", "corrected", "other", "pending", "total")
    )


def test_the_fourth_table_as_ordinary_rows() -> None:
    rows = (values("review"), values("direct_suit"), values("suit_after_review"))
    one = fourth(
        ("", *NAMES),
        ("行政复议", *rows[0]),
        ("未经复议直接起诉", *rows[1]),
        ("复议后起诉", *rows[2]),
    )
    assert doubtful(facts(one)) == set()
    two = fourth(
        ("", "", *NAMES),
        ("行政复议", "", *rows[0]),
        ("行政诉讼", "未经复议直接起诉", *rows[1]),
        ("", "复议后起诉", *rows[2]),
    )
    found = facts(two)
    assert doubtful(found) == set()
    assert found["table4.review.label"].value == "行政复议"


def test_the_fourth_table_turned_is_in_doubt() -> None:
    rows = (values("review"), values("direct_suit"), values("suit_after_review"))
    turned = fourth(
        ("", "行政复议", "未经复议直接起诉", "复议后起诉"),
        *((name, *(row[number] for row in rows)) for number, name in enumerate(NAMES)),
    )
    assert len(doubtful(facts(turned))) == 3


def test_merged_labels_repeated_in_each_cell() -> None:
    last = ""

    def repeated(table: Table) -> Table:
        nonlocal last
        rows: list[Row] = []
        for row in table.rows:
            cells = list(row.cells)
            if table.id == "table3" and row.key:
                cells[0] = last = cells[0] or last
                cells[1] = cells[1] or cells[0]
            rows.append(Row(tuple(cells), row.key))
        return Table(table.id, tuple(rows), table.rule)

    found = facts(with_tables(repeated))
    assert all(found[name].value in (value, None) for name, value in report().truth.items())


def test_residue_of_merged_cells_and_a_leading_bar() -> None:
    changed = "\n".join(f"{line}||" if line.startswith("|") else line for line in text().split("\n"))
    assert doubtful(facts(changed)) == set()
    bare = "\n".join(line.strip("| ") if line.startswith("| 规章") else line for line in text().split("\n"))
    assert doubtful(facts(bare)) <= {"table2.regulations"}


def test_two_reports_in_one_text_are_a_doubt() -> None:
    other = text().replace("云溪镇", "石桥乡")
    lost = doubtful(facts(f"{text()}\n\n{other}"))
    assert lost == {name.rpartition(".")[0] for name in report().truth}
