"""Chinese text in lines of a given width: a line may end after any wide character, not only at a space."""

from collections.abc import Iterator

from rich.cells import cell_len
from rich.console import Console, ConsoleOptions, RenderResult
from rich.measure import Measurement
from rich.text import Text

_NOT_FIRST = "，。、；：！？）》〉”’】〕％,.;:!?)]}%…"  # may not begin a line
_NOT_LAST = "（《〈“‘【〔([{"  # may not end one


class Folded:
    """A text that Rich folds where Chinese may be folded; Rich itself breaks at spaces only (GB/T 15834: 5.1)."""

    def __init__(self, text: Text) -> None:
        self.text = text

    def __rich_measure__(self, console: Console, options: ConsoleOptions) -> Measurement:
        widest = max((cell_len(line) for line in self.text.plain.splitlines()), default=0)
        return Measurement(min(widest, 2), min(widest, options.max_width))

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        for line in self.text.split("\n", allow_blank=True):
            for part in line.divide(list(breaks(line.plain, options.max_width))):
                part.rstrip()
                part.no_wrap = True
                part.overflow = "ignore"
                yield part


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


def _may_break(before: str, after: str) -> bool:
    if after in _NOT_FIRST or before in _NOT_LAST:
        return False
    return before.isspace() or cell_len(before) == 2 or cell_len(after) == 2
