"""What must hold of the canonical text of any file without faults."""

import re
from typing import Any

from engine.language.format import format_text
from engine.language.parse import parse_expression
from engine.language.source import SourceText
from tests.support.meaning import meaning, tree_of


def contents(text: str) -> list[Any]:
    """What a text says, placeholders of messages read as expressions."""
    return [_read(node) for node in tree_of(text)]


def _read(node: Any) -> Any:
    if isinstance(node, tuple) and node[0] == "TextClause" and node[1][1] in ("message", "suggest"):
        value = node[2][1][1][1]
        return [_placeholder(part) if odd else part for part, odd in _parts(value)]
    if isinstance(node, list | tuple):
        return [_read(item) for item in node]
    return node


def _parts(value: str) -> list[tuple[str, bool]]:
    return [(part, index % 2 == 1) for index, part in enumerate(re.split(r"\{([^{}]*)\}", value))]


def _placeholder(text: str) -> Any:
    """What a placeholder says; one with a fault must stay as it is."""
    found, diagnostics = parse_expression(SourceText("f", text), 0, len(text))
    return text if diagnostics else meaning(found)


def formatted(text: str, language: str | None = None) -> str:
    found = format_text("f", text, language)
    assert found.text is not None, found.diagnostics
    return found.text


def examine_canonical(text: str) -> str:
    """Checks everything that holds for every text; returns its canonical text."""
    said = contents(text)
    once = formatted(text)
    assert contents(once) == said
    assert formatted(once) == once
    chinese = formatted(text, "zh")
    english = formatted(chinese, "en")
    assert contents(english) == said
    assert formatted(english) == english
    assert formatted(english, "zh") == chinese
    assert once in (chinese, formatted(text, "en"))
    assert formatted(text.replace("\r\n", "\n").replace("\n", "\r\n")) == once
    assert once == "" or once.endswith("\n")
    assert "\n\n\n" not in once
    assert not any(line != line.rstrip() for line in once.split("\n"))
    return once
