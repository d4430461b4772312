"""Handbooks as one HTML file that needs nothing else (the only importer of jinja2). Everything is escaped."""

from collections.abc import Sequence
from functools import cache
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from engine.outputs.handbook import Handbook, outcome, rows
from engine.outputs.phrases import Code
from engine.outputs.words import RULE, SEVERITY, Language


def render_handbooks(handbooks: Sequence[Handbook], language: Language = "zh") -> str:
    """All handbooks as one page, with a table of contents."""
    return (
        _environment()
        .get_template("handbook.html.jinja")
        .render(
            handbooks=handbooks,
            language=language,
            words=RULE[language],
            severity_names=SEVERITY[language],
            colon="：" if language == "zh" else ": ",
            rows=rows,
            outcome=outcome,
            is_code=lambda part: isinstance(part, Code),
        )
    )


@cache
def _environment() -> Environment:
    folder = Path(__file__).parent / "templates"
    return Environment(
        loader=FileSystemLoader(folder, encoding="utf-8"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
