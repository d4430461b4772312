"""Cerberus: a document a report, and a rule of its own for the cell that others add up to."""

from collections.abc import Callable
from typing import Any

import cerberus
import numpy as np
import polars as pl

from benchmarks.peers.rules import Identity, Rules, documents, failing, numbered

NAME, MOST = "Cerberus", 1_000


class _Validator(cerberus.Validator):  # type: ignore[misc]
    def _validate_sums(self, sums: list[tuple[str, Identity]], field: str, _value: Any) -> None:
        """{'type': 'list'}"""
        for rule, (left, right) in sums:
            cells = [[self.document[one] for one in side] for side in (left, right)]
            if None not in cells[0] and None not in cells[1] and sum(cells[0]) != sum(cells[1]):
                self._error(field, rule)


def prepare(rules: Rules, table: pl.DataFrame) -> Callable[[], np.ndarray]:
    schema: dict[str, dict[str, Any]] = {name: {"type": "integer", "nullable": True} for name in table.columns}
    for rule, one in numbered(rules):
        schema[one.right[0]].setdefault("sums", []).append((str(rule), one))
    validator = _Validator(schema)
    given = documents(table)

    def work() -> np.ndarray:
        found = failing(table.height, rules)
        for number, document in enumerate(given):
            if not validator.validate(document, normalize=False):
                for said in validator.errors.values():
                    found[number, [int(rule) for rule in said]] = True
        return found

    return work
