"""Small PDF files drawn line by line, so that a test can leave one out."""

import io
from collections.abc import Callable, Iterable, Sequence

from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfgen.canvas import Canvas

from engine.documents import read
from engine.model.document import Document, Table, Unreadable

FONT = "STSong-Light"
LEFT, TOP, WIDTH, HEIGHT = 60.0, 700.0, 80.0, 24.0

Edge = tuple[str, int, int]
"""An edge of a cell: ``across`` (above a row, over a column) or ``down`` (left of a column, beside a row)."""


def pdf(*pages: Callable[[Canvas], None], size: tuple[float, float] = (595, 842)) -> bytes:
    """A file of these pages."""
    pdfmetrics.registerFont(UnicodeCIDFont(FONT))
    file = io.BytesIO()
    canvas = Canvas(file, pagesize=size)
    for page in pages:
        canvas.setFont(FONT, 10)
        page(canvas)
        canvas.showPage()
    canvas.save()
    return file.getvalue()


def grid(canvas: Canvas, texts: Sequence[Sequence[str]], without: Iterable[Edge] = (), top: float = TOP) -> None:
    """A table with a line around every cell, but for some edges. Words stand in the middle of their cells."""
    left_out = set(without)
    rows, columns = len(texts), len(texts[0])
    for row in range(rows + 1):
        for column in range(columns + 1):
            x, y = LEFT + column * WIDTH, top - row * HEIGHT
            if column < columns and ("across", row, column) not in left_out:
                canvas.line(x, y, x + WIDTH, y)
            if row < rows and ("down", row, column) not in left_out:
                canvas.line(x, y, x, y - HEIGHT)
            if row < rows and column < columns:
                canvas.drawCentredString(x + WIDTH / 2, y - HEIGHT / 2 - 3, texts[row][column])


def document(data: bytes) -> Document:
    """The document in a file that can be read."""
    found = read(data, "a.pdf")
    assert isinstance(found, Document), found
    return found


def unreadable(data: bytes) -> Unreadable:
    """Why a file cannot be read."""
    found = read(data, "a.pdf")
    assert isinstance(found, Unreadable), found
    return found


def table(data: bytes) -> Table:
    """The only table in a file."""
    (found,) = document(data).tables()
    return found


def texts(data: bytes) -> list[list[str]]:
    """The words in the cells of the only table."""
    return [[cell.text for cell in row.cells] for row in table(data).rows]


def words(data: bytes) -> list[str]:
    """The paragraphs of a file."""
    return [paragraph.passage.text for paragraph in document(data).paragraphs()]
