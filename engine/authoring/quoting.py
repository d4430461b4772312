"""What a user types, as text of the rules language: whatever it holds, it stays one text, one pattern or one line."""

import re
import unicodedata

from engine.language.diagnostics import normal

_LINE_END = re.compile(r"\r\n|[\r\n]")
_ESCAPES = str.maketrans({"\\": "\\\\", '"': '\\"', "\n": "\\n", "\t": "\\t"})


def quoted(text: str) -> str:
    """A text in quotation marks. Control characters, which no rules file should hold, become spaces."""
    return f'"{_cleaned(text).translate(_ESCAPES)}"'


def message(text: str) -> str:
    """The same for a message: braces stand for themselves, not for placeholders."""
    return quoted(text.replace("{", "{{").replace("}", "}}"))


def code(text: str) -> str:
    """An expression, an edit or a name, which the author writes in the rules language himself: on one line."""
    return " ".join(_cleaned(text).replace("\t", " ").split("\n")).strip()


def line(text: str) -> str:
    """Words for one line of a report: no line ends, no runs of white space."""
    return " ".join(_cleaned(text).split())


def _cleaned(text: str) -> str:
    text = _LINE_END.sub("\n", normal(text))
    return "".join(" " if c not in "\n\t" and unicodedata.category(c) == "Cc" else c for c in text)
