"""A document as it was read, to be shown beside what is said about it: its blocks, with the places that are spoken of.

The template ``document_pane.html.jinja`` draws it. Whoever speaks of places hands them in as marks: a key and a
location; the words and cells that stand there carry the key.
"""

from collections.abc import Mapping, Sequence
from itertools import pairwise
from typing import TypeAlias

from engine.evaluation.masking import mask
from engine.model.document import Cell, Document, Paragraph, Table
from engine.model.location import Location
from engine.model.passage import Passage
from engine.model.struct import Struct
from engine.outputs.words import Language, where

Marks: TypeAlias = Mapping[str, Location]


class Stretch(Struct, frozen=True):
    """Some words of a paragraph, the keys of the marks that cover them, and those whose anchor stands here."""

    text: str
    keys: tuple[str, ...]
    anchors: tuple[str, ...]


class ShownParagraph(Struct, frozen=True):
    """A paragraph, cut where marks begin and end; its personal data is masked."""

    place: str
    stretches: tuple[Stretch, ...]


class ShownCell(Struct, frozen=True):
    """A cell of a table with the keys of the marks on it, and those whose anchor stands here."""

    place: str
    text: str
    keys: tuple[str, ...]
    anchors: tuple[str, ...]
    column_span: int
    row_span: int


class ShownTable(Struct, frozen=True):
    """A table as it stands in the document."""

    rows: tuple[tuple[ShownCell, ...], ...]


class Pane(Struct, frozen=True):
    """The blocks of a document in order."""

    blocks: tuple[ShownParagraph | ShownTable, ...]


def pane(document: Document, marks: Marks, language: Language) -> Pane:
    """The document with marks on it; a mark that stands nowhere in it covers nothing."""
    by_place = _Marks(marks)
    return Pane(
        tuple(
            _paragraph(block, by_place, language) if isinstance(block, Paragraph) else _table(block, by_place, language)
            for block in document.blocks
        )
    )


def _paragraph(paragraph: Paragraph, marks: "_Marks", language: Language) -> ShownParagraph:
    passage = paragraph.passage
    covered = marks.in_passage(passage)
    text = mask(passage.text)
    cuts = sorted({0, len(text), *(cut for _, start, end in covered for cut in (start, end))})
    stretches = []
    for start, end in pairwise(cuts):
        keys = tuple(key for key, first, last in covered if first <= start and end <= last)
        stretches.append(Stretch(text[start:end], keys, marks.first(keys)))
    return ShownParagraph(_place(passage, language), tuple(stretches))


def _table(table: Table, marks: "_Marks", language: Language) -> ShownTable:
    return ShownTable(tuple(tuple(_cell(cell, marks, language) for cell in row.cells) for row in table.rows))


def _cell(cell: Cell, marks: "_Marks", language: Language) -> ShownCell:
    place, keys = _place(cell.passage, language), marks.on_cell(cell)
    return ShownCell(place, mask(cell.text), keys, marks.first(keys), cell.column_span, cell.row_span)


def _place(passage: Passage, language: Language) -> str:
    return where(passage.pieces[0].location, language) if passage.pieces else ""


class _Marks:
    """Marks by the line, paragraph or row that they stand in, so that a long document is looked through once."""

    def __init__(self, marks: Marks) -> None:
        self._at: dict[tuple[object, ...], list[tuple[str, Location]]] = {}
        for key, location in marks.items():
            self._at.setdefault(_home(location), []).append((key, location))
        self._seen: set[str] = set()

    def first(self, keys: Sequence[str]) -> tuple[str, ...]:
        """Those of the keys that are met for the first time."""
        new = tuple(key for key in keys if key not in self._seen)
        self._seen.update(new)
        return new

    def in_passage(self, passage: Passage) -> list[tuple[str, int, int]]:
        """The marks on a paragraph, each with the offsets in its text where it begins and ends."""
        found = []
        ends = [piece.start for piece in passage.pieces[1:]] + [len(passage.text)]
        for piece, end in zip(passage.pieces, ends, strict=True):
            for key, location in self._at.get(_home(piece.location), ()):
                first, last = piece.start, end
                if (
                    location.column is not None
                    and location.end_column is not None
                    and piece.location.column is not None
                ):
                    first = max(piece.start + location.column - piece.location.column, first)
                    last = min(piece.start + location.end_column - piece.location.column, last)
                if first < last:
                    found.append((key, first, last))
        return found

    def on_cell(self, cell: Cell) -> tuple[str, ...]:
        """The keys of the marks that cover a cell or a part of it."""
        places: Sequence[Location] = [piece.location for piece in cell.passage.pieces]
        found = [key for place in places for key, mark in self._at.get(_home(place), ()) if _meet(mark, place)]
        return tuple(dict.fromkeys(found))


def _home(location: Location) -> tuple[object, ...]:
    if location.row is not None:
        return location.page, location.table, location.row
    return location.page, location.line, location.paragraph, location.element


def _meet(mark: Location, cell: Location) -> bool:
    """Whether a mark in the same row of a table covers a cell; columns say so where both stand on one line."""
    if mark.cell in (None, cell.cell):
        return True
    if mark.line is None or mark.line != cell.line or mark.element is not None:
        return False
    if mark.column is None or mark.end_column is None or cell.column is None or cell.end_column is None:
        return False
    return mark.column <= cell.column and cell.end_column <= mark.end_column
