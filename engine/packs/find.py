"""Finds the files of a pack: one that is shipped, a folder, or a single rules file."""

import os
from pathlib import Path

import engine
from engine.model.struct import Struct

SUFFIX = ".rules"


class Found(Struct, frozen=True):
    """The rules files of a pack by the names that diagnostics show, and the folder that other files are relative to.

    ``path`` is the pack itself: its folder or its one file.
    """

    files: dict[str, Path]
    folder: Path
    path: Path


def shipped_folder() -> Path:
    """The folder of the packs that come with the program: beside the engine, in a checkout and when installed."""
    return Path(engine.__file__).resolve().parents[1] / "rules"


def shipped() -> tuple[str, ...]:
    """The names of the packs that come with the program, sorted."""
    folder = shipped_folder()
    if not folder.is_dir():
        return ()
    return tuple(sorted(path.name for path in folder.iterdir() if path.is_dir() and any(path.glob(f"*{SUFFIX}"))))


def find(reference: str, beside: Path | None = None) -> Found | None:
    """The files behind a reference; ``None`` when there is no such pack. A folder without rules has no files.

    A name of a shipped pack goes before a folder of that name (write ``./name`` for the folder). Relative paths are
    looked for in ``beside`` as well.
    """
    if not reference.strip():
        return None
    if reference in shipped():
        return _folder(shipped_folder() / reference, reference)
    for path in (Path(reference), *([_plain(beside / reference)] if beside is not None else [])):
        if path.is_dir():
            return _folder(path, path.as_posix())
        if path.is_file():
            return Found({path.as_posix(): path}, path.parent, path.resolve())
    return None


def _plain(path: Path) -> Path:
    """The path without detours: ``a/../b`` is ``b``."""
    return Path(os.path.normpath(path))


def _folder(path: Path, shown: str) -> Found:
    files = sorted(file for file in path.iterdir() if file.suffix == SUFFIX and file.is_file())
    return Found({f"{shown}/{file.name}": file for file in files}, path, path.resolve())


def rules_files(reference: str) -> dict[str, Path] | None:
    """The rules files of a pack, or of a folder and those below it, by the names that are shown; ``None``: no such."""
    found = find(reference)
    path = Path(reference)
    if found is None or reference in shipped() or not path.is_dir():
        return None if found is None else found.files
    files = (file.relative_to(path) for file in path.rglob(f"*{SUFFIX}") if file.is_file())
    visible = sorted(file for file in files if not any(part.startswith(".") for part in file.parts))
    return {(path / file).as_posix(): path / file for file in visible}
