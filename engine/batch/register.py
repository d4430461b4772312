"""The files of a run by number, and what is known of each: on disk, so that memory does not grow with their number.

Numbers count from nought: first the reports of the run, in their order, then those of last year that are none of these.
"""

import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property
from typing import Any

from engine.batch.parts import Key
from engine.corpus.together import Entry
from engine.model.struct import Struct

_TABLE = """
PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; PRAGMA temp_store = FILE; PRAGMA cache_size = -500;
CREATE TABLE file (
    number INTEGER PRIMARY KEY, part INTEGER, source BLOB, is_own INTEGER DEFAULT 0, is_previous INTEGER DEFAULT 0,
    digest TEXT, read_offset INTEGER, read_length INTEGER, sha256 TEXT, organ BLOB, year INTEGER,
    key TEXT, checked_offset INTEGER, checked_length INTEGER,
    UNIQUE (part, source)
);
CREATE INDEX by_organ ON file (part, year, organ);
"""


class Place(Struct, frozen=True):
    """Where a payload stands in the journal."""

    offset: int
    length: int


class Register:
    """The files of a run; ``previous`` are last year's reports, for each part (``None``: nobody gave any)."""

    def __init__(self, files: Iterable[Key], previous: Iterable[Key] | None = None) -> None:
        self._database = sqlite3.connect("", isolation_level=None)
        self._database.executescript(_TABLE)
        self._database.executemany(
            "INSERT INTO file (number, part, source, is_own) VALUES (?, ?, ?, 1)",
            ((number, part, _blob(source)) for number, (part, source) in enumerate(files)),
        )
        self.count = len(self)
        self._has_previous = previous is not None
        self._database.executemany(
            "INSERT INTO file (part, source, is_previous) VALUES (?, ?, 1)"
            " ON CONFLICT (part, source) DO UPDATE SET is_previous = 1",
            ((part, _blob(source)) for part, source in previous or ()),
        )

    def __len__(self) -> int:
        """How many files there are, of which the first ``count`` are to be checked."""
        found: int = self._one("SELECT count(*) FROM file")[0]
        return found

    def file(self, number: int) -> Key:
        """The part and the name of a file."""
        part, source = self._one("SELECT part, source FROM file WHERE number = ?", number)
        return part, _text(source)

    def number(self, file: Key) -> int | None:
        """The number of a file; ``None`` when it does not belong to the run."""
        part, source = file
        found = self._database.execute("SELECT number FROM file WHERE part = ? AND source = ?", (part, _blob(source)))
        return next((number for (number,) in found), None)

    def set_read(self, number: int, digest: str, entry: Entry | None, place: Place) -> None:
        """Keeps what is known of a file that has been read (without an entry there is no report in it)."""
        sha256, organ, year = (None, None, None) if entry is None else (entry.sha256, entry.organ, entry.year)
        self._database.execute(
            "UPDATE file SET digest = ?, sha256 = ?, organ = ?, year = ?, read_offset = ?, read_length = ?"
            " WHERE number = ?",
            (digest, sha256, None if organ is None else _blob(organ), year, place.offset, place.length, number),
        )

    def digest(self, number: int) -> str | None:
        """The digest of a file's content; ``None`` when it has not been read."""
        found: str | None = self._one("SELECT digest FROM file WHERE number = ?", number)[0]
        return found

    def read_at(self, number: int) -> Place:
        """Where it stands what was read from a file."""
        return Place(*self._one("SELECT read_offset, read_length FROM file WHERE number = ?", number))

    def entry(self, number: int) -> Entry | None:
        """What is known of a report without looking into it; ``None`` when there is none in the file."""
        row = self._one("SELECT number, source, sha256, organ, year FROM file WHERE number = ?", number)
        return None if row[2] is None else _entry(row)

    def set_checked(self, number: int, key: str, place: Place) -> None:
        """Keeps that a report was checked, under the key of all that went into it."""
        self._database.execute(
            "UPDATE file SET key = ?, checked_offset = ?, checked_length = ? WHERE number = ?",
            (key, place.offset, place.length, number),
        )

    def key(self, number: int) -> str | None:
        """The key under which a report was checked; ``None`` when it was not."""
        found: str | None = self._one("SELECT key FROM file WHERE number = ?", number)[0]
        return found

    def checked_at(self, number: int) -> Place:
        """Where it stands what came of a report."""
        return Place(*self._one("SELECT checked_offset, checked_length FROM file WHERE number = ?", number))

    def own(self, part: int) -> "Listed":
        """The reports of a part."""
        return Listed(self._database, part, "is_own")

    def previous(self, part: int) -> "Listed | None":
        """Last year's reports that go with a part."""
        return Listed(self._database, part, "is_previous") if self._has_previous else None

    def only_previous(self, part: int) -> list[int]:
        """The files of last year's reports that are none of the part's own, and have no report in them."""
        found = self._database.execute(
            "SELECT number FROM file WHERE part = ? AND NOT is_own AND sha256 IS NULL ORDER BY number", (part,)
        )
        return [number for (number,) in found]

    def close(self) -> None:
        self._database.close()

    def _one(self, question: str, *values: int) -> Sequence[Any]:
        found: Sequence[Any] = self._database.execute(question, values).fetchone()
        return found


class Listed:
    """The reports of a part as they are looked up there: its own, or last year's."""

    def __init__(self, database: sqlite3.Connection, part: int, which: str) -> None:
        self._database = database
        self._part = part
        self._those = f"FROM file WHERE part = ? AND {which} AND sha256 IS NOT NULL"

    def __iter__(self) -> Iterator[Entry]:
        return self._entries("")

    @property
    def years(self) -> list[int]:
        found = self._select("DISTINCT year", "AND year IS NOT NULL ORDER BY year")
        return [year for (year,) in found]

    def count(self, year: int | None) -> int:
        ((found,),) = self._select("count(*)", "AND year IS ?", year)
        return int(found)

    def of_year(self, year: int | None) -> Iterator[Entry]:
        return self._entries("AND year IS ?", year)

    def named(self, organ: str, year: int) -> list[Entry]:
        return list(self._entries("AND year = ? AND organ = ?", year, _blob(organ)))

    @cached_property
    def unclear(self) -> list[Entry]:
        return list(self._entries("AND (organ IS NULL OR year IS NULL)"))

    def _entries(self, which: str, *values: object) -> Iterator[Entry]:
        return map(_entry, self._select("number, source, sha256, organ, year", f"{which} ORDER BY number", *values))

    def _select(self, columns: str, which: str, *values: object) -> Iterable[Sequence[Any]]:
        return self._database.execute(f"SELECT {columns} {self._those} {which}", (self._part, *values))


def _entry(row: Sequence[Any]) -> Entry:
    number, source, sha256, organ, year = row
    return Entry(number, _text(source), sha256, None if organ is None else _text(organ), year)


def _blob(text: str) -> bytes:
    """A text as it is kept; names of files need not be Unicode."""
    return text.encode("utf-8", "surrogatepass")


def _text(blob: bytes) -> str:
    return blob.decode("utf-8", "surrogatepass")
