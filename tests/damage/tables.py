"""Damage to whole tables: torn, turned, doubled, beside others."""

from dataclasses import replace
from random import Random

from tests.damage.sheets import (
    BLANK,
    FOREIGN,
    Aim,
    Cell,
    Item,
    Kind,
    Line,
    Paper,
    Sheet,
    make,
    pick,
    put,
    put_lines,
    rows,
    sheet_at,
    sheets,
)


def tear(paper: Paper, aim: Aim, random: Random) -> Paper:
    """A page end: an empty line, perhaps with an empty header after it."""
    picked = pick(paper, aim, random)
    if picked is None or picked[1] == 0:
        return paper
    index, at, _ = picked
    sheet = sheet_at(paper, index)
    rest = sheet.lines[at:]
    ways: list[list[Item]] = [
        [replace(sheet, lines=rest, rule=None)],
        [replace(sheet, lines=(Line((BLANK,) * len(rest[0].cells)), *rest), rule=1)],
        [replace(sheet, lines=rest, rule=1)],
        ["- 3 -", replace(sheet, lines=rest, rule=None)],
        ["续表", replace(sheet, lines=rest, rule=None)],
    ]
    return put(paper, index, replace(sheet, lines=sheet.lines[:at]), *random.choice(ways))


def tear_and_lose(paper: Paper, aim: Aim, random: Random) -> Paper:
    """A page end that takes rows with it."""
    picked = pick(paper, aim, random)
    if picked is None or picked[1] == 0:
        return paper
    index, at, _ = picked
    sheet = sheet_at(paper, index)
    rest = sheet.lines[at + random.choice((1, 1, 2)) :]
    if not rest:
        return paper
    return put(paper, index, replace(sheet, lines=sheet.lines[:at]), replace(sheet, lines=rest, rule=None))


def tear_and_shift(paper: Paper, aim: Aim, random: Random) -> Paper:
    """After a page end all rows stand one cell to the left or to the right."""
    picked = pick(paper, aim, random)
    if picked is None or picked[1] == 0:
        return paper
    index, at, _ = picked
    sheet = sheet_at(paper, index)
    left = random.random() < 0.5
    rest = [
        Line(line.cells[1:] if left and not line.cells[0].text else (BLANK, *line.cells), line.key)
        for line in sheet.lines[at:]
    ]
    return put(paper, index, replace(sheet, lines=sheet.lines[:at]), replace(sheet, lines=tuple(rest), rule=None))


def _others(paper: Paper, aim: Aim, random: Random, year: int) -> list[Item]:
    """The same table with other numbers, on the form of a year, in the same layout or another."""
    layout = random.choice((paper.layout, paper.layout, *type(paper.layout)))
    other = make(random, layout, paper.zeros, year)
    return [_foreign(sheet) for _, sheet in sheets(other, aim.table)]


def _foreign(sheet: Sheet) -> Sheet:
    lines = tuple(Line(tuple(Cell(cell.text) for cell in line.cells)) for line in sheet.lines)
    return replace(sheet, id=FOREIGN, lines=lines)


def _beside(paper: Paper, aim: Aim, random: Random, items: list[Item], own: list[Item]) -> Paper:
    """Other items before the table or after it; ``own`` stands right above the report's own."""
    places = [index for index, _ in sheets(paper, aim.table)]
    if not places:
        return paper
    first, last = places[0], places[-1] + 1
    before, middle, after = paper.items[:first], paper.items[first:last], paper.items[last:]
    around = (*items, *own, *middle) if random.random() < 0.5 else (*own, *middle, *items)
    return replace(paper, items=(*before, *around, *after))


def last_years(paper: Paper, aim: Aim, random: Random) -> Paper:
    """Last year's table in the same file, with a line above it that says so, with one that does not, or without."""
    year = paper.year - 1
    caption, own = random.choice(
        (
            ([], []),
            (["上年情况如下"], []),
            ([f"{year}年情况"], []),
            ([f"{year}年度"], [f"{paper.year}年度"]),
            (["收到和处理申请情况"], ["收到和处理申请情况"]),
            ([f"附：{year}年数据"], []),
            (["去年数据供对比。"], []),
        )
    )
    return _beside(paper, aim, random, [*caption, *_others(paper, aim, random, paper.year)], [*own])


def another_units(paper: Paper, aim: Aim, random: Random) -> Paper:
    """The same table of another unit in the same file."""
    caption, own = random.choice(
        (
            (["青禾县云溪镇卫生院"], []),
            (["（一）镇卫生院"], ["（二）镇机关"]),
            ([f"镇卫生院{paper.year}年情况"], [f"{paper.year}年情况"]),
            ([], []),
            ([f"{paper.year}年情况"], []),
        )
    )
    return _beside(paper, aim, random, [*caption, *_others(paper, aim, random, paper.year)], [*own])


def other_forms(paper: Paper, aim: Aim, random: Random) -> Paper:
    """The same table on the other form in the same file."""
    year = 2019 if paper.year != 2019 else 2023
    caption = random.choice(([], [f"{year}年情况"], ["按原格式填报"]))
    return _beside(paper, aim, random, [*caption, *_others(paper, aim, random, year)], [])


