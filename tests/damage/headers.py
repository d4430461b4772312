"""Damage to the header of a table."""

from collections.abc import Callable
from dataclasses import replace
from random import Random

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
    pick,
    put,
    put_line,
    put_lines,
    sheet_at,
    sheets,
    with_cells,
    with_text,
)
from tests.support.forms import annual_report_form

_ENGLISH = ("Natural person", "Enterprise", "Institute", "NGO", "Law firm", "Others", "Total", "Upheld", "Item")


def _each_header(change: Callable[[Line], Line]) -> Callable[[Paper, Aim, Random], Paper]:
    def damage(paper: Paper, aim: Aim, random: Random) -> Paper:
        return each_line(paper, aim.table, lambda line: change(line) if line.key is None else line)

    return damage


def lose(paper: Paper, aim: Aim, random: Random) -> Paper:
    """The header lines are not there, all of them or one."""
    there = headers(paper, aim.table)
    gone = there if random.random() < 0.5 else [random.choice(there)] if there else []
    for index, at, _ in reversed(gone):
        if len(sheet_at(paper, index).lines) > 1:
            paper = put_line(paper, index, at)
    return paper


def _header_above(paper: Paper, index: int, at: int) -> tuple[Line, ...]:
    """The header lines that the row at a place stands under."""
    lines = sheet_at(paper, index).lines
    last = max((number for number in range(at) if lines[number].key is None), default=-1)
    first = max((number + 1 for number in range(last) if lines[number].key is not None), default=0)
    header = lines[first : last + 1]
    return header if any(cell.text for line in header for cell in line.cells) else ()


def repeat(paper: Paper, aim: Aim, random: Random) -> Paper:
    """The header comes again above one of the rows, perhaps after a page end."""
    picked = pick(paper, aim, random)
    if picked is None:
        return paper
    index, at, _ = picked
    header = _header_above(paper, index, at)
    if not header:
        return paper
    sheet = sheet_at(paper, index)
    before, after = sheet.lines[:at], sheet.lines[at:]
    if random.random() < 0.5:
        return put_lines(paper, index, [*before, *header, *after])
    torn = [replace(sheet, lines=before), replace(sheet, lines=(*header, *after), rule=1)]
    return put(paper, index, *(part for part in torn if part.lines))


def translate(line: Line) -> Line:
    """The names of columns in English."""
    cells = [Cell(_ENGLISH[index % len(_ENGLISH)]) if cell.text else cell for index, cell in enumerate(line.cells)]
    return replace(line, cells=tuple(cells))


def _named(paper: Paper, aim: Aim) -> list[tuple[int, int, int]]:
    """Where names of columns stand."""
    names = {
        name
        for _, column in annual_report_form(FORMS[paper.year]).table(aim.table).columns()
        for name in column.label.all
    }
    return [
        (index, at, cell)
        for index, at, line in headers(paper, aim.table)
        for cell, words in enumerate(line.cells)
        if words.text in names
    ]


def _change_name(change: Callable[[str, Random], str]) -> Callable[[Paper, Aim, Random], Paper]:
    def damage(paper: Paper, aim: Aim, random: Random) -> Paper:
        there = _named(paper, aim)
        if not there:
            return paper
        index, at, cell = random.choice(there)
        line = sheet_at(paper, index).lines[at]
        return put_line(paper, index, at, with_text(line, cell, change(line.cells[cell].text, random)))

    return damage


def swap_names(paper: Paper, aim: Aim, random: Random) -> Paper:
    """Two names of columns change places, the values stay: what the header says is not what is true."""
    there = _named(paper, aim)
    if len(there) < 2:
        return paper
    (one, one_at, one_cell), (other, other_at, other_cell) = random.sample(there, 2)
    first, second = (
        sheet_at(paper, one).lines[one_at].cells[one_cell].text,
        sheet_at(paper, other).lines[other_at].cells[other_cell].text,
    )
    if first == second:
        return paper
    paper = put_line(paper, one, one_at, with_text(sheet_at(paper, one).lines[one_at], one_cell, second))
    paper = put_line(paper, other, other_at, with_text(sheet_at(paper, other).lines[other_at], other_cell, first))
    for (index, at), name in (((one, one_at), first), ((other, other_at), second)):
        paper = _doubt_below(paper, aim, index, at, name)
    return paper


