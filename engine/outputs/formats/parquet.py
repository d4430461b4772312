"""Findings as a Parquet file, a row each: the columns of CSV under their English names, for programs (Polars)."""

import io
from collections.abc import Callable, Mapping, Sequence

from engine.outputs.format import Checked, Format, Manner, UnsupportedError
from engine.outputs.table import COLUMNS, Row, rows

_Value = int | str | None
# What programs compare is the same in every language; the year is a number.
_VALUES: Mapping[str, Callable[[Row], _Value]] = {
    "year": lambda row: int(row.cells["year"]) if row.cells["year"] else None,
    "severity": lambda row: row.finding.severity.value,
    "outcome": lambda row: row.finding.outcome.value,
}


def _render(reports: Sequence[Checked], manner: Manner) -> bytes:
    try:
        import polars as pl
    except ImportError as error:
        raise UnsupportedError(
            '要用 Polars：pip install "gouji[columns]"', 'Polars is needed: pip install "gouji[columns]"'
        ) from error
    found = [{name: _value(name, row) for name in COLUMNS} for row in rows(reports, manner.language)]
    types = {name: pl.Int64 if name == "year" else pl.String for name in COLUMNS}
    file = io.BytesIO()
    pl.DataFrame(found, schema=types).write_parquet(file, compression="zstd", statistics=False)
    return file.getvalue()


def _value(name: str, row: Row) -> _Value:
    """What stands in a column; nothing where the text is empty. What no Unicode text can hold becomes ``?``."""
    if name in _VALUES:
        return _VALUES[name](row)
    return row.cells[name].encode("utf-8", "replace").decode() or None


FORMAT = Format("parquet", ".parquet", _render, is_text=False)
