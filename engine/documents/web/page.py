"""The way through a web page from top to bottom: what it shows, paragraph by paragraph and table by table."""

from lxml import etree

from engine.documents.web.chrome import is_entry_name, is_site_name
from engine.documents.web.markup import Element, Look, Sizes, data_tables, field_value, look, row_group, span
from engine.documents.words import lowered, raised, together
from engine.model.struct import Struct, field

_SITE_TAGS = frozenset(("nav", "footer", "aside"))
_CELLS = frozenset(("td", "th"))
_HEADINGS = frozenset(("h1", "h2", "h3", "h4", "h5", "h6"))
_ROWS = frozenset(("tr", "thead", "tbody", "tfoot", "table"))


class ShownCell(Struct):
    """A cell: its words, its element, which cell of its row it is (with hidden ones), where it stands in the source."""

    words: str
    number: int
    element: Element
    line: int
    column_span: int
    row_span: int


class ShownRow(Struct):
    """A row, which one of its table it is (with hidden ones), and the part (``thead``) that it belongs to."""

    number: int
    element: Element
    group: Element
    cells: list[ShownCell] = field(default_factory=list)


class Shown(Struct):
    """A paragraph, or a table with ``rows``, as the page shows it.

    ``free`` are the words that are no links, ``linked`` says whether there are others; ``element`` is the one that they
    stand in, ``site`` the outermost one around it that is called like a part of a web site (a menu, a footer).
    """

    words: str
    free: str
    linked: bool
    element: Element
    line: int
    site: Element
    rows: list[ShownRow]


