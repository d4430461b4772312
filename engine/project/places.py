"""Where the keys of a TOML text stand: tomllib does not say.

The text has been accepted by tomllib already; only the heads of tables and what stands before a ``=`` are looked at.
"""

import re
import tomllib
from bisect import bisect
from collections.abc import Iterator, Mapping, Sequence

from engine.model.diagnostic import Span
from engine.project.project import Key

_DEPTH = 3  # keys further down are none of a project file
_TOKEN = re.compile(
    r'''
      (?P<skip> [\ \t]+ | \#[^\n]* )
    | (?P<text> """(?:\\.|[^\\])*?"{3,5} | \'\'\'.*?\'{3,5} | "(?:\\.|[^"\\\n])*" | '[^'\n]*' )
    | (?P<bare> [A-Za-z0-9_-]+ )
    | (?P<sign> . )
    ''',
    re.VERBOSE | re.DOTALL,
)


def places(text: str, file: str) -> Mapping[Key, Span]:
    """The place of every table, entry and key of a valid TOML text, by its path; entries of ``[[x]]`` are numbered.

    What stands inside an inline table or an array has no place of its own.
    """
    starts = [0, *(match.end() for match in re.finditer("\n", text))]
    found: dict[Key, Span] = {}
    table: Key = ()
    entries: dict[str, int] = {}
    for head in _heads(text):
        line = bisect(starts, head[0].start())
        start, end = (place - starts[line - 1] + 1 for place in (head[0].start(), head[-1].end()))
        span = Span(file, line, start, line, end)
        first, *rest = (_key(token) for token in head if token.lastgroup in ("text", "bare"))
        if head[0].group() != "[":
            key: Key = (*table, first, *rest)
        else:
            if head[1].group() == "[" and not rest:
                entries[first] = entries.get(first, -1) + 1
            key = table = (first, entries[first], *rest) if first in entries else (first, *rest)
        for length in range(1, min(len(key), _DEPTH) + 1):
            found.setdefault(key[:length], span)
    return found


def _heads(text: str) -> Iterator[Sequence[re.Match[str]]]:
    """The tokens of each statement up to its value."""
    head: list[re.Match[str]] = []
    depth, in_value = 0, False
    for token in _TOKEN.finditer(text):
        word = token.group()
        if token.lastgroup == "skip":
            continue
        if word == "\n":
            if head and not depth:
                yield head
                head, in_value = [], False
        elif not in_value and word == "=":
            in_value = True
        elif not in_value:
            head.append(token)
        elif token.lastgroup == "sign":
            depth += (word in "[{") - (word in "]}")
    if head:
        yield head


def _key(token: re.Match[str]) -> str:
    word = token.group()
    return word if token.lastgroup == "bare" else str(tomllib.loads(f"key = {word}")["key"])
