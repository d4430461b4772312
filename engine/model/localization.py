"""Which cells may be wrong where the arithmetic of a report does not hold: a suggestion, never a change."""

from decimal import Decimal

from engine.model.location import Location
from engine.model.struct import Struct


class Change(Struct, frozen=True):
    """One cell: its fact, its name as the rules say it, what was read, and what it would have to be."""

    fact: str
    name: str
    read: int | Decimal
    needed: int | Decimal
    location: Location | None = None


class Localization(Struct, frozen=True):
    """Rules that fail together, and the smallest sets of cells whose change would make all of them hold.

    ``corrections`` all have the same number of changes; ``complete`` is whether they are all that there are, so a
    single one is the only one.
    """

    rules: tuple[str, ...]
    corrections: tuple[tuple[Change, ...], ...]
    complete: bool

    @property
    def is_unique(self) -> bool:
        return self.complete and len(self.corrections) == 1
