"""The built-in functions of the rules language, one a file: each module of this package declares one ``FUNCTION``.

A new function is a new file; nothing lists them but the package itself. Modules whose name begins with ``_`` hold what
several functions share.
"""

from collections.abc import Iterator, Mapping
from functools import cache
from importlib import import_module
from types import MappingProxyType
from typing import Any

from engine.model.function import Function

FUNCTIONS: Mapping[str, Function]
"""Every built-in function under its Chinese and under its English name; made when it is first asked for."""


def builtin(english: str) -> Function:
    """One built-in function by its English name, without looking at the others. Raises ``KeyError``."""
    try:
        function = import_module(f"{__name__}.{english}").FUNCTION
    except ModuleNotFoundError:
        raise KeyError(english) from None
    assert isinstance(function, Function)  # noqa: S101 (for the type checker)
    return function


def __getattr__(name: str) -> Any:
    if name == "FUNCTIONS":
        return _by_name()
    raise AttributeError(name)


@cache
def _by_name() -> Mapping[str, Function]:
    names: dict[str, Function] = {}
    for function in _declared():
        for name in dict.fromkeys((function.name, function.english)):
            if name in names:
                raise ValueError(f"two built-in functions are called {name}")
            names[name] = function
    return MappingProxyType(names)


def _declared() -> Iterator[Function]:
    from pkgutil import iter_modules  # here, because a ruleset from the cache needs no list

    for name in sorted(module.name for module in iter_modules(__path__) if not module.name.startswith("_")):
        yield builtin(name)
