"""Other tools on the same identities: ``make bench-peers [REPORTS=100000]``.

All are given the same generated reports in the form that each likes best, before the clock starts, and all must find
the same reports to fail the same rules. A slow one judges only the first reports, so what is compared is the time of
one evaluation: a rule on a report. A tool that is not installed is skipped.
"""

import importlib
import pkgutil
import sys
import tempfile
from pathlib import Path

import numpy as np

from benchmarks import peers
from benchmarks.columns import by_gouji, by_polars, c_source, compiled
from benchmarks.identities import Cells, Taken, as_stored, best, generate, pack_of_identities, sums
from benchmarks.peers.rules import rules_of, table_of
from engine.vectors import codes
from engine.vectors.judging import dense

ROUNDS = 3


def main(count: int) -> None:
    pack = pack_of_identities()
    cells = Cells(pack.ruleset.form)
    data = generate(cells, count)
    columns = list(data.values())
    identities = sums(cells)
    rules, table = rules_of(identities), table_of(columns)
    stored = as_stored(pack, data)
    plain = stored.select(cells.names)
    quickly = dense(pack, stored)
    ours, verdicts = best(lambda: by_gouji(pack, stored, quickly), ROUNDS)
    expected = verdicts == codes.FAILED
    print(f"{count} reports, {len(rules)} rules, {sum(map(len, identities))} identities, {expected.sum()} failures")
    print(f"{'':20}{'reports':>9}{'clock: us a rule and report':>30}{'processor: the same':>30}")

    def say(name: str, taken: Taken, found: np.ndarray) -> None:
        assert (found == expected[: len(found)]).all(), f"{name} comes to other findings"
        clock, processor = taken.times(1e6 / found.size)
        said = (
            f"{name:20}{len(found):9}{clock:15.3f}{taken.clock / found.size / ours.clock * expected.size:9.2f} x gouji"
        )
        print(f"{said}{processor:15.3f}{taken.processor / found.size / ours.processor * expected.size:9.2f} x gouji")

    with tempfile.TemporaryDirectory() as folder:
        in_c = compiled(c_source(identities), Path(folder))
        taken, verdicts = best(lambda: in_c(columns), ROUNDS)
    say("C", taken, verdicts == codes.FAILED)
    taken, verdicts = best(lambda: by_polars(cells, plain), ROUNDS)
    say("Polars by hand", taken, verdicts == codes.FAILED)
    say("gouji", ours, expected)
    taken, verdicts = best(lambda: by_gouji(pack, stored, dense(pack, stored)), ROUNDS)
    say("gouji, laying out", taken, verdicts == codes.FAILED)
    for name in sorted(module.name for module in pkgutil.iter_modules(peers.__path__)):
        if not name.startswith("with_"):
            continue
        try:
            peer = importlib.import_module(f"benchmarks.peers.{name}")
        except ImportError as error:
            print(f"{name.removeprefix('with_'):20}skipped: {error}")
            continue
        given = table.head(peer.MOST)
        if hasattr(peer, "measured"):
            say(peer.NAME, *peer.measured(rules, given, ROUNDS))
        else:
            say(peer.NAME, *best(peer.prepare(rules, given), ROUNDS))


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 100_000)
