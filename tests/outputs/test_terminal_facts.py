"""Tables as they were understood, on screens of any width: aligned, with signs, reasons and counts."""

import io
import re

import pytest
from rich.cells import cell_len
from rich.console import Console

from engine.model.facts import Facts
from engine.outputs.certainty import table_reasons
from engine.outputs.terminal_facts import show_facts
from engine.outputs.terminal_theme import styles
from engine.outputs.words import Language
from tests.support.readings import BASE, damaged, reading


def screen(facts: Facts, width: int, language: Language = "zh", *, colours: bool = False) -> str:
    to = Console(
        file=io.StringIO(),
        width=width,
        force_terminal=colours,
        color_system="standard" if colours else None,
        highlight=False,
        theme=styles("auto"),
    )
    show_facts([facts], to, language)
    assert isinstance(to.file, io.StringIO)
    return to.file.getvalue()


@pytest.fixture(scope="module")
def facts() -> Facts:
    return reading(damaged())


@pytest.mark.parametrize("width", [60, 80, 120, 200])
def test_nothing_is_wider_than_the_screen_and_columns_are_aligned(facts: Facts, width: int) -> None:
    text = screen(facts, width)
    assert max(cell_len(line) for line in text.splitlines()) <= width
    ends = set()
    for name in ("上年结转", "三安全一稳定", "结转下年"):
        row = next(line for line in text.splitlines() if line.startswith(f" {name} "))
        numbers = list(re.finditer(r"(?<=\s)\d+(?=\s|$)", row.split("第")[0]))
        assert len(numbers) == 7
        ends.add(tuple(cell_len(row[: number.end()]) for number in numbers))
    assert len(ends) == 1  # numbers of a column end at the same place


def test_certainty_shows_without_colours(facts: Facts) -> None:
    lines = screen(facts, 100).splitlines()
    received = next(line for line in lines if line.startswith(" 新收"))
    assert received.split()[1:8] == ["?"] * 7
    assert "[ ]" in next(line for line in lines if line.startswith(" 予以公开"))
    assert "[/]" in next(line for line in lines if line.startswith(" 行政许可"))
    legend = next(line for line in lines if "[ ] 空白" in line)
    assert re.search(r"读到 \d+ +\[ \] 空白 1 +\[/\] 符号 1 +\? 不确定 13 +-- 没有 1", legend)


def test_colours_come_on_top(facts: Facts) -> None:
    coloured = screen(facts, 100, colours=True)
    assert "\x1b[" in coloured
    assert re.sub(r"\x1b\[[\d;]*m", "", coloured) == screen(facts, 100)


def test_a_reason_that_a_row_shares_is_said_once(facts: Facts) -> None:
    (table3,) = (table for table in facts.form.tables if table.id == "table3")
    received, granted = table_reasons(facts, table3, "zh")
    assert received.things == ("新收（7 格）",)
    assert received.reason == "这一行有 6 个数，应为 7 个，分不清哪个数属于哪一列"
    assert len(received.facts) == 7
    assert granted.things == ("予以公开[自然人、科研机构、公益组织、法律服务机构、其他组织、总计]",)
    assert screen(facts, 200).count(received.reason) == 1


def test_a_table_that_is_not_there_is_said_as_one() -> None:
    start, end = BASE.index("| （本列数据"), BASE.index("四、政府信息公开行政复议")
    facts = reading(BASE[:start] + "\n" + BASE[end:])
    (table3,) = (table for table in facts.form.tables if table.id == "table3")
    (reason,) = table_reasons(facts, table3, "zh")
    assert reason.things == ("表三全表",)
    assert [one.things for one in table_reasons(facts, table3, "en")] == [("all of 表三",)]


def test_places_of_rows_and_english_words(facts: Facts) -> None:
    text = screen(facts, 120, "en")
    line = damaged().splitlines().index(next(one for one in damaged().splitlines() if "上年结转" in one)) + 1
    assert f"line {line}" in next(row for row in text.splitlines() if row.startswith(" 上年结转"))
    assert re.search(r"found \d+ +\[ \] blank 1", text)


def test_markup_of_a_document_stays_text() -> None:
    title = "[red]云溪镇[/]2023年政府信息公开工作年度报告"
    facts = reading(BASE.replace("青禾县云溪镇2023年政府信息公开工作年度报告", title))
    assert title in screen(facts, 120)
