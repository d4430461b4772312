"""Paths as an auditor gives them -> the files of reports to check, in a fixed order."""

import os
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from operator import itemgetter
from pathlib import Path, PurePosixPath

from engine import documents
from engine.confirmation.naming import SUFFIX
from engine.corpus import archives
from engine.corpus.archives import Inside, Member
from engine.documents.limits import MAX_BYTES
from engine.extraction.given import read_given
from engine.model.struct import Struct, field
from engine.pipeline import Problem, Trouble

STANDARD_INPUT = "-"

# What an office may send. A format that cannot be read yet is a finding of that file, not passed over in silence.
# A file with another suffix counts when its content says that it can be read.
_SUFFIXES = frozenset(
    """
    .md .markdown .txt .htm .html .mht .mhtml .docx .doc .wps .rtf .odt .uot .uof .xlsx .xls .et .ods .pdf .ofd .zip
    .png .jpg .jpeg .tif .tiff .bmp
    """.split()
)
_HIDDEN = (".", "~$")
_BESIDE_PAGES = ("_files", ".files")
_PAGES = (".htm", ".html")


class Found(Struct, frozen=True):
    """The files to read, each once, and the paths that name nothing (with the reason in Chinese and English).

    ``is_batch`` is true when more than one file was asked for, or a folder: then one bad file does not end the run.
    ``is_folder`` is true when a folder was asked for: then whatever belongs there is expected to be in it. An archive
    is a folder, too; ``inside`` says where the files are that came out of one.
    """

    files: tuple[str, ...]
    problems: tuple[tuple[str, str], ...]
    is_batch: bool
    is_folder: bool = False
    inside: Mapping[str, Inside] = field(default_factory=dict)


def find(paths: Sequence[str]) -> Found:
    """Files stay as they were named; a folder or an archive stands for the documents in it, sorted by path."""
    files: dict[str, None] = {}
    inside: dict[str, Inside] = {}
    problems: list[tuple[str, str]] = []

    def take(name: str, is_archive: bool) -> None:
        found = dict(archives.members(Path(name), _is_report)) if is_archive else {}
        inside.update(found)
        files.update(dict.fromkeys(found or (name,)))

    is_folder = False
    for name in paths:
        path = Path(name)
        if name.endswith(SUFFIX):
            problems.append((f"这是核定的读数，不是报告：{name}", f"these are confirmed values, not a report: {name}"))
        elif name == STANDARD_INPUT or path.is_file():
            is_archive = name != STANDARD_INPUT and _may_be_archive(path)
            is_folder |= is_archive
            take(name, is_archive)
        elif path.is_dir():
            is_folder = True
            below = sorted(_documents(path), key=itemgetter(0))
            if not below:
                problems.append((f"文件夹里没有报告：{name}", f"no report in this folder: {name}"))
            for one, problem in below:
                if problem is not None:
                    inside[one] = problem
                    files[one] = None
                else:
                    take(one, _may_be_archive(Path(one)))
        else:
            problems.append((f"没有这个文件或文件夹：{name}", f"no such file or folder: {name}"))
    return Found(tuple(files), tuple(problems), len(paths) > 1 or is_folder, is_folder, inside)


def load(source: str, inside: Mapping[str, Inside]) -> bytes | Problem:
    """The bytes of a file that was found; one that will not open is a problem.

    Of a file that is too large no more is read than shows that it is.
    """
    member = inside.get(source)
    if member is not None:
        return archives.content(member, source) if isinstance(member, Member) else member
    try:
        if source == STANDARD_INPUT:
            return sys.stdin.buffer.read(MAX_BYTES + 1)
        with Path(source).open("rb") as file:
            return file.read(MAX_BYTES + 1)
    except (OSError, ValueError) as error:
        return _unopened(source, error)


def _unopened(source: str, error: OSError | ValueError) -> Problem:
    reason = getattr(error, "strerror", None) or type(error).__name__
    return Problem(Trouble.UNREADABLE, source, f"打不开：{reason}", f"cannot be opened: {reason}")


def _documents(folder: Path) -> Iterator[tuple[str, Problem | None]]:
    """The documents in a folder and those below it; what cannot be looked into is a problem.

    Links to folders are not followed: what they lead to is in the folder anyway, or does not belong to it.
    """
    refused: list[OSError] = []
    for place, folders, names in os.walk(folder, onerror=refused.append):
        folders[:] = [name for name in folders if not name.startswith(_HIDDEN)]
        for name in names:
            if name.startswith(_HIDDEN):
                continue
            path = Path(place, name)
            if not path.is_file():
                if path.is_symlink() and _has_known_suffix(name):
                    source = str(path)
                    reason = "这个链接指向的文件不存在，或者链接绕成了圈"
                    english = "a link to a file that is not there, or to itself"
                    yield source, Problem(Trouble.UNREADABLE, source, reason, english)
            elif not _is_part_of_page(path, folder) and _is_report(name, _Content(path)):
                yield str(path), None
    for error in refused:
        source = str(Path(error.filename))
        reason = error.strerror or type(error).__name__
        yield (
            source,
            Problem(Trouble.UNREADABLE, source, f"文件夹打不开：{reason}", f"the folder cannot be opened: {reason}"),
        )


def _is_part_of_page(path: Path, folder: Path) -> bool:
    """Whether a file lies in the folder of pictures and styles that a browser or Word saves beside a web page."""
    for above in path.parents:
        if above == folder:
            break
        for ending in _BESIDE_PAGES:
            page = above.name.removesuffix(ending)
            if page != above.name and any((above.parent / f"{page}{suffix}").is_file() for suffix in _PAGES):
                return True
    return False


class _Content:
    """A way to the bytes of a file; none when it cannot be opened or is too large for a report."""

    def __init__(self, path: Path) -> None:
        self._path = path

    def __call__(self) -> bytes:
        try:
            return self._path.read_bytes() if self._path.stat().st_size <= MAX_BYTES else b""
        except OSError:
            return b""


def _is_report(name: str, content: Callable[[], bytes]) -> bool:
    """Whether a file may be a report: by its suffix, or by what is in it."""
    if name.endswith(SUFFIX):
        return False
    if _has_known_suffix(name):
        return True
    data = content()
    return documents.recognises(data, name) or read_given(data, name) is not None


def _has_known_suffix(name: str) -> bool:
    return PurePosixPath(name).suffix.lower() in _SUFFIXES


def _may_be_archive(path: Path) -> bool:
    """Whether a file is an archive of reports. A known suffix says what a file is, but for ``.zip``."""
    suffix = path.suffix.lower()
    return (suffix == ".zip" or suffix not in _SUFFIXES) and archives.is_archive(path)
