"""What a file of confirmed values says."""

from collections.abc import Mapping
from datetime import date

from engine.model.diagnostic import Span
from engine.model.facts import FactValue
from engine.model.struct import Struct
from engine.project.project import Key, around


class Entry(Struct, frozen=True):
    """A value as a person read it, by whom, on which day, and what is to be noted."""

    value: FactValue
    by: str
    on: date
    note: str | None = None


class File(Struct, frozen=True):
    """A file of confirmed values: the sha256 of the report it belongs to, and the entries by the id of their fact.

    ``name`` is the path as messages show it, ``places`` says where each key stands.
    """

    name: str
    sha256: str
    entries: Mapping[str, Entry]
    places: Mapping[Key, Span]

    def span(self, *key: str | int) -> Span:
        return around(self.places, self.name, key)
