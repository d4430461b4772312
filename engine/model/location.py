"""Where something stands in a document, as a person would look for it."""

from engine.model.struct import Struct, replace


class Location(Struct, frozen=True, omit_defaults=True):
    """A place in a document. Lines and columns count from 1 in code points; ``end_column`` is exclusive.

    - columns count in the line; where a format has no lines (Word, Excel), or names an ``element`` (web pages, whose
      lines are those of the source), in the words of the paragraph or the cell;
    - ``table``, ``row`` and ``cell`` count from 1 in the document as it was read (not in the form), ``page`` from 1;
    - ``paragraph`` counts the paragraphs outside tables (of a table's cell: those before the table);
    - ``box`` is left, top, right and bottom on the page, in points (1/72 inch) from its upper left corner;
    - ``element`` is what the format itself calls the place: the element of a web page, the cell of a sheet
      (``Sheet1!B7``), the file of an archive.

    What does not apply to a format is ``None``.
    """

    line: int | None = None
    column: int | None = None
    end_column: int | None = None
    page: int | None = None
    table: int | None = None
    row: int | None = None
    cell: int | None = None
    paragraph: int | None = None
    box: tuple[float, float, float, float] | None = None
    element: str | None = None

    @property
    def order(self) -> tuple[float, ...]:
        """A key that sorts places in reading order; what is unknown comes first."""
        left, top = (self.box[0], self.box[1]) if self.box is not None else (0, 0)
        parts = (self.page, self.line, self.paragraph, self.table, self.row, self.cell, self.column, top, left)
        return tuple(part or 0 for part in parts)

    def columns(self, start: int, end: int) -> "Location":
        """The part of this place from ``start`` to ``end``, counted in code points from its own first column."""
        if self.column is None:
            return self
        first, last = self.column + start, self.column + end
        return replace(self, column=first, end_column=last)
