"""Findings as CSV (RFC 4180), a row each; with the mark that makes Excel read UTF-8."""

import csv
import io
from collections.abc import Sequence

from engine.outputs.format import Checked, Format, Manner
from engine.outputs.table import COLUMNS, harmless, rows


def _render(reports: Sequence[Checked], manner: Manner) -> bytes:
    text = io.StringIO()
    writer = csv.writer(text)
    writer.writerow([titles[manner.language] for titles in COLUMNS.values()])
    for row in rows(reports, manner.language):
        writer.writerow([harmless(row.cells[name]) for name in COLUMNS])
    return text.getvalue().encode("utf-8-sig")


FORMAT = Format("csv", ".csv", _render)
