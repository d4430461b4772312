"""Figures over many reports as an Excel workbook: a sheet for years, rules and units, with charts of Excel's own.

Everything from a report is written as text, so that no cell can become a formula or a link.
"""

import io
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from engine.model.finding import Severity
from engine.outputs.statistics import Statistics
from engine.outputs.statistics_views import COLOURS, MOST_BARS, Kind, View, views
from engine.outputs.statistics_words import STATISTICS
from engine.outputs.words import Language
from engine.outputs.workbook import MADE, MOST_ROWS, OPTIONS, as_list, font, legal

if TYPE_CHECKING:
    from xlsxwriter import Workbook

_FORMATS: Mapping[Kind, str] = {Kind.TEXT: "@", Kind.COUNT: "0", Kind.DECIMAL: "0.00", Kind.SHARE: "0%"}
_WIDTH = {Kind.TEXT: 30, Kind.COUNT: 11, Kind.DECIMAL: 11, Kind.SHARE: 11}
_BAR = 24  # pixels
_BESIDE = 2  # columns between a table and its chart


def statistics_workbook(one: Statistics, language: Language = "zh") -> bytes:
    """The workbook; the same figures give the same bytes."""
    from xlsxwriter import Workbook

    file = io.BytesIO()
    with Workbook(file, OPTIONS) as workbook:
        workbook.set_properties({"created": MADE, "title": STATISTICS[language]["heading"]})
        for view in views(one, language):
            sheet = _sheet(workbook, view, language)
            if view.name == "years":
                sheet.insert_chart(1, len(view.columns) + _BESIDE, _lines(workbook, view, language))
            elif view.name == "rules":
                sheet.insert_chart(1, len(view.columns) + _BESIDE, _bars(workbook, view, language))
    return file.getvalue()


def _sheet(workbook: "Workbook", view: View, language: Language) -> Any:
    plain = font(language)
    head = workbook.add_format({**plain, "bold": True, "bg_color": "#D9D9D9", "border": 1})
    styles = {kind: workbook.add_format({**plain, "num_format": code}) for kind, code in _FORMATS.items()}
    sheet = workbook.add_worksheet(view.title)
    for number, column in enumerate(view.columns):
        sheet.set_column(number, number, _WIDTH[column.kind])
        sheet.write_string(0, number, column.name, head)
    for line, row in enumerate(view.rows[:MOST_ROWS], 1):
        for number, (column, cell) in enumerate(zip(view.columns, row, strict=True)):
            if isinstance(cell, str):
                sheet.write_string(line, number, legal(cell), styles[column.kind])
            else:
                sheet.write_number(line, number, cell, styles[column.kind])
    as_list(sheet, len(view.rows), len(view.columns))
    return sheet


def _lines(workbook: "Workbook", view: View, language: Language) -> Any:
    """Findings a report over the years: the columns with decimals."""
    chart = workbook.add_chart({"type": "line"})
    numbers = [number for number, column in enumerate(view.columns) if column.kind is Kind.DECIMAL]
    for number, severity in zip(numbers, Severity, strict=True):
        chart.add_series({**_series(view, 0, number, len(view.rows)), "line": {"color": COLOURS[severity]}})
    chart.set_title({"name": STATISTICS[language]["axis"], "name_font": {"size": 11}})
    return chart


def _bars(workbook: "Workbook", view: View, language: Language) -> Any:
    """In how many reports the first rules fail."""
    chart = workbook.add_chart({"type": "bar"})
    failed = next(number for number, column in enumerate(view.columns) if column.kind is Kind.COUNT)
    count = min(len(view.rows), MOST_BARS)
    chart.add_series(_series(view, 1, failed, count))
    chart.set_title({"name": STATISTICS[language]["count axis"], "name_font": {"size": 11}})
    chart.set_legend({"none": True})
    chart.set_y_axis({"reverse": True, "interval_unit": 1})
    chart.set_size({"width": 620, "height": 80 + _BAR * count})
    return chart


def _series(view: View, names: int, values: int, count: int) -> dict[str, object]:
    return {
        "name": [view.title, 0, values],
        "categories": [view.title, 1, names, count, names],
        "values": [view.title, 1, values, count, values],
    }
