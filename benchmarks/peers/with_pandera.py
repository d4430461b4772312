"""pandera over Polars: a check of the whole frame for each identity; what fails is in the failure cases."""

from collections.abc import Callable

import numpy as np
import pandera.polars as pandera
import polars as pl
from pandera.errors import SchemaErrors

from benchmarks.peers.rules import Identity, Rules, failing, numbered

NAME, MOST = "pandera", 100_000


def prepare(rules: Rules, table: pl.DataFrame) -> Callable[[], np.ndarray]:
    steps = list(numbered(rules))
    checks = [pandera.Check(_holds(one), name=str(rule)) for rule, one in steps]
    columns = {name: pandera.Column(pl.Int64, nullable=True) for name in table.columns}
    schema = pandera.DataFrameSchema(columns, checks=checks)

    def work() -> np.ndarray:
        found = failing(table.height, rules)
        try:
            schema.validate(table, lazy=True)
        except SchemaErrors as errors:
            cases = errors.failure_cases
            found[cases["index"].to_numpy(), cases["check"].cast(pl.Int64).to_numpy()] = True
        return found

    return work


def _holds(one: Identity) -> Callable[[pandera.PolarsData], pl.LazyFrame]:
    left, right = (pl.sum_horizontal(side, ignore_nulls=False) for side in one)
    return lambda data: data.lazyframe.select((left == right).fill_null(True))
