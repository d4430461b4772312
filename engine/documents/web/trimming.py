"""What a web page shows without what belongs to the site."""

from collections.abc import Sequence

from engine.documents.web import chrome
from engine.documents.web.markup import Element
from engine.documents.web.page import Shown, ShownRow
from engine.model.struct import Struct

_NEAR = 12  # entries of an index stand within so many lines
_LONGEST_VALUE = 80
_MOST_ROWS = 15
_HEADINGS = frozenset(("h1", "h2", "h3", "h4", "h5", "h6"))
_TERMS = {"dt": ("dd",), "th": ("td",)}


class Kept(Struct, frozen=True):
    """What is kept: a paragraph or table, of a paragraph only these stretches of its words if it has any.

    ``value`` is what stands in the element after it, when its own words are only the name of an entry.
    """

    shown: Shown
    stretches: tuple[tuple[int, int], ...] = ()
    value: Shown | None = None
    published: bool = False

    @property
    def words(self) -> str:
        return self.shown.words


def trim(shown: Sequence[Shown], titles: frozenset[str]) -> list[Kept]:
    """What is left without the site's own; ``titles`` are what the page says that its document is called.

    What the site says of publication at the end comes to the beginning, as if it stood there.
    """
    own = _without_parts(shown, titles)
    own = [one for one in own if not _is_list_of_links(one, titles)]
    kept = _without_imprint(_without_index(own))
    late = len(kept)
    while late and kept[late - 1].published:
        late -= 1
    return kept[late:] + kept[:late] if late else kept


def _without_parts(shown: Sequence[Shown], titles: frozenset[str]) -> list[Shown]:
    """Without the elements that are called like parts of a site, if nothing in them may be the document's."""
    parts: dict[Element, list[Shown]] = {}
    for one in shown:
        if one.site is not None:
            parts.setdefault(one.site, []).append(one)
    if not parts:
        return list(shown)
    sentences = sum(_sentences(one) for one in shown)
    left = {part for part, members in parts.items() if not _may_be_document(members, titles, sentences)}
    return [one for one in shown if one.site is None or one.site not in left]


def _may_be_document(members: Sequence[Shown], titles: frozenset[str], sentences: int) -> bool:
    if any(one.rows and not _is_index_table(one.rows) and not _links_only(one) for one in members):
        return True
    if any(_compact(one.words) in titles and not one.linked for one in members):
        return True
    return 2 * sum(_sentences(one) for one in members) > sentences


def _sentences(one: Shown) -> int:
    return len(one.words) if "。" in one.free else 0


def _compact(text: str) -> str:
    return "".join(text.split())


def _is_list_of_links(one: Shown, titles: frozenset[str]) -> bool:
    """Whether a paragraph is only links, with dates beside them; sentences and titles may be links, too."""
    if one.rows:
        return _links_only(one)
    if not one.linked or not chrome.is_list_mark(one.free):
        return False
    return "。" not in one.words and one.element.tag not in _HEADINGS and _compact(one.words) not in titles


def _links_only(one: Shown) -> bool:
    """Whether all the words of a table are links."""
    linked = sum(len(_compact("".join(link.itertext()))) for link in one.element.iter("a") if link.get("href"))
    return linked > 0 and linked >= sum(len(_compact(cell.words)) for row in one.rows for cell in row.cells)


def _is_index_table(rows: Sequence[ShownRow]) -> bool:
    """Whether a table is the entry of a document in a site's index: its rows begin with 索引号, 发布机构 and such."""
    if len(rows) > _MOST_ROWS:
        return False
    words = [[cell.words for cell in row.cells if cell.words] for row in rows]
    filled = [row for row in words if row]
    keyed = sum(chrome.bare_key(row[0])[0] or chrome.entries(row[0]) is not None for row in filled)
    return any(chrome.is_index(text) for row in filled for text in row) and 2 * keyed > len(filled)


def _without_index(shown: Sequence[Shown]) -> list[Kept]:
    """Without the lines that are the site's by their words; of those with entries, what is about publication."""
    near = _near_index(shown)
    kept: list[Kept] = []
    skipped: Shown | None = None
    for number, one in enumerate(shown):
        if one is skipped:
            continue
        if one.rows:
            kept.extend(_published_cells(one) if _is_index_table(one.rows) else (Kept(one),))
            continue
        following = shown[number + 1] if number + 1 < len(shown) else None
        is_key, published = chrome.bare_key(one.words)
        if is_key and following is not None and _is_value(one, following, near=number in near):
            skipped = following
            if published:
                kept.append(Kept(one, value=following, published=True))
            continue
        kept.extend(_line(one, near=number in near))
    return kept


def _line(one: Shown, *, near: bool) -> list[Kept]:
    """What is kept of a paragraph."""
    entries = chrome.entries(one.words)
    if entries is not None:
        said = tuple((start, end) for start, end, published in entries if published)
        return [Kept(one, said, published=True)] if said else []
    if chrome.is_line(one.words) or (near and chrome.is_weak_index(one.words)):
        return []
    return [Kept(one)]


def _near_index(shown: Sequence[Shown]) -> set[int]:
    """The numbers of the paragraphs near an entry of an index."""
    marked = [number for number, one in enumerate(shown) if not one.rows and chrome.is_index(one.words)]
    return {near for number in marked for near in range(number - _NEAR, number + _NEAR + 1)}


def _is_value(key: Shown, following: Shown, *, near: bool) -> bool:
    """Whether a line is what the entry named right before it says: it stands in the element beside that of the name."""
    if following.rows or len(following.words) > _LONGEST_VALUE or "。" in following.words:
        return False
    name, value = key.element, following.element
    if value.tag in _TERMS.get(name.tag, ()):
        return True
    beside = name.getnext() is value and value.tag == name.tag
    return near and beside and not chrome.bare_key(following.words)[0] and chrome.entries(following.words) is None


def _published_cells(table: Shown) -> list[Kept]:
    """The entries about publication in a table of the index."""
    kept: list[Kept] = []
    for row in table.rows:
        cells = [
            Shown(cell.words, cell.words, False, cell.element, cell.line, table.site, [])
            for cell in row.cells
            if cell.words
        ]
        for number, cell in enumerate(cells):
            following = cells[number + 1] if number + 1 < len(cells) else None
            is_key, published = chrome.bare_key(cell.words)
            if is_key and published and following is not None and not chrome.bare_key(following.words)[0]:
                kept.append(Kept(cell, value=following, published=True))
            elif not is_key and chrome.entries(cell.words):
                kept.extend(_line(cell, near=False))
    return kept


def _without_imprint(kept: Sequence[Kept]) -> list[Kept]:
    """Without the lines at the end of the page that say who runs the site; lines of contact go only with them."""
    begin = len(kept)
    while begin and (
        kept[begin - 1].published or chrome.is_imprint(words := kept[begin - 1].words) or chrome.is_contact(words)
    ):
        begin -= 1
    end = kept[begin:]
    if not any(chrome.is_imprint(one.words) for one in end):
        return list(kept)
    return [*kept[:begin], *(one for one in end if one.published)]
