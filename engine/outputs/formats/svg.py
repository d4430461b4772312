"""The screen as an SVG picture."""

from collections.abc import Sequence

from engine.outputs.format import Checked, Format, Manner, encoded


def _render(reports: Sequence[Checked], manner: Manner) -> bytes:
    from engine.outputs import terminal

    return encoded(terminal.svg(reports, title="gouji check", language=manner.language))


FORMAT = Format("svg", ".svg", _render, shows_reports=True)
