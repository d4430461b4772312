"""Web pages: block elements to paragraphs, tables with their spans, and what the site puts around them left away.

A table that holds another one, or only one cell, is there for the layout: what stands in it flows like the rest. What a
browser does not show (scripts, hidden elements) is not read; nothing is fetched.
"""

from collections.abc import Iterator, Sequence
from typing import Any

from engine.documents import kinds
from engine.documents.chrome import is_chrome
from engine.documents.encoding import decode
from engine.documents.format import Format, Input
from engine.documents.layout import Loose, lay_out
from engine.documents.limits import MAX_CELLS
from engine.documents.words import raised, together
from engine.model.document import Document, Paragraph, Table, Unreadable
from engine.model.location import Location
from engine.model.passage import Passage, Piece

_UNSEEN = frozenset(
    "head script style noscript template iframe object svg math select textarea button nav footer aside form".split()
) - {"form"}
_INLINE = frozenset(
    "a abbr acronym b bdi bdo big cite code data del dfn em font i img input ins kbd label mark o:p q rp rt ruby s "
    "samp small span st1:chsdate strike strong sub sup time tt u var wbr".split()
)
_ROWS = ("tr",)
_CELLS = frozenset(("td", "th"))
_HIDDEN = ("display:none", "visibility:hidden", "mso-hide:all")

_Element = Any  # an element of lxml, which comes without types


def _accepts(what: Input) -> bool:
    return kinds.recognise(what) is kinds.HTML


def _read(what: Input) -> Document | Unreadable:
    from lxml import etree

    decoded = decode(what.data)
    if decoded is None:
        return Unreadable(what.source, "网页的编码无法识别", "the encoding of the page is unknown")
    parser = etree.HTMLParser(encoding="utf-8", no_network=True, remove_comments=True, remove_pis=True)
    text = decoded.text.replace("\x00", "")
    try:
        root = etree.fromstring(text.encode("utf-8", "replace"), parser)
    except etree.XMLSyntaxError as error:
        return Unreadable(what.source, f"网页已损坏，不能解析（{error.msg}）", f"the page is damaged: {error.msg}")
    if root is None:
        return Unreadable(what.source, "网页是空的", "the page is empty")
    if sum(1 for _ in root.iter("td", "th")) > MAX_CELLS:
        return Unreadable(what.source, f"表格超过 {MAX_CELLS} 格的上限", f"more than {MAX_CELLS} table cells")
    blocks = tuple(_Flow().blocks(root))
    if not blocks:
        return Unreadable(what.source, "网页里没有文字", "there is no text on the page")
    return Document(what.source, what.sha256, "html", decoded.encoding, blocks)


FORMAT = Format("html", 20, _accepts, _read)


class _Flow:
    """The way through the page from top to bottom: words are gathered until a block begins or ends."""

    def __init__(self) -> None:
        self._words: list[str] = []
        self._line: int | None = None
        self._linked = 0
        self._paragraphs = 0
        self._tables = 0

    def blocks(self, root: _Element) -> Iterator[Paragraph | Table]:
        """The paragraphs and tables of the page. Goes by a stack of its own: pages may be nested deeply."""
        stack: list[tuple[_Element, bool]] = [(root, False)]
        links = 0
        while stack:
            element, seen = stack.pop()
            tag = element.tag
            inline = tag in _INLINE
            if seen:
                links -= tag == "a"
                if not inline:
                    yield from self._end()
                self._take(element.tail, element.getparent(), links)
                continue
            if _is_unseen(element):
                if not inline:
                    yield from self._end()
                self._take(element.tail, element.getparent(), links)
                continue
            if not inline:
                yield from self._end()
            if tag == "table" and not _is_layout(element):
                yield from self._table(element)
                self._take(element.tail, element.getparent(), links)
                continue
            links += tag == "a" and element.get("href") is not None
            if tag == "a" and element.get("href") is None:
                links += 0
            text = raised(element.text) if tag == "sup" and element.text else element.text
            self._take(text, element, links)
            stack.append((element, True))
            stack.extend((child, False) for child in reversed(element))
        yield from self._end()

    def _take(self, text: str | None, element: _Element | None, links: int) -> None:
        if not text:
            return
        if self._line is None and text.strip() and element is not None:
            self._line = element.sourceline
        if links > 0:
            self._linked += len(text.strip())
        self._words.append(text)

    def _end(self) -> Iterator[Paragraph]:
        """The paragraph gathered so far, unless it is only links, or the site's own."""
        text = together("".join(self._words))
        line, linked = self._line, self._linked
        self._words, self._line, self._linked = [], None, 0
        if not text or linked >= len(text) or is_chrome(text):
            return
        self._paragraphs += 1
        yield Paragraph(Passage(text, (Piece(0, Location(line, paragraph=self._paragraphs)),)))

    def _table(self, table: _Element) -> Iterator[Paragraph | Table]:
        for caption in table.iter("caption"):
            self._take(_text(caption), caption, 0)
            yield from self._end()
        number = self._tables + 1
        rows: list[list[Loose]] = []
        head = 0
        for element in table.iter(*_ROWS):
            if _is_unseen(element):
                continue
            row = len(rows) + 1
            cells = [child for child in element if child.tag in _CELLS and not _is_unseen(child)]
            rows.append([self._cell(cell, number, row, index + 1) for index, cell in enumerate(cells)])
            head += element.getparent().tag == "thead"
        if not any(rows):
            return
        self._tables = number
        yield Table(lay_out(rows), head or None)

    def _cell(self, cell: _Element, table: int, row: int, number: int) -> Loose:
        place = Location(cell.sourceline, None, None, None, table, row, number, self._paragraphs)
        return Loose(Passage(_text(cell), (Piece(0, place),)), _span(cell, "colspan"), _span(cell, "rowspan"))


def _is_unseen(element: _Element) -> bool:
    """Whether a browser would not show the element, or it is there to get about on the site."""
    if element.tag in _UNSEEN or not isinstance(element.tag, str):
        return True
    if element.get("hidden") is not None:
        return True
    style = element.get("style")
    return bool(style) and any(mark in style.replace(" ", "").lower() for mark in _HIDDEN)


def _is_layout(table: _Element) -> bool:
    """Whether a table only arranges what stands in it."""
    if next(table.iterdescendants("table"), None) is not None:
        return True
    cells = table.iter("td", "th")
    return next(cells, None) is None or next(cells, None) is None


def _span(cell: _Element, name: str) -> int:
    """A span as a browser reads it: the digits at its beginning; what is no number is 1."""
    digits = ""
    for char in (cell.get(name) or "").strip()[:9]:
        if char not in "0123456789":
            break
        digits += char
    return int(digits) if digits else 1


def _text(cell: _Element) -> str:
    """The words of a cell. Its lines are put together: a label is often broken to fit its column."""
    return together("".join(_pieces(cell)))


def _pieces(cell: _Element) -> Iterator[str]:
    stack: list[_Element | str] = [cell]
    while stack:
        item = stack.pop()
        if isinstance(item, str):
            yield item
            continue
        if item is not cell and _is_unseen(item):
            continue
        block = item is not cell and item.tag not in _INLINE
        after: Sequence[_Element | str] = ("\n",) if block else ()
        if block:
            yield "\n"
        if item.text:
            yield raised(item.text) if item.tag == "sup" else item.text
        stack.extend(after)
        for child in reversed(item):
            if child.tail:
                stack.append(child.tail)
            stack.append(child)
