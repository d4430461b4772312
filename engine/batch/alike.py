"""Which reports of a run have texts so alike that a rule may say so, without comparing each with each.

Two sets of tokens whose likeness (Jaccard) is at least t share tokens among the rarest of each: those that are left
when all but t of them are put away, and L more, share at least L (Chaudhuri, Ganti and Kaushik 2006; Wang, Li and Feng
2012). So only the rarest tokens of each report go into an index on disk, and reports that share enough of them are
alike perhaps; the rule itself compares them. None that is alike is missed, with one exception: of a token that many
reports have, only the nearest of them in the order of the run are looked at, so that a run in which all have copied
from one another ends, too.
"""

import sqlite3
from array import array
from collections.abc import Iterable, Iterator, Sequence
from fractions import Fraction
from math import ceil

from engine.corpus.sketching import ITEM, Sketch
from engine.model.struct import Struct

_BUCKETS = 18  # bits by which tokens are counted: which of them are rare need not be known exactly
_SHIFT = 32 - _BUCKETS
_EXTRA = 20  # one in so many tokens is looked at beyond those that are needed
_NEAREST = 10  # reports with the same token that are looked at, before and after a report
_DOUBTFUL = 2  # reports of uncertain text that every other is compared with
_LONGEST = 2  # reports of the longest texts, which are compared with every other
_BATCH = 50_000


class Sketched(Struct, frozen=True):
    """A report in the index."""

    number: int
    year: int
    sketches: tuple[Sketch, ...]


class Alike:
    """The index, in a file that the system takes back when this process ends. ``least`` is the least likeness."""

    def __init__(self, least: Sequence[Fraction]) -> None:
        self._least = least
        self._counts = array("L", [0]) * (1 << _BUCKETS)
        self._for_all: dict[tuple[int, int], list[tuple[int, int]]] = {}
        self._doubtful: dict[tuple[int, int], list[int]] = {}
        self._database = sqlite3.connect("", isolation_level=None)
        self._database.executescript(
            """
            PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; PRAGMA cache_size = -8000; PRAGMA temp_store = FILE;
            CREATE TABLE raw (place INTEGER, token INTEGER, number INTEGER);
            CREATE TABLE need (number INTEGER, place INTEGER, least INTEGER, PRIMARY KEY (number, place)) WITHOUT ROWID;
            """
        )

    def count(self, reports: Iterable[Sketched]) -> None:
        """First all reports are gone through, to learn which tokens are rare."""
        counts = self._counts
        for report in reports:
            for sketch in report.sketches:
                self._note(report, sketch)
                for token in _tokens(sketch):
                    counts[token >> _SHIFT] += 1

    def add(self, reports: Iterable[Sketched]) -> None:
        """Then once more, to keep the rarest of each."""
        self._database.execute("BEGIN")
        rows: list[tuple[int, int, int]] = []
        for report in reports:
            for sketch in report.sketches:
                if sketch.tokens:
                    rows += self._rarest(report, sketch)
            if len(rows) > _BATCH:
                self._database.executemany("INSERT INTO raw VALUES (?, ?, ?)", rows)
                rows.clear()
        self._database.executemany("INSERT INTO raw VALUES (?, ?, ?)", rows)
        self._database.executescript(  # (which ends the transaction)
            """
            CREATE TABLE ranked AS
                SELECT place, token, number, row_number() OVER (PARTITION BY place, token ORDER BY number) AS rank
                FROM raw;
            DROP TABLE raw;
            CREATE INDEX by_token ON ranked (place, token, rank, number);
            CREATE INDEX by_number ON ranked (number, place, token, rank);
            """
        )

    def near(self, number: int, year: int) -> set[int]:
        """The reports of the same year that may be alike, and those that everyone is compared with."""
        found = {
            other
            for (other,) in self._database.execute(
                """
                SELECT other.number
                FROM ranked AS own CROSS JOIN ranked AS other ON other.place = own.place AND other.token = own.token
                    AND other.rank BETWEEN own.rank - ? AND own.rank + ?
                WHERE own.number = ? AND other.number <> own.number
                GROUP BY other.place, other.number
                HAVING count(*) >= min(
                    (SELECT least FROM need WHERE need.number = own.number AND need.place = own.place),
                    (SELECT least FROM need WHERE need.number = other.number AND need.place = own.place))
                """,
                (_NEAREST, _NEAREST, number),
            )
        }
        for key in range(len(self._least)):
            found.update(other for _, other in self._for_all.get((key, year), ()))
            found.update(self._doubtful.get((key, year), ()))
        return found - {number}

    def close(self) -> None:
        self._database.close()

    def _note(self, report: Sketched, sketch: Sketch) -> None:
        """Keeps the reports that are given to every other.

        Those of uncertain text, so that a rule says that it is uncertain; and those of the longest texts, so that a
        rule which asks for some length finds one that has it.
        """
        about = sketch.key, report.year
        if sketch.tokens is None:
            doubtful = self._doubtful.setdefault(about, [])
            if len(doubtful) < _DOUBTFUL + 1:
                doubtful.append(report.number)
            return
        longest = self._for_all.setdefault(about, [])
        longest.append((-len(sketch.tokens), report.number))
        longest.sort()
        del longest[_LONGEST + 1 :]

    def _rarest(self, report: Sketched, sketch: Sketch) -> Iterator[tuple[int, int, int]]:
        counts, tokens = self._counts, _tokens(sketch)
        most = len(tokens) - ceil(self._least[sketch.key] * len(tokens))
        least = 1 + len(tokens) // _EXTRA
        place = report.year << 8 | sketch.key
        self._database.execute("INSERT INTO need VALUES (?, ?, ?)", (report.number, place, least))
        for token in sorted(tokens, key=lambda one: (counts[one >> _SHIFT], one))[: most + least]:
            yield place, token, report.number


def _tokens(sketch: Sketch) -> "array[int]":
    found = array(ITEM)
    found.frombytes(sketch.tokens or b"")
    return found
