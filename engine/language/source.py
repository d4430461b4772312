"""A rules file as its parts are read from it: the text, and places in it."""

from bisect import bisect_right
from collections.abc import Mapping

from engine.model.diagnostic import Span


class SourceText:
    """A text with its name; turns offsets into spans."""

    def __init__(self, name: str, text: str) -> None:
        self.name = name
        self.text = text
        self._lines = [0]
        for offset, character in enumerate(text):
            if character == "\n":
                self._lines.append(offset + 1)

    def place(self, offset: int) -> tuple[int, int]:
        """Line and column of an offset, both from 1."""
        line = bisect_right(self._lines, offset)
        return line, offset - self._lines[line - 1] + 1

    def offset(self, line: int, column: int) -> int:
        """The offset of a place."""
        return self._lines[line - 1] + column - 1

    def span(self, start: int, end: int) -> Span:
        """The span from one offset to another (exclusive)."""
        return Span(self.name, *self.place(start), *self.place(end))

    def line_end(self, offset: int) -> int:
        """The offset at which the line of ``offset`` ends, without white space."""
        end = self.text.find("\n", offset)
        end = len(self.text) if end < 0 else end
        return max(offset, offset + len(self.text[offset:end].rstrip()))


def excerpt(files: Mapping[str, str], span: Span) -> str:
    """The words at a span, from the texts of the files by name; nothing when the file is not among them."""
    lines = files.get(span.file, "").split("\n")[span.line - 1 : span.end_line]
    if lines and span.end_line == span.line + len(lines) - 1:
        lines[-1] = lines[-1][: span.end_column - 1]
    if lines:
        lines[0] = lines[0][span.column - 1 :]
    return "\n".join(lines)
