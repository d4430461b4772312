"""A rule tried on a whole data set of facts: how many reports it touches, fails, cannot decide, and examples."""

from collections import Counter
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import groupby
from pathlib import Path

import polars as pl

from engine import evaluation
from engine.columns import dataset, layout
from engine.columns.frames import reports
from engine.columns.reading import scan_together
from engine.functions import builtin
from engine.language.checked import Ruleset
from engine.model.finding import Outcome, Verdict
from engine.model.passage import Passage
from engine.model.trial import Example, Trial
from engine.vectors import codes
from engine.vectors.judging import Pack, judge, prepare

_VERDICTS = {
    codes.NOT_APPLICABLE: Verdict.NOT_APPLICABLE,
    codes.PASSED: Verdict.PASSED,
    codes.UNDETERMINED: Verdict.UNDETERMINED,
    codes.FAILED: Verdict.FAILED,
}
_FILE, _ROW, _YEAR = "file", "row", "year"  # where a report stands, and the year of its file
_FEW, _AT_ONCE = 20, 500
_FILES = 100  # that are judged at once


def attempt(root: Path, ruleset: Ruleset, examples: int) -> Iterator[Trial]:
    """Tries each rule of a ruleset on all reports of its form. No report stands beside another here."""
    pack = prepare(ruleset)
    tallies = {rule.id: _Tally(examples) for rule in ruleset.rules}
    for rows in _batches(root, pack):
        verdicts = judge(pack, rows)
        for rule, tally in tallies.items():
            tally.add(rule, ruleset, rows, verdicts[rule])
    for plan in pack.plans:
        tally = tallies[plan.rule.id]
        yield Trial(
            plan.rule.id,
            plan.rule.title,
            ruleset.form.id,
            plan.manner.value,
            plan.reasons,
            dict(tally.verdicts),
            dict(sorted(tally.years.items(), key=lambda item: (item[0] is None, item[0] or 0))),
            dict(sorted(tally.levels.items(), key=lambda item: -sum(item[1].values()))),
            tuple(tally.examples),
            tally.by_rows,
        )


def _batches(root: Path, pack: Pack) -> Iterator[pl.DataFrame]:
    """The columns that the rules take, with who reports and for which year, so many files of one year at a time."""
    columns = [*pack.stored, layout.SOURCE, layout.ORGAN, _FILE]
    for (form, year), parts in groupby(dataset.parts(root), key=lambda part: (part.form, part.year)):
        if form != pack.ruleset.form.id:
            continue
        waiting = list(parts)
        for first in range(0, len(waiting), _FILES):
            rows = scan_together(waiting[first : first + _FILES], _FILE).select(columns).with_row_index(_ROW)
            yield rows.with_columns(pl.lit(year, pl.Int64).alias(_YEAR)).collect()


class _Tally:
    """What is counted for one rule."""

    def __init__(self, most: int) -> None:
        self._most = most
        self.verdicts: Counter[Verdict] = Counter()
        self.years: dict[int | None, Counter[Verdict]] = {}
        self.levels: dict[str | None, Counter[Verdict]] = {}
        self.examples: list[Example] = []
        self.by_rows = 0

    def add(self, rule: str, ruleset: Ruleset, rows: pl.DataFrame, verdicts: pl.Series) -> None:
        heads = rows.select(layout.SOURCE, layout.ORGAN, _YEAR, _FILE, _ROW).with_columns(verdicts.alias("verdict"))
        looked_at = heads.filter(pl.col("verdict") == codes.OPEN)
        wanted = heads.filter(pl.col("verdict") == codes.FAILED).head(max(self._most - len(self.examples), 0))
        outcomes = _outcomes(rule, ruleset, heads, pl.concat((looked_at, wanted)))
        self.by_rows += looked_at.height
        counts = heads.filter(pl.col("verdict") != codes.OPEN).group_by(layout.ORGAN, _YEAR, "verdict").len()
        for organ, year, code, count in counts.iter_rows():
            self._count(organ, year, _VERDICTS[code], count)
        for source, organ, year, *_ in looked_at.iter_rows():
            self._count(organ, year, outcomes[source].verdict, 1)
        for source, organ, year, *_ in (*wanted.iter_rows(), *looked_at.iter_rows()):
            said = tuple(finding.message for finding in outcomes[source].findings)
            if outcomes[source].verdict is Verdict.FAILED and len(self.examples) < self._most:
                self.examples.append(Example(source, organ, year, said))

    def _count(self, organ: str | None, year: int | None, verdict: Verdict, count: int) -> None:
        self.verdicts[verdict] += count
        self.years.setdefault(year, Counter())[verdict] += count
        self.levels.setdefault(_level(organ), Counter())[verdict] += count


def _outcomes(rule: str, ruleset: Ruleset, heads: pl.DataFrame, wanted: pl.DataFrame) -> dict[str, Outcome]:
    """What the engine says of a rule on those of the reports that are wanted."""
    only = next(one for one in ruleset.rules if one.id == rule)
    decided = {
        one.id: Outcome(one.id, one.title, one.severity, Verdict.PASSED) for one in ruleset.rules if one is not only
    }
    found: dict[str, Outcome] = {}
    begins = (
        heads.lazy().filter(pl.col(_FILE).is_in(wanted[_FILE].unique().implode())).group_by(_FILE).agg(pl.min(_ROW))
    )
    for path, begin in begins.sort(_FILE).collect().iter_rows():
        places = wanted.filter(pl.col(_FILE) == path)[_ROW] - begin
        for table in _rows(Path(path), places.to_list()):
            for facts, source in zip(reports(table, ruleset.form), table[layout.SOURCE], strict=True):
                outcomes = evaluation.evaluate(ruleset, facts, decided=decided)
                found[source] = next(one for one in outcomes if one.rule == rule)
    return found


def _rows(path: Path, wanted: Sequence[int]) -> Iterator[pl.DataFrame]:
    """Some rows of a file: a few one by one, without reading the rest of it."""
    whole = pl.scan_parquet(path, hive_partitioning=False)
    if len(wanted) <= _FEW:
        yield from (whole.slice(row, 1).collect() for row in wanted)
    else:
        yield from whole.collect()[list(wanted)].iter_slices(_AT_ONCE)


@lru_cache(maxsize=100_000)
def _level(organ: str | None) -> str | None:
    """The level of a public body, as far as its name says."""
    found = None if organ is None else builtin("organ_level").call(Passage(organ))
    return found.text if isinstance(found, Passage) else None
