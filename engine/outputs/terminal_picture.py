"""What stands on a screen as an SVG picture: Rich's export, without fonts to fetch, every character in its column."""

import io
import re
from collections.abc import Callable, Iterator
from html import escape, unescape
from itertools import groupby

from rich.cells import cell_len

from engine.outputs.terminal_screen import Screen
from engine.outputs.terminal_theme import styles

_TEXT = re.compile(
    r'<text class="(?P<style>gouji-r\d+)" x="(?P<x>[\d.]+)" y="(?P<y>[\d.]+)" textLength="[\d.]+" '
    r'clip-path="(?P<line>[^"]*)">(?P<words>[^<]*)</text>'
)
_FONT_FACE = re.compile(r"@font-face \{.*?\}\s*", re.DOTALL)
_COLUMN = 12.2  # what a column of the screen takes in Rich's pictures
_SPACE = "\xa0"


def picture(draw: Callable[[Screen], None], *, title: str, width: int = 80) -> str:
    """What is drawn on a screen, as SVG, with the same colours whatever the environment says."""
    screen = Screen(
        file=io.StringIO(),
        width=width,
        theme=styles("dark"),
        color_system="truecolor",
        no_color=False,
        record=True,
        highlight=False,
        emoji=False,
        force_terminal=True,
    )
    draw(screen)
    svg = _FONT_FACE.sub("", screen.export_svg(title=title, unique_id="gouji"))
    svg = _TEXT.sub(lambda found: "".join(_runs(found)), svg)
    return svg.replace("Fira Code, monospace", "Fira Code, Menlo, Consolas, DejaVu Sans Mono, monospace")


def _runs(found: re.Match[str]) -> Iterator[str]:
    """A text in runs of narrow and of wide characters: Rich gives a wide one the length of a narrow one."""
    x = float(found["x"])
    for _, characters in groupby(unescape(found["words"]), lambda character: cell_len(character) == 2):
        words = "".join(characters)
        length = cell_len(words) * _COLUMN
        if words.strip(_SPACE):
            yield (
                f'<text class="{found["style"]}" x="{x:.6g}" y="{found["y"]}" textLength="{length:.6g}" '
                f'clip-path="{found["line"]}">{escape(words).replace(_SPACE, "&#160;")}</text>'
            )
        x += length
