"""zen-engine (GoRules): a decision with one expression a rule, evaluated for each report."""

import json
from collections.abc import Callable

import numpy as np
import polars as pl
import zen

from benchmarks.peers.rules import Identity, Rules, documents, failing

NAME, MOST = "zen-engine", 10_000


def prepare(rules: Rules, table: pl.DataFrame) -> Callable[[], np.ndarray]:
    expressions = [
        {"id": rule, "key": rule, "value": " or ".join(map(_fails, identities))} for rule, identities in rules.items()
    ]
    nodes = [
        {"id": "in", "type": "inputNode", "name": "in"},
        {"id": "rules", "type": "expressionNode", "name": "rules", "content": {"expressions": expressions}},
        {"id": "out", "type": "outputNode", "name": "out"},
    ]
    edges = [
        {"id": "1", "type": "edge", "sourceId": "in", "targetId": "rules"},
        {"id": "2", "type": "edge", "sourceId": "rules", "targetId": "out"},
    ]
    decision = zen.ZenEngine().create_decision(json.dumps({"nodes": nodes, "edges": edges}))
    given = documents(table)

    def work() -> np.ndarray:
        found = failing(table.height, rules)
        for number, document in enumerate(given):
            result = decision.evaluate(document)["result"]
            found[number] = [result[rule] for rule in rules]
        return found

    return work


def _fails(one: Identity) -> str:
    there = " and ".join(f"{cell} != null" for cell in one.cells)
    return f"({there} and {' != '.join(one.sides())})"
