"""What a run has done so far, in a file that only grows: whatever happens, what is written whole is kept.

A record is a length, a kind, a digest and a payload. What follows the last whole record is cut off, so that the file
may end at any byte. The first record says which run it is; what another one has done is not taken over.
"""

import contextlib
import os
import pickle
import struct
import sys
import time
from collections.abc import Hashable, Iterator
from enum import IntEnum
from hashlib import blake2b
from pathlib import Path
from typing import Any

from engine.batch.register import Place, Register
from engine.corpus.tasks import Read
from engine.model.finding import Assessment
from engine.packs.pickling import decompressed, dumped, unpacked

_HEAD = struct.Struct("<IB16s")
_MOST = 1_000_000_000  # bytes in a record
_SECONDS = 2.0  # what a power cut may cost
_LOCKED = 1 << 40  # the byte that is locked; the file need not be so long


class Kind(IntEnum):
    RUN = 1  # which run it is
    READ = 2  # what was read from a file
    CHECKED = 3  # what came of a report
    LOST = 4  # a report that was not checked to the end: it is tried again


class BusyError(Exception):
    """Another process has the journal."""


class FullError(Exception):
    """The journal cannot be written on."""


class Journal:
    """The journal of a run; the ``register`` of its files says what is in the journal, and where it stands."""

    def __init__(self, path: Path, register: Register) -> None:
        """Opens or makes the file, and locks it. Raises ``BusyError`` or ``OSError``."""
        self.path = path
        self._register = register
        self._file = os.fdopen(os.open(path, os.O_RDWR | os.O_CREAT | getattr(os, "O_BINARY", 0), 0o600), "r+b", 0)
        try:
            _lock(self._file.fileno())
            if not os.path.samestat(
                path.stat(), os.fstat(self._file.fileno())
            ):  # who had it has just ended, and deleted it
                raise FileNotFoundError
        except OSError as error:
            self._file.close()
            raise BusyError from error
        self._end = 0
        self._synced = time.monotonic()
        self._is_fresh = False  # (whether anything was written that a power cut may cost)

    def begin(self, run: str) -> None:
        """Forgets whatever the file holds."""
        self._end = 0
        self._file.truncate(0)
        self._add(Kind.RUN, run)

    def resume(self, run: str) -> bool:
        """Takes over what the same run has done; ``False`` when the file is that of another run, or of none."""
        if self.run != run:
            return False
        for kind, place, (part, source, *payload) in self._records():
            number = self._register.number((part, source)) if kind in (Kind.READ, Kind.CHECKED) else None
            if number is None:
                continue
            if kind is Kind.READ:
                self._know(number, payload[0], place)
            else:
                self._register.set_checked(number, payload[0], place)
        self._file.truncate(self._end)
        return True

    @property
    def run(self) -> str | None:
        """Which run the file says that it is of, if any."""
        first = next(self._records(), None)
        found: str | None = first[2] if first is not None and first[0] is Kind.RUN else None
        return found

    def add_read(self, number: int, read: Read) -> None:
        """Keeps what was read from a file."""
        self._know(number, read, self._add(Kind.READ, (*self._register.file(number), read)))

    def add_checked(self, number: int, key: str, assessment: bytes) -> None:
        """Keeps what came of a report, under the key of all that went into it."""
        place = self._add(Kind.CHECKED, (*self._register.file(number), key, assessment))
        self._register.set_checked(number, key, place)

    def add_lost(self, number: int, assessment: bytes) -> None:
        """Keeps for this run that a report was not checked to the end."""
        self._register.set_checked(number, "", self._add(Kind.LOST, (*self._register.file(number), assessment)))

    def load_read(self, number: int) -> Read:
        """What was read from a file."""
        found: Read = self._load(self._register.read_at(number))[2]
        return found

    def load_assessment(self, number: int) -> Assessment:
        """What came of a report."""
        found: Assessment = decompressed(self._load(self._register.checked_at(number))[-1])
        return found

    def close(self, *, delete: bool) -> None:
        """Lets the file go; what is finished need not be kept."""
        if delete and sys.platform != "win32":
            self.path.unlink(missing_ok=True)  # while nobody else can have it
        elif self._is_fresh:
            with contextlib.suppress(OSError):
                os.fsync(self._file.fileno())
        self._file.close()
        if delete and sys.platform == "win32":
            with contextlib.suppress(OSError):
                self.path.unlink(missing_ok=True)

    def _know(self, number: int, read: Read, place: Place) -> None:
        self._register.set_read(number, read.digest, read.entry, place)

    def _add(self, kind: Kind, payload: Hashable) -> Place:
        data = dumped(payload)
        head = _HEAD.pack(len(data), kind, _digest(kind, data))
        place = Place(self._end + len(head), len(data))
        whole = memoryview(head + data)
        try:
            self._file.seek(self._end)
            while whole:
                whole = whole[self._file.write(whole) :]
            self._is_fresh = True
            if time.monotonic() - self._synced > _SECONDS:
                os.fsync(self._file.fileno())
                self._synced = time.monotonic()
                self._is_fresh = False
        except OSError as error:
            with contextlib.suppress(OSError):
                self._file.truncate(self._end)
            raise FullError(error.strerror or type(error).__name__) from error
        self._end = place.offset + place.length
        return place

    def _load(self, place: Place) -> Any:
        self._file.seek(place.offset)
        return unpacked(_exactly(self._file, place.length))

    def _records(self) -> Iterator[tuple[Kind, Place, Any]]:
        """The whole records from the beginning; ``_end`` is where they end."""
        self._end = 0
        while True:
            self._file.seek(self._end)
            head = _exactly(self._file, _HEAD.size)
            if len(head) < _HEAD.size:
                return
            length, kind, digest = _HEAD.unpack(head)
            data = _exactly(self._file, length) if length <= _MOST else b""
            try:
                if len(data) != length or _digest(kind, data) != digest:
                    return
                found = Kind(kind), Place(self._end + len(head), length), unpacked(data)
            except (ValueError, pickle.UnpicklingError):
                return
            self._end += len(head) + length
            yield found


def _digest(kind: int, data: bytes) -> bytes:
    return blake2b(data, digest_size=16, salt=bytes([kind])).digest()


def _exactly(file: Any, length: int) -> bytes:
    """So many bytes, fewer only where the file ends."""
    parts = []
    while length and (part := file.read(length)):
        parts.append(part)
        length -= len(part)
    return b"".join(parts)


def _lock(number: int) -> None:
    """Takes the file for this process alone, until it ends, however it ends. Raises ``OSError`` when another has it."""
    if sys.platform == "win32":
        import msvcrt

        os.lseek(number, _LOCKED, os.SEEK_SET)
        msvcrt.locking(number, msvcrt.LK_NBLCK, 1)
    else:
        import fcntl

        fcntl.lockf(number, fcntl.LOCK_EX | fcntl.LOCK_NB)  # (unlike flock, not shared with processes that are forked)
