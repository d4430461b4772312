"""What is made of rules, kept between runs. What is stale or damaged is never used; what cannot be kept is no error.

The key is a hash of everything that it depends on: the files, the engine's own sources, the interpreter. A file is a
digest and a payload; the digest is compared before anything is unpickled, and only our own types are.
"""

import contextlib
import sys
from collections.abc import Mapping
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import TypeVar

import engine
from engine.packs.pickling import packed, unpacked
from engine.packs.writing import write_whole

RULES = ("model", "functions", "language", "packs")  # the rooms that a checked ruleset depends on
WHOLE = (".",)  # all rooms
_KEPT = 32  # files of a kind; the oldest go

_Kind = TypeVar("_Kind")


def cache_folder() -> Path:
    """Where the user's caches belong on this system; nothing is made there yet."""
    from platformdirs import user_cache_path  # here, because only programs with a user need it

    return user_cache_path("gouji", appauthor=False)


def key(files: Mapping[str, str], rooms: tuple[str, ...] = RULES) -> str:
    """The key for what these rooms of this engine, on this interpreter, make from these texts (by name)."""
    total = sha256()
    for part in (_engine(rooms), sys.implementation.name, sys.version, *_flat(files)):
        data = part.encode("utf-8", "surrogatepass")
        total.update(f"{len(data)}:".encode())
        total.update(data)
    return total.hexdigest()


def fetch(folder: Path, name: str, kind: type[_Kind]) -> _Kind | None:
    """What is kept under a key and is of this kind, if it is there and whole."""
    try:
        data = _file(folder, name, kind).read_bytes()
        digest, payload = data[:32], data[32:]
        if sha256(payload).digest() != digest:
            return None
        found = unpacked(payload)
    except Exception:  # whatever is wrong with a cache, it is made again
        return None
    return found if isinstance(found, kind) else None


def store(folder: Path, name: str, item: object) -> None:
    """Keeps an item under a key; the file appears whole or not at all."""
    payload = packed(item)
    file = _file(folder, name, type(item))
    with contextlib.suppress(OSError):
        folder.mkdir(parents=True, exist_ok=True)
        write_whole(file, sha256(payload).digest() + payload)
        _prune(folder, file.suffix)


def _file(folder: Path, name: str, kind: type[object]) -> Path:
    """Where an item of a kind is kept: a ruleset in ``KEY.ruleset``."""
    return folder / f"{name}.{kind.__name__.lower()}"


def _prune(folder: Path, suffix: str) -> None:
    kept = sorted(folder.glob(f"*{suffix}"), key=lambda path: path.stat().st_mtime, reverse=True)
    for path in kept[_KEPT:]:
        path.unlink(missing_ok=True)


def _flat(files: Mapping[str, str]) -> list[str]:
    return [part for name in sorted(files) for part in (name, files[name])]


@cache
def _engine(rooms: tuple[str, ...]) -> str:
    """A hash of the sources of some rooms of the engine."""
    total = sha256()
    root = Path(engine.__file__).parent
    for room in rooms:
        for path in sorted((root / room).glob("**/*")):
            if path.suffix in (".py", ".lark"):
                data = path.read_bytes()
                total.update(f"{path.relative_to(root).as_posix()}:{len(data)}:".encode())
                total.update(data)
    return total.hexdigest()
