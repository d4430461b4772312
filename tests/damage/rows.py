"""Damage to whole rows."""

from dataclasses import replace
from random import Random

from tests.damage.sheets import (
    BLANK,
    Aim,
    Cell,
    Kind,
    Line,
    Paper,
    apart,
    columns_of,
    each_line,
    headers,
    pick,
    put_line,
    put_lines,
    rows,
    sheet_at,
    sheets,
    with_cells,
    with_text,
)


def drop(paper: Paper, aim: Aim, random: Random) -> Paper:
    picked = pick(paper, aim, random)
    return paper if picked is None else put_line(paper, picked[0], picked[1])


def double(paper: Paper, aim: Aim, random: Random) -> Paper:
    picked = pick(paper, aim, random)
    return paper if picked is None else put_line(paper, picked[0], picked[1], picked[2], picked[2])


def double_with_others(paper: Paper, aim: Aim, random: Random) -> Paper:
    """The row once more, with other values: an older version of it, a row of another table."""
    picked = pick(paper, aim, random)
    if picked is None:
        return paper
    index, at, line = picked
    other = replace(line, cells=tuple(Cell(_other(cell, random)) for cell in line.cells), key=None)
    pair = (line, other) if random.random() < 0.5 else (other, line)
    if random.random() < 0.5:
        return put_line(paper, index, at, *pair)
    lines = list(sheet_at(paper, index).lines)
    lines.insert(random.randint(1, len(lines)), other)
    return put_lines(paper, index, lines)


def _other(cell: Cell, random: Random) -> str:
    return cell.text if cell.fact is None else str(random.randint(0, 99))


def swap(paper: Paper, aim: Aim, random: Random) -> Paper:
    """Two rows change places, labels and all."""
    picked = pick(paper, aim, random)
    if picked is None:
        return paper
    index, at, line = picked
    lines = list(sheet_at(paper, index).lines)
    others = [
        other
        for i, other, row in rows(paper, aim.table)
        if i == index and other != at and columns_of(row) == columns_of(line)
    ]
    if others:
        other = random.choice(others)
        lines[at], lines[other] = lines[other], lines[at]
    return put_lines(paper, index, lines)


def remove_last(paper: Paper, aim: Aim, random: Random) -> Paper:
    there = rows(paper, aim.table)
    return put_line(paper, there[-1][0], there[-1][1]) if there else paper


def sort_otherwise(paper: Paper, aim: Aim, random: Random) -> Paper:
    """The rows in another order, within each block between two headers."""
    for index, sheet in list(sheets(paper, aim.table)):
        lines: list[Line] = []
        block: list[Line] = []
        for line in (*sheet.lines, Line(())):
            if line.key is not None:
                block.append(line)
                continue
            random.shuffle(block)
            lines += [*block, line]
            block = []
        paper = put_lines(paper, index, lines[:-1])
    return paper


def _between(paper: Paper, aim: Aim, random: Random, *new: Line) -> Paper:
    picked = pick(paper, aim, random)
    if picked is None:
        return paper
    index, at, line = picked
    return put_line(paper, index, at, *new, line)


def _width(paper: Paper, aim: Aim) -> int:
    return max((len(line.cells) for _, _, line in rows(paper, aim.table)), default=1)


def blank_line(paper: Paper, aim: Aim, random: Random) -> Paper:
    return _between(paper, aim, random, Line((BLANK,) * _width(paper, aim)))


