"""Titles in 《》, with what may stand inside them."""

import re

_SIGNS = re.compile("[《》\n]")


def titles(text: str) -> list[tuple[int, int]]:
    """Where 《…》 stand, marks included, in order: the outer ones, each closed in the paragraph where it opens."""
    found: list[tuple[int, int]] = []
    opened: list[int] = []
    for sign in _SIGNS.finditer(text):
        if sign[0] == "《":
            opened.append(sign.start())
        elif sign[0] == "\n":
            opened.clear()
        elif opened:
            start = opened.pop()
            while found and found[-1][0] > start:
                found.pop()
            found.append((start, sign.end()))
    return found
