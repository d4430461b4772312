"""Comments of an author to the tools: ``# lint: …`` and ``# mutant: …``, above a declaration or within it."""

import re
from collections.abc import Iterator

from engine.language.parse import parse
from engine.model.diagnostic import Span
from engine.model.struct import Struct

# Texts end with their line, so that a line that begins with # is always a comment.
_COMMENT = r"^[ \t\u3000]*([#＃][ \t\u3000]*{}[ \t]*[:：](.*?))[ \t\u3000]*$"


class Remark(Struct, frozen=True):
    """One comment: what it says after the colon, and the lines of the declaration that it is about."""

    words: str
    lines: range
    span: Span

    def is_about(self, place: Span) -> bool:
        """Whether a place is in the declaration that the comment is about."""
        return place.file == self.span.file and place.line in self.lines


def remarks(name: str, text: str, to: str) -> Iterator[Remark]:
    """The comments of a rules file that begin with the word ``to`` and a colon, in their order."""
    comment = re.compile(_COMMENT.format(to), re.IGNORECASE)
    found = [(number, one) for number, line in enumerate(text.split("\n"), start=1) if (one := comment.match(line))]
    if not found:
        return
    declared = [range(one.span.line, one.span.end_line + 1) for one in parse(name, text)[0].declarations]
    for number, one in found:
        lines = next((lines for lines in declared if number < lines.stop), range(0))
        yield Remark(one[2].strip(), lines, Span(name, number, one.start(1) + 1, number, one.end(1) + 1))
