"""The built-in functions of the rules language, one a file: each module of this package declares one ``FUNCTION``.

A new function is a new file; nothing lists them but the package itself. Modules whose name begins with ``_`` hold what
several functions share.
"""

from collections.abc import Iterator, Mapping
from importlib import import_module
from pkgutil import iter_modules
from types import MappingProxyType

from engine.model.function import Function


def _declared() -> Iterator[Function]:
    for name in sorted(module.name for module in iter_modules(__path__) if not module.name.startswith("_")):
        yield import_module(f"{__name__}.{name}").FUNCTION


def _by_name() -> Mapping[str, Function]:
    names: dict[str, Function] = {}
    for function in _declared():
        for name in dict.fromkeys((function.name, function.english)):
            if name in names:
                raise ValueError(f"two built-in functions are called {name}")
            names[name] = function
    return MappingProxyType(names)


FUNCTIONS: Mapping[str, Function] = _by_name()
"""Every built-in function under its Chinese and under its English name."""
