"""The way through a Word document: its paragraphs and tables in the order in which they are read, and their numbers.

Whoever writes into a document later (a review comment at a finding) goes the same way and finds the same elements:

- ``paragraph`` counts the w:p that have words, outside tables, from 1: the body from top to bottom; what stands in a
  text box or in a note comes right after the paragraph (or the table) that it belongs to. A w:p whose mark was deleted
  or is hidden counts together with the one after it.
- ``table`` counts the w:tbl that are tables, from 1. One that only arranges what it holds (a single column, or other
  tables) is none: what it holds counts as paragraphs and tables.
- ``row`` counts the w:tr that are shown; ``cell`` counts the w:tc that begin in a row, not those that continue one
  above or beside them.
- ``column`` counts the characters of the paragraph or cell as it is read, from 1; ``characters`` says in which w:t
  each of them stands.
"""

from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property
from typing import Any

from engine.documents.limits import MAX_CELLS, MAX_SPAN
from engine.documents.package import DamagedError, Package, is_on, value, whole
from engine.documents.word.fields import Fields
from engine.documents.word.found import Stretch, WordCell, WordParagraph, WordTable
from engine.documents.word.numbering import Numbering
from engine.documents.word.properties import NONE, alternative, is_image, properties_of, runs_on
from engine.documents.word.styles import Styles
from engine.documents.word.tags import NAMES, SKIPPED
from engine.documents.words import raised

_NOTES = {"footnoteReference": "footnotes", "endnoteReference": "endnotes"}
_BREAK: Stretch = ("\n", None)
_PICTURE: Stretch = ("（1 张图片）", None)
_BOX: Stretch = ("（1 个文本框）", None)
_SYMBOLS = {
    "F0FE": "☑", "F052": "☑", "F0FD": "☒", "F053": "☒", "F0FC": "✓", "F0FB": "✗", "F050": "✓", "F04F": "✗",
    **{f"F0{0x80 + number:X}": chr(ord("①") + number - 1) for number in range(1, 11)},
}  # fmt: skip


class _Words:
    """What a paragraph or a cell holds: its words, and beside them text boxes, notes, pictures."""

    __slots__ = ("beside", "boxes", "hidden", "pictures", "raised", "stretches")

    def __init__(self) -> None:
        self.stretches: list[Stretch] = []
        self.beside: list[Any] = []
        self.boxes = 0
        self.pictures = 0
        self.hidden = False
        self.raised = False

    @property
    def has_words(self) -> bool:
        return any(not words.isspace() for words, _ in self.stretches)


