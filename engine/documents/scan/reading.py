"""Pages of a scan to blocks: ruled tables cell by cell, lines of text between them put together to paragraphs."""

from collections.abc import Iterable, Iterator, Sequence

from engine.documents.layout import Loose, lay_out
from engine.documents.limits import MAX_CELLS
from engine.documents.scan.pages import Dots, Page, PictureError, level
from engine.documents.scan.recognising import Recogniser, Words, recogniser
from engine.documents.scan.ruling import Box, Grid, Ruled, grids
from engine.model.document import Paragraph, Table
from engine.model.location import Location
from engine.model.passage import Passage, Piece, join
from engine.model.struct import Struct

_BROKEN = "扫描件上这一格的线不完整，可能是几格"
_INSIDE = 0.01  # of an inch: what of a cell at its lines is not looked at
_USUAL_RIGHT = 0.82  # of the width of a page: a line that ends before that is not full
_POINTS = 72


def recognised(pages: Iterable[Page]) -> tuple[Paragraph | Table, ...]:
    """The blocks of the pages of a scan. Raises ImportError without the extra, PictureError for what is no page."""
    blocks: Blocks | None = None
    found: list[Paragraph | Table] = []
    for number, page in enumerate(pages, 1):
        blocks = blocks or Blocks(recogniser())  # (only a page that could be opened is worth loading the models)
        found += blocks.of(page, number)
    return tuple(found)


class Line(Struct, frozen=True):
    """A line of text: its place, and its words."""

    box: Box
    words: Words


class Blocks:
    """What was read so far: it counts tables and paragraphs over all pages."""

    def __init__(self, recogniser: Recogniser) -> None:
        self._recogniser = recogniser
        self._tables = 0
        self._paragraphs = 0

    def of(self, page: Page, number: int) -> Iterator[Paragraph | Table]:
        """The paragraphs and tables of a page, from top to bottom; ``number`` is that of the page."""
        page = level(page)
        found, lines = grids(page)
        if sum(len(row) for grid in found for row in grid.rows) > MAX_CELLS:
            raise PictureError(f"表格超过 {MAX_CELLS} 格的上限", f"more than {MAX_CELLS} table cells")
        texts = self._texts(page, found, lines)
        for grid in (*found, None):
            above = [text for text in texts if grid is None or text.box.top < grid.box.top]
            texts = texts[len(above) :]
            yield from self._prose(above, found, page, number)
            if grid is not None:
                yield self._table(grid, page, number)

    def _texts(self, page: Page, found: Sequence[Grid], lines: Dots) -> list[Line]:
        """The lines of text outside tables, in reading order."""
        rest = page.dots.copy()
        rest[lines > 0] = 255
        for grid in found:
            rest[grid.box.top : grid.box.bottom, grid.box.left : grid.box.right] = 255
        texts = []
        for corners, words in self._recogniser.lines_of(rest, page.dpi):
            across, down = [int(x) for x, _ in corners], [int(y) for _, y in corners]
            texts.append(Line(Box(min(across), min(down), max(across), max(down)), words))
        return _in_order(texts)

    def _prose(self, lines: Sequence[Line], tables: Sequence[Grid], page: Page, number: int) -> Iterator[Paragraph]:
        """Paragraphs: a line goes on where the one before it is full and this one is not indented."""
        if not lines:
            return
        boxes = [*(line.box for line in lines), *(grid.box for grid in tables)]
        left, right = min(box.left for box in boxes), max(box.right for box in boxes)
        right = max(right, round(_USUAL_RIGHT * page.dots.shape[1]))
        parts: list[Passage] = []
        before: Line | None = None
        for line in lines:
            height = line.box.bottom - line.box.top
            goes_on = (
                before is not None
                and before.box.right > right - 1.5 * height
                and line.box.left < left + height
                and line.box.top > before.box.top + 0.5 * height
            )
            if parts and not goes_on:
                yield Paragraph(join(parts, ""))
                parts = []
            if not parts:
                self._paragraphs += 1
            place = Location(page=number, paragraph=self._paragraphs, box=_points(line.box, page.dpi))
            parts.append(Passage(line.words.text, (Piece(0, place),), line.words.doubt))
            before = line
        yield Paragraph(join(parts, ""))

    def _table(self, grid: Grid, page: Page, number: int) -> Table:
        self._tables += 1
        loose: list[list[Loose]] = []
        for row_number, row in enumerate(grid.rows, 1):
            cells: list[Loose] = []
            for cell_number, cell in enumerate(row, 1):
                place = Location(
                    None, None, None, number, self._tables, row_number, cell_number, self._paragraphs,
                    _points(cell.box, page.dpi),
                )  # fmt: skip
                words = self._words(cell, page)
                doubt = words.doubt if cell.is_whole else _BROKEN
                cells.append(Loose(Passage(words.text, (Piece(0, place),), doubt), cell.column_span, cell.row_span))
            loose.append(cells)
        return Table(lay_out(loose))

    def _words(self, cell: Ruled, page: Page) -> Words:
        inside = max(round(page.dpi * _INSIDE), 1)
        box = cell.box
        return self._recogniser.cell(
            page.dots[box.top + inside : box.bottom - inside, box.left + inside : box.right - inside], page.dpi
        )


def _in_order(lines: Sequence[Line]) -> list[Line]:
    """Lines from top to bottom; those on one height from left to right."""
    rows: list[list[Line]] = []
    for line in sorted(lines, key=lambda line: line.box.top + line.box.bottom):
        middle = (line.box.top + line.box.bottom) / 2
        if rows and rows[-1][0].box.top < middle < rows[-1][0].box.bottom:
            rows[-1].append(line)
        else:
            rows.append([line])
    return [line for row in rows for line in sorted(row, key=lambda line: line.box.left)]


def _points(box: Box, dpi: float) -> tuple[float, float, float, float]:
    left, top, right, bottom = (round(value * _POINTS / dpi, 1) for value in (box.left, box.top, box.right, box.bottom))
    return left, top, right, bottom
