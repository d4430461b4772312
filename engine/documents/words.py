"""Words as a page shows them: white space put together, raised digits kept apart from the number before them."""

import re

# Only the white space that a source may hold by chance; a full-width space is a character somebody typed.
_RUN = re.compile(r"[ \t\r\n\f\xa0\u2002\u2003\u2009]+")
_UNEVEN = re.compile(r"[\t\r\n\f\xa0\u2002\u2003\u2009]|  ")
_WIDE = re.compile(r"[\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef\u3000-\u303f]")
_RAISED = str.maketrans("0123456789+-()", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁽⁾")
_LOWERED = str.maketrans("0123456789+-()", "₀₁₂₃₄₅₆₇₈₉₊₋₍₎")


def together(text: str) -> str:
    """The text with each run of white space as one space, or as nothing where a line ends between Chinese words."""
    text = text.strip()
    if not _UNEVEN.search(text):
        return text

    def one(run: re.Match[str]) -> str:
        if "\n" not in run.group():
            return " "
        return "" if _WIDE.match(text[run.start() - 1]) and _WIDE.match(text[run.end()]) else " "

    return _RUN.sub(one, text)


def raised(text: str) -> str:
    """Digits that stand above the line (a note's mark), as the characters for that: 3 with a raised 1 is not 31."""
    return text.translate(_RAISED)


def lowered(text: str) -> str:
    """Digits that stand below the line, as the characters for that."""
    return text.translate(_LOWERED)
