"""The door to RE2: patterns that rule authors write, matched in time linear in the text, never by backtracking.

A pattern sees the text in simplified characters, so that 複議 is found as 复议, unless it asks for others itself, and
finds marks in either width (``widths.py``).
"""

from collections.abc import Iterator
from functools import lru_cache
from typing import Any

import re2

from engine.model.characters import simplified
from engine.model.widths import widened


@lru_cache(maxsize=1024)
def _compiled(pattern: str) -> Any:
    return _compile(widened(pattern))


def _compile(pattern: str) -> Any:
    options = re2.Options()
    options.log_errors = False
    return re2.compile(pattern, options)


def problem(pattern: str) -> str | None:
    """What RE2 says is wrong with a pattern; ``None`` when it is good."""
    try:
        _compile(pattern)  # (As it is written: RE2 quotes from it.)
        _compiled(pattern)
    except re2.error as error:
        argument = error.args[0] if error.args else ""
        return argument.decode("utf-8", "replace") if isinstance(argument, bytes) else str(argument)
    return None


def occurs(pattern: str, text: str) -> bool:
    """Whether the pattern is found anywhere in the text."""
    return _compiled(pattern).search(_seen(pattern, text)) is not None


def spans(pattern: str, text: str) -> Iterator[tuple[int, int]]:
    """Where the pattern is found, left to right without overlap, as (start, end) in code points.

    With a group in the pattern, the place of its first group that took part; else that of the whole match.
    """
    for match in _compiled(pattern).finditer(_seen(pattern, text)):
        group = next((index for index in range(1, match.re.groups + 1) if match.start(index) >= 0), 0)
        yield match.start(group), match.end(group)


def fits(pattern: str, text: str) -> bool:
    """Whether the pattern matches the whole text."""
    return _compiled(pattern).fullmatch(_seen(pattern, text)) is not None


def _seen(pattern: str, text: str) -> str:
    """The text as a pattern sees it, as long as it was."""
    return simplified(text) if simplified(pattern) == pattern else text
