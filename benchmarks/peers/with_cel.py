"""The Common Expression Language (a Rust interpreter): one compiled expression a rule, a context a report."""

from collections.abc import Callable

import cel
import numpy as np
import polars as pl

from benchmarks.peers.rules import Identity, Rules, documents, failing

NAME, MOST = "CEL", 10_000


def prepare(rules: Rules, table: pl.DataFrame) -> Callable[[], np.ndarray]:
    programs = [cel.compile(" || ".join(map(_fails, identities))) for identities in rules.values()]
    given = documents(table)

    def work() -> np.ndarray:
        found = failing(table.height, rules)
        for number, document in enumerate(given):
            context = cel.Context(document)
            for rule, program in enumerate(programs):
                found[number, rule] = program.execute(context)
        return found

    return work


def _fails(one: Identity) -> str:
    there = " && ".join(f"{cell} != null" for cell in one.cells)
    return f"({there} && {' != '.join(one.sides())})"
