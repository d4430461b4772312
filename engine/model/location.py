"""Where something stands in a document, as a person would look for it."""

from engine.model.struct import Struct


class Location(Struct, frozen=True):
    """A place in a document. Lines and columns count from 1 in code points; ``end_column`` is exclusive.

    ``table``, ``row`` and ``cell`` count from 1 in the document as it was read (not in the form); ``page`` counts
    from 1. What does not apply to a format is ``None``.
    """

    line: int | None = None
    column: int | None = None
    end_column: int | None = None
    page: int | None = None
    table: int | None = None
    row: int | None = None
    cell: int | None = None

    @property
    def order(self) -> tuple[int, int, int, int, int, int]:
        """A key that sorts places in reading order; what is unknown comes first."""
        parts = (self.page, self.line, self.table, self.row, self.cell, self.column)
        page, line, table, row, cell, column = (part or 0 for part in parts)
        return page, line, table, row, cell, column

    def columns(self, start: int, end: int) -> "Location":
        """The part of this place from ``start`` to ``end``, counted in code points from its own first column."""
        if self.column is None:
            return self
        first, last = self.column + start, self.column + end
        return Location(self.line, first, last, self.page, self.table, self.row, self.cell)
