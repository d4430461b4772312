"""Chinese text in lines of a given width: a line may end after any wide character, not only at a space."""

from collections.abc import Iterator, Sequence

from rich.cells import cell_len
from rich.console import Console, ConsoleOptions, RenderResult
from rich.text import Text

from engine.outputs.steering import harmless

_NOT_FIRST = "，。、；：！？）》〉”’】〕％,.;:!?)]}%…"  # may not begin a line
GAP = 2  # columns between a name and its text
_NOT_LAST = "（《〈“‘【〔([{"  # may not end one


class Folded:
    """Texts under each other, each after its name, folded where Chinese may be folded.

    Rich itself breaks lines at spaces only, and measures every cell of a grid several times. ``rows`` are pairs of a
    name and a text; all names take the width of the widest. ``indent`` columns stay free on the left.
    """

    def __init__(self, rows: Sequence[tuple[str, Text]], indent: int = 0) -> None:
        self.rows = rows
        self.indent = indent

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        names = max((cell_len(name) for name, _ in self.rows), default=0)
        margin = self.indent + (names + GAP if names else 0)
        room = max(options.max_width - margin, 2)
        for name, text in self.rows:
            before = " " * self.indent + name
            text = text if text.plain.isprintable() else _harmless(text)
            for line in text.split("\n", allow_blank=True):
                for part in line.divide(list(breaks(line.plain, room))):
                    part.rstrip()
                    head = before + " " * (margin - cell_len(before))
                    whole = Text.assemble((head, "less" if names else ""), part)
                    whole.no_wrap, whole.overflow = True, "ignore"
                    yield whole
                    before = ""


def _harmless(text: Text) -> Text:
    text = text.copy()
    text.plain = harmless(text.plain)
    return text


def breaks(line: str, width: int) -> Iterator[int]:
    """Where a line is broken so that no part is wider than ``width`` columns, as offsets in code points."""
    start = used = 0
    last: int | None = None  # the last place where the line may be broken
    for index, character in enumerate(line):
        if index > start and _may_break(line[index - 1], character):
            last = index
        size = cell_len(character)
        if used + size > width and not character.isspace():
            at = last if last is not None and last > start else index
            if at > start:
                yield at
            start, last = at, None
            used = cell_len(line[at:index])
        used += size


def fitted(text: str, width: int) -> str:
    """A text in one line of at most ``width`` columns, a longer one by its beginning."""
    if cell_len(text) <= width:
        return text
    end = used = 0
    while used + cell_len(text[end]) < width:
        used += cell_len(text[end])
        end += 1
    return text[:end].rstrip() + "…"


def _may_break(before: str, after: str) -> bool:
    if after in _NOT_FIRST or before in _NOT_LAST:
        return False
    return before.isspace() or cell_len(before) == 2 or cell_len(after) == 2
