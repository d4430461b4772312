"""Handbooks, readings and findings as one HTML file that needs nothing else (the only importer of jinja2).

Everything is escaped. A page runs the one script that belongs to it, which it names by its hash, and no other: words of
a document could not run if they ever got out of their place.
"""

from base64 import b64encode
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from hashlib import sha256
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from engine.model.facts import Facts
from engine.outputs import findings_page, reading_page
from engine.outputs.certainty import CERTAINTY, SIGN
from engine.outputs.corrections import TITLE
from engine.outputs.document_pane import ShownTable
from engine.outputs.format import Checked
from engine.outputs.handbook import Handbook, outcome, rows
from engine.outputs.phrases import Code
from engine.outputs.statistics_page import Section
from engine.outputs.statistics_words import STATISTICS
from engine.outputs.words import FINDINGS, READING, RULE, SEVERITY, Language

_TEMPLATES = Path(__file__).parent / "templates"
_TOGETHER = 1000  # of the pieces of a template, which are a few characters each


def render_handbooks(handbooks: Sequence[Handbook], language: Language = "zh") -> str:
    """All handbooks as one page, with a table of contents."""
    return _rendered(
        "handbook.html.jinja",
        handbooks=handbooks,
        language=language,
        words=RULE[language],
        severity_names=SEVERITY[language],
        colon="：" if language == "zh" else ": ",
        rows=rows,
        outcome=outcome,
        is_code=lambda part: isinstance(part, Code),
    )


def render_facts(facts: Sequence[Facts], language: Language = "zh") -> str:
    """What was read from reports as one page: the documents, and beside each of them what was understood."""
    return "".join(facts_pieces([report.document.source for report in facts], facts, language))


def facts_pieces(sources: Sequence[str], facts: Iterable[Facts], language: Language = "zh") -> Iterator[str]:
    """The same page piece by piece; ``sources`` are the names of the reports."""
    return _in_pieces(
        "facts.html.jinja",
        sources=sources,
        pages=(reading_page.page(report, language) for report in facts),
        language=language,
        words=READING[language],
        certainty=CERTAINTY[language],
        signs=SIGN,
        plain=lambda _: "",
        **_two_panes("reading.js"),
    )


def findings_pieces(reports: Iterable[Checked], language: Language = "zh") -> Iterator[str]:
    """What came of checks as one page, piece by piece: the documents, and beside each of them its findings.

    The reports are gone through twice: what heads each of them is in the list of all, too.
    """
    return _in_pieces(
        "findings.html.jinja",
        heads=[findings_page.head(report.assessment) for report in reports],
        pages=(findings_page.page(report, language) for report in reports),
        language=language,
        words=FINDINGS[language],
        severities=SEVERITY[language],
        correction_title=TITLE[language],
        **_two_panes("findings.js"),
    )


def render_statistics(sections: Sequence[Section], headline: str, charts: str, language: Language = "zh") -> str:
    """Figures over many reports as one page; ``charts`` is the script of the library that draws them."""
    return _rendered(
        "statistics.html.jinja",
        sections=sections,
        headline=headline,
        language=language,
        words=STATISTICS[language],
        **_script(charts, (_TEMPLATES / "statistics.js").read_text(encoding="utf-8")),
    )


def _two_panes(own: str) -> Mapping[str, object]:
    """What every page of two panes needs: its script, which is ``own`` after what they share, and the hash of it."""
    parts = [(_TEMPLATES / name).read_text(encoding="utf-8") for name in ("two_panes.js", own)]
    return {**_script(*parts), "is_table": lambda block: isinstance(block, ShownTable)}


def _script(*parts: str) -> Mapping[str, object]:
    """The one script of a page, which is no text of a document, and its hash."""
    script = "\n".join(parts)
    return {
        "script": Markup(script),  # noqa: S704 (files of our own, and of libraries)
        "script_hash": b64encode(sha256(script.encode()).digest()).decode(),
    }


def _rendered(template: str, **values: object) -> str:
    return _environment().get_template(template).render(**values)


def _in_pieces(template: str, **values: object) -> Iterator[str]:
    stream = _environment().get_template(template).stream(**values)
    stream.enable_buffering(_TOGETHER)
    return stream


@cache
def _environment() -> Environment:
    return Environment(
        loader=FileSystemLoader(_TEMPLATES, encoding="utf-8"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
