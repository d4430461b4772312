"""Cuts a rules file at its declarations, so that each can be parsed by itself and one mistake hides no other."""

import re

from engine.language.keywords import BY_TERMINAL, BY_WORD, DECLARATIONS
from engine.model.struct import Struct

_SPACE = r"[ \t\u3000\ufeff]"
_GAP = r"(?:[\s\ufeff]|[#＃][^\n]*\n)"
_NAME = r"[^\W\d]\w*(?:[.．]\w+)*"
# What follows the name of a declaration; else an equals sign.
_AFTER = {
    "RULE": r'["“]',
    "LEXICON": r'["“/]|\n|$',
    "REGISTER": r'["“]',
    "DEFINE": rf"(?:{'|'.join(BY_TERMINAL['AS'].words)})(?!\w)",
}


def _words(terminal: str) -> str:
    return "|".join(BY_TERMINAL[terminal].words)


def _starts() -> re.Pattern[str]:
    """Where a line begins a declaration.

    At the left edge the keyword is enough (``部分``, which is a name as well, needs a name after it, and an equals sign
    when that name stands on another line), even when its name is stuck to it; indented, or stuck, the line must look
    like a declaration as a whole.
    """
    ways: list[str] = []
    for terminal in DECLARATIONS:
        keyword, after = f"(?:{_words(terminal)})", _AFTER.get(terminal, "[=＝]")
        edge = rf"(?={_SPACE}+[^\W\d]|{_GAP}+{_NAME}{_GAP}*[=＝])" if terminal == "SECTION" else r"(?!\w)"
        ways.append(rf"{keyword}{edge}")
        ways.append(rf"{keyword}\w+(?:[.．]\w+)*{_SPACE}*(?:{after})")
        ways.append(rf"{_SPACE}+{keyword}{_SPACE}+{_NAME}{_SPACE}*(?:{after})")
    # A word that is no keyword, then a name and what opens a declaration: a misspelt one.
    keywords = "|".join(BY_WORD)
    ways.append(rf"(?!(?:{keywords})(?!\w))[^\W\d]\w*{_SPACE}+{_NAME}{_SPACE}*[\"“=＝]")
    return re.compile(rf"^(?:{'|'.join(ways)})", re.MULTILINE)


_STARTS = _starts()
_KEYWORD = re.compile(rf"{_SPACE}*({'|'.join(_words(terminal) for terminal in DECLARATIONS)})")
_MISSPELT = re.compile(r"\w+")
_DECLARED = re.compile(rf"{_SPACE}*({_NAME})")


class Slice(Struct, frozen=True):
    """A stretch of a file that should be one declaration; ``keyword`` is its terminal and ``name`` what it declares.

    The stretch before the first declaration has no keyword and no name, a misspelt declaration no keyword.
    """

    start: int
    end: int
    keyword: str | None
    name: str | None


def cut(text: str) -> tuple[Slice, ...]:
    """The whole text as slices, in order, without gaps."""
    starts = [match.start() for match in _STARTS.finditer(text)]
    slices: list[Slice] = []
    if not starts or starts[0] > 0:
        slices.append(Slice(0, starts[0] if starts else len(text), None, None))
    for start, end in zip(starts, [*starts[1:], len(text)], strict=False):
        keyword = _KEYWORD.match(text, start, end)
        word = keyword or _MISSPELT.match(text, start, end)
        declared = _DECLARED.match(text, word.end(), end) if word else None
        terminal = BY_WORD[keyword.group(1)].terminal if keyword else None
        slices.append(Slice(start, end, terminal, declared.group(1) if declared else None))
    return tuple(slices)
