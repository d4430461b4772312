"""Damage to whole columns."""

from collections.abc import Callable
from random import Random

from engine.model.form import Block
from tests.damage.sheets import (
    BLANK,
    FORMS,
    Aim,
    Cell,
    Kind,
    Line,
    Paper,
    column_of,
    each_line,
    headers,
    join,
    put_lines,
    rows,
    sheets,
    with_cells,
    with_text,
)
from tests.support.forms import annual_report_form


def _block(paper: Paper, aim: Aim, random: Random) -> Block:
    """The block of the form whose columns are hit."""
    table = annual_report_form(FORMS[paper.year]).table(aim.table)
    aimed = [block for block in table.blocks for row in block.rows if f"{table.id}.{row.id}" == aim.key]
    return aimed[0] if aimed else random.choice(table.blocks)


def _column(paper: Paper, aim: Aim, random: Random) -> tuple[str, tuple[str, ...], set[str]]:
    """A column of the form: its id, the words that name it, and the rows that have it."""
    block = _block(paper, aim, random)
    column = random.choice(block.columns)
    keys = {aim.table if aim.table == "table4" else f"{aim.table}.{row.id}" for row in block.rows}
    return column.id, column.label.all, keys


def _values(line: Line, column: str, keys: set[str]) -> list[int]:
    """Which cells of a line hold values of a column."""
    return [
        index
        for index in line.values
        if line.key in keys and (fact := line.cells[index].fact) is not None and column_of(fact) == column
    ]


def _names(line: Line, names: tuple[str, ...]) -> list[int]:
    return [index for index, cell in enumerate(line.cells) if line.key is None and cell.text in names]


def _without(line: Line, indexes: list[int], pad: bool = False) -> Line:
    kept = tuple(cell for index, cell in enumerate(line.cells) if index not in indexes)
    return Line((*kept, *[BLANK] * (len(indexes) if pad else 0)) or line.cells[:1], line.key)


def delete_values(paper: Paper, aim: Aim, random: Random) -> Paper:
    """The values of a column go, its name stays; rows are shorter, or blank at the end."""
    column, _, keys = _column(paper, aim, random)
    pad = random.random() < 0.5
    return each_line(paper, aim.table, lambda line: _without(line, _values(line, column, keys), pad))


def delete(paper: Paper, aim: Aim, random: Random) -> Paper:
    """A column goes, its name too; lines are shorter, or blank at the end."""
    column, names, keys = _column(paper, aim, random)
    pad = random.random() < 0.5
    return each_line(
        paper, aim.table, lambda line: _without(line, _values(line, column, keys) + _names(line, names), pad)
    )


def blank_out(paper: Paper, aim: Aim, random: Random) -> Paper:
    """All cells of a column are blank."""
    column, _, keys = _column(paper, aim, random)

    def change(line: Line) -> Line:
        for index in _values(line, column, keys):
            line = with_text(line, index, "")
        return line

    return each_line(paper, aim.table, change)


def insert_blanks(paper: Paper, aim: Aim, random: Random) -> Paper:
    """A column of blanks before a column, in all lines at its place, or only in the rows with values."""
    column, names, keys = _column(paper, aim, random)
    everywhere = random.random() < 0.5

    def change(line: Line) -> Line:
        at = _values(line, column, keys) or (_names(line, names) if everywhere else [])
        return with_cells(line, at[0], at[0], BLANK) if at else line

    return each_line(paper, aim.table, change)


def edge_blanks(paper: Paper, aim: Aim, random: Random) -> Paper:
    """A column of blanks at either end of a table."""
    end = random.random() < 0.5
    for index, sheet in list(sheets(paper, aim.table)):
        lines = [Line((*line.cells, BLANK) if end else (BLANK, *line.cells), line.key) for line in sheet.lines]
        paper = put_lines(paper, index, lines)
    return paper


def deleted_with_blanks(paper: Paper, aim: Aim, random: Random) -> Paper:
    """A column goes (with its name or not), and a column of blanks comes in elsewhere."""
    first = random.choice((delete, delete_values))(paper, aim, random)
    return insert_blanks(first, aim, random)


def move(paper: Paper, aim: Aim, random: Random) -> Paper:
    """A column stands elsewhere, its name too."""
    block = _block(paper, aim, random)
    together = [
        found
        for _, _, line in headers(paper, aim.table)
        if len(found := [column for column in block.columns if _names(line, column.label.all)]) > 1
    ]
    if not together or aim.table == "table4":
        return paper
    one, other = random.sample(random.choice(together), 2)
    keys = {f"{aim.table}.{row.id}" for row in block.rows}

    def change(line: Line) -> Line:
        source = _values(line, one.id, keys) or _names(line, one.label.all)
        target = _values(line, other.id, keys) or _names(line, other.label.all)
        if not source or not target:
            return line
        cells = list(line.cells)
        cells.insert(target[0], cells.pop(source[0]))
        return Line(tuple(cells), line.key)

    return each_line(paper, aim.table, change)


