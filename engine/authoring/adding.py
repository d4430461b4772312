"""Puts what was written where it belongs, checks it there as a part of its pack, and takes it back if it is broken."""

from collections.abc import Mapping
from pathlib import Path

from engine.language.cut import cut
from engine.language.diagnostics import normal
from engine.model.struct import Struct
from engine.packs.find import SUFFIX
from engine.packs.loading import Loaded, load
from engine.packs.text import UnreadableError, read_text


class Added(Struct, frozen=True):
    """What came of it: whether the text stands in the file now, and the pack as it is (or would be) with it."""

    written: bool
    loaded: Loaded


class Home(Struct, frozen=True):
    """The pack that a rules file belongs to: the reference by which it is loaded, and whether it has a header yet."""

    reference: str
    headed: bool


def home(path: Path) -> Home:
    """The pack of a rules file, which need not exist yet.

    That is its folder, unless the file has a header of its own beside the headers of other packs.
    """
    others = [file for file in _rules_files(path.parent) if file.name != path.name]
    own, beside = path.is_file() and _has_header(path), any(_has_header(file) for file in others)
    alone = own and beside
    return Home(reference(path if alone else path.parent), own or beside)


def add(path: Path, text: str, *, force: bool = False) -> Added:
    """Appends text to a rules file, or makes the file, and loads the pack.

    When the pack is then broken, the file becomes again what it was, unless ``force``. Raises ``OSError`` and
    ``UnreadableError`` for a file that cannot be read or written. The file is written in UTF-8, with its line ends.
    """
    before = path.read_bytes() if path.exists() else None
    old = normal(read_text(path)).rstrip() if before is not None else ""
    whole = f"{old}\n\n{text}" if old else text
    newline = "\r\n" if before is not None and b"\r\n" in before else "\n"
    written = False
    try:
        path.write_text(whole, encoding="utf-8", newline=newline)
        loaded = load(home(path).reference)
        written = force or loaded.ruleset is not None
    finally:
        if not written:
            _restore(path, before)
    return Added(written, loaded)


def write_pack(folder: Path, files: Mapping[str, str]) -> None:
    """Writes the files of a new pack, by name, into a folder. Raises ``OSError``."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, text in files.items():
        (folder / name).write_text(text, encoding="utf-8", newline="\n")


def _restore(path: Path, before: bytes | None) -> None:
    if before is None:
        path.unlink(missing_ok=True)
    else:
        path.write_bytes(before)


def _rules_files(folder: Path) -> list[Path]:
    return sorted(file for file in folder.glob(f"*{SUFFIX}") if file.is_file()) if folder.is_dir() else []


def _has_header(path: Path) -> bool:
    try:
        return any(part.keyword == "RULESET" for part in cut(normal(read_text(path))))
    except UnreadableError:
        return False


def reference(path: Path) -> str:
    """What to load a pack by: a path that is never taken for the name of a shipped pack."""
    return path.as_posix() if path.is_absolute() else f"./{path.as_posix()}"
