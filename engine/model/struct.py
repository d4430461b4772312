"""The door to msgspec: frozen values whose classes cost a fiftieth of a frozen dataclass to make.

A whole check makes some hundred classes before it reads a byte; as dataclasses they took longer than the check itself
(docs/architecture.md). ``class Name(Struct, frozen=True)`` is otherwise used like a frozen dataclass with slots.
"""

from msgspec import Struct, field
from msgspec.structs import asdict, replace

__all__ = ["Struct", "asdict", "field", "replace"]
