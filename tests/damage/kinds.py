"""All kinds of damage by name, and several of them in a row."""

from collections.abc import Sequence
from random import Random

from tests.damage import cells, columns, headers, labels, rows, tables, text
from tests.damage.sheets import Aim, Kind, Paper

ALL: dict[str, Kind] = {
    **cells.KINDS,
    **rows.KINDS,
    **labels.KINDS,
    **columns.KINDS,
    **headers.KINDS,
    **tables.KINDS,
    **text.KINDS,
}
LOSSLESS: tuple[str, ...] = tuple(name for name, kind in ALL.items() if kind.lossless)


def apply(paper: Paper, aim: Aim, kinds: Sequence[str], random: Random) -> Paper:
    """The report after several kinds of damage, one after the other."""
    for name in kinds:
        paper = ALL[name].change(paper, aim, random)
    return paper