def part_of_another(paper: Paper, aim: Aim, random: Random) -> Paper:
    """Some rows of last year's table in the same file, with a header or without."""
    others = _others(paper, aim, random, paper.year)
    sheet = others[0]
    assert isinstance(sheet, Sheet)
    start = random.randrange(len(sheet.lines))
    part = sheet.lines[start : start + random.randint(1, 6)]
    caption = random.choice(([], ["其中："], [f"{paper.year - 1}年情况"]))
    return _beside(paper, aim, random, [*caption, replace(sheet, lines=part)], [])


def double(paper: Paper, aim: Aim, random: Random) -> Paper:
    """The whole table twice."""
    return _beside(paper, aim, random, [_foreign(sheet) for _, sheet in sheets(paper, aim.table)], [])


def lose(paper: Paper, aim: Aim, random: Random) -> Paper:
    """The table is not there; perhaps last year's is."""
    others = _others(paper, aim, random, paper.year) if random.random() < 0.3 else []
    year = [f"{paper.year - 1}年情况"] if others else []
    for index, _ in reversed(list(sheets(paper, aim.table))):
        paper = put(paper, index, *year, *others)
        year, others = [], []
    return paper


def glue_to_next(paper: Paper, aim: Aim, random: Random) -> Paper:
    """The table and the one after it are one, without an empty line between them."""
    places = [index for index, item in enumerate(paper.items) if isinstance(item, Sheet)]
    mine = [index for index, _ in sheets(paper, aim.table)]
    after = [index for index in places if mine and index > mine[-1]]
    if not after:
        return paper
    one, other = sheet_at(paper, mine[-1]), sheet_at(paper, after[0])
    items = list(paper.items)
    items[mine[-1] : after[0] + 1] = [replace(one, lines=(*one.lines, *other.lines))]
    return replace(paper, items=tuple(items))


def turn(paper: Paper, aim: Aim, random: Random) -> Paper:
    """Rows are columns and columns rows."""
    for index, sheet in list(sheets(paper, aim.table)):
        width = max(len(line.cells) for line in sheet.lines)
        lines = [
            Line(tuple(line.cells[place] if place < len(line.cells) else BLANK for line in sheet.lines))
            for place in range(width)
        ]
        paper = put_lines(paper, index, lines)
    return paper


def halves_side_by_side(paper: Paper, aim: Aim, random: Random) -> Paper:
    """The lower half of the table stands to the right of the upper half."""
    for index, sheet in list(sheets(paper, aim.table))[:1]:
        lines = sheet.lines
        header = next((at for at, line in enumerate(lines) if line.key is not None), 0)
        body = lines[header:]
        half = (len(body) + 1) // 2
        again = (
            lines[:header]
            if random.random() < 0.5
            else tuple(Line((BLANK,) * len(line.cells)) for line in lines[:header])
        )
        left, right = (*lines[:header], *body[:half]), (*again, *body[half:])
        width = max(len(line.cells) for line in left)
        merged = [
            Line(
                (*one.cells, *[BLANK] * (width - len(one.cells)), *(right[at].cells if at < len(right) else ())),
                one.key,
            )
            for at, one in enumerate(left)
        ]
        paper = put_lines(paper, index, merged)
    return paper


def cut_upright(paper: Paper, aim: Aim, random: Random) -> Paper:
    """The table is wider than the page: the columns on the right follow in a table of their own, labels repeated."""
    there = rows(paper, aim.table)
    wide = [line for _, _, line in there if len(line.values) > 2]
    if not wide:
        return paper
    cut = random.choice(wide[0].values[1:])
    labelled = random.random() < 0.7
    for index, sheet in reversed(list(sheets(paper, aim.table))):
        start = min((line.values[0] for line in sheet.lines if line.values), default=0)
        left = [Line(line.cells[:cut] or (BLANK,), line.key) for line in sheet.lines]
        right = [
            Line((*(line.cells[:start] if labelled else ()), *line.cells[cut:]) or (BLANK,), line.key)
            for line in sheet.lines
        ]
        paper = put(paper, index, replace(sheet, lines=tuple(left)), "- 3 -", replace(sheet, lines=tuple(right)))
    return paper


def column_after_page_end(paper: Paper, aim: Aim, random: Random) -> Paper:
    """After a page end a column comes twice."""
    torn = tear(paper, aim, random)
    places = [index for index, _ in sheets(torn, aim.table)]
    if torn is paper or not places or not sheet_at(torn, places[-1]).lines:
        return paper
    index = places[-1]
    at = random.randrange(max(len(line.cells) for line in sheet_at(torn, index).lines))
    lines = [
        Line(
            (*line.cells[:at], Cell(line.cells[at].text), *line.cells[at:]) if at < len(line.cells) else line.cells,
            line.key,
        )
        for line in sheet_at(torn, index).lines
    ]
    return put_lines(torn, index, lines)


KINDS: dict[str, Kind] = {
    "table torn": Kind(tear, lossless=True),
    "table torn, rows lost": Kind(tear_and_lose),
    "table torn, rest shifted": Kind(tear_and_shift),
    "last year's table": Kind(last_years),
    "another unit's table": Kind(another_units),
    "table on the other form": Kind(other_forms),
    "part of another table": Kind(part_of_another),
    "table doubled": Kind(double),
    "table lost": Kind(lose),
    "glued to the next table": Kind(glue_to_next),
    "rows and columns exchanged": Kind(turn),
    "halves side by side": Kind(halves_side_by_side),
    "cut upright": Kind(cut_upright),
    "column twice after a page end": Kind(column_after_page_end),
}
