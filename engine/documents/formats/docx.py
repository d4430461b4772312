"""Word documents (ECMA-376): paragraphs, tables with merged cells, text boxes and notes.

Tracked insertions are text, deletions are not; of a text box that stands in the file twice (once for old programs) the
first is read; fields and content controls show what they hold. Macros and links are never looked at.
"""

from collections.abc import Iterator
from typing import Any

from engine.documents import kinds
from engine.documents.format import Format, Input
from engine.documents.layout import Loose, lay_out
from engine.documents.limits import MAX_CELLS
from engine.documents.numbering import Numbering
from engine.documents.package import DamagedError, Package, attribute, child, local
from engine.documents.words import raised, together
from engine.model.document import Document, Paragraph, Table, Unreadable
from engine.model.location import Location
from engine.model.passage import Passage, Piece

_GONE = frozenset(
    ("del", "moveFrom", "delText", "instrText", "delInstrText", "Fallback", "pPr", "rPr", "tcPr", "trPr", "tblPr", "rt")
)
_WRAPPERS = frozenset(("sdt", "sdtContent", "ins", "moveTo", "customXml", "smartTag", "body", "document"))
_NOTES = {"footnoteReference": "footnote", "endnoteReference": "endnote"}
_OFF = ("0", "false", "off")


def _accepts(what: Input) -> bool:
    return kinds.recognise(what) is kinds.WORD


def _read(what: Input) -> Document | Unreadable:
    try:
        package = Package(what.data)
        root = package.tree("word/document.xml")
        if root is None:
            raise DamagedError("文件已损坏，里面没有正文", "the file is damaged: it has no main part")
        if sum(local(element) == "tc" for element in root.iter()) > MAX_CELLS:
            raise DamagedError(f"表格超过 {MAX_CELLS} 格的上限", f"more than {MAX_CELLS} table cells")
        blocks = tuple(_Flow(package).blocks(root))
    except DamagedError as damaged:
        return Unreadable(what.source, damaged.reason, damaged.english)
    if not blocks:
        return Unreadable(what.source, "文件里没有文字", "there is no text in the file")
    return Document(what.source, what.sha256, "docx", None, blocks)


FORMAT = Format("docx", 10, _accepts, _read)


class _Found:
    """What a paragraph holds besides its words: text boxes, and the notes that it refers to."""

    def __init__(self) -> None:
        self.words: list[str] = []
        self.boxes: list[Any] = []
        self.notes: list[Any] = []


