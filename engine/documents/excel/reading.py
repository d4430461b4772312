"""The tables and lines of a workbook's sheets, as a document.

Sheets, rows and columns that are hidden are not read: whoever looks at the file does not see them either.
"""

from collections.abc import Collection, Iterable, Iterator

from engine.documents.excel.sheet import Grid, SheetCell, name_of, read_sheet
from engine.documents.excel.split import SheetLine, SheetTable, split
from engine.documents.excel.workbook import Workbook
from engine.documents.format import Input
from engine.documents.limits import MAX_CELLS
from engine.documents.package import DamagedError, Package
from engine.documents.words import together
from engine.model.document import Cell, Document, Paragraph, Row, Table, Unreadable
from engine.model.location import Location
from engine.model.passage import Passage, Piece, join


def read_excel(what: Input) -> Document | Unreadable:
    """The document in the bytes of a workbook, or the reason why there is none."""
    try:
        blocks = sheet_blocks(_sheets(Package(what.data)))
    except DamagedError as damaged:
        return Unreadable(what.source, damaged.reason, damaged.english)
    if not blocks:
        return Unreadable(what.source, "工作簿里没有文字", "there is no text in the workbook")
    return Document(what.source, what.sha256, "xlsx", None, blocks)


def sheet_blocks(sheets: Iterable[tuple[str, Grid]]) -> tuple[Paragraph | Table, ...]:
    """The tables and lines of sheets, each with its name. Raises ``DamagedError``."""
    return tuple(_Flow().blocks(sheets))


def _sheets(package: Package) -> Iterator[tuple[str, Grid]]:
    workbook = Workbook(package)
    for sheet in workbook.sheets:
        yield sheet.name, read_sheet(package, sheet.part, workbook)


class _Flow:
    """The way through the sheets, counting paragraphs and tables."""

    def __init__(self) -> None:
        self._paragraphs = self._tables = self._cells = 0

    def blocks(self, sheets: Iterable[tuple[str, Grid]]) -> Iterator[Paragraph | Table]:
        for name, grid in sheets:
            prefix = _prefix(name)
            for block in split(grid):
                if isinstance(block, SheetTable):
                    yield self._table(block, grid, prefix)
                else:
                    yield from self._lines(block, prefix)

    def _lines(self, block: SheetLine, prefix: str) -> Iterator[Paragraph]:
        """The paragraphs of a row: the lines of a single cell, or the words of several cells side by side."""
        if len(block.cells) > 1:
            self._paragraphs += 1
            yield Paragraph(join([self._words(cell, prefix, together(cell.shown.text)) for cell in block.cells], " "))
            return
        (cell,) = block.cells
        column = 1
        for line in filter(None, map(together, cell.shown.text.split("\n"))):
            self._paragraphs += 1
            yield Paragraph(self._words(cell, prefix, line, column))
            column += len(line) + 1

    def _words(self, cell: SheetCell, prefix: str, text: str, column: int = 1) -> Passage:
        place = Location(
            column=column, end_column=column + len(text), paragraph=self._paragraphs, element=prefix + cell.name
        )
        return Passage(text, (Piece(0, place),), cell.shown.doubt)

    def _table(self, table: SheetTable, grid: Grid, prefix: str) -> Table:
        """A table with all its cells, the empty ones too: those of a row with lines around them as far as these go."""
        self._tables += 1
        self._cells += len(table.rows) * len(table.columns)
        if self._cells > MAX_CELLS:
            raise DamagedError(f"表格超过 {MAX_CELLS} 格的上限", f"more than {MAX_CELLS} table cells")
        given = {(cell.row, cell.column): cell for cell in table.cells}
        covered = {
            (row, column)
            for cell in table.cells
            if cell.down > 1 or cell.across > 1
            for row in range(cell.row, cell.row + cell.down)
            for column in range(cell.column, cell.column + cell.across)
        }
        ends = _ends(table, covered)
        rows: list[Row] = []
        for number in table.rows:
            cells: list[Cell] = []
            for column in range(table.columns.start, ends.get(number, table.columns.stop)):
                cell = given.get((number, column))
                if cell is not None:
                    text = cell.shown.text
                    text = text if text.isalnum() else together(text)
                    place = self._place(prefix + cell.name, rows, cells, text)
                    passage = Passage(text, (Piece(0, place),), cell.shown.doubt)
                    down = min(cell.down, table.rows.stop - number)
                    cells.append(Cell(passage, column - table.columns[0], cell.across, down))
                elif (number, column) not in covered:
                    name = name_of(grid.rows[number], grid.columns[column])
                    passage = Passage("", (Piece(0, self._place(prefix + name, rows, cells, "")),))
                    cells.append(Cell(passage, column - table.columns[0]))
            rows.append(Row(tuple(cells)))
        return Table(tuple(rows))

    def _place(self, element: str, rows: list[Row], cells: list[Cell], text: str) -> Location:
        """The place of the next cell of a table."""
        return Location(
            None, 1, 1 + len(text), None, self._tables, len(rows) + 1, len(cells) + 1, self._paragraphs, None, element
        )


def _ends(table: SheetTable, covered: Collection[tuple[int, int]]) -> dict[int, int]:
    """Where rows end that have lines around cells: after the last cell with lines or words."""
    ends: dict[int, int] = {}
    for cell in table.cells:
        if cell.ruled or cell.shown.text:
            ends[cell.row] = max(ends.get(cell.row, 0), cell.column + cell.across)
    for row, column in covered:
        ends[row] = max(ends.get(row, 0), column + 1)
    ruled = {cell.row for cell in table.cells if cell.ruled}
    return {row: end for row, end in ends.items() if row in ruled}


def _prefix(name: str) -> str:
    """The name of a sheet as Excel writes it before that of a cell."""
    plain = "".join(char if char.isprintable() else "?" for char in name)
    return f"{plain}!" if plain.isidentifier() else "'" + plain.replace("'", "''") + "'!"
