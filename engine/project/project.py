"""What a project file says, checked."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import TypeAlias

from engine.model.diagnostic import Span
from engine.model.finding import Severity, Waiver
from engine.model.struct import Struct, field

ParameterValue: TypeAlias = bool | int | Decimal | str | date
Key: TypeAlias = tuple[str | int, ...]


class Project(Struct, frozen=True):
    """A project file; ``packs`` and ``fail_on`` are ``None`` where it leaves them to the command line.

    ``name`` is the path as messages show it. ``places`` says where a key stands: ``("waivers", 0, "until")``;
    waivers go by their number in the file. ``units`` are the units of each authority that are to report.
    """

    path: Path
    name: str
    places: Mapping[Key, Span]
    packs: tuple[str, ...] | None = None
    fail_on: str | None = None
    thresholds: Mapping[Severity, int] = field(default_factory=dict)
    parameters: Mapping[str, ParameterValue] = field(default_factory=dict)
    severity: Mapping[str, Severity] = field(default_factory=dict)
    off: Mapping[str, str] = field(default_factory=dict)
    waivers: Mapping[int, Waiver] = field(default_factory=dict)
    units: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    @property
    def folder(self) -> Path:
        """The folder that packs and reports are relative to."""
        return self.path.resolve().parent

    def span(self, *key: str | int) -> Span:
        """Where a key stands, or the nearest thing around it that has a place of its own."""
        return around(self.places, self.name, key)


def around(places: Mapping[Key, Span], file: str, key: Key) -> Span:
    """Where a key of a file stands, or the nearest thing around it that has a place of its own."""
    found = next((places[key[:end]] for end in range(len(key), 0, -1) if key[:end] in places), None)
    return found or Span(file, 1, 1, 1, 1)
