"""A value that a person read: who answers for it, and what had been read without that person."""

from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, TypeAlias

from engine.model.struct import Struct

if TYPE_CHECKING:
    from engine.model.facts import Status

FactValue: TypeAlias = int | Decimal | str | date


class Confirmation(Struct, frozen=True):
    """Who confirmed or corrected a value, on which day, with which note; ``status`` and ``value`` were read before."""

    by: str
    on: date
    status: "Status"
    value: FactValue | None = None
    note: str | None = None

    def corrects(self, value: FactValue | None) -> bool:
        """Whether the person read something else than was read before."""
        return self.value != value
