"""The numbers that Word puts before paragraphs and does not write into them: 一、 （一） 1."""

import re
from collections.abc import Mapping
from typing import Any

from engine.documents.package import attribute, child, is_on, local, value, whole
from engine.documents.word.ordinals import ordinal
from engine.documents.word.styles import Styles
from engine.model.struct import Struct

_PLACE = re.compile(r"%([1-9])")
_CLOSED = re.compile(r"[、）)】。，：．]$")  # what needs no gap before the words


class _Level(Struct, frozen=True):
    """One level of a list; ``restart`` is how many levels above it start it again (``None``: all)."""

    start: int
    form: str
    text: str
    gap: bool
    restart: int | None
    decimal: bool
    style: str | None


class _List(Struct, frozen=True):
    """A list: levels by depth, and where it starts anew although another list has the same ``counter``."""

    counter: str
    levels: Mapping[int, _Level]
    starts: Mapping[int, int]


class Numbering:
    """Counts through the paragraphs of a document, in their order. Lists made from one definition count together."""

    def __init__(self, root: Any, styles: Styles) -> None:
        self._lists: dict[str, _List] = {}
        self._counts: dict[str, dict[int, int]] = {}
        self._begun: set[tuple[str, int]] = set()
        if root is None:
            return
        definitions = {attribute(one, "abstractNumId") or "": one for one in root if local(one) == "abstractNum"}
        lists = {attribute(one, "numId") or "": one for one in root if local(one) == "num"}
        levels: dict[str, dict[int, _Level]] = {}
        for name, element in lists.items():
            counter = _definition(element, definitions, lists, styles)
            if counter not in levels:
                levels[counter] = _levels(definitions.get(counter, ()))
            self._lists[name] = _list(counter, levels[counter], element)

    def before(self, list_id: str | None, depth: int | None, style: str | None) -> str:
        """The number before the next paragraph, as it is shown, with the gap after it; nothing when it has none.

        ``list_id`` and ``depth`` are the paragraph's or those of its ``style``.
        """
        one = self._lists.get(list_id) if list_id is not None else None
        if one is None or list_id is None:
            return ""
        if depth is None:
            depth = next((at for at, level in one.levels.items() if style is not None and level.style == style), 0)
        level = one.levels.get(depth)
        if level is None:
            return ""
        counts = self._count(one, list_id, depth, level)
        if level.form == "bullet":
            return ""
        text = _PLACE.sub(lambda place: _shown(one, level, int(place[1]) - 1, counts), level.text)
        return text + " " if text and level.gap and _CLOSED.search(text) is None else text

    def _count(self, one: _List, list_id: str, depth: int, level: _Level) -> Mapping[int, int]:
        counts = self._counts.setdefault(one.counter, {})
        if depth in one.starts and (list_id, depth) not in self._begun:
            counts[depth] = one.starts[depth]
        else:
            counts[depth] = counts[depth] + 1 if depth in counts else level.start
        self._begun.add((list_id, depth))
        for deeper in [other for other in counts if other > depth]:
            below = one.levels.get(deeper)
            if below is None or below.restart is None or depth < below.restart:
                del counts[deeper]
        return counts


def _shown(one: _List, level: _Level, depth: int, counts: Mapping[int, int]) -> str:
    """The number of a level inside the number of another below it."""
    at = one.levels.get(depth, level)
    form = "decimal" if level.decimal else at.form
    return ordinal(counts.get(depth, at.start), form) or ""


def _definition(element: Any, definitions: Mapping[str, Any], lists: Mapping[str, Any], styles: Styles) -> str:
    """The definition of a list, also where that is only the name of a style that has another list."""
    seen: set[str] = set()
    counter = value(child(element, "abstractNumId")) or ""
    while counter not in seen and counter in definitions:
        seen.add(counter)
        link = value(child(definitions[counter], "numStyleLink"))
        other = lists.get(styles.style(link).list_id or "") if link is not None else None
        if other is None:
            break
        counter = value(child(other, "abstractNumId")) or ""
    return counter


def _list(counter: str, levels: Mapping[int, _Level], element: Any) -> _List:
    """A list with what it says otherwise than its definition."""
    own = dict(levels)
    starts: dict[int, int] = {}
    for over in element:
        if local(over) != "lvlOverride":
            continue
        depth = whole(attribute(over, "ilvl"))
        for level in over:
            if local(level) == "lvl":
                own[depth] = _level(level)
        start = value(child(over, "startOverride"))
        if start is not None:
            starts[depth] = whole(start)
    return _List(counter, own, starts)


def _levels(definition: Any) -> dict[int, _Level]:
    return {whole(attribute(level, "ilvl")): _level(level) for level in definition if local(level) == "lvl"}


def _level(element: Any) -> _Level:
    form = child(element, "numFmt")
    if form is None:  # (newer forms stand beside an older one that all programs know)
        form = child(element, "AlternateContent", "Fallback", "numFmt")
    restart = value(child(element, "lvlRestart"))
    return _Level(
        whole(value(child(element, "start"))),  # (0 when it is not said: 17.9.25)
        value(form) or "decimal",
        value(child(element, "lvlText")) or "",
        value(child(element, "suff")) != "nothing",
        None if restart is None else whole(restart),
        is_on(child(element, "isLgl")),
        value(child(element, "pStyle")),
    )
