"""regorus (Rego, the language of Open Policy Agent): a policy with a set of failed rules, evaluated for each report.

In Rego an identity that reads a cell which is not there is not judged.
"""

import json
from collections.abc import Callable

import numpy as np
import polars as pl
import regorus

from benchmarks.peers.rules import Rules, documents, failing, numbered

NAME, MOST = "regorus", 10_000


def prepare(rules: Rules, table: pl.DataFrame) -> Callable[[], np.ndarray]:
    lines = ["package reports", "import rego.v1"]
    lines += [f'failed contains "{rule}" if {" != ".join(one.sides("input.{}"))}' for rule, one in numbered(rules)]
    engine = regorus.Engine()
    engine.add_policy("identities.rego", "\n".join(lines))
    given = [json.dumps({cell: value for cell, value in one.items() if value is not None}) for one in documents(table)]

    def work() -> np.ndarray:
        found = failing(table.height, rules)
        for number, document in enumerate(given):
            engine.set_input_json(document)
            for rule in engine.eval_rule("data.reports.failed"):
                found[number, int(rule)] = True
        return found

    return work
