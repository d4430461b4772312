"""What styles say that changes the words: hidden, raised, numbered, or a line of the table of contents."""

from typing import Any

from engine.documents.package import attribute, child, is_on, local, value, whole
from engine.model.struct import Struct

_CONTENTS = "toc "


class Style(Struct, frozen=True):
    """A style with all that it takes from the styles it is based on.

    ``list_id`` is the list that numbers its paragraphs, ``depth`` the level in it.
    """

    hidden: bool = False
    raised: bool = False
    contents: bool = False
    list_id: str | None = None
    depth: int | None = None


PLAIN = Style()


class Styles:
    """The styles of a document by id."""

    def __init__(self, root: Any) -> None:
        self._elements: dict[str, Any] = {}
        self._known: dict[str, Style] = {}
        self._default: str | None = None
        for element in root if root is not None else ():
            if local(element) != "style":
                continue
            name = attribute(element, "styleId") or ""
            self._elements.setdefault(name, element)
            if attribute(element, "type") == "paragraph" and attribute(element, "default") in ("1", "true", "on"):
                self._default = name

    def paragraph(self, name: str | None) -> Style:
        """The style of a paragraph that names this one, or none."""
        return self.style(name if name is not None else self._default)

    def style(self, name: str | None) -> Style:
        """The style of this id; a plain one when there is none."""
        if name is None:
            return PLAIN
        known = self._known.get(name)
        return self._resolve(name) if known is None else known

    def _resolve(self, name: str) -> Style:
        """The style with what it inherits. A ring of styles ends where it comes back."""
        chain: list[Any] = []
        seen: set[str] = set()
        at: str | None = name
        while at is not None and at not in seen and at in self._elements:
            seen.add(at)
            chain.append(self._elements[at])
            at = value(child(self._elements[at], "basedOn"))
        found = PLAIN
        for element in reversed(chain):
            found = _over(found, element)
        self._known[name] = found
        return found


def _over(base: Style, element: Any) -> Style:
    """What an element of a style says, where it says anything; what it is based on, where not."""
    words = child(element, "rPr")
    hidden, aligned = child(words, "vanish"), child(words, "vertAlign")
    numbered = child(element, "pPr", "numPr")
    list_id, depth = value(child(numbered, "numId")), value(child(numbered, "ilvl"))
    return Style(
        base.hidden if hidden is None else is_on(hidden),
        base.raised if aligned is None else value(aligned) == "superscript",
        (value(child(element, "name")) or "").lower().startswith(_CONTENTS),
        base.list_id if list_id is None else list_id,
        base.depth if depth is None else whole(depth),
    )
