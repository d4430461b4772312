"""Paths as an auditor gives them -> the files of reports to check, in a fixed order."""

from collections.abc import Iterator, Sequence
from pathlib import Path

from engine.model.struct import Struct

STANDARD_INPUT = "-"

# What an office may send. A format that cannot be read yet is a finding of that file, not passed over in silence.
_SUFFIXES = frozenset(
    """
    .md .markdown .txt .htm .html .mht .docx .doc .wps .rtf .odt .xlsx .xls .et .pdf .ofd .zip
    .png .jpg .jpeg .tif .tiff
    """.split()
)


class Found(Struct, frozen=True):
    """The files to read, each once, and the paths that name nothing (with the reason in Chinese and English).

    ``is_batch`` is true when more than one file was asked for, or a folder: then one bad file does not end the run.
    ``is_folder`` is true when a folder was asked for: then whatever belongs there is expected to be in it.
    """

    files: tuple[str, ...]
    problems: tuple[tuple[str, str], ...]
    is_batch: bool
    is_folder: bool = False


def find(paths: Sequence[str]) -> Found:
    """Files stay as they were named; a folder stands for the documents in it and below, sorted by path."""
    files: dict[str, None] = {}
    problems: list[tuple[str, str]] = []
    for name in paths:
        path = Path(name)
        if name == STANDARD_INPUT or path.is_file():
            files.setdefault(name)
        elif path.is_dir():
            inside = sorted(_documents(path))
            if not inside:
                problems.append((f"文件夹里没有报告：{name}", f"no report in this folder: {name}"))
            files.update(dict.fromkeys(inside))
        else:
            problems.append((f"没有这个文件或文件夹：{name}", f"no such file or folder: {name}"))
    is_folder = any(Path(name).is_dir() for name in paths)
    return Found(tuple(files), tuple(problems), len(paths) > 1 or is_folder, is_folder)


def _documents(folder: Path) -> Iterator[str]:
    for path in folder.rglob("*"):
        hidden = any(part.startswith((".", "~$")) for part in path.relative_to(folder).parts)
        if not hidden and path.suffix.lower() in _SUFFIXES and path.is_file():
            yield str(path)