class Page:
    """Goes through a page once, by the events of its tree, since pages may be nested deeply."""

    def __init__(self, root: Element) -> None:
        self._root = root
        self._sizes = Sizes(root)
        self._data = data_tables(root)
        self._found: list[Shown] = []
        self._words: list[str] = []
        self._free: list[str] = []
        self._line: int | None = None  # where the words gathered so far begin
        self._now = 1  # the line of the source that has been reached
        self._links = 0
        self._linked = False
        self._marks: list[str] = []
        self._site: Element = None
        self._inside: Element = root  # the block that words belong to
        self._table: Element = None
        self._rows: list[ShownRow] = []
        self._row_number = 0
        self._cell_number = 0
        self._cell: Element = None
        self._cell_line = 1
        self._preformatted = 0

    def shown(self) -> list[Shown]:
        """What the page shows, in order."""
        walk = etree.iterwalk(self._root, events=("start", "end"))
        unseen: Element = None
        around: list[Look] = []
        for event, element in walk:
            if event == "start":
                tag = element.tag
                seems = look(tag, element.get("style"))
                around.append(seems)
                self._now = element.sourceline or self._now
                if seems.unseen or ((seems.hidden or element.get("hidden") is not None) and not self._is_most(element)):
                    unseen = element
                    self._count(tag)
                    walk.skip_subtree()
                    continue
                if seems.mark is not None:
                    self._mark(seems.mark, begins=True)
                if seems.block:
                    self._begin_block(tag, element)
                elif tag == "a":
                    self._links += element.get("href") is not None
                elif tag == "input" and self._cell is not None:
                    self._take(field_value(element) or "")
                if element.text:
                    self._take(element.text)
                continue
            seems = around.pop()
            if element is unseen:
                unseen = None
                self._now += _lines(element)
            else:
                if seems.mark is not None:
                    self._mark(seems.mark, begins=False)
                if seems.block:
                    self._finish_block(element)
                elif self._links and element.tag == "a":
                    self._links -= element.get("href") is not None
                elif self._cell is None and _names_entry(element) and self._begins_with(element.text):
                    self._take("：")
            if element.tail:
                self._take(element.tail)
        self._flush()
        return self._found

    def _is_most(self, element: Element) -> bool:
        return self._sizes.is_most(element)

    def _begin_block(self, tag: str, element: Element) -> None:
        if self._cell is not None:
            self._words.append("\n")
            return
        if tag == "br":
            if self._inside.tag in _HEADINGS:
                self._words.append("\n")  # a title is one, however it is broken
            else:
                self._flush()
            return
        self._flush()
        self._inside = self._nameable(element)
        if self._table is not None:
            self._count(tag)
            if tag == "tr":
                self._rows.append(ShownRow(self._row_number, element, row_group(element)))
            elif tag in _CELLS:
                self._begin_cell(element)
            return
        if self._site is None and (tag in _SITE_TAGS or _is_site(element)):
            self._site = element
        if tag == "pre":
            self._preformatted += 1
        elif tag == "table" and element in self._data:
            self._table, self._rows, self._row_number = element, [], 0

    def _count(self, tag: str) -> None:
        """Counts the rows and cells of the table, those that are hidden, too."""
        if self._table is None or self._cell is not None:
            return
        if tag == "tr":
            self._row_number, self._cell_number = self._row_number + 1, 0
        elif tag in _CELLS:
            self._cell_number += 1

    def _begin_cell(self, element: Element) -> None:
        row = element.getparent()
        while row.tag not in _ROWS:
            row = row.getparent()
        # A cell outside any row begins one of its own, which the cells right after it share.
        if not self._rows or self._rows[-1].element is not row:
            self._row_number, self._cell_number = self._row_number + 1, 1
            self._rows.append(ShownRow(self._row_number, row, row if row.tag != "table" else None))
        self._words, self._free, self._line, self._linked = [], [], None, False
        self._cell, self._cell_line = element, self._now

    def _finish_block(self, element: Element) -> None:
        if self._cell is not None:
            if element is self._cell:
                self._finish_cell(element)
            else:
                self._words.append("\n")
            return
        tag = element.tag
        if tag == "br":
            return
        self._flush()
        self._inside = self._nameable(element.getparent())
        if element is self._table:
            rows, self._table, self._rows = self._rows, None, []
            if any(row.cells for row in rows):
                self._found.append(Shown("", "", False, element, rows[0].element.sourceline, self._site, rows))
        elif tag == "pre":
            self._preformatted -= 1
        if element is self._site:
            self._site = None

    def _finish_cell(self, cell: Element) -> None:
        words = together("".join(self._words))
        line = self._line or self._cell_line
        spans = span(cell, "colspan"), span(cell, "rowspan")
        self._rows[-1].cells.append(ShownCell(words, self._cell_number, cell, line, *spans))
        self._words, self._free, self._line, self._linked, self._cell = [], [], None, False, None

    def _mark(self, mark: str, *, begins: bool) -> None:
        """Words struck out stand apart from their neighbours: a 3 struck out before a 4 is not 34."""
        if mark == "s":
            self._words.append(" ")
        elif begins:
            self._marks.append(mark)
        else:
            self._marks.pop()

    def _take(self, text: str) -> None:
        """Words of the page. Within ``pre`` each line is a paragraph, which ``_flush`` divides."""
        if self._line is None and not text.isspace():
            words = text.lstrip("\n") if self._preformatted else text.lstrip()
            self._line = self._now + text.count("\n", 0, len(text) - len(words))
        self._now += text.count("\n")
        if self._marks:
            text = raised(text) if self._marks[-1] == "sup" else lowered(text)
        self._words.append(text)
        if not self._links:
            self._free.append(text)
        elif not self._linked:
            self._linked = not text.isspace()

    def _nameable(self, element: Element) -> Element:
        """The element, or the nearest one around it that has a name to say: a page may call its own anything."""
        while element is not None and not element.tag.isalnum():
            element = element.getparent()
        return self._root if element is None else element

    def _begins_with(self, text: str) -> bool:
        """Whether these words are all of the paragraph so far."""
        return "".join(self._words).strip() == text.strip()

    def _flush(self) -> None:
        """A paragraph ends here."""
        if self._line is not None:
            whole, free = "".join(self._words), "".join(self._free)
            for number, part in enumerate(whole.split("\n") if self._preformatted else (whole,)):
                words = together(part)
                if words:
                    self._found.append(
                        Shown(words, free, self._linked, self._inside, self._line + number, self._site, [])
                    )
        if self._words:
            self._words, self._free, self._line, self._linked = [], [], None, False


def _is_site(element: Element) -> bool:
    name, own = element.get("class"), element.get("id")
    return (name is not None and is_site_name(name)) or (own is not None and is_site_name(own))


def _lines(element: Element) -> int:
    """How many lines of the source an element that is not read takes."""
    return sum(text.count("\n") for text in element.itertext())


def _names_entry(element: Element) -> bool:
    """Whether an inline element names what the one right after it says, without a colon: 索引号, then the number."""
    following = element.getnext()
    if following is None or following.tag != element.tag or len(element) or (element.tail or "").strip():
        return False
    return is_entry_name(element.text or "")
