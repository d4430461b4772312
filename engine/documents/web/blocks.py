"""Paragraphs and tables of a document from what a page shows, each with its place.

Columns count in the words of the element, since white space of the source is not read.
"""

from collections.abc import Iterator, Sequence

from engine.documents.layout import Loose, lay_out
from engine.documents.web.markup import Element, Names
from engine.documents.web.page import Shown, ShownRow
from engine.documents.web.trimming import Kept
from engine.model.document import Paragraph, Table
from engine.model.location import Location
from engine.model.passage import Passage, Piece, join
from engine.model.struct import replace

_LAST_LINE = 65_535  # libxml2 counts no further


def blocks(root: Element, kept: Sequence[Kept], *, with_lines: bool) -> Iterator[Paragraph | Table]:
    """The blocks of a document in order. Raises ``DamagedError`` when a table is larger than any report's."""
    names = Names(root)
    paragraphs = tables = 0
    for one in kept:
        if one.shown.rows:
            tables += 1
            place = Location(table=tables, paragraph=paragraphs)
            yield _table(one.shown, place, names.name(one.shown.element), with_lines=with_lines)
            continue
        for passage in _passages(one, names, with_lines=with_lines):
            paragraphs += 1
            pieces = tuple(
                Piece(piece.start, replace(piece.location, paragraph=paragraphs)) for piece in passage.pieces
            )
            yield Paragraph(Passage(passage.text, pieces))


def _passages(kept: Kept, names: Names, *, with_lines: bool) -> Iterator[Passage]:
    """The words of one paragraph, or of several where only stretches of it are kept."""
    shown = kept.shown
    whole = _passage(shown, shown.words, names, with_lines=with_lines)
    if kept.value is not None:
        separator = "" if whole.text.endswith(("：", ":")) else "："
        yield join((whole, _passage(kept.value, kept.value.words, names, with_lines=with_lines)), separator)
        return
    for start, end in kept.stretches:
        yield _passage(shown, shown.words[start:end].strip(), names, with_lines=with_lines)
    if not kept.stretches:
        yield whole


def _passage(shown: Shown, words: str, names: Names, *, with_lines: bool) -> Passage:
    line = _line(shown.line) if with_lines else None
    return Passage(words, (Piece(0, Location(line, 1, len(words) + 1, element=names.name(shown.element))),))


def _table(shown: Shown, place: Location, name: str, *, with_lines: bool) -> Table:
    """A table. The rows of its foot stand last, wherever the source has them."""
    in_order = sorted(shown.rows, key=lambda row: _tag(row) == "tfoot")
    rows: list[list[Loose]] = []
    for number, row in enumerate(in_order, 1):
        loose: list[Loose] = []
        for index, cell in enumerate(row.cells, 1):
            element = f"{name} tr[{row.number}] {cell.element.tag}[{cell.number}]"
            line = _line(cell.line) if with_lines else None
            end = len(cell.words) + 1
            where = Location(line, 1, end, None, place.table, number, index, place.paragraph, None, element)
            loose.append(Loose(Passage(cell.words, (Piece(0, where),)), cell.column_span, cell.row_span))
        rows.append(loose)
    head = sum(_tag(row) == "thead" for row in shown.rows)
    return Table(lay_out(rows, [row.group for row in in_order]), head or None)


def _tag(row: ShownRow) -> str | None:
    return row.group.tag if row.group is not None else None


def _line(line: int) -> int | None:
    return line if line < _LAST_LINE else None
