"""Findings as CSV (RFC 4180), a row each; with the mark that makes Excel read UTF-8."""

import csv
import io
from collections.abc import Iterable, Iterator, Sequence

from engine.outputs.format import Checked, Format, Manner, encoded
from engine.outputs.table import COLUMNS, harmless, rows


def _render(reports: Sequence[Checked], manner: Manner) -> bytes:
    return b"".join(_pieces(reports, manner))


def _pieces(reports: Iterable[Checked], manner: Manner) -> Iterator[bytes]:
    text = io.StringIO()
    writer = csv.writer(text)
    writer.writerow([titles[manner.language] for titles in COLUMNS.values()])
    yield text.getvalue().encode("utf-8-sig")
    for report in reports:
        text = io.StringIO()
        writer = csv.writer(text)
        for row in rows([report], manner.language):
            writer.writerow([harmless(row.cells[name]) for name in COLUMNS])
        yield encoded(text.getvalue())


FORMAT = Format("csv", ".csv", _render, pieces=_pieces, is_live=True)
