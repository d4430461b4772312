"""The numbers that Word puts before paragraphs and does not write into them: 一、 （一） 1."""

from typing import Any

from engine.documents.package import attribute, child, local
from engine.model.struct import Struct

_DIGITS = "〇一二三四五六七八九"
_CHINESE = ("chineseCounting", "chineseCountingThousand", "taiwaneseCounting", "taiwaneseCountingThousand",
            "japaneseCounting", "ideographDigital", "taiwaneseDigital", "ideographTraditional")  # fmt: skip
_CIRCLED = ("decimalEnclosedCircle", "decimalEnclosedCircleChinese")


class _Level(Struct, frozen=True):
    start: int
    style: str
    text: str


class Numbering:
    """Counts through the paragraphs of a document, in their order."""

    def __init__(self, numbering: Any, styles: Any) -> None:
        self._levels: dict[str, dict[int, _Level]] = {}
        self._by_style: dict[str, tuple[str, int]] = {}
        self._counts: dict[str, dict[int, int]] = {}
        abstract: dict[str, dict[int, _Level]] = {}
        for element in numbering if numbering is not None else ():
            if local(element) == "abstractNum":
                abstract[attribute(element, "abstractNumId") or ""] = _levels(element)
            elif local(element) == "num":
                of = _value(child(element, "abstractNumId"))
                self._levels[attribute(element, "numId") or ""] = abstract.get(of or "", {})
        for element in styles if styles is not None else ():
            own = _numbered(child(element, "pPr"))
            if local(element) == "style" and own is not None:
                self._by_style[attribute(element, "styleId") or ""] = own

    def before(self, paragraph: Any) -> str:
        """The number that stands before a paragraph, as it is shown; nothing when it has none."""
        properties = child(paragraph, "pPr")
        found = _numbered(properties) or self._by_style.get(_value(child(properties, "pStyle")) or "")
        if found is None:
            return ""
        name, depth = found
        levels = self._levels.get(name, {})
        level = levels.get(depth)
        if level is None or level.style in ("bullet", "none"):
            return ""
        counts = self._counts.setdefault(name, {})
        counts[depth] = counts.get(depth, level.start - 1) + 1
        for deeper in [other for other in counts if other > depth]:
            del counts[deeper]
        text = level.text
        for other in range(depth + 1):
            known = levels.get(other, level)
            text = text.replace(f"%{other + 1}", _number(counts.get(other, known.start), known.style))
        return text


def _levels(element: Any) -> dict[int, _Level]:
    found: dict[int, _Level] = {}
    for level in element:
        if local(level) == "lvl":
            start = _value(child(level, "start")) or "1"
            text = _value(child(level, "lvlText")) or ""
            style = _value(child(level, "numFmt")) or "decimal"
            found[_integer(attribute(level, "ilvl"))] = _Level(_integer(start), style, text)
    return found


def _numbered(properties: Any) -> tuple[str, int] | None:
    numbered = child(properties, "numPr") if properties is not None else None
    name = _value(child(numbered, "numId")) if numbered is not None else None
    return None if name is None else (name, _integer(_value(child(numbered, "ilvl"))))


def _value(element: Any) -> str | None:
    return attribute(element, "val") if element is not None else None


def _integer(text: str | None) -> int:
    return int(text) if text is not None and text.isdecimal() and len(text) < 6 else 0


def _number(count: int, style: str) -> str:
    if style in _CHINESE and 0 <= count < 100:
        tens, ones = divmod(count, 10)
        return ("十" if tens == 1 else _DIGITS[tens] + "十" if tens else "") + (
            _DIGITS[ones] if ones or not tens else ""
        )
    if style in _CIRCLED and 1 <= count <= 20:
        return chr(ord("①") + count - 1)
    if style == "decimalFullWidth":
        return "".join(chr(ord(digit) + 0xFEE0) for digit in str(count))
    return str(count)
