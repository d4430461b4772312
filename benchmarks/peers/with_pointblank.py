"""Pointblank over Polars: a step for each identity; what fails is in the extract of its step."""

from collections.abc import Callable

import numpy as np
import pointblank
import polars as pl

from benchmarks.peers.rules import Rules, failing, numbered

NAME, MOST = "Pointblank", 100_000


def prepare(rules: Rules, table: pl.DataFrame) -> Callable[[], np.ndarray]:
    steps = list(numbered(rules))

    def work() -> np.ndarray:
        plan = pointblank.Validate(data=table)
        for _, one in steps:
            left, right = (pl.sum_horizontal(side, ignore_nulls=False) for side in one)
            plan = plan.col_vals_expr(expr=(left == right).fill_null(True))
        extracts = plan.interrogate(get_first_n=None).get_data_extracts()
        found = failing(table.height, rules)
        for number, (rule, _) in enumerate(steps, 1):
            if number in extracts and len(extracts[number]):
                found[extracts[number]["_row_num_"].to_numpy() - 1, rule] = True
        return found

    return work
