"""The identities of the applications and disputes tables, and reports that are generated to judge by them."""

import resource
import time
from collections.abc import Callable
from typing import NamedTuple, TypeAlias

import numpy as np
import polars as pl

from engine import packs
from engine.columns import layout
from engine.columns.frames import STATUS
from engine.model.form import Form
from engine.model.struct import replace
from engine.vectors.judging import Pack, prepare

RULES = ("T308", "T309", "T310", "T402", "T403", "T404")
NONE = np.iinfo(np.int64).min  # no number there

Identities: TypeAlias = list[list[tuple[list[int], list[int]]]]
"""The identities of each rule: cells (by their place among all) whose sums are equal."""


def pack_of_identities() -> Pack:
    ruleset = packs.load("foi_annual_report").ruleset
    assert ruleset is not None
    rules = {rule.id: rule for rule in ruleset.rules}
    return prepare(replace(ruleset, rules=tuple(rules[one] for one in RULES)))


class Cells:
    """The cells that the identities are about: rows and columns of both tables, by their ids."""

    def __init__(self, form: Form) -> None:
        self.rows = [row.id for _, row in form.table("table3").rows()]
        self.columns = [column.id for _, column in form.table("table3").columns()]
        self.disputes = [row.id for _, row in form.table("table4").rows()]
        self.outcomes = [column.id for _, column in form.table("table4").columns()]
        self.names = [f"table3.{row}.{column}" for row in self.rows for column in self.columns]
        self.names += [f"table4.{row}.{column}" for row in self.disputes for column in self.outcomes]
        self.results = self.rows[2:-2]  # from 予以公开 to 其他情形


def generate(cells: Cells, count: int, seed: int = 1) -> dict[str, np.ndarray]:
    """Reports that add up, one in a hundred with a wrong cell, one in two hundred with a cell that is not certain."""
    random = np.random.default_rng(seed)
    data: dict[str, np.ndarray] = {}
    received, carried_in, disposed, carried_out = cells.rows[0], cells.rows[1], cells.rows[-2], cells.rows[-1]
    for column in cells.columns[:-1]:
        results = {row: random.integers(0, 40, count) for row in cells.results}
        data |= {f"table3.{row}.{column}": values for row, values in results.items()}
        data[f"table3.{disposed}.{column}"] = np.sum(list(results.values()), axis=0)
        data[f"table3.{carried_out}.{column}"] = random.integers(0, 5, count)
        together = data[f"table3.{disposed}.{column}"] + data[f"table3.{carried_out}.{column}"]
        data[f"table3.{carried_in}.{column}"] = np.minimum(together, random.integers(0, 9, count))
        data[f"table3.{received}.{column}"] = together - data[f"table3.{carried_in}.{column}"]
    for row in cells.rows:
        data[f"table3.{row}.total"] = np.sum([data[f"table3.{row}.{column}"] for column in cells.columns[:-1]], axis=0)
    for row in cells.disputes:
        for outcome in cells.outcomes[:-1]:
            data[f"table4.{row}.{outcome}"] = random.integers(0, 9, count)
        data[f"table4.{row}.total"] = np.sum(
            [data[f"table4.{row}.{outcome}"] for outcome in cells.outcomes[:-1]], axis=0
        )
    for index in random.choice(count, count // 100, replace=False):
        data[cells.names[random.integers(len(cells.names))]][index] += 1
    for index in random.choice(count, count // 200, replace=False):
        data[cells.names[random.integers(len(cells.names))]][index] = NONE
    return {name: data[name].astype(np.int64) for name in cells.names}


def as_stored(pack: Pack, data: dict[str, np.ndarray]) -> pl.DataFrame:
    """The columns of a data set."""
    count = len(next(iter(data.values())))
    columns: dict[str, pl.Series] = {}
    for name, values in data.items():
        number = pl.Series(name, values)
        columns[name] = number.set(number == NONE, None)
        status = pl.Series(np.where(values == NONE, 3, 0).astype(np.uint32))
        columns[f"{name}{layout.STATUS}"] = pl.Series(STATUS.categories).gather(status).cast(STATUS)
    columns |= {name: pl.Series([[]] * count, dtype=pl.List(pl.String)) for name in layout.LISTS}
    columns[layout.IS_PARTIAL] = pl.Series([False] * count)
    return pl.DataFrame([one.alias(name) for name, one in columns.items()]).select(pack.stored)


def sums(cells: Cells) -> Identities:
    at = {name: index for index, name in enumerate(cells.names)}
    kinds = cells.columns[:-1]
    received, carried_in, disposed, carried_out = cells.rows[0], cells.rows[1], cells.rows[-2], cells.rows[-1]
    rows = [([at[f"table3.{row}.{kind}"] for kind in kinds], [at[f"table3.{row}.total"]]) for row in cells.rows]
    columns = [
        ([at[f"table3.{row}.{column}"] for row in cells.results], [at[f"table3.{disposed}.{column}"]])
        for column in cells.columns
    ]
    flow = [
        (
            [at[f"table3.{received}.{column}"], at[f"table3.{carried_in}.{column}"]],
            [at[f"table3.{disposed}.{column}"], at[f"table3.{carried_out}.{column}"]],
        )
        for column in cells.columns
    ]
    suits = [
        [([at[f"table4.{row}.{one}"] for one in cells.outcomes[:-1]], [at[f"table4.{row}.total"]])]
        for row in cells.disputes
    ]
    return [rows, columns, flow, *suits]


class Taken(NamedTuple):
    """Seconds by the clock, and of processors: on a busy machine the second says more."""

    clock: float
    processor: float

    def times(self, share: float) -> "Taken":
        return Taken(self.clock * share, self.processor * share)


def best(work: Callable[[], np.ndarray], rounds: int) -> tuple[Taken, np.ndarray]:
    """The least of some rounds, and what came of it."""
    taken: list[Taken] = []
    for _ in range(rounds):
        begin, used = time.perf_counter(), processor()
        result = work()
        taken.append(Taken(time.perf_counter() - begin, processor() - used))
    return Taken(*map(min, zip(*taken, strict=True))), result


def processor() -> float:
    """Seconds of processors that this process has used, with the processes that it has waited for."""
    used = [resource.getrusage(whose) for whose in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    return sum(one.ru_utime + one.ru_stime for one in used)
