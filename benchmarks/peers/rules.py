"""What the tools are given: rules of identities over cells with short names, and reports as a table of these cells."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, NamedTuple, TypeAlias

import numpy as np
import polars as pl

from benchmarks.identities import NONE, RULES, Identities


class Identity(NamedTuple):
    """Two sums that are equal. Where one of their cells is not certain, the identity is not judged."""

    left: tuple[str, ...]
    right: tuple[str, ...]

    @property
    def cells(self) -> tuple[str, ...]:
        return (*self.left, *self.right)

    def sides(self, cell: str = "{}", plus: str = " + ") -> tuple[str, str]:
        """Both sums in words; ``cell`` is how one is said."""
        left, right = (plus.join(cell.format(one) for one in side) for side in self)
        return left, right


Rules: TypeAlias = Mapping[str, Sequence[Identity]]
"""The identities of each rule: it fails where one of those that can be judged does not hold."""


def rules_of(identities: Identities) -> Rules:
    def named(cells: list[int]) -> tuple[str, ...]:
        return tuple(f"c{one}" for one in cells)

    return {
        rule: [Identity(named(left), named(right)) for left, right in own]
        for rule, own in zip(RULES, identities, strict=True)
    }


def numbered(rules: Rules) -> Iterator[tuple[int, Identity]]:
    """Each identity with the place of its rule."""
    for place, own in enumerate(rules.values()):
        for one in own:
            yield place, one


def table_of(columns: Sequence[np.ndarray]) -> pl.DataFrame:
    """A row a report, a column a cell; null where it is not certain."""
    found = {f"c{number}": pl.Series(values) for number, values in enumerate(columns)}
    return pl.DataFrame({name: values.set(values == NONE, None) for name, values in found.items()})


def documents(table: pl.DataFrame) -> list[dict[str, Any]]:
    """A document a report; null where a cell is not certain."""
    return table.to_dicts()


def failing(count: int, rules: Rules) -> np.ndarray:
    """Nothing found yet: reports by rules."""
    return np.zeros((count, len(rules)), bool)
