"""DuckDB: a query over a table in memory."""

from collections.abc import Callable

import duckdb
import numpy as np
import polars as pl

from benchmarks.peers.rules import Rules

NAME, MOST = "DuckDB", 1_000_000


def prepare(rules: Rules, table: pl.DataFrame) -> Callable[[], np.ndarray]:
    database = duckdb.connect()
    database.register("given", table.to_arrow())
    database.execute("create table reports as select * from given")
    verdicts = []
    for rule, identities in rules.items():
        wrong = (" <> ".join(one.sides()) for one in identities)
        verdicts.append(f"{' or '.join(f'coalesce({one}, false)' for one in wrong)} as {rule}")
    query = f"select {', '.join(verdicts)} from reports"  # noqa: S608 (its names are ours)

    def work() -> np.ndarray:
        found = database.execute(query).fetchnumpy()
        return np.stack([found[rule] for rule in rules], axis=1)

    return work
