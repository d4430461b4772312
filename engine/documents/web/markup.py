"""Elements of a web page: which are shown, which begin a paragraph of their own, what their attributes say."""

import re
from functools import lru_cache
from typing import Any

from engine.model.struct import Struct

Element = Any  # an element of lxml, which comes without types

BLOCKS = frozenset(
    "address article aside blockquote body br caption center dd details dialog dir div dl dt fieldset figcaption "
    "figure footer form h1 h2 h3 h4 h5 h6 header hr html legend li main menu nav ol p pre section summary table "
    "tbody td tfoot th thead tr ul".split()
)
_UNSEEN = frozenset(
    "applet audio button canvas embed frameset head iframe math noframes noscript object optgroup option rp rt script "
    "select style svg template textarea title video xml".split()
)
_FIELDS = frozenset(("", "text", "number"))
_HIDDEN = re.compile(r"display:none|visibility:(?:hidden|collapse)|mso-hide:all")
_SHOWN_BY_SCRIPT = ("js_content",)  # the article of a WeChat page
_MARKS = {"sup": "sup", "sub": "sub", "del": "s", "s": "s", "strike": "s"}
_SPACE = re.compile(r"\s+")
_NUMBER = re.compile(r"[ \t\n\f\r]*\+?([0-9]{1,9})")
_ROWS = frozenset(("thead", "tbody", "tfoot"))
_FEW_CELLS = 12
_LONG = 300


class Look(Struct, frozen=True):
    """How elements of a kind look: not at all (``unseen``), ``hidden`` by their style, as a ``block`` of their own.

    ``mark`` says as what their words are set: ``sup``, ``sub``, ``s`` for struck out.
    """

    unseen: bool
    hidden: bool
    block: bool
    mark: str | None


@lru_cache(maxsize=2048)
def look(tag: str, style: str | None) -> Look:
    """How an element looks by its tag and its style."""
    plain = _SPACE.sub("", style).lower() if style else ""
    mark = _MARKS.get(tag)
    if "line-through" in plain:
        mark = "s"
    elif "vertical-align:su" in plain:
        mark = "sup" if "vertical-align:super" in plain else "sub"
    return Look(tag in _UNSEEN, bool(_HIDDEN.search(plain)), tag in BLOCKS or "display:block" in plain, mark)


class Sizes:
    """How much text the page has. What hides more than half of it is shown by a script when the page is opened."""

    def __init__(self, root: Element) -> None:
        self._root = root
        self._all: int | None = None

    def is_most(self, element: Element) -> bool:
        """Whether an element that the source hides holds what the page is there to show."""
        if element.get("id") in _SHOWN_BY_SCRIPT:
            return True
        if self._all is None:
            body = next(self._root.iter("body"), self._root)
            self._all = _size(body)
        return 2 * _size(element) > self._all


def _size(element: Element) -> int:
    """How many characters stand in an element, scripts left out."""
    scripts = sum(len((one.text or "").strip()) for one in element.iter("script", "style"))
    return sum(len(text.strip()) for text in element.itertext()) - scripts


def field_value(element: Element) -> str | None:
    """What stands in a field of a form, as a browser shows it; ``None`` for other kinds of ``input``."""
    return element.get("value") if (element.get("type") or "").lower() in _FIELDS else None


def span(cell: Element, name: str) -> int:
    """A span as a browser reads it: the digits at its beginning; what is no number is 1."""
    value = cell.get(name)
    if value is None:
        return 1
    found = _NUMBER.match(value)
    return int(found[1]) if found else 1


def row_group(row: Element) -> Element:
    """What a row belongs to: the part of the table that spans of rows do not leave."""
    parent = row.getparent()
    return parent if parent is not None and parent.tag in _ROWS else None


def data_tables(root: Element) -> set[Element]:
    """The tables that hold data. The others are there for the layout: what stands in them flows like the rest.

    A table is there for the layout when another one with data stands in it, when no row of it has two cells, or when
    it has few cells and most of its text stands in one of them.
    """
    cells: dict[Element, list[Element]] = {}
    for cell in root.iter("td", "th"):
        table = next(cell.iterancestors("table"), None)
        if table is not None:
            cells.setdefault(table, []).append(cell)
    found: set[Element] = set()
    around: set[Element] = set()
    for table in reversed(list(root.iter("table"))):
        if table in around or _is_layout(cells.get(table, [])):
            continue
        found.add(table)
        above = table.getparent()
        while above is not None and above not in around:
            around.add(above)
            above = above.getparent()
    return found


def _is_layout(cells: list[Element]) -> bool:
    if len({cell.getparent() for cell in cells}) == len(cells):
        return True
    if len(cells) > _FEW_CELLS:
        return False
    sizes = [_size(cell) for cell in cells]
    return max(sizes) > _LONG and 2 * max(sizes) > sum(sizes)


class Names:
    """Says which element of its kind on the page an element is: ``p[12]`` is the twelfth ``p``."""

    def __init__(self, root: Element) -> None:
        self._root = root
        self._numbers: dict[str, dict[Element, int]] = {}

    def name(self, element: Element) -> str:
        """The name of an element, as a person counts them in the page."""
        tag = element.tag
        numbers = self._numbers.get(tag)
        if numbers is None:
            numbers = {one: number for number, one in enumerate(self._root.iter(tag), 1)}
            self._numbers[tag] = numbers
        return f"{tag}[{numbers[element]}]"
