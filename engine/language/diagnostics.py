"""Diagnostics as text: the place, what is wrong, the line with carets under the right characters, the hint."""

import unicodedata
from collections.abc import Iterable, Mapping

from engine.model.diagnostic import Diagnostic, Level

_WINDOW = 100  # code points of a long line that are shown
_LEVELS = {Level.ERROR: ("错误", "error"), Level.WARNING: ("警告", "warning")}


def width(character: str) -> int:
    """How many columns of a terminal a character takes."""
    if unicodedata.combining(character) or unicodedata.category(character) in ("Cf", "Cc", "Me", "Cs"):
        return 0
    return 2 if unicodedata.east_asian_width(character) in "WF" else 1


def render(diagnostic: Diagnostic, sources: Mapping[str, str], language: str = "zh") -> str:
    """One diagnostic as lines of text, without a final line end.

    ``sources`` has the text of each file by name; where the file is not in it, no line is shown.
    """
    english = language == "en"
    span = diagnostic.span
    level = _LEVELS[diagnostic.level][english]
    message = diagnostic.english if english else diagnostic.message
    hint = diagnostic.english_hint if english else diagnostic.hint
    source = sources.get(span.file)
    place = span.file if source is None else f"{span.file}:{span.line}:{span.column}"
    colon = ": " if english else "："
    lines = [f"{place}{colon}{level} {diagnostic.code}{colon}{message}"]
    if source is not None:
        lines.extend(_excerpt(diagnostic, source))
    if hint:
        lines.append(f"{'hint' if english else '建议'}{colon}{hint}")
    return "\n".join(lines)


def render_all(diagnostics: Iterable[Diagnostic], sources: Mapping[str, str], language: str = "zh") -> str:
    """Several diagnostics, divided by blank lines."""
    return "\n\n".join(render(diagnostic, sources, language) for diagnostic in diagnostics)


def _excerpt(diagnostic: Diagnostic, source: str) -> list[str]:
    span = diagnostic.span
    lines = normal(source).split("\n")
    if not 1 <= span.line <= len(lines):
        return []
    text = lines[span.line - 1]
    start = min(max(span.column - 1, 0), len(text))
    end = span.end_column - 1 if span.end_line == span.line else len(text.rstrip())
    end = min(max(end, start + 1), max(len(text), start + 1))
    first = max(0, start - _WINDOW // 3) if len(text) > _WINDOW else 0
    last = first + _WINDOW
    shown = text[first:last]
    marked = range(start - first, min(end - first, len(shown) + 1))
    gutter = f"{span.line} | "
    prefix, suffix = "…" if first else "", "…" if last < len(text) else ""
    carets = "".join(_mark(character, index in marked) for index, character in enumerate(shown + " "))
    return [
        f"  {gutter}{prefix}{''.join(map(_printable, shown))}{suffix}".rstrip(),
        f"  {' ' * (len(gutter) - 2)}| {' ' * len(prefix)}{carets}".rstrip(" \u3000"),
    ]


def _mark(character: str, marked: bool) -> str:
    """What stands under a character: as wide as it, so that columns agree in every font."""
    columns = 1 if _printable(character) != character else width(character)
    if columns == 2:
        return "＾" if marked else "\u3000"
    return ("^" if marked else " ") * columns


def _printable(character: str) -> str:
    """Tabs and control characters would move the carets: each is shown as one blank or sign."""
    if character == "\t":
        return " "
    return "\ufffd" if unicodedata.category(character) in ("Cc", "Cf", "Cs", "Zl", "Zp") else character


def normal(text: str) -> str:
    """The text as the language counts it: line ends are ``\\n``, what is no character is replaced."""
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    return "".join("\ufffd" if "\ud800" <= c <= "\udfff" else c for c in text) if _has_surrogate(text) else text


def _has_surrogate(text: str) -> bool:
    try:
        text.encode("utf-8")
    except UnicodeEncodeError:
        return True
    return False
