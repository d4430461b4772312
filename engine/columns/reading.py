"""A data set on disk -> its files as frames, and its reports as facts again."""

import io
from collections.abc import Iterator, Sequence
from pathlib import Path

import polars as pl

from engine.columns import dataset
from engine.columns.dataset import Part
from engine.columns.frames import reports
from engine.model.facts import Facts
from engine.model.form import Form


def scan(part: Part, content: bytes | None = None) -> pl.LazyFrame:
    """The columns of a file, read when they are asked for; ``content`` are its bytes, where the file is not here."""
    source = part.path if content is None else io.BytesIO(content)
    return pl.scan_parquet(source, hive_partitioning=False)


def scan_together(parts: Sequence[Part], path: str) -> pl.LazyFrame:
    """The columns of several files; the one named ``path`` says in which a row stands."""
    return pl.scan_parquet(
        [part.path for part in parts],
        hive_partitioning=False,
        include_file_paths=path,
        missing_columns="insert",
        extra_columns="ignore",
    )


def height(part: Part) -> int:
    """How many reports a file has."""
    count: int = scan(part).select(pl.len()).collect().item()
    return count


def read(root: Path, forms: Sequence[Form]) -> Iterator[Facts]:
    """All reports of a data set on one of these forms."""
    known = {form.id: form for form in forms}
    for part in dataset.parts(root):
        if part.form in known:
            yield from reports(scan(part).collect(), known[part.form])
