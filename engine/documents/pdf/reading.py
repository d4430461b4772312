"""Pages to the blocks of a document: tables, and paragraphs between them, in the order in which a person reads."""

from collections.abc import Iterator, Sequence

from engine.documents.encoding import legible
from engine.documents.limits import MAX_CELLS
from engine.documents.package import DamagedError
from engine.documents.pdf.cells import Field, Grid, fill
from engine.documents.pdf.columns import gutter
from engine.documents.pdf.frame import turned
from engine.documents.pdf.furniture import Row, without
from engine.documents.pdf.lattice import lattices, merged
from engine.documents.pdf.lines import Line, around, lines, rows, runs
from engine.documents.pdf.page import UNKNOWN, Box, Glyph, Page
from engine.documents.pdf.paragraphs import Margins, divider, margins, over_page, paragraphs
from engine.documents.pdf.unruled import blocks
from engine.model import document as model
from engine.model.document import Cell, Paragraph, Table
from engine.model.location import Location
from engine.model.passage import Passage, Piece
from engine.model.struct import Struct, replace

_LEGIBLE = 0.7  # share of characters that a Chinese text is made of
_UNKNOWN = 0.1  # share of glyphs without a character
_FEW = 50  # glyphs: a page with fewer under a picture is a scan (with the mark of the program that made it)
_PICTURE = 0.5  # share of a page that a scan covers
_WORDS = 6  # characters of a turned line outside tables that is more than a page number
_CURVES = 300  # paths on a page without text: words drawn as curves


class _Part(Struct, frozen=True):
    """The lines and tables of a page, or of a column of it; ``before`` is how many lines stand before it."""

    page: int
    before: int
    items: tuple[Line | Grid, ...]


class _Placed(Struct, frozen=True):
    """A line of a paragraph: on which page, the how manieth there."""

    line: Line
    page: int
    number: int


class _Words(Struct, frozen=True):
    """A paragraph, and the margins of its last line."""

    lines: tuple[_Placed, ...]
    margins: Margins


class _Ruled(Struct, frozen=True):
    """A table: on which page, after how many lines."""

    grid: Grid
    page: int
    before: int


_Flow = list[Line | Grid]


class Sheet(Struct, frozen=True):
    """A page taken apart: its tables, and the lines of glyphs outside them."""

    page: Page
    grids: tuple[Grid, ...]
    rows: tuple[Row, ...]
    beside: tuple[Line, ...]


class NoTextError(DamagedError):
    """The pages are pictures, or their text cannot be relied upon: they must be recognised."""


def check(pages: Sequence[Page]) -> None:
    """Raises ``NoTextError`` where the pages have no text that can be relied upon, ``DamagedError`` for empty ones."""
    scanned = [page.number for page in pages if _is_scan(page)]
    if scanned:
        where = "、".join(map(str, scanned[:5])) + ("等" if len(scanned) > 5 else "")
        raise NoTextError(
            f"第 {where} 页是扫描的图片，没有文字，需要文字识别（gouji[ocr]）",
            f"scanned, needs OCR (gouji[ocr]): {len(scanned)} of {len(pages)} pages are pictures without text",
        )
    text = "".join(glyph.text for page in pages for glyph in page.upright)
    if not text.strip():
        raise DamagedError("文件里没有文字", "there is no text in the file")
    if text.count(UNKNOWN) > _UNKNOWN * len(text) or legible(text.replace(UNKNOWN, "")) < _LEGIBLE:
        raise NoTextError(
            "文字层不可靠：字体没有说明字形是什么字，需要文字识别（gouji[ocr]）",
            "no reliable text layer: the fonts do not say which characters their glyphs are; needs OCR (gouji[ocr])",
        )


def _is_scan(page: Page) -> bool:
    glyphs = len(page.upright)
    return (page.pictures >= _PICTURE and glyphs < _FEW) or (not glyphs and page.paths >= _CURVES)


def document_blocks(pages: Sequence[Page]) -> Iterator[Paragraph | Table]:
    """The blocks of a document from its pages. Raises ``DamagedError``."""
    sheets = [_sheet(page) for page in pages]
    kept = without([sheet.rows for sheet in sheets])
    sheets = [replace(sheet, rows=tuple(left)) for sheet, left in zip(sheets, kept, strict=True)]
    parts = [part for sheet in sheets for part in _numbered(sheet)]
    usual = _margins([item for part in parts for item in part.items])
    usual = usual or Margins(0.0, max((page.width for page in pages), default=0.0), 30.0)
    tables = cells = 0
    for block in _joined([one for part in parts for one in _in_paragraphs(part, usual)]):
        if isinstance(block, _Words):
            yield _paragraph(block)
            continue
        tables, cells = tables + 1, cells + len(block.grid.fields)
        if cells > MAX_CELLS:
            raise DamagedError(f"表格超过 {MAX_CELLS} 格的上限", f"more than {MAX_CELLS} table cells")
        yield _table(block, tables)


def _sheet(page: Page) -> Sheet:
    """A page, its tables filled."""
    glyphs: Sequence[Glyph] = page.upright
    beside = [found for turn, turned_glyphs in page.turned for found in _turned_lines(turned_glyphs, turn, page)]
    grids: list[Grid] = []
    for lattice in lattices(page.across, page.down):
        inside = [one for one in beside if _holds(lattice.box, one.box)]
        beside = [one for one in beside if one not in inside]
        grid, glyphs = fill(lattice, glyphs, inside)
        if any(field.text for field in grid.fields):
            grids.append(grid)
    found = tuple(Row(row, (row[0].top + row[0].bottom) / 2 / page.height) for row in rows(glyphs))
    # (what is turned and short is a page number, or part of a seal)
    return Sheet(page, tuple(grids), found, tuple(one for one in beside if len(one.text) >= _WORDS))