def furniture(paper: Paper, aim: Aim, random: Random) -> Paper:
    words = random.choice(("第 3 页 共 8 页", "— 4 —", "青禾县云溪镇人民政府", "续表"))
    cells = [BLANK] * _width(paper, aim)
    cells[random.choice((0, len(cells) // 2))] = Cell(words)
    return _between(paper, aim, random, Line(tuple(cells)))


def unit_row(paper: Paper, aim: Aim, random: Random) -> Paper:
    cells = [BLANK] * _width(paper, aim)
    cells[random.choice((0, -1))] = Cell(random.choice(("单位：件", "（单位：件）", "计量单位：件")))
    return _between(paper, aim, random, Line(tuple(cells)))


def subtotal(paper: Paper, aim: Aim, random: Random) -> Paper:
    picked = pick(paper, aim, random)
    if picked is None or not picked[2].labels:
        return paper
    line = picked[2]
    name = Cell(random.choice(("小计", "其中", "合计", "累计", "比上年增减")))
    new = [Cell(_other(cell, random)) for cell in line.cells]
    for label in line.labels:
        new[label] = BLANK
    new[line.labels[-1]] = name
    return _between(paper, aim, random, Line(tuple(new)))


def page_number(paper: Paper, aim: Aim, random: Random) -> Paper:
    """A page number that got into the table as a line of its own."""
    cells = [BLANK] * _width(paper, aim)
    cells[random.randrange(len(cells))] = Cell(str(random.randint(1, 9)))
    return _between(paper, aim, random, Line(tuple(cells)))


def split_row(paper: Paper, aim: Aim, random: Random) -> Paper:
    """A row in two lines: cut somewhere, the rest on the next line, in its columns or at the left."""
    picked = pick(paper, aim, random)
    if picked is None or len(picked[2].cells) < 2:
        return paper
    index, at, line = picked
    cut = random.randrange(1, len(line.cells))
    first, rest = line.cells[:cut], line.cells[cut:]
    if random.random() < 0.5:
        pair = (Line((*first, *[BLANK] * len(rest)), line.key), Line((*[BLANK] * cut, *rest), line.key))
    else:
        pair = (Line(first, line.key), Line(rest, line.key))
    return put_line(paper, index, at, *pair)


def merge_rows(paper: Paper, aim: Aim, random: Random) -> Paper:
    """Two rows in one line: cell by cell with a space, or one after the other."""
    picked = pick(paper, aim, random)
    if picked is None:
        return paper
    index, at, line = picked
    lines = list(sheet_at(paper, index).lines)
    if at + 1 >= len(lines) or lines[at + 1].key is None:
        return paper
    below = lines[at + 1]
    if random.random() < 0.5:
        width = max(len(line.cells), len(below.cells))
        pairs = [
            [row.cells[i] for row in (line, below) if i < len(row.cells) and row.cells[i].text] for i in range(width)
        ]
        cells = tuple(pair[0] if len(pair) == 1 else Cell(" ".join(cell.text for cell in pair)) for pair in pairs)
    else:
        cells = (*line.cells, *below.cells)
    lines[at : at + 2] = [Line(cells, line.key)]
    return put_lines(paper, index, lines)


def value_a_row_off(paper: Paper, aim: Aim, random: Random) -> Paper:
    """The words of one cell stand in the next row: its own cell is blank, or has what stood above."""
    picked = pick(paper, aim, random)
    if picked is None:
        return paper
    index, at, line = picked
    lines = list(sheet_at(paper, index).lines)
    if at + 1 >= len(lines) or not line.values:
        return paper
    cell = random.choice(line.values)
    below = lines[at + 1]
    if cell >= len(below.cells):
        return paper
    moved, there = line.cells[cell], below.cells[cell]
    lines[at] = with_text(line, cell, "")
    lines[at] = with_cells(lines[at], cell, cell + 1, BLANK)
    mixed = Cell(f"{moved.text} {there.text}".strip()) if random.random() < 0.5 else Cell(moved.text)
    lines[at + 1] = with_cells(below, cell, cell + 1, mixed)
    return put_lines(paper, index, lines)


def drop_trailing(paper: Paper, aim: Aim, random: Random) -> Paper:
    """Cells at the end of rows whose values are zero are not there: in one row, or in all."""
    one = pick(paper, aim, random) if random.random() < 0.5 else None

    def cut(line: Line) -> Line:
        if one is not None and line is not one[2]:
            return line
        cells = list(line.cells)
        while len(cells) > 1 and cells[-1].fact is not None and cells[-1].text in ("", "0"):
            cells.pop()
        return Line(tuple(cells), line.key)

    return each_line(paper, aim.table, cut)


def drop_blanks(paper: Paper, aim: Aim, random: Random) -> Paper:
    """Blank cells go, in one row or in all: what followed moves to the left."""
    one = pick(paper, aim, random) if random.random() < 0.5 else None

    def cut(line: Line) -> Line:
        if one is not None and line is not one[2]:
            return line
        return Line(tuple(cell for cell in line.cells if cell.text) or line.cells[:1], line.key)

    return each_line(paper, aim.table, cut)


def drop_zeros(paper: Paper, aim: Aim, random: Random) -> Paper:
    """Zeros of one row are not there at all: what followed moves to the left, and the row is padded or short."""
    picked = pick(paper, aim, random)
    if picked is None:
        return paper
    index, at, line = picked
    kept = tuple(cell for cell in line.cells if cell.fact is None or cell.text not in ("", "0"))
    pad = (BLANK,) * (len(line.cells) - len(kept)) if random.random() < 0.5 else ()
    return put_line(paper, index, at, Line((*kept, *pad) or line.cells[:1], line.key))


def values_below(paper: Paper, aim: Aim, random: Random) -> Paper:
    """The values of every row stand on the line below its label."""
    for index, sheet in list(sheets(paper, aim.table)):
        lines: list[Line] = []
        for line in sheet.lines:
            if line.key is None or not line.labels:
                lines.append(line)
                continue
            head, tail = apart(line)
            lines += [Line((*head, *[BLANK] * len(tail)), line.key), Line((*[BLANK] * len(head), *tail), line.key)]
        paper = put_lines(paper, index, lines)
    return paper


def header_as_row(paper: Paper, aim: Aim, random: Random) -> Paper:
    """A header line gets numbers beside its words (columns counted: 1 2 3 …)."""
    there = headers(paper, aim.table)
    if not there:
        return paper
    index, at, line = there[-1] if aim.table != "table2" else random.choice(there)
    numbered = Line(tuple(Cell(str(number)) for number in range(1, len(line.cells) + 1)))
    return put_line(paper, index, at, line, numbered)


KINDS: dict[str, Kind] = {
    "row dropped": Kind(drop),
    "row doubled": Kind(double),
    "row doubled with other values": Kind(double_with_others),
    "rows swapped": Kind(swap, lossless=True),
    "last row removed": Kind(remove_last),
    "rows sorted otherwise": Kind(sort_otherwise, lossless=True),
    "blank row inserted": Kind(blank_line, lossless=True),
    "page furniture between rows": Kind(furniture, lossless=True),
    "page number in the table": Kind(page_number),
    "unit row inserted": Kind(unit_row, lossless=True),
    "sub-total row inserted": Kind(subtotal),
    "row split in two lines": Kind(split_row),
    "two rows in a line": Kind(merge_rows),
    "value a row off": Kind(value_a_row_off),
    "trailing zeros dropped": Kind(drop_trailing),
    "blank cells dropped": Kind(drop_blanks),
    "zero cells dropped": Kind(drop_zeros),
    "values below their labels": Kind(values_below),
    "columns numbered": Kind(header_as_row),
}
