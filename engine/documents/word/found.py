"""What the walk through a Word document finds: paragraphs, cells and tables, with the elements that they stand in."""

from collections.abc import Sequence
from typing import Any, TypeAlias

from engine.documents.words import together
from engine.model.struct import Struct

Stretch: TypeAlias = tuple[str, Any]
"""Some words and the element (w:t) that holds them; ``None`` for words that are not in the text (a list's number)."""


class WordParagraph(Struct, frozen=True):
    """A paragraph with words, and its number."""

    number: int
    stretches: Sequence[Stretch]

    @property
    def text(self) -> str:
        """Its words, with one ``\\n`` between lines."""
        return lines_together(self.stretches)


class WordCell(Struct, frozen=True):
    """A cell: its element (w:tc), the grid columns (from 0) and rows that it covers, its words."""

    element: Any
    column: int
    across: int
    down: int
    stretches: Sequence[Stretch]

    @property
    def text(self) -> str:
        """Its words in one line."""
        text = "".join([words for words, _ in self.stretches]).rstrip("\n")
        return together(text) if text else text


class WordTable(Struct, frozen=True):
    """A table, its number, how many paragraphs stand before it, its rows, and how many of them are its head."""

    number: int
    paragraphs: int
    rows: Sequence[Sequence[WordCell]]
    head: int


def lines_together(stretches: Sequence[Stretch]) -> str:
    """The words of a paragraph: white space put together, one ``\\n`` where a line was broken by hand."""
    text = "".join(words for words, _ in stretches)
    if "\n" not in text:
        return together(text)
    return "\n".join(filter(None, map(together, text.split("\n"))))


def characters(stretches: Sequence[Stretch], text: str) -> list[tuple[Any, int] | None]:
    """For each character of ``text`` (of these stretches) its element and its place in the text of that, from 0.

    ``None`` for what stands in no element.
    """
    written = [(char, None if one is None else (one, at)) for words, one in stretches for at, char in enumerate(words)]
    found: list[tuple[Any, int] | None] = []
    index = 0
    for char in text:
        while written[index][0] != char and not (char.isspace() and written[index][0].isspace()):
            index += 1
        found.append(written[index][1])
        index += 1
    return found
