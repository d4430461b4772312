"""The paragraphs and tables of a Word document, as the walk finds them, as a document.

Tracked insertions are text, deletions are not; fields and content controls show what they hold; hidden text, page
headers and footers, comments and the table of contents are no text. Macros and links are never looked at.
"""

from collections.abc import Iterator

from engine.documents.format import Input
from engine.documents.package import DamagedError, Package
from engine.documents.word.found import WordParagraph, WordTable
from engine.documents.word.walk import Walk
from engine.model.document import Cell, Document, Paragraph, Row, Table, Unreadable
from engine.model.location import Location
from engine.model.passage import Passage, Piece


def read_word(what: Input) -> Document | Unreadable:
    """The document in the bytes of a Word file, or the reason why there is none."""
    try:
        blocks = tuple(_blocks(Walk(Package(what.data))))
    except DamagedError as damaged:
        return Unreadable(what.source, damaged.reason, damaged.english)
    except RecursionError:  # (libxml2 stops at 256 levels, in some versions at 2048)
        return Unreadable(what.source, "文件里的内容嵌套太深，不像一份报告", "nested deeper than any report")
    if not blocks:
        return Unreadable(what.source, "文件里没有文字", "there is no text in the file")
    return Document(what.source, what.sha256, "docx", None, blocks)


def _blocks(walk: Walk) -> Iterator[Paragraph | Table]:
    for block in walk.blocks():
        if isinstance(block, WordParagraph):
            yield from _paragraphs(block)
        else:
            yield _table(block)


def _paragraphs(block: WordParagraph) -> Iterator[Paragraph]:
    """One paragraph for each line of it: what was broken by hand stands on lines of its own."""
    column = 1
    for line in block.text.split("\n"):
        place = Location(paragraph=block.number, column=column, end_column=column + len(line))
        yield Paragraph(Passage(line, (Piece(0, place),)))
        column += len(line) + 1


def _table(table: WordTable) -> Table:
    rows: list[Row] = []
    for number, row in enumerate(table.rows, 1):
        cells: list[Cell] = []
        for index, cell in enumerate(row, 1):
            text = cell.text
            place = Location(None, 1, 1 + len(text), None, table.number, number, index, table.paragraphs)
            cells.append(Cell(Passage(text, (Piece(0, place),)), cell.column, cell.across, cell.down))
        rows.append(Row(tuple(cells)))
    return Table(tuple(rows), table.head or None)
