"""Tables in the shapes that pages leave when their text is taken out: what cells span is lost, bars stay."""

import re
from collections.abc import Callable, Iterator

import pytest

from engine import pipeline
from engine.model.facts import Facts, Status
from tests.support.packs import shipped_pack
from tests.support.places import RULES
from tests.support.readings import BASE, reading

_NUMBER = re.compile(r"\d+(?:\.\d+)?")
Shape = Callable[[list[str]], Iterator[str]]


def _texts(cells: list[str]) -> list[str]:
    """The cells of a row without those that others cover; blank ones before its label stay: they lie below others."""
    if not any(map(_NUMBER.fullmatch, cells)):
        return [cell for cell in cells if cell]
    first = next(index for index, cell in enumerate(cells) if cell)
    return [*cells[:first], *(cell for cell in cells if cell)]


def rows_with_bars(cells: list[str]) -> Iterator[str]:
    """A row a line, bars between cells, and a bar more for each cell that is covered."""
    texts = _texts(cells)
    line = " | ".join(texts) if texts[0] else "| " * texts.count("") + " | ".join(filter(None, texts))
    yield f"{line} | {'|' * (len(cells) - len(texts))}"


def split_names(cells: list[str]) -> Iterator[str]:
    """The same; 商业企业 and 科研机构 stand on two lines each."""
    line = next(rows_with_bars(cells))
    yield line.replace("商业企业", "商业").replace("科研机构", "科研")
    if "商业企业" in cells:
        yield "企业 | 机构 | ||||||||"


def a_cell_and_a_bar(cells: list[str]) -> Iterator[str]:
    """A cell a line, with its bar; the bars of what is covered on a line of their own."""
    texts = _texts(cells)
    yield from (f"{text} |".lstrip() for text in texts)
    if len(texts) < len(cells):
        yield "|" * (len(cells) - len(texts))


def a_bar_between(cells: list[str]) -> Iterator[str]:
    """Cells and bars, each on a line of its own."""
    for text in filter(None, cells):
        yield from (text, "|")


def a_bar_before(cells: list[str]) -> Iterator[str]:
    """A bar begins the row; then cells, each on a line that ends with a bar."""
    texts = list(filter(None, cells))
    yield "| "
    yield from (f" {text}  | " for text in texts[:-1])
    yield f" {texts[-1]}  | {'|' * (len(cells) - len(texts))}"


def written(shape: Shape, text: str = BASE) -> str:
    lines: list[str] = []
    for line in text.splitlines():
        if re.fullmatch(r"\|[\s:|-]+\|", line):
            continue
        is_row = line.startswith("|")
        lines += shape([cell.strip() for cell in line[1:-1].split("|")]) if is_row else [line]
    return "\n".join(lines)


def values(facts: Facts) -> dict[str, object]:
    names = [table.cell_id(row, column) for table in facts.form.tables for _, row, column in table.cells()]
    return {name: facts[name].value for name in names if facts[name].status is Status.FOUND}


@pytest.mark.parametrize("shape", [rows_with_bars, split_names, a_cell_and_a_bar, a_bar_between, a_bar_before])
@pytest.mark.parametrize(("pack", "count"), [("foi_annual_report", 200), ("foi_annual_report_2019", 198)])
def test_every_value_is_found(shape: Shape, pack: str, count: int) -> None:
    base = (RULES / pack / "base.md").read_text(encoding="utf-8")
    expected = values(understood(base, pack))
    assert len(expected) == count
    assert values(understood(written(shape, base), pack)) == expected


def understood(text: str, pack: str) -> Facts:
    facts = pipeline.understand(text.encode(), "报告.md", [shipped_pack(pack)])
    assert isinstance(facts, Facts)
    return facts


def test_nothing_is_found_in_a_row_that_lost_a_value() -> None:
    """Where names stand over no columns, the number of values alone tells, and one that is missing costs its row."""
    text = written(rows_with_bars).replace("申请数量 | 4 | 1 | 0 |", "申请数量 | 4 | 1 |", 1)
    found = values(reading(text))
    assert found == {name: value for name, value in values(reading(BASE)).items() if ".received." not in name}


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("自然人 | 法人或其他组织 | 总计", "总计 | 法人或其他组织 | 自然人"),
        ("商业企业 | 科研机构", "科研机构 | 商业企业"),
        ("| 法律服务机构 | 其他 |", "| 其他 | |"),
    ],
)
def test_names_in_another_order_or_not_all_of_them_tell_nothing(old: str, new: str) -> None:
    text = written(rows_with_bars)
    assert text.count(old) == 1
    assert not [name for name in values(reading(text.replace(old, new))) if name.startswith("table3.")]