def _turned_lines(glyphs: Sequence[Glyph], turn: int, page: Page) -> list[Line]:
    """The lines of turned text, with their boxes as they are on the page."""
    width, height = (page.height, page.width) if turn % 2 else (page.width, page.height)
    return [replace(one, box=turned(one.box, -turn, width, height)) for one in lines(glyphs)]


def _holds(area: Box, box: Box) -> bool:
    x, y = (box[0] + box[2]) / 2, (box[1] + box[3]) / 2
    return area[0] <= x < area[2] and area[1] <= y < area[3]


def _numbered(sheet: Sheet) -> Iterator[_Part]:
    """The parts of a page, and what is written across at the end."""
    before = 0
    written_across: _Flow = list(sheet.beside)
    for flow in [*_parts(sheet), written_across]:
        yield _Part(sheet.page.number, before, tuple(flow))
        before += sum(item.rows if isinstance(item, Grid) else 1 for item in flow)


def _parts(sheet: Sheet) -> list[_Flow]:
    """What stands on a page, in reading order: one part for each column of it."""
    pieces = [around(run) for row in sheet.rows for run in runs(row.glyphs, 1.5)]
    tables = [grid.box for grid in sheet.grids]
    between = gutter(pieces, tables, sheet.page.width)
    if between is None:
        return [_flow(sheet, [row.glyphs for row in sheet.rows], sheet.grids)]
    groups: list[tuple[list[Glyph], list[Grid]]] = [([], []) for _ in range(4)]

    def group(box: Box) -> tuple[list[Glyph], list[Grid]]:
        if (box[1] + box[3]) / 2 < between.top:
            return groups[0]
        if (box[1] + box[3]) / 2 > between.bottom:
            return groups[3]
        return groups[1 if (box[0] + box[2]) / 2 < between.at else 2]

    for row in sheet.rows:
        for glyph in row.glyphs:
            group((glyph.left, glyph.top, glyph.right, glyph.bottom))[0].append(glyph)
    for grid in sheet.grids:
        group(grid.box)[1].append(grid)
    return [_flow(sheet, rows(glyphs), grids) for glyphs, grids in groups]


def _flow(sheet: Sheet, found: Sequence[Sequence[Glyph]], grids: Sequence[Grid]) -> _Flow:
    """Lines and tables from the top. A line that stands beside a table comes before it."""
    part: _Flow = []
    rest = list(found)
    across = merged(sheet.page.across)
    for grid in sorted(grids, key=lambda grid: grid.box[1]):
        above = [row for row in rest if row[0].base < grid.box[3]]
        rest = rest[len(above) :]
        part += [*blocks(above, across), grid]
    return [*part, *blocks(rest, across)]


def _in_paragraphs(part: _Part, usual: Margins) -> Iterator[_Words | _Ruled]:
    """The lines of a part put together to paragraphs, between its tables."""
    own = _margins(part.items) or usual
    counter = part.before
    stretch: list[Line] = []
    for item in (*part.items, None):
        if isinstance(item, Line):
            stretch.append(item)
            continue
        for found in paragraphs(stretch, own):
            numbered = enumerate(found, counter + 1)
            yield _Words(tuple(_Placed(one, part.page, number) for number, one in numbered), own)
            counter += len(found)
        stretch = []
        if item is not None:
            yield _Ruled(item, part.page, counter)
            counter += item.rows


def _margins(items: Sequence[Line | Grid]) -> Margins | None:
    return margins(
        [item for item in items if isinstance(item, Line)], [item.box for item in items if isinstance(item, Grid)]
    )


def _joined(blocks: Sequence[_Words | _Ruled]) -> Iterator[_Words | _Ruled]:
    """The blocks, a paragraph that goes on on the next page (or in the next column) put together."""
    last: _Words | None = None
    for block in blocks:
        if isinstance(block, _Ruled):
            if last is not None:
                yield last
            last = None
            yield block
            continue
        if last is not None and _is_cut(last, block):
            last = _Words((*last.lines, *block.lines), block.margins)
            continue
        if last is not None:
            yield last
        last = block
    if last is not None:
        yield last


def _is_cut(before: _Words, after: _Words) -> bool:
    last, first = before.lines[-1], after.lines[0]
    return last.page != first.page and over_page(last.line, first.line, before.margins, after.margins)


def _paragraph(words: _Words) -> Paragraph:
    text = ""
    pieces: list[Piece] = []
    for placed in words.lines:
        one = placed.line
        text += divider(text, one.text)
        place = Location(placed.number, 1, len(one.text) + 1, placed.page, box=_rounded(one.box))
        pieces.append(Piece(len(text), place))
        text += one.text
    doubt = next((placed.line.doubt for placed in words.lines if placed.line.doubt is not None), None)
    return Paragraph(Passage(text, tuple(pieces), doubt))


def _table(ruled: _Ruled, number: int) -> Table:
    grid, page, before = ruled.grid, ruled.page, ruled.before
    found: list[list[Cell]] = [[] for _ in range(grid.rows)]
    for field in grid.fields:
        found[field.row].append(_cell(field, page, number, before + field.row + 1, len(found[field.row]) + 1))
    return Table(tuple(model.Row(tuple(cells)) for cells in found))


def _cell(field: Field, page: int, table: int, line_number: int, number: int) -> Cell:
    place = Location(line_number, None, None, page, table, field.row + 1, number, box=_rounded(field.box))
    passage = Passage(field.text, (Piece(0, place),), field.doubt)
    return Cell(passage, field.column, field.column_span, field.row_span)


def _rounded(box: Box) -> Box:
    left, top, right, bottom = box
    return round(left, 1), round(top, 1), round(right, 1), round(bottom, 1)
