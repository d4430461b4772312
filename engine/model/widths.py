"""Marks that are typed in two widths: a pattern that asks for ， finds a comma typed on the Western keyboard, too."""

import re
from functools import lru_cache

_TWINS = {"，": ",", "：": ":", "；": ";", "（": "(", "）": ")"}
_HALF = frozenset(_TWINS.values())
_PART = re.compile(
    r"""
    \\Q.*?(?:\\E|$)                            # as it stands
    | \\[pPx]\{[^}]*\} | \\(?P<escaped>.)      # a class of characters, an escape
    | (?P<set>\[\^?\]?(?:\[:\^?\w+:\]|\\.|[^\]\\])*\])
    | \{\d*,?\d*\}                             # a number of repetitions
    | \(\?(?:P?<\w+>|[A-Za-z-]*[:)])           # the beginning of a group with a name, or with options
    | \(\??|\)                                 # a group
    | (?P<char>.)
    """,
    re.DOTALL | re.VERBOSE,
)
_DIGITS = re.compile(r"\\d|0-9|\[:digit:\]")


@lru_cache(maxsize=1024)
def widened(pattern: str) -> str:
    """The pattern with ，：；（） standing for their half-width twins as well.

    One that asks for a half-width mark itself means what it says, all of it. A set of characters with digits is about
    numbers, where a comma parts thousands: it stays, and asks for nothing.
    """
    if not any(mark in pattern for mark in _TWINS) or any(map(_asks, _PART.finditer(pattern))):
        return pattern
    return _PART.sub(_with_twins, pattern)


def _asks(part: re.Match[str]) -> bool:
    """Whether a part of a pattern asks for a half-width mark."""
    if part["set"] is not None:
        return not _DIGITS.search(part["set"]) and not _HALF.isdisjoint(re.sub(r"\[:\^?\w+:\]", "", part["set"]))
    return part["escaped"] in _HALF or part["char"] in _HALF


def _with_twins(part: re.Match[str]) -> str:
    if part["set"] is not None:
        return part["set"] if _DIGITS.search(part["set"]) else _set_with_twins(part["set"])
    mark = part["char"]
    return f"[{mark}{_TWINS[mark]}]" if mark in _TWINS else part[0]


def _set_with_twins(marks: str) -> str:
    """A set with the twins of its marks at its end; one in which a mark ends a range stays."""
    inside = [mark for mark in _TWINS if mark in marks]
    if any(re.search(f"-{mark}|{mark}-(?!\\])", marks) for mark in inside):
        return marks
    return marks[:-1] + "".join(_TWINS[mark] for mark in inside) + "]"
