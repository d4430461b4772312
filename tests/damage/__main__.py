"""Damage, read, judge and count: ``make damage`` (``python -m tests.damage [N [SEED [OPTIONS]]]``).

Ends with 1 when a value was misread silently. ``--show SEED/NUMBER`` prints one case and what was made of it.
"""

import argparse
import sys
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from functools import partial
from os import cpu_count

from tests.damage.judge import judge, understand
from tests.damage.kinds import ALL
from tests.damage.run import ALL_DAMAGED, FAST, SILENT, Counts, case, count
from tests.damage.sheets import as_items
from tests.round_trip.writers import WRITERS, Writer
from tests.support.reports import write

_CHUNK = 50
_SHOWN = 25
_COLUMNS = ("tables", "right", "lost", "silent", "invisible", "unnoticed", "unrelated")


def main(arguments: Sequence[str]) -> int:
    """Prints what came of the damage; the exit code."""
    parser = argparse.ArgumentParser(prog="python -m tests.damage", description=__doc__)
    parser.add_argument("tables", nargs="?", type=int, default=20_000, help="how many damaged tables, at least")
    parser.add_argument("seed", nargs="?", default="1")
    parser.add_argument(
        "--writer", action="append", help="a format by name, again for another one; all but PDF if none"
    )
    parser.add_argument("--jobs", type=int, default=cpu_count() or 1)
    parser.add_argument("--show", metavar="SEED/NUMBER", help="one case")
    chosen = parser.parse_args(arguments)
    writers = [
        writer for writer in WRITERS if (writer in FAST if chosen.writer is None else writer.name in chosen.writer)
    ]
    if not writers:
        parser.error("no such writer; there are: " + "; ".join(writer.name for writer in WRITERS))
    if chosen.show:
        _show(chosen.show, writers)
        return 0
    counts = _counts(chosen.tables, chosen.seed, writers, chosen.jobs)
    _print(counts)
    return int(bool(counts.lines[ALL_DAMAGED]["silent"]))


def _counts(tables: int, seed: str, writers: Sequence[Writer], jobs: int) -> Counts:
    """Reports are damaged until so many tables are."""
    total = Counts()
    start = 0
    with ProcessPoolExecutor(jobs) as pool:
        while (missing := tables - total.lines[ALL_DAMAGED]["tables"]) > 0:
            number = missing // 2 + _CHUNK  # A report has two or three damaged tables.
            chunks = [
                [f"{seed}/{at}" for at in range(first, min(first + _CHUNK, start + number))]
                for first in range(start, start + number, _CHUNK)
            ]
            for counts in pool.map(partial(_count, writers=[writer.name for writer in writers]), chunks):
                total.add(counts)
                if total.lines[ALL_DAMAGED]["tables"] >= tables:
                    break
            start += number
    return total


def _count(names: Sequence[str], writers: Sequence[str]) -> Counts:
    return count(names, [writer for writer in WRITERS if writer.name in writers])


def _print(counts: Counts) -> None:
    # All that was misread silently, then some of what nothing shows.
    silent = [shown for shown in counts.shown if f" {SILENT} " in shown]
    for shown in [*silent, *(shown for shown in counts.shown if shown not in silent)][: max(len(silent), _SHOWN)]:
        print(shown)
    print(f"{'':56}" + "".join(f"{name:>11}" for name in _COLUMNS) + f"{'right %':>9}")
    last = [title for title in counts.lines if title not in ALL]
    for title in [*(name for name in ALL if name in counts.lines), *sorted(last)]:
        line = counts.lines[title]
        share = 100 * line["right"] / max(1, line["right"] + line["lost"])
        lossless = "=" if title in ALL and ALL[title].lossless else ""
        print(f"{title:56}" + "".join(f"{line[name]:>11}" for name in _COLUMNS) + f"{share:>8.1f}{lossless}")


def _show(name: str, writers: Sequence[Writer]) -> None:
    one = case(name, writers)
    print(write(as_items(one.damaged)))
    facts = understand(one.damaged, one.writer)
    judgement = judge(one.original, one.damaged, one.writer)
    print(one.kinds, one.writer.name, one.original.layout.name)
    for fact in sorted(judgement.silent | judgement.invisible | judgement.unnoticed | judgement.unrelated):
        print(fact, facts[fact].status, facts[fact].value, facts[fact].location)
    for fact in sorted(judgement.lost):
        print("lost", fact, facts[fact].status, facts[fact].raw, facts[fact].reason)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
