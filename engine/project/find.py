"""Which project file belongs to a report: the nearest ``gouji.toml`` from its folder upwards."""

from collections.abc import Iterable
from pathlib import Path

NAME = "gouji.toml"
STANDARD_INPUT = "-"


def nearest(sources: Iterable[str]) -> dict[str, Path | None]:
    """The project file of each report, by the name it was given; standard input lies in the working directory."""
    known: dict[Path, Path | None] = {}
    return {source: _above(_folder(source), known) for source in sources}


def shown(path: Path) -> str:
    """A path as messages show it: from the working directory where it lies below that, else whole."""
    return below(path, Path.cwd()) or path.resolve().as_posix()


def below(path: Path, folder: Path) -> str | None:
    """The path from a folder, with ``/``; ``None`` when it does not lie below that."""
    whole, start = path.resolve(), folder.resolve()
    return whole.relative_to(start).as_posix() if whole.is_relative_to(start) else None


def _folder(source: str) -> Path:
    return Path.cwd() if source == STANDARD_INPUT else Path(source).resolve().parent


def _above(start: Path, known: dict[Path, Path | None]) -> Path | None:
    passed: list[Path] = []
    found: Path | None = None
    for folder in (start, *start.parents):
        if folder in known:
            found = known[folder]
            break
        passed.append(folder)
        if _is_file(folder / NAME):
            found = folder / NAME
            break
    known.update(dict.fromkeys(passed, found))
    return found


def _is_file(path: Path) -> bool:
    try:
        return path.is_file()
    except OSError:  # a folder that may not be looked into
        return False
