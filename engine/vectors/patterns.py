"""Patterns of RE2 in the words of Polars' own engine, which has the same syntax and other ideas of what a digit is.

There classes such as digits and spaces, and word boundaries, know all of Unicode, here ASCII only; and within brackets
an opening bracket and doubled signs are operators.
Whatever is not surely the same is not translated.
"""

import re

import polars as pl

from engine.functions import builtin
from engine.model.characters import simplified, traditional
from engine.model.widths import widened

_ASCII = {"d": "0-9", "s": r"\t\n\f\r\x20", "w": "0-9A-Za-z_"}
_TOKEN = re.compile(
    r"\\x\{(?P<wide>[0-9A-Fa-f]{1,6})\}|\\(?P<prop>[pP](?:\{\^?\w+\}|\w))|\\(?P<escape>.)|\[:\^?\w+:\]|(?P<char>.)",
    re.DOTALL,
)
_MANY_LINES = re.compile(r"\(\?s*m")
_SAME = frozenset("nrtfv")
_ANCHORS = frozenset("AzbB")
_SAME_CLASSES = frozenset(("p{Han}", "P{Han}"))


class DifferentError(Exception):
    """The pattern may mean something else there."""


def translated(pattern: str, end: str | None = None) -> str:
    """The pattern for Polars. With an ``end`` it is found in a text wherever the pattern is found in a part of it.

    Its anchors are dropped then, and the end of the part becomes ``end``: what follows it. Raises ``DifferentError``.
    """
    pattern = widened(pattern)
    floating = end is not None
    if end and _MANY_LINES.search(pattern):  # there the end of any line is one
        end = ""
    out: list[str] = []
    position, in_class, is_first = 0, False, False
    while position < len(pattern):
        token = _TOKEN.match(pattern, position)
        if token is None or token[0].startswith("[:"):
            raise DifferentError(pattern)
        position = token.end()
        if token["wide"] is not None:
            out.append(f"\\x{{{token['wide']}}}")
        elif token["prop"] is not None:
            if token["prop"] not in _SAME_CLASSES:  # other versions of Unicode know other letters
                raise DifferentError(pattern)
            out.append(f"\\{token['prop']}")
        elif token["escape"] is not None:
            out.append(_escape(token["escape"], pattern, in_class=in_class, floating=floating))
        else:
            char = token[0]
            if in_class:
                if char == "]" and not is_first:
                    in_class = False
                    out.append("]")
                elif char in "[]&~" or (char == "^" and not is_first):
                    out.append(f"\\{char}")
                else:
                    out.append(char)
                is_first = is_first and char == "^"
                continue
            if char == "[":
                in_class, is_first = True, True
            if char in "^$":
                out.append(char if end is None else f"(?:{end if char == '$' else ''})")
                continue
            if pattern.startswith("(?", position - 1) and not re.match(r"\(\?(?::|[ms]+[:)])", pattern[position - 1 :]):
                raise DifferentError(pattern)
            out.append(char)
        is_first = in_class and token[0] == "["
    return "".join(out)


def _escape(char: str, pattern: str, *, in_class: bool, floating: bool) -> str:
    if char.lower() in _ASCII:
        inside = _ASCII[char.lower()]
        negated = char.isupper()
        if in_class:
            return f"[^{inside}]" if negated else inside
        return f"[^{inside}]" if negated else f"[{inside}]"
    if char in _ANCHORS and not in_class:
        if floating:
            return "(?:)"
        return f"(?-u:\\{char})" if char in "bB" else f"\\{char}"
    if char in _SAME or not char.isalnum():
        return f"\\{char}" if char.isascii() else char
    raise DifferentError(pattern)


def sees_simplified(pattern: str) -> bool:
    """Whether the pattern is looked for in simplified characters (``model/pattern.py``)."""
    return simplified(pattern) == pattern


def any_traditional() -> str:
    """A pattern for a character that is another one in simplified characters."""
    return "[" + "".join(f"\\x{{{ord(char):X}}}" for char in traditional()) + "]"


def is_read(pattern: str) -> bool:
    """Whether Polars' engine takes a pattern of its own."""
    try:
        pl.Series([""]).str.contains(pattern)
    except pl.exceptions.ComputeError:
        return False
    return True


def any_space() -> str:
    """What ``str.split`` and ``str.strip`` take for white space."""
    return f"[{_spaces()}]"


def any_word() -> str:
    """What is no white space for them."""
    return f"[^{_spaces()}]"


def _spaces() -> str:
    return "".join(f"\\x{{{ord(char):X}}}" for char in spaces())


def at_a_number() -> str:
    """A pattern for what follows the words that stand before a number."""
    return f"(?:{any_space()}*[-－−]?(?:{builtin('numbers').only_where}))"


def spaces() -> str:
    return "".join(char for code in range(0x3001) if (char := chr(code)).isspace())
