"""Lists in a text of JSON that are written an item at a time."""

import json
from collections.abc import Iterable, Iterator, Mapping
from textwrap import indent


def listed(items: Iterable[Mapping[str, object]], level: int = 1, *, ascii_only: bool = False) -> Iterator[str]:
    """The text of a list, an item at a time, as it stands so many levels deep in a text indented by two."""
    space = "  " * level
    separator = "["
    for item in items:
        text = json.dumps(item, ensure_ascii=ascii_only, indent=2)
        yield f"{separator}\n{indent(text, f'{space}  ', lambda _line: True)}"
        separator = ","
    yield "[]" if separator == "[" else f"\n{space}]"
