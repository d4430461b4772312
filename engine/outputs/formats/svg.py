"""The screen as an SVG picture."""

from collections.abc import Sequence

from engine.outputs.format import Checked, Format, Manner


def _render(reports: Sequence[Checked], manner: Manner) -> bytes:
    from engine.outputs import terminal

    return terminal.svg(reports, title="gouji check", language=manner.language).encode()


FORMAT = Format("svg", ".svg", _render)
