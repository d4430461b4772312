"""A document as it was read, to be shown beside what is said about it: its blocks, with the places that are spoken of.

The template ``document_pane.html.jinja`` draws it. Whoever speaks of places hands them in as marks: a key and a
location; the words and cells that stand there carry the key.
"""

from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise
from typing import TypeAlias

from engine.evaluation.masking import mask
from engine.model.document import Cell, Document, Paragraph, Table
from engine.model.location import Location
from engine.model.passage import Passage, Piece
from engine.model.struct import Struct
from engine.outputs.words import Language, where

Marks: TypeAlias = Mapping[str, Location]
_Covered: TypeAlias = tuple[str, int, int]
"""A mark and the offsets between which it covers a text."""


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
    """A cell of a table: the keys of the marks on the whole of it, those whose anchor stands here, and its words.

    The words are cut where marks on a part of them begin and end.
    """

    place: str
    stretches: tuple[Stretch, ...]
    keys: tuple[str, ...]
    anchors: tuple[str, ...]
    column_span: int
    row_span: int


class ShownTable(Struct, frozen=True):
    """A table as it stands in the document."""

    rows: tuple[tuple[ShownCell, ...], ...]


class Pane(Struct, frozen=True):
    """The blocks of a document in order, and the keys of all marks that stand in it."""

    blocks: tuple[ShownParagraph | ShownTable, ...]
    keys: frozenset[str]


def pane(document: Document, marks: Marks, language: Language) -> Pane:
    """The document with marks on it; a mark that stands nowhere in it covers nothing."""
    by_place = _Marks(marks)
    blocks = tuple(
        _paragraph(block, by_place, language) if isinstance(block, Paragraph) else _table(block, by_place, language)
        for block in document.blocks
    )
    return Pane(blocks, by_place.seen)


def _paragraph(paragraph: Paragraph, marks: "_Marks", language: Language) -> ShownParagraph:
    passage = paragraph.passage
    return ShownParagraph(_place(passage, language), _cut(passage.text, marks.in_passage(passage), marks))


def _table(table: Table, marks: "_Marks", language: Language) -> ShownTable:
    return ShownTable(tuple(tuple(_cell(cell, marks, language) for cell in row.cells) for row in table.rows))


def _cell(cell: Cell, marks: "_Marks", language: Language) -> ShownCell:
    covered = marks.on_cell(cell)
    keys = tuple(dict.fromkeys(key for key, start, end in covered if start == 0 and end == len(cell.text)))
    anchors = marks.first(keys)
    stretches = _cut(cell.text, [one for one in covered if one[0] not in keys], marks)
    return ShownCell(_place(cell.passage, language), stretches, keys, anchors, cell.column_span, cell.row_span)


def _cut(text: str, covered: Sequence[_Covered], marks: "_Marks") -> tuple[Stretch, ...]:
    """The words, masked, cut where marks begin and end."""
    text = mask(text)
    cuts = sorted({0, len(text), *(cut for _, start, end in covered for cut in (start, end))})
    stretches = []
    for start, end in pairwise(cuts):
        keys = tuple(dict.fromkeys(key for key, first, last in covered if first <= start and end <= last))
        stretches.append(Stretch(text[start:end], keys, marks.first(keys)))
    return tuple(stretches)


def _place(passage: Passage, language: Language) -> str:
    return where(passage.pieces[0].location, language) if passage.pieces else ""


class _Marks:
    """Marks by the line, paragraph or row that they stand in, so that a long document is looked through once."""

    def __init__(self, marks: Marks) -> None:
        self._at: dict[tuple[object, ...], list[tuple[str, Location]]] = {}
        for key, location in marks.items():
            self._at.setdefault(home(location), []).append((key, location))
        self._seen: set[str] = set()

    @property
    def seen(self) -> frozenset[str]:
        """The keys that were met."""
        return frozenset(self._seen)

    def first(self, keys: Sequence[str]) -> tuple[str, ...]:
        """Those of the keys that are met for the first time."""
        new = tuple(key for key in keys if key not in self._seen)
        self._seen.update(new)
        return new

    def in_passage(self, passage: Passage) -> list[_Covered]:
        """The marks on a paragraph, each with the offsets in its text where it begins and ends."""
        found = []
        for piece, end in pieces_of(passage):
            for key, location in self._at.get(home(piece.location), ()):
                first, last = overlap(location, piece, end)
                if first < last:
                    found.append((key, first, last))
        return found

    def on_cell(self, cell: Cell) -> list[_Covered]:
        """The marks on a cell, in the same way; one that meets the cell and none of its words covers all of them."""
        pieces = list(pieces_of(cell.passage))
        meeting = {
            key: mark
            for piece, _ in pieces
            for key, mark in self._at.get(home(piece.location), ())
            if meet(mark, piece.location)
        }
        found: list[_Covered] = []
        for key, mark in meeting.items():
            overlaps = [overlap(mark, piece, end) for piece, end in pieces if piece.location.line == mark.line]
            words = [(key, first, last) for first, last in overlaps if first < last]
            found += words or [(key, 0, len(cell.text))]
        return found


def pieces_of(passage: Passage) -> Iterator[tuple[Piece, int]]:
    """The pieces of a passage, each with the offset where it ends."""
    ends = [piece.start for piece in passage.pieces[1:]] + [len(passage.text)]
    return zip(passage.pieces, ends, strict=True)


def overlap(mark: Location, piece: Piece, end: int) -> tuple[int, int]:
    """The offsets between which a mark covers a piece; the whole of it where one of them has no columns."""
    if mark.column is None or mark.end_column is None or piece.location.column is None:
        return piece.start, end
    shift = piece.start - piece.location.column
    return max(mark.column + shift, piece.start), min(mark.end_column + shift, end)


def home(location: Location) -> tuple[object, ...]:
    """The line, paragraph or row that a place stands in: what its columns count in."""
    if location.row is not None:
        return location.page, location.table, location.row
    return location.page, location.line, location.paragraph, location.element


def meet(mark: Location, cell: Location) -> bool:
    """Whether a mark in the same row of a table covers a cell; columns say so where both stand on one line."""
    if mark.cell in (None, cell.cell):
        return True
    if mark.line is None or mark.line != cell.line or mark.element is not None:
        return False
    if mark.column is None or mark.end_column is None or cell.column is None or cell.end_column is None:
        return False
    return mark.column <= cell.column and cell.end_column <= mark.end_column