def _doubt_below(paper: Paper, aim: Aim, index: int, at: int, name: str) -> Paper:
    """The report with no true values in the column that had a name, in the rows below that name."""
    table = annual_report_form(FORMS[paper.year]).table(aim.table)
    columns = {column.id for _, column in table.columns() if name in column.label.all}
    lines = list(sheet_at(paper, index).lines)
    below = next((number for number in range(at, len(lines)) if lines[number].key is not None), len(lines))
    while below < len(lines) and lines[below].key is not None:
        lines[below] = _in_doubt(lines[below], columns)
        below += 1
    return put_lines(paper, index, lines)


def _in_doubt(line: Line, columns: set[str]) -> Line:
    """The line with no true value in some columns."""
    cells = tuple(Cell(cell.text) if cell.fact and column_of(cell.fact) in columns else cell for cell in line.cells)
    return replace(line, cells=cells)


def shift(paper: Paper, aim: Aim, random: Random) -> Paper:
    """All header lines stand one cell further to the right or to the left."""
    right = random.random() < 0.5

    def change(line: Line) -> Line:
        if line.key is not None:
            return line
        if right:
            return Line((BLANK, *(line.cells[:-1] if not line.cells[-1].text else line.cells)))
        return Line((*line.cells[1:], BLANK)) if not line.cells[0].text else line

    return each_line(paper, aim.table, change)


def drop_name(paper: Paper, aim: Aim, random: Random) -> Paper:
    """A cell of a header is not there: the names after it move to the left."""
    there = _named(paper, aim)
    if not there:
        return paper
    index, at, cell = random.choice(there)
    line = with_cells(sheet_at(paper, index).lines[at], cell, cell + 1)
    pad = [BLANK] if random.random() < 0.5 else []
    return put_line(paper, index, at, Line((*line.cells, *pad)))


def insert_name(paper: Paper, aim: Aim, random: Random) -> Paper:
    """A cell comes into a header: the names after it move to the right."""
    there = _named(paper, aim)
    if not there:
        return paper
    index, at, cell = random.choice(there)
    line = sheet_at(paper, index).lines[at]
    return put_line(
        paper, index, at, with_cells(line, cell, cell, Cell(random.choice(("", "备注", line.cells[cell].text))))
    )


def split(paper: Paper, aim: Aim, random: Random) -> Paper:
    """The names of one line over two rows: 商业|科研 and then 企业|机构."""
    there = _named(paper, aim)
    if not there:
        return paper
    index, at, _ = random.choice(there)
    line = sheet_at(paper, index).lines[at]
    halves = [(cell.text[: len(cell.text) // 2], cell.text[len(cell.text) // 2 :]) for cell in line.cells]
    first = Line(tuple(Cell(half[0]) for half in halves))
    return put_line(paper, index, at, first, Line(tuple(Cell(half[1]) for half in halves)))


def spread(line: Line) -> Line:
    """Names with spaces between their characters, as names set upright have them."""
    return replace(line, cells=tuple(Cell(" ".join(cell.text)) if len(cell.text) < 9 else cell for cell in line.cells))


def repeat_across(line: Line) -> Line:
    """Merged cells of a header taken apart: the words stand in every column that the cell covered."""
    cells: list[Cell] = []
    for cell in line.cells:
        cells.append(cells[-1] if not cell.text and cells and cells[-1].text else cell)
    return replace(line, cells=tuple(cells))


def last_line_only(paper: Paper, aim: Aim, random: Random) -> Paper:
    """Of several header lines only the last one is there."""
    for index, sheet in list(sheets(paper, aim.table)):
        lines = [
            line
            for at, line in enumerate(sheet.lines)
            if line.key is not None or at + 1 >= len(sheet.lines) or sheet.lines[at + 1].key is not None
        ]
        paper = put_lines(paper, index, lines)
    return paper


def _cut(text: str, random: Random) -> str:
    return text[: random.randint(1, len(text))]


def _slip(text: str, random: Random) -> str:
    at = random.randrange(len(text))
    return text[:at] + random.choice(("", "口", "的")) + text[at + 1 :]


KINDS: dict[str, Kind] = {
    "header lost": Kind(lose),
    "header repeated": Kind(repeat, lossless=True),
    "header translated": Kind(_each_header(translate)),
    "names swapped": Kind(swap_names),
    "header a cell off": Kind(shift),
    "name dropped": Kind(drop_name),
    "name inserted": Kind(insert_name),
    "name blanked": Kind(_change_name(lambda text, random: "")),
    "name cut short": Kind(_change_name(_cut)),
    "name with a slip": Kind(_change_name(_slip)),
    "names over two rows": Kind(split),
    "names with spaces": Kind(_each_header(spread), lossless=True),
    "header cells repeated across": Kind(_each_header(repeat_across), lossless=True),
    "only the last header line": Kind(last_line_only),
}
