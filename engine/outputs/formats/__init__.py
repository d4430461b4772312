"""The formats that findings can be written in: one file a format, found by name."""

from importlib import import_module
from pkgutil import iter_modules

from engine.outputs.format import Format


def names() -> tuple[str, ...]:
    """The names of all formats: those of their files."""
    return tuple(sorted(module.name for module in iter_modules(__path__)))


def find(name: str) -> Format | None:
    """The format of this name; ``None`` when there is none."""
    if name not in names():
        return None
    found: Format = import_module(f"{__name__}.{name}").FORMAT
    return found