class _Flow:
    """The way through the document, counting paragraphs and tables."""

    def __init__(self, package: Package) -> None:
        self._numbering = Numbering(package.tree("word/numbering.xml"), package.tree("word/styles.xml"))
        self._notes = {kind: _notes(package.tree(f"word/{kind}s.xml")) for kind in _NOTES.values()}
        self._paragraphs = 0
        self._tables = 0

    def blocks(self, element: Any) -> Iterator[Paragraph | Table]:
        """The paragraphs and tables in an element, in order; text boxes and notes after what they stand in."""
        for one in element:
            name = local(one)
            if name == "p":
                yield from self._paragraph(one)
            elif name == "tbl":
                yield from self._cells(one) if _is_layout(one) else self._table(one)
            elif name in _WRAPPERS:
                yield from self.blocks(one)

    def _paragraph(self, element: Any) -> Iterator[Paragraph | Table]:
        found = _Found()
        self._gather(element, found)
        text = "".join(found.words)
        if text.strip():
            text = self._numbering.before(element) + text
        for line in text.split("\n"):
            words = together(line)
            if words:
                self._paragraphs += 1
                yield Paragraph(Passage(words, (Piece(0, Location(paragraph=self._paragraphs)),)))
        yield from self._beside(found)

    def _beside(self, found: _Found) -> Iterator[Paragraph | Table]:
        for element in (*found.boxes, *found.notes):
            yield from self.blocks(element)

    def _cells(self, table: Any) -> Iterator[Paragraph | Table]:
        """What stands in a table that only arranges it."""
        for row in _rows(table):
            for cell in _inside(row, "tc"):
                yield from self.blocks(cell)

    def _table(self, element: Any) -> Iterator[Paragraph | Table]:
        number = self._tables + 1
        found = _Found()
        rows: list[list[Loose]] = []
        head = 0
        open_cells: dict[int, tuple[int, int]] = {}  # by grid column: the cell that goes on downwards
        spans: dict[tuple[int, int], int] = {}
        for element_row in _rows(element):
            properties = child(element_row, "trPr")
            row: list[Loose] = []
            column = _number(child(properties, "gridBefore") if properties is not None else None, 0)
            still: dict[int, tuple[int, int]] = {}
            if column:
                row.append(Loose(self._nowhere(number, len(rows) + 1, 0), column))
            for cell in _inside(element_row, "tc"):
                own = child(cell, "tcPr")
                across = _number(child(own, "gridSpan") if own is not None else None, 1)
                merge = child(own, "vMerge") if own is not None else None
                if merge is not None and attribute(merge, "val") != "restart" and column in open_cells:
                    still[column] = open_cells[column]
                    spans[open_cells[column]] += 1
                else:
                    at = (len(rows), len(row))
                    if merge is not None:
                        still[column] = at
                    spans[at] = 1
                    place = Location(None, None, None, None, number, len(rows) + 1, len(row) + 1, self._paragraphs)
                    row.append(Loose(Passage(self._words(cell, found), (Piece(0, place),)), across))
                column += across
            open_cells = still
            head += properties is not None and _is_on(child(properties, "tblHeader"))
            rows.append(row)
        if any(rows):
            self._tables = number
            whole = [
                [Loose(one.passage, one.column_span, spans.get((at, index), 1)) for index, one in enumerate(row)]
                for at, row in enumerate(rows)
            ]
            yield Table(lay_out(whole), head or None)
        yield from self._beside(found)

    def _nowhere(self, table: int, row: int, cell: int) -> Passage:
        return Passage("", (Piece(0, Location(None, None, None, None, table, row, cell or None, self._paragraphs)),))

    def _words(self, cell: Any, found: _Found) -> str:
        """The words of a cell, its paragraphs put together."""
        own = _Found()
        for paragraph in cell.iter():
            if local(paragraph) == "p" and not _within_box(paragraph, cell):
                self._gather(paragraph, own)
                own.words.append("\n")
        found.boxes += own.boxes
        found.notes += own.notes
        return together("".join(own.words))

    def _gather(self, element: Any, found: _Found) -> None:
        """The words of an element in order, with what stands beside them."""
        for one in element:
            name = local(one)
            if name in _GONE:
                continue
            if name == "t":
                found.words.append(one.text or "")
            elif name in ("tab", "ptab"):
                found.words.append(" ")
            elif name in ("br", "cr"):
                found.words.append("\n")
            elif name in ("noBreakHyphen", "sym"):
                found.words.append("-" if name == "noBreakHyphen" else "□")
            elif name == "txbxContent":
                found.boxes.append(one)
            elif name in _NOTES:
                note = self._notes[_NOTES[name]].get(attribute(one, "id") or "")
                found.notes += [note] if note is not None else []
            elif name == "r":
                self._run(one, found)
            elif name != "p":
                self._gather(one, found)

    def _run(self, run: Any, found: _Found) -> None:
        properties = child(run, "rPr")
        if properties is not None and _is_on(child(properties, "vanish")):
            return
        start = len(found.words)
        self._gather(run, found)
        aligned = child(properties, "vertAlign") if properties is not None else None
        if aligned is not None and attribute(aligned, "val") == "superscript":
            found.words[start:] = [raised(word) for word in found.words[start:]]


def _notes(root: Any) -> dict[str, Any]:
    return {attribute(note, "id") or "": note for note in root} if root is not None else {}


def _within_box(paragraph: Any, cell: Any) -> bool:
    """Whether a paragraph stands in a text box, a deletion or a nested thing of a cell and is read with that."""
    parent = paragraph.getparent()
    while parent is not None and parent is not cell:
        if local(parent) in ("txbxContent", "p", "Fallback"):
            return True
        parent = parent.getparent()
    return False


def _inside(element: Any, name: str) -> Iterator[Any]:
    """The children of this name, through content controls and tracked insertions."""
    for one in element:
        if local(one) == name:
            yield one
        elif local(one) in _WRAPPERS:
            yield from _inside(one, name)


def _rows(table: Any) -> Iterator[Any]:
    """The rows that have not been deleted."""
    for row in _inside(table, "tr"):
        properties = child(row, "trPr")
        if properties is None or child(properties, "del") is None:
            yield row


def _is_layout(table: Any) -> bool:
    """Whether a table only arranges what stands in it: another table, or a single cell."""
    if any(local(element) == "tbl" for element in table.iterdescendants()):
        return True
    return sum(1 for row in _rows(table) for _ in _inside(row, "tc")) < 2


def _number(element: Any, otherwise: int) -> int:
    value = attribute(element, "val") if element is not None else None
    return int(value) if value is not None and value.isdecimal() and len(value) < 6 else otherwise


def _is_on(element: Any) -> bool:
    return element is not None and (attribute(element, "val") or "1") not in _OFF
