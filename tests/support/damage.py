"""Damage that happens to reports on their way through converters, done on purpose, one kind a function."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from random import Random

from tests.support.reports import YEAR, Item, Report, Row, Table, third, write_third


@dataclass(frozen=True, slots=True)
class Damaged:
    """A damaged report, and which rows were hit (keys of the form; the table's id for its header)."""

    report: Report
    hit: frozenset[str]


Damage = Callable[[Report, Random], Damaged]


def _tables(report: Report) -> list[int]:
    return [index for index, item in enumerate(report.items) if isinstance(item, Table)]


def _pick(report: Report, random: Random) -> tuple[int, Table, int]:
    """A table and a row of it: the one aimed at, or any, so that the third table is hit more often than the others."""
    aimed = [
        (index, _table(report, index), at)
        for index in _tables(report)
        for at, row in enumerate(_table(report, index).rows)
        if row.key is not None and row.key == report.aim
    ]
    if aimed:
        return random.choice(aimed)
    weights = [len(_table(report, index).rows) for index in _tables(report)]
    index = random.choices(_tables(report), weights)[0]
    table = _table(report, index)
    return index, table, random.randrange(len(table.rows))


def _table(report: Report, index: int) -> Table:
    item = report.items[index]
    assert isinstance(item, Table)
    return item


def _with(report: Report, index: int, *items: Item) -> Report:
    return replace(report, items=(*report.items[:index], *items, *report.items[index + 1 :]))


def _with_rows(report: Report, index: int, rows: Sequence[Row]) -> Report:
    return _with(report, index, replace(_table(report, index), rows=tuple(rows)))


def _name(table: Table, row: Row) -> str:
    return row.key or table.id


def _change_row(report: Report, random: Random, change: Callable[[tuple[str, ...]], tuple[str, ...]]) -> Damaged:
    index, table, at = _pick(report, random)
    row = table.rows[at]
    rows = [*table.rows[:at], replace(row, cells=change(row.cells)), *table.rows[at + 1 :]]
    return Damaged(_with_rows(report, index, rows), frozenset({_name(table, row)}))


def blank_cell(report: Report, random: Random) -> Damaged:
    def change(cells: tuple[str, ...]) -> tuple[str, ...]:
        at = random.choice([index for index, cell in enumerate(cells) if cell] or [0])
        return (*cells[:at], "", *cells[at + 1 :])

    return _change_row(report, random, change)


def drop_cell(report: Report, random: Random) -> Damaged:
    def change(cells: tuple[str, ...]) -> tuple[str, ...]:
        at = random.randrange(len(cells))
        return (*cells[:at], *cells[at + 1 :]) or ("",)

    return _change_row(report, random, change)


def double_cell(report: Report, random: Random) -> Damaged:
    def change(cells: tuple[str, ...]) -> tuple[str, ...]:
        at = random.randrange(len(cells))
        return (*cells[:at], cells[at], *cells[at:])

    return _change_row(report, random, change)


def insert_cell(report: Report, random: Random) -> Damaged:
    def change(cells: tuple[str, ...]) -> tuple[str, ...]:
        at = random.randint(0, len(cells))
        return (*cells[:at], random.choice(("", "0", str(random.randint(1, 99)))), *cells[at:])

    return _change_row(report, random, change)


def drop_line(report: Report, random: Random) -> Damaged:
    index, table, at = _pick(report, random)
    return Damaged(
        _with_rows(report, index, [*table.rows[:at], *table.rows[at + 1 :]]), frozenset({_name(table, table.rows[at])})
    )


def double_line(report: Report, random: Random) -> Damaged:
    index, table, at = _pick(report, random)
    return Damaged(
        _with_rows(report, index, [*table.rows[:at], table.rows[at], *table.rows[at:]]),
        frozenset({_name(table, table.rows[at])}),
    )


def swap_lines(report: Report, random: Random) -> Damaged:
    index, table, at = _pick(report, random)
    other = random.choice((min(at + 1, len(table.rows) - 1), random.randrange(len(table.rows))))
    rows = list(table.rows)
    rows[at], rows[other] = rows[other], rows[at]
    return Damaged(
        _with_rows(report, index, rows), frozenset({_name(table, table.rows[at]), _name(table, table.rows[other])})
    )


def slide_label(report: Report, random: Random) -> Damaged:
    """The label of a row moves by one cell, with or without the values after it."""
    rows = [
        (index, at)
        for index in _tables(report)
        for at, row in enumerate(_table(report, index).rows)
        if row.key is not None and row.key != "table4"
    ]
    if not rows:
        return Damaged(report, frozenset())
    index, at = random.choice(rows)
    table = _table(report, index)
    row = table.rows[at]
    cells = list(row.cells)
    label = max((i for i, cell in enumerate(cells) if (cell and not cell[0].isdigit()) or len(cell) > 6), default=0)
    blank_before = label > 0 and not cells[label - 1]
    blank_after = label + 1 < len(cells) and not cells[label + 1]
    if blank_before and random.random() < 0.5:
        cells[label - 1 : label + 1] = [cells[label], ""]
    elif blank_before:
        cells = [*cells[: label - 1], *cells[label:], ""]
    elif blank_after and random.random() < 0.5:
        cells[label : label + 2] = ["", cells[label]]
    else:
        cells = ["", *cells]
    changed = replace(row, cells=tuple(cells))
    return Damaged(
        _with_rows(report, index, [*table.rows[:at], changed, *table.rows[at + 1 :]]), frozenset({_name(table, row)})
    )


def tear(report: Report, random: Random) -> Damaged:
    """A page end: an empty line, perhaps with an empty header after it."""
    index, table, at = _pick(report, random)
    at = max(at, 1)
    if at >= len(table.rows):
        return Damaged(report, frozenset())
    rest = table.rows[at:]
    ways: list[list[Item]] = [
        [replace(table, rows=rest, rule=None)],
        [replace(table, rows=(Row(("",) * len(rest[0].cells)), *rest), rule=1)],
        [replace(table, rows=rest, rule=1)],
        ["- 3 -", replace(table, rows=rest, rule=None)],
    ]
    return Damaged(_with(report, index, replace(table, rows=table.rows[:at]), *random.choice(ways)), frozenset())


def repeat_header(report: Report, random: Random) -> Damaged:
    """The header of a table comes again above one of its rows, perhaps after a page end."""
    index, table, at = _pick(report, random)
    if table.rows[at].key is None:
        return Damaged(report, frozenset())
    last = max((index for index in range(at) if table.rows[index].key is None), default=-1)
    first = max((index + 1 for index in range(last) if table.rows[index].key is not None), default=0)
    header = table.rows[first : last + 1]
    if not any(any(row.cells) for row in header):
        return Damaged(report, frozenset())
    before, after = table.rows[:at], table.rows[at:]
    if random.random() < 0.5:
        return Damaged(_with_rows(report, index, [*before, *header, *after]), frozenset())
    torn = [replace(table, rows=before), replace(table, rows=(*header, *after), rule=1)]
    return Damaged(_with(report, index, *(item for item in torn if item.rows)), frozenset())


def remove_last_row(report: Report, random: Random) -> Damaged:
    index = random.choice(_tables(report))
    table = _table(report, index)
    return Damaged(_with_rows(report, index, table.rows[:-1]), frozenset({_name(table, table.rows[-1])}))


def older_table(report: Report, random: Random) -> Damaged:
    """Last year's table stands in the same file, before or after, with a line above it that says so, or without."""
    places = [index for index in _tables(report) if _table(report, index).id == "table3"]
    if not places:
        return Damaged(report, frozenset())
    older: list[Item] = list(write_third(third(random, report.zeros), report.layout))
    caption = random.choice(([], ["上年情况如下"], [f"{YEAR - 1}年收到和处理申请情况"]))
    if random.random() < 0.5:
        at = places[0]
        items = (*report.items[:at], *caption, *older, *report.items[at:])
    else:
        at = places[-1] + 1
        items = (*report.items[:at], *caption, *older, *report.items[at:])
    return Damaged(replace(report, items=items), frozenset({"table3"}))


def surplus_blanks(report: Report, random: Random) -> Damaged:
    """Empty cells at the end of a row, or a whole empty column at either end of a table."""
    index, table, at = _pick(report, random)
    rows = list(table.rows)
    match random.randrange(3):
        # (Not to a row that has surplus values: whether one of those belongs to a column is not certain any more.)
        case 0 if len([cell for cell in rows[at].cells if cell]) != len(rows[at].cells):
            rows[at] = replace(rows[at], cells=(*rows[at].cells, *[""] * random.randint(1, 3)))
        case 1:
            rows = [replace(row, cells=(*row.cells, "")) for row in rows]
        case _:
            rows = [replace(row, cells=("", *row.cells)) for row in rows]
    return Damaged(_with_rows(report, index, rows), frozenset())


ONE_CELL: dict[str, Damage] = {
    "blank a cell": blank_cell,
    "drop a cell": drop_cell,
    "double a cell": double_cell,
    "insert a cell": insert_cell,
}
ONE_LINE: dict[str, Damage] = {
    "drop a line": drop_line,
    "double a line": double_line,
    "swap lines": swap_lines,
    "remove the last row": remove_last_row,
}
LOSSLESS: dict[str, Damage] = {
    "slide a label": slide_label,
    "tear": tear,
    "repeat a header": repeat_header,
    "surplus blanks": surplus_blanks,
}
ALL: dict[str, Damage] = {**ONE_CELL, **ONE_LINE, **LOSSLESS, "an older table": older_table}


def apply(report: Report, kinds: Sequence[str], random: Random) -> Damaged:
    """Several kinds of damage, one after the other."""
    hit: frozenset[str] = frozenset()
    for kind in kinds:
        done = ALL[kind](report, random)
        report, hit = done.report, hit | done.hit
    return Damaged(report, hit)
