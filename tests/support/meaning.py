"""What a rules file says, whatever it looks like."""

from typing import Any

from engine.language.diagnostics import render_all
from engine.language.parse import parse
from engine.language.tree import Pattern
from engine.model.struct import Struct

PLACES = {"span", "start", "end", "source"}


def meaning(node: Any) -> Any:
    """A tree without its places."""
    if isinstance(node, Struct):
        kept = [name for name in node.__struct_fields__ if name not in PLACES]
        if isinstance(node, Pattern):
            return "Pattern", node.source
        return type(node).__name__, *((name, meaning(getattr(node, name))) for name in kept)
    return [meaning(item) for item in node] if isinstance(node, tuple) else node


def tree_of(text: str) -> Any:
    """The declarations of a text that has no faults, without their places."""
    file, diagnostics = parse("f", text)
    assert diagnostics == (), render_all(diagnostics, {"f": text})
    return [meaning(declaration) for declaration in file.declarations]
