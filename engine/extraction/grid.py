"""Tables as they stand in the document, put together where only a page end divides them: strips of lines."""

import re
from collections import Counter
from collections.abc import Sequence

from engine.extraction.cells import interpret, is_value
from engine.extraction.labels import LabelText, take_apart
from engine.model.document import Cell, Document, Paragraph, Row, Table
from engine.model.facts import Status
from engine.model.location import Location
from engine.model.passage import Passage
from engine.model.struct import Struct, replace

# What a page end leaves between the two halves of a table: page numbers, "continued".
_FURNITURE = re.compile(
    r"[\s\-—–_·.]*(?:第?\s*[0-9]{1,3}\s*页?(?:\s*[/，,共]+\s*[0-9]{1,3}\s*页?)?|[（(]?续[上前]?[表页]?[）)]?)[\s\-—–_·.]*"
)


_NUMBERED = 5  # fewer numbers in a row may be values


class Line(Struct, frozen=True):
    """One row of a table: its cells, which of them are filled, which hold a value, which hold words.

    In a ``loose`` one the cells stand in no columns.
    """

    cells: tuple[Cell, ...]
    table: int
    filled: tuple[int, ...]
    values: tuple[int, ...]
    words: tuple[tuple[int, LabelText], ...]
    loose: bool = False

    @property
    def width(self) -> int:
        last = self.cells[-1] if self.cells else None
        return last.first_column + last.column_span if last else 0

    @property
    def is_numbering(self) -> bool:
        """Whether a line only numbers the columns: 1 2 3 and so on."""
        if len(self.filled) < _NUMBERED or self.cells[self.filled[0]].text != "1":
            return False
        return [self.cells[index].text for index in self.filled] == [str(at + 1) for at in range(len(self.filled))]

    @property
    def texts(self) -> tuple[str, ...]:
        return tuple(cell.text for cell in self.cells)


class Piece(Struct, frozen=True):
    """One table of the document with its number (from 1), and what stands before it.

    ``before`` are the paragraphs since the table before it, nearest last.
    """

    number: int
    lines: tuple[Line, ...]
    before: tuple[Passage, ...]
    continues: bool


def pieces(document: Document) -> list[Piece]:
    """The tables of a document; ``continues`` where nothing but a page end divides one from the table before."""
    runs: list[list[tuple[Table, tuple[Passage, ...]]]] = []
    before: list[Passage] = []
    for block in document.blocks:
        if isinstance(block, Paragraph):
            before.append(block.passage)
            continue
        if runs and all(_FURNITURE.fullmatch(passage.text) for passage in before):
            runs[-1].append((block, tuple(before)))
        else:
            runs.append([(block, tuple(before))])
        # What stands before a table without a word (a bar on a line of its own) stands before the next one, too.
        before = before if not any(map(_used, block.rows)) else []
    found: list[Piece] = []
    for run in runs:
        width = max((_used(row) for table, _ in run for row in table.rows), default=0)
        # Only where all pieces have them are columns surplus: a piece without may be one that lost a cell.
        surplus = min((_surplus_columns(table, width) for table, _ in run), default=0)
        for index, (table, texts) in enumerate(run):
            number = len(found) + 1
            found.append(
                Piece(number, tuple(_line(row, number, surplus, table.loose) for row in table.rows), texts, index > 0)
            )
    return found


def _used(row: Row) -> int:
    """How many cells of a row there are up to the last filled one."""
    return next((index for index in range(len(row.cells), 0, -1) if row.cells[index - 1].passage.text), 0)


def _surplus_columns(table: Table, used: int) -> int:
    """How many columns at the end of a table have nothing in any row, here and (beyond ``used``) after page ends.

    None when a row is filled where they should be: it is shorter than the others, and that must stay to be seen.
    """
    widths = Counter(len(row.cells) for row in table.rows)
    surplus = min(widths, key=lambda width: (-widths[width], width), default=0) - used
    if surplus <= 0 or any(_used(row) > len(row.cells) - surplus for row in table.rows):
        return 0
    return surplus


def _line(row: Row, number: int, surplus: int, loose: bool) -> Line:
    """A row without the surplus columns at its end; as many cells go from a row that is longer or shorter."""
    cells = row.cells[:-surplus] if surplus else row.cells
    filled: list[int] = []
    values: list[int] = []
    words: list[tuple[int, LabelText]] = []
    alone = sum(bool(cell.passage.text) for cell in cells) == 1
    for index, cell in enumerate(cells):
        text = cell.passage.text
        if not text:
            continue
        filled.append(index)
        is_page = alone and _FURNITURE.fullmatch(text) and interpret(text).status is Status.AMBIGUOUS
        if is_value(text) and not is_page:
            values.append(index)
        else:
            words.append((index, take_apart(text)))
    return Line(cells, number, tuple(filled), tuple(values), tuple(words), loose)


def place(cell: Cell) -> Location | None:
    """Where a cell stands."""
    marks = cell.passage.pieces
    return marks[0].location if len(marks) == 1 else cell.passage.location


def stretch(cells: Sequence[Cell]) -> Location | None:
    """The place from the first of some cells of a line to the last: where they share no line of text, their row."""
    if not cells:
        return None
    first, last = place(cells[0]), place(cells[-1])
    if first is None or last is None or first == last:
        return first
    if first.line is None or first.line != last.line or first.element != last.element:
        is_one_row = first.row is not None and (first.table, first.row) == (last.table, last.row)
        return replace(first, cell=None, column=None, end_column=None) if is_one_row else first
    return replace(first, end_column=last.end_column)


def column_at(line: Line, index: int) -> int:
    """The grid column of a cell; -1 for no cell."""
    return line.cells[index].first_column if index >= 0 else -1
