"""Figures over many reports as one HTML page that needs nothing else; its charts are Plotly's (extra ``charts``)."""

from collections.abc import Sequence

from engine.model.finding import Severity
from engine.model.struct import Struct
from engine.outputs.format import UnsupportedError
from engine.outputs.statistics import Statistics
from engine.outputs.statistics_views import COLOURS, MOST_BARS, Column, View, views
from engine.outputs.statistics_words import STATISTICS, headline
from engine.outputs.words import SEVERITY, Language

_BAR = 26  # pixels
_MARGIN = {"l": 50, "r": 10, "t": 10, "b": 45}


class Section(Struct, frozen=True):
    """A table of the page, and the figure above it as JSON (empty: none)."""

    title: str
    columns: Sequence[Column]
    rows: Sequence[Sequence[str]]
    figure: str = ""


def statistics_page(one: Statistics, language: Language = "zh") -> bytes:
    """The page, in UTF-8. Raises ``UnsupportedError`` without Plotly."""
    from engine.outputs.html import render_statistics

    try:
        from plotly.offline import get_plotlyjs
    except ImportError as error:
        raise UnsupportedError(
            '网页里的图要加装 Plotly：pip install "gouji[charts]"',
            'charts on a page need Plotly: pip install "gouji[charts]"',
        ) from error
    figures = {"years": _years(one, language), "rules": _rules(one, language)}
    sections = [_section(view, figures.get(view.name, "")) for view in views(one, language)]
    return render_statistics(sections, headline(one, language), get_plotlyjs(), language).encode()


def _section(view: View, figure: str) -> Section:
    rows = [[column.shown(cell) for column, cell in zip(view.columns, row, strict=True)] for row in view.rows]
    return Section(view.title, view.columns, rows, figure)


def _years(one: Statistics, language: Language) -> str:
    """How many findings a report has, by severity, over the years; nothing for a single year."""
    if len(one.years) < 2:
        return ""
    import plotly.graph_objects as charts

    figure = charts.Figure(
        layout={
            "margin": _MARGIN,
            "height": 320,
            "legend": {"orientation": "h", "y": 1.1},
            "xaxis": {"dtick": 1},
            "yaxis": {"title": {"text": STATISTICS[language]["axis"]}, "rangemode": "tozero"},
        }
    )
    for at, severity in enumerate(Severity):
        figure.add_scatter(
            x=[year.year for year in one.years],
            y=[year.found.failed[at] / year.reports for year in one.years],
            name=SEVERITY[language][severity],
            mode="lines+markers",
            line={"color": COLOURS[severity], "width": 3},
        )
    return str(figure.to_json())


def _rules(one: Statistics, language: Language) -> str:
    """In how many reports the most frequent rules fail."""
    shown = [rule for rule in one.rules[:MOST_BARS] if rule.failed]
    if not shown:
        return ""
    import plotly.graph_objects as charts

    figure = charts.Figure(
        charts.Bar(
            x=[rule.failed for rule in shown],
            y=[f"{rule.rule} {rule.title}" for rule in shown],
            orientation="h",
            marker={"color": [COLOURS[rule.severity] for rule in shown]},
        ),
        layout={
            "margin": _MARGIN,
            "height": _BAR * len(shown) + 80,
            "xaxis": {"title": {"text": STATISTICS[language]["count axis"]}},
            "yaxis": {"autorange": "reversed", "automargin": True},
        },
    )
    return str(figure.to_json())
