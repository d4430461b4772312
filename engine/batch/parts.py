"""What a run is about."""

from collections.abc import Mapping, Sequence
from typing import TypeAlias

from engine.model.struct import Struct, field

Key: TypeAlias = tuple[int, str]
"""A file: the number of its part, and its name."""


class Part(Struct, frozen=True):
    """Reports of a run that are checked together, by the same rules: those with one project file.

    ``units`` are those of each authority that are to report, ``listing`` the file that says so.
    """

    units: Mapping[str, Sequence[str]] = field(default_factory=dict)
    listing: str | None = None
