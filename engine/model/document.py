"""A document as a reader of its format hands it on: blocks in order, each with its place. No meaning yet."""

from collections.abc import Iterator

from engine.model.passage import Passage
from engine.model.struct import Struct


class Paragraph(Struct, frozen=True):
    """One paragraph as it stands in the file (not yet joined over page breaks)."""

    passage: Passage


class Cell(Struct, frozen=True):
    """One cell of a table: its text without white space at the ends, with its place.

    An empty cell has an empty text and still a location, so that a finding can point at it. ``first_column`` counts
    from 0; a merged cell of a format that has them covers ``column_span`` columns and ``row_span`` rows.
    """

    passage: Passage
    first_column: int
    column_span: int = 1
    row_span: int = 1

    @property
    def text(self) -> str:
        return self.passage.text


class Row(Struct, frozen=True):
    """The cells that begin in one row of a table, from left to right."""

    cells: tuple[Cell, ...]


class Table(Struct, frozen=True):
    """A table as it stands in the file; one torn by a page break is still two tables here.

    ``header_break`` is the index of the row before which the format itself divides header and body (the ``|---|``
    line of Markdown), or ``None``. In a ``loose`` table, put together from cells that stood one after another, the
    cells of a row stand in no columns.
    """

    rows: tuple[Row, ...]
    header_break: int | None = None
    loose: bool = False


class Document(Struct, frozen=True):
    """A whole document.

    ``source`` is the name it was opened by, ``sha256`` the hash of its bytes, ``encoding`` how its bytes became text
    (``None`` for formats that say so themselves).
    """

    source: str
    sha256: str
    format: str
    encoding: str | None
    blocks: tuple[Paragraph | Table, ...]

    def paragraphs(self) -> Iterator[Paragraph]:
        return (block for block in self.blocks if isinstance(block, Paragraph))

    def tables(self) -> Iterator[Table]:
        return (block for block in self.blocks if isinstance(block, Table))


class Unreadable(Struct, frozen=True):
    """Why an input could not be read, in Chinese and in English. A value, never an exception."""

    source: str
    reason: str
    english: str
