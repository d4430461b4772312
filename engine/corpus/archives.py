"""Zip archives of reports: what is in them, each file under the name ``archive.zip/folder/report.docx``.

Nothing is ever written to disk, so that a name which points out of the archive does no harm; it is said all the same,
since no packer writes it. An archive within an archive is opened, one within that is not.
"""

import io
import re
import stat
import zipfile
from collections import Counter
from collections.abc import Callable, Iterator
from functools import lru_cache
from pathlib import Path
from typing import IO, TypeAlias
from unicodedata import category

from engine.documents.limits import MAX_BYTES
from engine.model.struct import Struct
from engine.pipeline import Problem, Trouble

MAX_ENTRIES = 20_000  # in the directory of an archive; a list of so many takes a second and 30 MB
MAX_REPORTS = 2_000
MAX_NESTED = 100_000_000  # an archive within an archive is unpacked in memory
MAX_TOTAL = 4_000_000_000
_SIGNATURE = b"PK\x03\x04"
_EMPTY = b"PK\x05\x06"
_ENTRY = re.compile(rb"PK\x01\x02")
_OF_DOCUMENTS = frozenset(("[Content_Types].xml", "mimetype", "OFD.xml"))
_ENCRYPTED = 1
_UTF8 = 0x800
_DRIVE = re.compile(r"[A-Za-z]:")


class Member(Struct, frozen=True):
    """A file in an archive on disk: which entry of it, or which entry of the archive that this entry is."""

    archive: str
    entries: tuple[int, ...]


Inside: TypeAlias = Member | Problem


class _RefusedError(Exception):
    """Why an archive or a file in it is not read, in Chinese and in English."""

    def __init__(self, reason: str, english: str) -> None:
        super().__init__(english)
        self.reason = reason
        self.english = english


def is_archive(path: Path) -> bool:
    """Whether a file is a zip archive that is no document itself (as docx, xlsx, odt and ofd are)."""
    try:
        with path.open("rb") as file:
            if file.read(4) not in (_SIGNATURE, _EMPTY):
                return False
            return not _is_document(_open(file))
    except OSError:
        return False
    except _RefusedError:
        return path.suffix.lower() == ".zip"


def members(path: Path, is_wanted: Callable[[str, Callable[[], bytes]], bool]) -> Iterator[tuple[str, Inside]]:
    """The files in an archive that are wanted, by name, in the order of their names.

    ``is_wanted`` is asked with a file's name and a way to its content. What cannot be read, a file or the archive as a
    whole (then under its own name), is a problem.
    """
    source = str(path)
    try:
        with path.open("rb") as file:
            found = dict(_list(_open(file), source, source, (), is_wanted))
    except OSError as error:
        reason = error.strerror or type(error).__name__
        found = {source: _problem(source, f"打不开：{reason}", f"cannot be opened: {reason}")}
    except _RefusedError as refused:
        found = {source: _problem(source, refused.reason, refused.english)}
    if len(found) > MAX_REPORTS:
        found = {source: _problem(source, *_too_many(MAX_REPORTS))}
    if not found:
        found = {source: _problem(source, "压缩包里没有报告", "no report in this archive")}
    yield from sorted(found.items())


def content(member: Member, source: str) -> bytes | Problem:
    """The bytes of a file in an archive."""
    try:
        state = Path(member.archive).stat()
        *outer, last = member.entries
        archive = _opened(member.archive, tuple(outer), state.st_mtime_ns, state.st_size)
        return _unpack(archive, archive.infolist()[last], MAX_BYTES)
    except OSError as error:
        reason = error.strerror or type(error).__name__
        return _problem(source, f"打不开：{reason}", f"cannot be opened: {reason}")
    except IndexError:
        return _problem(source, "压缩包在检查时变了", "the archive changed during the check")
    except _RefusedError as refused:
        return _problem(source, refused.reason, refused.english)


@lru_cache(maxsize=1)
def _opened(archive: str, outer: tuple[int, ...], _changed: int, _size: int) -> zipfile.ZipFile:
    """An archive, or one that is a file of it, kept open while its files are read one after the other."""
    if not outer:
        return _directory(Path(archive).open("rb"))  # (closed when another archive is opened)
    with Path(archive).open("rb") as file:
        whole = _directory(file)
        return _directory(io.BytesIO(_unpack(whole, whole.infolist()[outer[0]], MAX_NESTED)))


def _list(
    archive: zipfile.ZipFile,
    prefix: str,
    path: str,
    entries: tuple[int, ...],
    is_wanted: Callable[[str, Callable[[], bytes]], bool],
) -> Iterator[tuple[str, Inside]]:
    infos = archive.infolist()
    if sum(info.file_size for info in infos) > MAX_TOTAL:
        size = MAX_TOTAL // 10**9
        raise _RefusedError(f"解压后超过 {size} GB，不像报告的压缩包", f"more than {size} GB when unpacked")
    names = [_name(info) for info in infos]
    copies = Counter(names)
    unlike = {
        name
        for name, count in copies.items()
        if count > 1
        and len({(one.CRC, one.file_size) for one, own in zip(infos, names, strict=True) if own == name}) > 1
    }
    for index, (info, name) in enumerate(zip(infos, names, strict=True)):
        if (
            info.is_dir()
            or name.endswith("/")
            or any(part.startswith((".", "~$", "__MACOSX")) for part in _parts(name))
        ):
            continue
        source = f"{prefix}/{'/'.join(_parts(name))}"
        own = (*entries, index)
        try:
            if not _is_wanted(archive, info, name, is_wanted):
                continue
            _refuse(info, name, name in unlike)
        except _RefusedError as refused:
            yield source, _problem(source, refused.reason, refused.english)
            continue
        if not name.lower().endswith(".zip"):
            yield source, Member(path, own)
        else:
            yield from _list_nested(archive, info, source, path, own, is_wanted)


