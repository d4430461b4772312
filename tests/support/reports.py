"""Compliant reports whose cells differ as much as the identities allow, in several layouts.

A report is made of lines of text and tables of rows, so that damage can be done to it before it is written out.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import Enum
from random import Random

from engine.model.form import Form, RowSpec, TableSpec
from tests.support.forms import annual_report_form

Number = int | Decimal
Cell = Number | str | None
"""What stands in a cell: a number, a number with words (增2, 8.6万元), or nothing."""
YEAR = 2023
RESULTS = 21  # rows of the third table between what came in and the total
COLUMNS = 7


class Layout(Enum):
    """How the tables stand on the page."""

    SLID = "three label columns, rows with two end in a blank, a torn table, surplus cells, a label that slid"
    THREE = "three label columns, every name over its values"
    TWO = "two label columns"
    ONE = "one label column"


class Zeros(Enum):
    """How often a cell is zero. Zeros hide a shift, so most reports here have few."""

    NONE = 0
    SOME = 10
    MANY = 70


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a table; ``key`` is the form's row it holds (``table3.received``; ``table4``), ``None`` for headers."""

    cells: tuple[str, ...]
    key: str | None = None


@dataclass(frozen=True, slots=True)
class Table:
    """A table; ``id`` is that of the form. ``rule`` is the row before which the header ends, ``None`` without one."""

    id: str
    rows: tuple[Row, ...]
    rule: int | None = 1


Item = str | Table


@dataclass(frozen=True, slots=True)
class Report:
    """A report and the true value of every cell by fact id. ``aim`` is the row that damage is to hit, if any."""

    items: tuple[Item, ...]
    truth: dict[str, Number]
    layout: Layout
    zeros: Zeros
    aim: str | None = None


def write(items: Iterable[Item]) -> str:
    """The report as Markdown."""
    lines: list[str] = []
    for item in items:
        if isinstance(item, str):
            lines += [item, ""]
            continue
        for number, row in enumerate(item.rows):
            if number == item.rule:
                lines.append("|" + "---|" * len(row.cells))
            lines.append("| " + " | ".join(row.cells) + " |")
        lines.append("")
    return "\n".join(lines)


def make(random: Random, layout: Layout, zeros: Zeros) -> Report:
    """A compliant report."""
    truth = {**_second(random, zeros), **third(random, zeros), **_fourth(random, zeros)}
    seconds, thirds, fourths = write_tables(truth, layout, random)
    items = framed(YEAR, seconds, thirds, fourths)
    return Report(tuple(items), truth, layout, zeros)


def framed(year: int, second: Sequence[Item], third: Sequence[Item], fourth: Sequence[Item]) -> list[Item]:
    """A report around its tables: title, headings, a little prose, signature."""
    return [
        "青禾县云溪镇人民政府",
        f"青禾县云溪镇{year}年政府信息公开工作年度报告",
        "一、总体情况",
        "本年度按照要求做好公开工作。",
        "二、主动公开政府信息情况",
        *second,
        "三、收到和处理政府信息公开申请情况",
        *third,
        "四、政府信息公开行政复议、行政诉讼情况",
        *fourth,
        "五、存在的主要问题及改进情况",
        "公开的内容还不够细。下一年度继续改进。",
        "六、其他需要报告的事项",
        "无。",
        "青禾县云溪镇人民政府",
        f"{year + 1}年1月20日",
    ]


def write_tables(
    truth: Mapping[str, Cell], layout: Layout, random: Random, form: Form | None = None
) -> tuple[list[Table], list[Table], list[Table]]:
    """The three tables of a form (that of 2021 if none is given) in a layout.

    ``random`` chooses what a careless layout puts into surplus cells.
    """
    form = form or annual_report_form()
    return (
        [_write_second(form.table("table2"), truth, layout, random)],
        write_third(truth, layout, form),
        [_write_fourth(truth, layout, random)],
    )


def _cell(random: Random, zeros: Zeros) -> int:
    return 0 if random.randrange(100) < zeros.value else random.randint(1, 99)


def _second(random: Random, zeros: Zeros) -> dict[str, Number]:
    truth: dict[str, Number] = {}
    for _, row, column in annual_report_form().table("table2").cells():
        truth[f"table2.{row.id}.{column.id}"] = _cell(random, zeros)
    truth["table2.fees.amount"] = Decimal(random.randint(1, 99999)) / 100
    return truth


def third(random: Random, zeros: Zeros) -> dict[str, Number]:
    """A third table in which all identities hold: rows add up, results add up, what came in is what went out."""
    spec = annual_report_form().table("table3")
    rows = [row.id for row in spec.blocks[0].rows]
    columns = [column.id for column in spec.blocks[0].columns]
    cells: dict[tuple[str, str], int] = {}
    for column in columns[:-1]:
        for row in rows[2 : 2 + RESULTS]:
            cells[row, column] = _cell(random, zeros)
        done = sum(cells[row, column] for row in rows[2 : 2 + RESULTS])
        left = _cell(random, zeros)
        carried = random.randint(0, done + left)
        cells |= {("disposed", column): done, ("carried_out", column): left}
        cells |= {("carried_in", column): carried, ("received", column): done + left - carried}
    for row in rows:
        cells[row, columns[-1]] = sum(cells[row, column] for column in columns[:-1])
    return {f"table3.{row}.{column}": value for (row, column), value in cells.items()}


def _fourth(random: Random, zeros: Zeros) -> dict[str, Number]:
    truth: dict[str, Number] = {}
    spec = annual_report_form().table("table4")
    for row in spec.blocks[0].rows:
        values = [_cell(random, zeros) for _ in range(4)]
        for column, value in zip(spec.blocks[0].columns, [*values, sum(values)], strict=True):
            truth[f"table4.{row.id}.{column.id}"] = value
    return truth