class Walk:
    """The way through one document. Raises ``DamagedError``."""

    def __init__(self, package: Package) -> None:
        main = package.main("word/document.xml")
        root = package.tree(main)
        if root is None or root.tag.rpartition("}")[2] != "document":
            raise DamagedError("文件已损坏，里面没有正文", "the file is damaged: it has no main part")
        if sum(1 for _ in root.iter("{*}tc")) > MAX_CELLS:
            raise DamagedError(f"表格超过 {MAX_CELLS} 格的上限", f"more than {MAX_CELLS} table cells")
        self._package = package
        self._root = root
        self._parts = package.related(main)
        self._styles = Styles(self._tree("styles"))
        self._properties = properties_of(root)
        self._fields = Fields(root)
        self._notes: dict[str, dict[str, Any]] = {}
        self._left: _Words | None = None
        self._paragraphs = self._tables = 0

    def blocks(self) -> Iterator[WordParagraph | WordTable]:
        """The paragraphs and tables of the document, in order."""
        yield from self._blocks(self._root)
        yield from self._end(None)

    @cached_property
    def _numbering(self) -> Numbering:
        """The lists, read when the first paragraph is in one."""
        return Numbering(self._tree("numbering"), self._styles)

    def _tree(self, kind: str) -> Any:
        name = self._parts.get(kind)
        return None if name is None else self._package.tree(name)

    def _blocks(self, parent: Any) -> Iterator[WordParagraph | WordTable]:
        for one in parent:
            name = NAMES.get(one.tag)
            if name == "p":
                yield from self._paragraph(one)
            elif name == "tbl":
                yield from self._end(None)
                yield from self._arranged(one) if self._is_layout(one) else self._table(one)
            elif name == "sdt":
                if not self._is_contents(one):
                    with self._fields.silent(self._is_prompt(one)):
                        yield from self._blocks(one)
            elif name == "AlternateContent":
                yield from self._blocks(alternative(one))
            elif name in ("altChunk", "subDoc"):
                raise _elsewhere()
            elif name is None:
                yield from self._blocks(one)

    def _arranged(self, table: Any) -> Iterator[WordParagraph | WordTable]:
        """What stands in a table that only arranges it."""
        for row in self._rows(table):
            for cell in self._inside(row, "tc"):
                yield from self._blocks(cell)
                yield from self._end(None)

    def _paragraph(self, element: Any) -> Iterator[WordParagraph | WordTable]:
        own = self._properties.get(element, NONE)
        found = self._words_of(element, own)
        if self._left is not None:
            found.stretches[:0] = self._left.stretches
            found.beside[:0] = self._left.beside
            self._left = None
        if runs_on(own):
            self._left = found
        else:
            yield from self._end(found, self._number(own))

    def _end(self, found: _Words | None, number: str = "") -> Iterator[WordParagraph | WordTable]:
        """A paragraph that is complete, and what stands beside it; without one, the one that was left open."""
        if found is None:
            found, self._left = self._left, None
        if found is None:
            return
        if found.has_words:
            self._paragraphs += 1
            stretches = [(number, None), *found.stretches] if number else found.stretches
            yield WordParagraph(self._paragraphs, stretches)
        for element in found.beside:
            yield from self._blocks(element)
            yield from self._end(None)

    def _words_of(self, paragraph: Any, own: Mapping[str, Any]) -> _Words:
        found = _Words()
        style = self._styles.paragraph(value(own.get("pStyle")))
        if not style.contents:
            found.hidden, found.raised = style.hidden, style.raised
            self._gather(paragraph, found)
        return found

    def _number(self, own: Mapping[str, Any]) -> str:
        """The number that a list puts before a paragraph."""
        name = value(own.get("pStyle"))
        style = self._styles.paragraph(name)
        list_id = value(own.get("numId")) or style.list_id
        if list_id is None:
            return ""
        depth = own.get("ilvl")
        if depth is None and "numId" not in own:
            return self._numbering.before(list_id, style.depth, name)
        return self._numbering.before(list_id, whole(value(depth)), name)

    # --- tables

    def _table(self, element: Any) -> Iterator[WordParagraph | WordTable]:
        rows: list[list[WordCell]] = []
        downs: list[list[int]] = []
        above: dict[int, tuple[int, int, int]] = {}  # by grid column: row, index and width of a cell that may go on
        beside: list[Any] = []
        head = 0
        for row in self._rows(element):
            own = self._properties.get(row, NONE)
            column = min(whole(value(own.get("gridBefore"))), MAX_SPAN)
            cells: list[WordCell] = []
            deep: list[int] = []
            still: dict[int, tuple[int, int, int]] = {}
            for cell in self._inside(row, "tc"):
                its = self._properties.get(cell, NONE)
                if "cellDel" in its:
                    continue
                across = min(max(whole(value(its.get("gridSpan")), 1), 1), MAX_SPAN)
                if "hMerge" in its and value(its["hMerge"]) != "restart" and cells:
                    cells[-1] = _wider(cells[-1], across)
                    column += across
                    continue
                merge = its.get("vMerge")
                begun = above.get(column)
                if merge is not None and value(merge) != "restart" and begun is not None and begun[2] == across:
                    still[column] = begun
                    downs[begun[0]][begun[1]] += 1
                else:
                    if merge is not None:
                        still[column] = (len(rows), len(cells), across)
                    cells.append(WordCell(cell, column, across, 1, self._cell(cell, beside)))
                    deep.append(1)
                column += across
            above = still
            head += is_on(own.get("tblHeader")) and head == len(rows)
            rows.append(cells)
            downs.append(deep)
        if any(rows):
            self._tables += 1
            yield WordTable(self._tables, self._paragraphs, _deeper(rows, downs), head)
        for one in beside:
            yield from self._blocks(one)
            yield from self._end(None)

    def _cell(self, cell: Any, beside: list[Any]) -> Sequence[Stretch]:
        """The words of a cell: its paragraphs, and those of a table in it, each on lines of its own."""
        whole_cell = _Words()
        self._into(cell, whole_cell)
        beside += whole_cell.beside
        if (whole_cell.pictures or whole_cell.boxes) and not whole_cell.has_words:
            # Something is shown here: it must not be taken for an empty cell.
            whole_cell.stretches.append(_PICTURE if whole_cell.pictures else _BOX)
        return whole_cell.stretches

    def _into(self, parent: Any, words: _Words) -> None:
        for one in parent:
            name = NAMES.get(one.tag)
            if name == "p":
                own = self._properties.get(one, NONE)
                found = self._words_of(one, own)
                ends = not runs_on(own)
                number = self._number(own) if ends else ""
                if number:
                    words.stretches.append((number, None))
                words.stretches += found.stretches
                if ends:
                    words.stretches.append(_BREAK)
                words.beside += found.beside
                words.pictures += found.pictures
                words.boxes += found.boxes
            elif name == "sdt":
                with self._fields.silent(self._is_prompt(one)):
                    self._into(one, words)
            elif name == "AlternateContent":
                self._into(alternative(one), words)
            elif name in ("altChunk", "subDoc"):
                raise _elsewhere()
            elif name is None or name in ("tbl", "tr", "tc"):
                self._into(one, words)

    def _inside(self, parent: Any, name: str) -> Iterator[Any]:
        """The children of this name, through content controls and tracked insertions."""
        for one in parent:
            found = NAMES.get(one.tag)
            if found == name:
                yield one
            elif found is None:
                yield from self._inside(one, name)
            elif found == "sdt":
                with self._fields.silent(self._is_prompt(one)):
                    yield from self._inside(one, name)

    def _rows(self, table: Any) -> Iterator[Any]:
        """The rows that are shown: neither deleted nor hidden."""
        for row in self._inside(table, "tr"):
            own = self._properties.get(row, NONE)
            if "del" not in own and not is_on(own.get("hidden")):
                yield row

    def _is_layout(self, table: Any) -> bool:
        """Whether a table only arranges what stands in it: a single column, or tables with more cells than itself."""
        counts = (sum(1 for _ in self._inside(row, "tc")) for row in self._rows(table))
        first = next((count for count in counts if count > 1), None)
        if first is None:
            return True
        if next(table.iterdescendants(table.tag), None) is None:
            return False
        own = sum(1 for row in self._rows(table) for _ in self._inside(row, "tc"))
        return sum(NAMES.get(element.tag) == "tc" for element in table.iterdescendants()) >= 2 * own

    # --- words

    def _gather(self, parent: Any, found: _Words) -> None:
        """The words of an element in order, with what stands beside them."""
        for one in parent:
            name = NAMES.get(one.tag)
            if name == SKIPPED:
                continue
            if name == "r":
                self._run(one, found)
            elif name == "t":
                if one.text and not self._fields.silence:
                    found.stretches.append((one.text, one))
            elif name is None:
                self._gather(one, found)
            else:
                self._special(name, one, found)

    def _special(self, name: str, one: Any, found: _Words) -> None:
        """What is not simply words."""
        match name:
            case "tab" | "ptab":
                self._take(" ", found)
            case "br" | "cr":
                self._take("\n", found)
            case "noBreakHyphen":
                self._take("-", found)
            case "sym":
                char = one.get(one.tag.replace("sym", "char")) or ""
                self._take(_SYMBOLS.get(char.upper(), "□"), found)
            case "fldChar":
                self._fields.step(one, found.stretches)
            case "fldSimple":
                with self._fields.simple(one, found.stretches):
                    self._gather(one, found)
            case "txbxContent":
                found.beside.append(one)
                found.boxes += any(NAMES.get(inner.tag) == "t" and inner.text for inner in one.iter())
            case "drawing" | "pict" | "object":
                found.pictures += any(map(is_image, one.iter()))
                self._gather(one, found)
            case "footnoteReference" | "endnoteReference":
                note = self._note(_NOTES[name], one.get(one.tag.replace(name, "id")))
                found.beside += [] if note is None else [note]
            case "sdt":
                with self._fields.silent(self._is_prompt(one)):
                    self._gather(one, found)
            case "AlternateContent":
                self._gather(alternative(one), found)
            case "sup":
                start = len(found.stretches)
                self._gather(one, found)
                _raise(found, start)
            case "altChunk" | "subDoc":
                raise _elsewhere()

    def _run(self, run: Any, found: _Words) -> None:
        own = self._properties.get(run, NONE)
        if not (own or found.hidden or found.raised):
            self._gather(run, found)
            return
        style = self._styles.style(value(own["rStyle"])) if "rStyle" in own else None
        hidden = is_on(own["vanish"]) if "vanish" in own else found.hidden != (style is not None and style.hidden)
        if hidden and self._fields.is_balanced:
            with self._fields.silent(True):
                self._gather(run, found)
            return
        start = len(found.stretches)
        self._gather(run, found)
        above = found.raised or (style is not None and style.raised)
        if (value(own["vertAlign"]) == "superscript") if "vertAlign" in own else above:
            _raise(found, start)

    def _take(self, words: str, found: _Words) -> None:
        """Words that are no text of an element: spaces, signs."""
        if not self._fields.silence:
            found.stretches.append((words, None))

    def _note(self, kind: str, name: str | None) -> Any:
        """The note of this number, with its properties known."""
        if kind not in self._notes:
            root = self._tree(kind)
            if root is not None:
                self._properties |= properties_of(root)
            notes = () if root is None else root
            self._notes[kind] = {note.get(note.tag.replace(kind[:-1], "id")): note for note in notes}
        return self._notes[kind].pop(name or "", None)

    def _is_prompt(self, control: Any) -> bool:
        """Whether a content control only shows what to fill in."""
        return is_on(self._properties.get(control, NONE).get("showingPlcHdr"))

    def _is_contents(self, control: Any) -> bool:
        return value(self._properties.get(control, NONE).get("docPartGallery")) == "Table of Contents"


def _raise(found: _Words, start: int) -> None:
    found.stretches[start:] = [(raised(words), element) for words, element in found.stretches[start:]]


def _wider(cell: WordCell, across: int) -> WordCell:
    return WordCell(cell.element, cell.column, cell.across + across, cell.down, cell.stretches)


def _deeper(rows: Sequence[Sequence[WordCell]], downs: Sequence[Sequence[int]]) -> list[list[WordCell]]:
    return [
        [
            cell if down == 1 else WordCell(cell.element, cell.column, cell.across, down, cell.stretches)
            for cell, down in zip(row, deep, strict=True)
        ]
        for row, deep in zip(rows, downs, strict=True)
    ]


def _elsewhere() -> DamagedError:
    return DamagedError(
        "正文是嵌入的另一个文件，请用 Word 打开、另存以后再检查",
        "the text is another file embedded in this one; open it in Word and save it again",
    )