def _list_nested(
    archive: zipfile.ZipFile,
    info: zipfile.ZipInfo,
    source: str,
    path: str,
    entries: tuple[int, ...],
    is_wanted: Callable[[str, Callable[[], bytes]], bool],
) -> Iterator[tuple[str, Inside]]:
    """The files of an archive in an archive; a document that is only called ``.zip`` is a file like others."""
    try:
        inner = _open(io.BytesIO(_unpack(archive, info, MAX_NESTED)))
        if _is_document(inner):
            yield source, Member(path, entries)
        elif len(entries) > 1:
            raise _RefusedError("压缩包里套了两层压缩包，请先解开", "archives within archives within an archive")
        else:
            yield from _list(inner, source, path, entries, is_wanted)
    except _RefusedError as refused:
        yield source, _problem(source, refused.reason, refused.english)


def _is_wanted(
    archive: zipfile.ZipFile,
    info: zipfile.ZipInfo,
    name: str,
    is_wanted: Callable[[str, Callable[[], bytes]], bool],
) -> bool:
    def own() -> bytes:
        return b"" if info.flag_bits & _ENCRYPTED else _unpack(archive, info, MAX_BYTES)

    try:
        return is_wanted(name, own)
    except _RefusedError:
        return False  # it does not look like a report, and what it holds cannot be seen


def _refuse(info: zipfile.ZipInfo, name: str, is_unlike: bool) -> None:
    """Raises for a file that is not read."""
    if name.startswith("/") or _DRIVE.match(name) or ".." in _parts(name, keep=True):
        raise _RefusedError(f"压缩包里的文件名“{name[:80]}”指向压缩包之外", "its name points out of the archive")
    if stat.S_ISLNK(info.external_attr >> 16):
        raise _RefusedError("压缩包里的这一项只是指向别处的链接", "this entry of the archive is only a link")
    if info.flag_bits & _ENCRYPTED:
        raise _RefusedError("压缩包有密码，不能打开，请解压后再检查", "the archive has a password; unpack it first")
    if is_unlike:
        raise _RefusedError(
            "压缩包里有几个不同的文件都叫这个名字", "several different files of the archive have this name"
        )
    limit = MAX_NESTED if name.lower().endswith(".zip") else MAX_BYTES
    if info.file_size > limit:
        raise _too_large(limit)


def _open(file: IO[bytes]) -> zipfile.ZipFile:
    """An archive whose list of files is not too long to be read."""
    file.seek(0)
    before = b""
    count = 0
    while chunk := file.read(1 << 20):
        count += sum(1 for _ in _ENTRY.finditer(before + chunk))
        before = chunk[-3:]
        if count > MAX_ENTRIES:
            raise _RefusedError(*_too_many(MAX_ENTRIES))
    return _directory(file)


def _directory(file: IO[bytes]) -> zipfile.ZipFile:
    try:
        return zipfile.ZipFile(file)
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError, OverflowError) as error:
        raise _RefusedError("压缩包已损坏，不能打开", f"the archive is damaged: {error}") from error


def _is_document(archive: zipfile.ZipFile) -> bool:
    return any(name in _OF_DOCUMENTS for name in archive.namelist())


def _unpack(archive: zipfile.ZipFile, info: zipfile.ZipInfo, limit: int) -> bytes:
    try:
        with archive.open(info) as file:
            data = file.read(limit + 1)
    except NotImplementedError as error:
        raise _RefusedError("压缩包用了不能读取的压缩方法，请解压后再检查", f"unknown compression: {error}") from error
    except Exception as error:  # (zlib, lzma and zipfile each have errors of their own for a damaged file)
        raise _RefusedError("压缩包已损坏，这个文件不能解压", f"the archive is damaged here: {error}") from error
    if len(data) > limit:
        raise _too_large(limit)
    return data


def _name(info: zipfile.ZipInfo) -> str:
    """A file's name as its packer wrote it: packers of Chinese Windows write GBK and do not say so."""
    name = info.orig_filename
    if not info.flag_bits & _UTF8:
        raw = name.encode("cp437", "replace")
        for encoding in ("utf-8", "gb18030"):
            try:
                name = raw.decode(encoding)
                break
            except UnicodeDecodeError:
                continue
    return "".join("�" if category(char) == "Cc" else char for char in name.replace("\\", "/"))


def _parts(name: str, *, keep: bool = False) -> list[str]:
    """The folders and the name of a file, without what only points elsewhere (kept on request)."""
    parts = [part for part in name.split("/") if part]
    return parts if keep else [part for part in parts if part not in (".", "..")]


def _too_large(limit: int) -> _RefusedError:
    size = limit // 1_000_000
    return _RefusedError(f"解压后超过 {size} MB 的上限，不像一份报告", f"more than {size} MB when unpacked")


def _too_many(limit: int) -> tuple[str, str]:
    return f"压缩包里的文件超过 {limit} 个的上限", f"more than {limit} files in the archive"


def _problem(source: str, reason: str, english: str) -> Problem:
    return Problem(Trouble.UNREADABLE, source, reason, english)