def _write_second(spec: TableSpec, truth: Mapping[str, Cell], layout: Layout, random: Random) -> Table:
    rows: list[Row] = []
    for block in spec.blocks:
        caption, corner = block.caption, block.corner
        assert caption is not None
        assert corner is not None
        rows.append(_padded([caption.standard], 4))
        rows.append(_padded([corner.standard, *(column.label.standard for column in block.columns)], 4))
        for row in block.rows:
            values = [_shown(truth[f"table2.{row.id}.{column.id}"]) for column in block.columns]
            surplus = layout is Layout.SLID and len(block.columns) == 1 and row.id != "licences"
            fill = [str(random.randint(0, 99)) for _ in range(2)] if surplus else []
            rows.append(_padded([row.label.standard, *values, *fill], 4, f"table2.{row.id}"))
    return Table("table2", tuple(rows))


def _shown(value: Cell) -> str:
    return "" if value is None else str(value)


def _padded(cells: Sequence[str], width: int, key: str | None = None) -> Row:
    return Row((*cells, *[""] * (width - len(cells))), key)


def write_third(truth: Mapping[str, Cell], layout: Layout, form: Form | None = None) -> list[Table]:
    """The third table in a layout: one table, or two where the layout tears it."""
    spec = (form or annual_report_form()).table("table3")
    block = spec.blocks[0]
    names = [column.label.standard for column in block.columns]
    note = "（本列数据的勾稽关系为：第一项加第二项之和，等于第三项加第四项之和）"
    data = [(row, [_shown(truth[f"table3.{row.id}.{column.id}"]) for column in block.columns]) for row in block.rows]
    if layout is Layout.ONE:
        head = Row(("项目", *names))
        return [
            Table("table3", (head, *(Row((row.label.standard, *values), f"table3.{row.id}") for row, values in data)))
        ]
    if layout is Layout.TWO:
        rows = [Row(("类别", "项目", *names))]
        rows += [Row((_group(row, data, 0), row.label.standard, *values), f"table3.{row.id}") for row, values in data]
        return [Table("table3", tuple(rows))]
    shift = layout is Layout.THREE
    start = 3 if shift else 2
    rows = [
        _padded([note, *[""] * (start - 1), "申请人情况", *[""] * 5, *([] if shift else ["总计"])], 10),
        _padded([*[""] * start, names[0], "法人或其他组织", *[""] * 4, *([names[-1]] if shift else [])], 10),
        _padded([*[""] * (start + 1), *names[1:-1]], 10),
    ]
    for row, values in data:
        labels = [_group(row, data, depth) for depth in range(2)]
        leaf = _words(row.label.standard, layout)
        cells = _three_labels(labels, row, leaf) if shift or len(row.groups) == 2 else _two_labels(labels, row, leaf)
        rows.append(_padded([*cells, *values], 10, f"table3.{row.id}"))
    if shift:
        return [Table("table3", tuple(rows))]
    return _slide_and_tear(rows)


def _words(label: str, layout: Layout) -> str:
    """The label; where the layout is a careless one, with the slips that occur."""
    if layout is not Layout.SLID:
        return label
    return label.replace("只计", "只记").replace("重新出具", "重复出具").replace(".", ". ")


def _group(row: RowSpec, data: Sequence[tuple[RowSpec, list[str]]], depth: int) -> str:
    """The label of a row's group, where the row is the first of it."""
    if len(row.groups) <= depth:
        return ""
    first = next(other for other, _ in data if other.groups[: depth + 1] == row.groups[: depth + 1])
    return row.groups[depth].standard if first is row else ""


def _three_labels(groups: Sequence[str], row: RowSpec, leaf: str) -> list[str]:
    cells = [*groups[: len(row.groups)], leaf]
    return [*cells, *[""] * (3 - len(cells))]


def _two_labels(groups: Sequence[str], row: RowSpec, leaf: str) -> list[str]:
    return [leaf, ""] if not row.groups else [groups[0], leaf]


def _slide_and_tear(rows: list[Row]) -> list[Table]:
    """What a page end does: the last label before it slides to the left, the rest goes on in a table of its own."""
    at = next(index for index, row in enumerate(rows) if row.key == "table3.rejected_confirmation")
    slid = rows[at]
    rows[at] = Row((slid.cells[2], "", *slid.cells[3:], ""), slid.key)
    rest = [Row(("",) * 9)]
    for row in rows[at + 1 :]:
        drop = 1 if row.key not in ("table3.other_results", "table3.disposed", "table3.carried_out") else 0
        rest.append(Row(row.cells[drop : drop + 9] if drop else row.cells[:9], row.key))
    return [Table("table3", tuple(rows[: at + 1])), Table("table3", tuple(rest))]


def _write_fourth(truth: Mapping[str, Cell], layout: Layout, random: Random) -> Table:
    spec = annual_report_form().table("table4")
    block = spec.blocks[0]
    names = [column.label.standard for column in block.columns]
    values = [_shown(truth[f"table4.{row.id}.{column.id}"]) for row in block.rows for column in block.columns]
    surplus = layout is Layout.SLID
    width = 15 + surplus
    rows = (
        _padded([block.rows[0].label.standard, *[""] * 4, "行政诉讼"], width),
        _padded([*names, block.rows[1].label.standard, *[""] * 4, block.rows[2].label.standard], width),
        _padded([*[""] * 5, *names, *names], width),
        _padded([*values, *([str(random.randint(0, 99))] if surplus else [])], width, "table4"),
    )
    return Table("table4", rows)
