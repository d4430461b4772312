"""A data set on disk -> its files as frames, and its reports as facts again."""

from collections.abc import Iterator, Sequence
from pathlib import Path

import polars as pl

from engine.columns import dataset
from engine.columns.dataset import Part
from engine.columns.frames import reports
from engine.model.facts import Facts
from engine.model.form import Form


def scan(part: Part) -> pl.LazyFrame:
    """The columns of a file, read when they are asked for."""
    return pl.scan_parquet(part.path, hive_partitioning=False)


def read(root: Path, forms: Sequence[Form]) -> Iterator[Facts]:
    """All reports of a data set on one of these forms."""
    known = {form.id: form for form in forms}
    for part in dataset.parts(root):
        if part.form in known:
            yield from reports(scan(part).collect(), known[part.form])
