"""The screen as an SVG picture."""

from collections.abc import Sequence

from engine.outputs.format import Checked, Format, Manner


def _render(reports: Sequence[Checked], manner: Manner) -> bytes:
    from engine.outputs import terminal

    assessments = [one.assessment for one in reports]
    return terminal.svg(assessments, title="gouji check", language=manner.language).encode()


FORMAT = Format("svg", ".svg", _render)
