"""The screen itself: a Rich console on which no text can give commands to the terminal."""

from collections.abc import Iterable
from typing import IO

from rich.console import Console, ConsoleOptions, RenderableType
from rich.segment import Segment

from engine.outputs.steering import harmless
from engine.outputs.terminal_theme import Theme, styles


class Screen(Console):
    """A console on which no text can give commands to the terminal, whatever document it comes from."""

    def render(self, renderable: RenderableType, options: ConsoleOptions | None = None) -> Iterable[Segment]:
        for segment in super().render(renderable, options):
            text, style, control = segment
            yield segment if control or text.isprintable() else Segment(harmless(text), style)


def console(stream: IO[str], *, width: int | None = None, theme: Theme = "auto") -> Screen:
    """A console on a stream; ``NO_COLOR``, pipes and old Windows consoles are Rich's to notice."""
    return Screen(file=stream, width=width, theme=styles(theme), highlight=False, soft_wrap=False, emoji=False)
