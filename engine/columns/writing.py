"""Facts of reports, one after another -> a data set on disk, in bounded memory."""

from hashlib import sha256
from pathlib import Path

import polars as pl

from engine.columns import dataset
from engine.columns.frames import frame
from engine.columns.layout import SOURCE
from engine.model.facts import Facts
from engine.model.form import Form

_REPORTS, _CHARACTERS = 2_000, 20_000_000  # a file holds no more reports, and no more text in memory


class Writer:
    """Collects reports into the files of a data set; those of one form and year lie together.

    A report that the data set has already (under the same source) is replaced.
    """

    def __init__(self, root: Path, version: str) -> None:
        self._root = root
        self._version = version
        self._before = {one.path: pl.read_parquet(one.path, columns=[SOURCE])[SOURCE] for one in dataset.parts(root)}
        self._waiting: dict[tuple[str, int | None], list[Facts]] = {}
        self._forms: dict[str, Form] = {}
        self._characters = 0
        self._written: set[Path] = set()
        self._sources: list[str] = []

    def add(self, facts: Facts) -> None:
        """Takes one more report."""
        waiting = self._waiting.setdefault((facts.form.id, facts.year), [])
        waiting.append(facts)
        self._forms[facts.form.id] = facts.form
        self._characters += sum(len(fact.value) for fact in facts.facts.values() if isinstance(fact.value, str))
        if len(waiting) >= _REPORTS or self._characters > _CHARACTERS:
            self._flush()

    def close(self) -> None:
        """Writes what is left, and takes the reports that were collected again out of the files they were in."""
        self._flush()
        again = pl.Series(self._sources, dtype=pl.String)
        for path, sources in self._before.items():
            if path in self._written or not sources.is_in(again.implode()).any():
                continue
            kept = pl.read_parquet(path, hive_partitioning=False).filter(~pl.col(SOURCE).is_in(again.implode()))
            if kept.height:
                _write(kept, path)
            else:
                path.unlink()

    def _flush(self) -> None:
        for (form, year), reports in self._waiting.items():
            table = frame(self._forms[form], reports, self._version)
            said = "\0".join(f"{one.document.source}\0{one.document.sha256}" for one in reports)
            name = sha256(said.encode("utf-8", "surrogatepass")).hexdigest()[:16]
            path = dataset.part(self._root, form, year, name)
            path.parent.mkdir(parents=True, exist_ok=True)
            _write(table, path)
            self._written.add(path)
            self._sources += table[SOURCE].to_list()
        self._waiting.clear()
        self._characters = 0


def _write(table: pl.DataFrame, path: Path) -> None:
    """Writes a file beside its place and moves it there: a run that is broken off leaves no half of one."""
    unfinished = path.with_suffix(".unfinished")
    table.write_parquet(unfinished, compression="zstd", statistics=False)
    unfinished.replace(path)