def _doubled(named: bool) -> Callable[[Paper, Aim, Random], Paper]:
    def damage(paper: Paper, aim: Aim, random: Random) -> Paper:
        """A column comes twice, side by side."""
        column, names, keys = _column(paper, aim, random)

        def change(line: Line) -> Line:
            for index in reversed(_values(line, column, keys) + (_names(line, names) if named else [])):
                line = with_cells(line, index, index, Cell(line.cells[index].text))
            return line

        return each_line(paper, aim.table, change)

    return damage


def _merged(glue: str) -> Callable[[Paper, Aim, Random], Paper]:
    def damage(paper: Paper, aim: Aim, random: Random) -> Paper:
        """A column and the next one in one cell, name and all; the other cell is gone or blank."""
        column, names, keys = _column(paper, aim, random)
        blank = random.random() < 0.5
        with_name = random.random() < 0.5

        def change(line: Line) -> Line:
            for index in reversed(_values(line, column, keys) + (_names(line, names) if with_name else [])):
                if index + 1 >= len(line.cells):
                    continue
                joined = join(line.cells[index], line.cells[index + 1], glue)
                line = with_cells(line, index, index + 2, joined, *([BLANK] if blank else []))
            return line

        return each_line(paper, aim.table, change)

    return damage


def slip(paper: Paper, aim: Aim, random: Random) -> Paper:
    """The values of a column stand a row further down or up, from some row on; the last one falls out."""
    column, _, keys = _column(paper, aim, random)
    there = [(index, at, cell) for index, at, line in rows(paper, aim.table) for cell in _values(line, column, keys)]
    if len(there) < 2:
        return paper
    start = random.choice((0, random.randrange(len(there) - 1)))
    run = there[start:]
    cells = [_line(paper, index, at).cells[cell] for index, at, cell in run]
    moved = [BLANK, *cells[:-1]] if random.random() < 0.5 else [*cells[1:], BLANK]
    for (index, at, cell), new in zip(run, moved, strict=True):
        lines = dict(sheets(paper, aim.table))[index].lines
        changed = with_cells(lines[at], cell, cell + 1, new)
        paper = put_lines(paper, index, [*lines[:at], changed, *lines[at + 1 :]])
    return paper


def _line(paper: Paper, index: int, at: int) -> Line:
    sheet = paper.items[index]
    assert not isinstance(sheet, str)
    return sheet.lines[at]


def number_column(paper: Paper, aim: Aim, random: Random) -> Paper:
    """A column that numbers the rows stands before them."""
    number = 0
    for index, sheet in list(sheets(paper, aim.table)):
        lines: list[Line] = []
        for line in sheet.lines:
            number += line.key is not None
            first = Cell(str(number)) if line.key is not None else Cell("序号" if not lines else "")
            lines.append(Line((first, *line.cells), line.key))
        paper = put_lines(paper, index, lines)
    return paper


def extra_column(paper: Paper, aim: Aim, random: Random) -> Paper:
    """A column that the form does not have, with a name or without: last year's totals, a share."""
    name = random.choice(("占比", "上年总计", ""))
    column, names, keys = _column(paper, aim, random)
    at_end = random.random() < 0.6

    def change(line: Line) -> Line:
        new = Cell(str(random.randint(0, 99)) if line.key else name)
        if line.key is None and not any(cell.text for cell in line.cells):
            new = BLANK
        if at_end:
            return with_cells(line, len(line.cells), len(line.cells), new)
        place = _values(line, column, keys) or _names(line, names)
        return with_cells(line, place[0], place[0], new) if place else line

    return each_line(paper, aim.table, change)


def pad_ends(paper: Paper, aim: Aim, random: Random) -> Paper:
    """Blank cells at the end of single rows.

    Not of rows without a blank: whether their last value belongs to a column is not certain where they are longer.
    """

    def change(line: Line) -> Line:
        if random.random() < 0.7 or line.key is None or all(cell.text for cell in line.cells):
            return line
        return Line((*line.cells, *[BLANK] * random.randint(1, 3)), line.key)

    return each_line(paper, aim.table, change)


KINDS: dict[str, Kind] = {
    "column's values deleted": Kind(delete_values),
    "column deleted": Kind(delete),
    "column blanked": Kind(blank_out),
    "column of blanks inserted": Kind(insert_blanks),
    "column of blanks at an end": Kind(edge_blanks, lossless=True),
    "column deleted, blanks inserted": Kind(deleted_with_blanks),
    "column moved": Kind(move),
    "column doubled": Kind(_doubled(named=True)),
    "column's values doubled": Kind(_doubled(named=False)),
    "two columns in one": Kind(_merged(" ")),
    "two columns glued": Kind(_merged("")),
    "column a row off": Kind(slip),
    "rows numbered": Kind(number_column),
    "surplus column": Kind(extra_column),
    "rows padded": Kind(pad_ends, lossless=True),
}
