"""Checked rulesets kept between runs. What is stale or damaged is never used; what cannot be kept is no error.

The key is a hash of everything that a ruleset depends on: the files, the engine's own sources, the interpreter. A file
is a digest and a payload; the digest is compared before anything is unpickled, and only our own types are.
"""

import contextlib
import io
import pickle
import sys
from collections.abc import Mapping
from enum import Enum
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import Any

import engine
from engine.functions import builtin
from engine.language.checked import Ruleset
from engine.model.function import Function
from engine.packs.writing import write_whole

_ROOMS = ("model", "functions", "language", "packs")
_KEPT = 32  # files; the oldest go
_SUFFIX = ".ruleset"
_FOREIGN = {("decimal", "Decimal"), ("datetime", "date")}


class _Pickler(pickle.Pickler):
    def persistent_id(self, item: object) -> str | None:
        """Built-in functions are kept by name: their code belongs to the engine."""
        return item.english if isinstance(item, Function) else None

    def reducer_override(self, item: object) -> Any:
        """Members of enumerations are kept by value: up to Python 3.11.3 they would need ``getattr`` to be read."""
        return (type(item), (item.value,)) if isinstance(item, Enum) else NotImplemented


class _Unpickler(pickle.Unpickler):
    def persistent_load(self, name: str) -> Function:
        return builtin(name)

    def find_class(self, module: str, name: str) -> Any:
        if module.startswith("engine.") or (module, name) in _FOREIGN:
            return super().find_class(module, name)
        raise pickle.UnpicklingError(f"{module}.{name} does not belong in a ruleset")


def cache_folder() -> Path:
    """Where the user's caches belong on this system; nothing is made there yet."""
    from platformdirs import user_cache_path  # here, because only programs with a user need it

    return user_cache_path("gouji", appauthor=False)


def key(files: Mapping[str, str]) -> str:
    """The key for a ruleset made from these texts (by name) by this engine on this interpreter."""
    total = sha256()
    for part in (_engine(), sys.implementation.name, sys.version, *_flat(files)):
        data = part.encode("utf-8", "surrogatepass")
        total.update(f"{len(data)}:".encode())
        total.update(data)
    return total.hexdigest()


def fetch(folder: Path, name: str) -> Ruleset | None:
    """The ruleset kept under a key, if it is there and whole."""
    try:
        data = (folder / f"{name}{_SUFFIX}").read_bytes()
        digest, payload = data[:32], data[32:]
        if sha256(payload).digest() != digest:
            return None
        found = _Unpickler(io.BytesIO(payload)).load()
    except Exception:  # whatever is wrong with a cache, the rules are compiled again
        return None
    return found if isinstance(found, Ruleset) else None


def store(folder: Path, name: str, ruleset: Ruleset) -> None:
    """Keeps a ruleset under a key; the file appears whole or not at all."""
    buffer = io.BytesIO()
    _Pickler(buffer, protocol=pickle.HIGHEST_PROTOCOL).dump(ruleset)
    payload = buffer.getvalue()
    with contextlib.suppress(OSError):
        folder.mkdir(parents=True, exist_ok=True)
        write_whole(folder / f"{name}{_SUFFIX}", sha256(payload).digest() + payload)
        _prune(folder)


def _prune(folder: Path) -> None:
    kept = sorted(folder.glob(f"*{_SUFFIX}"), key=lambda path: path.stat().st_mtime, reverse=True)
    for path in kept[_KEPT:]:
        path.unlink(missing_ok=True)


def _flat(files: Mapping[str, str]) -> list[str]:
    return [part for name in sorted(files) for part in (name, files[name])]


@cache
def _engine() -> str:
    """A hash of the engine's sources on which a checked ruleset depends."""
    total = sha256()
    root = Path(engine.__file__).parent
    for room in _ROOMS:
        for path in sorted((root / room).glob("**/*")):
            if path.suffix in (".py", ".lark"):
                data = path.read_bytes()
                total.update(f"{path.relative_to(root).as_posix()}:{len(data)}:".encode())
                total.update(data)
    return total.hexdigest()
