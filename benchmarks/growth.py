"""Whole data sets checked with all rules of the pack: ``make bench-columns-growth [SIZES="2000 10000"]``.

First some reports of the country are judged one by one, as the engine does without columns: milliseconds a report.
Then data sets of each size are checked by ``gouji check facts.parquet`` in a process of its own: reports a second, the
processor's time of a report against the engine's, and the most memory. Data sets are made of the same reports without
reading a million documents: a row is one of them with another county's name in all its texts, so that no two reports
are alike, and with its own source. The names are of one length, so that the places of words stay right.
"""

import os
import subprocess
import sys
import tempfile
import time
from hashlib import sha256
from pathlib import Path

import numpy as np
import polars as pl

from benchmarks.identities import best, processor
from engine import packs, pipeline
from engine.columns import dataset, layout
from engine.columns.frames import frame
from engine.language.checked import Ruleset
from engine.model.facts import Facts
from tests.country.making import Size, hoods, reports

FORM, SINCE = "foi_annual_report", 2021
SEED, YEARS, OFFICES = 7, 6, 120
ROWS = 2_000  # of a file, as ``gouji collect`` writes them
ONE_BY_ONE = 50
SIZES = ("2000", "10000")  # above the thousand up to which every report is compared with all others
COUNTY = "柳泽白川"  # in the place of each county's name
SIGNS = "青柳白东临安澄望江双清河石云桃松大平永新宁德长兴怀广金银玉荷兰竹梅枫柏杨芦沙岩秀"


def sample(rulesets: list[Ruleset]) -> list[Facts]:
    """What is read from reports of the country, all of a county called alike."""
    size = Size(OFFICES, YEARS, SEED, formats={"md": 1})
    found = []
    for hood in hoods(size):
        county = hood.offices[0].folder.split("/")[2]
        if not county.endswith(("县", "区")):
            continue  # a city has no county's name to be changed
        for one in reports(hood, size):
            if isinstance(one, tuple):
                text = one[1].decode().replace(county[:-1], COUNTY)
                facts = pipeline.understand(text.encode(), one[0], rulesets)
                if isinstance(facts, Facts) and facts.year is not None and facts.year >= SINCE:
                    found.append(facts)
    return found


def make(root: Path, count: int, facts: list[Facts]) -> None:
    """Writes a data set of so many reports."""
    whole = frame(facts[0].form, facts, "1")
    years = np.array([one.year for one in facts])
    words = [name for name, kind in whole.schema.items() if kind == pl.String]
    random = np.random.default_rng(SEED)
    first = 0
    for year, share in zip(np.unique(years), _shares(count, len(np.unique(years))), strict=True):
        own = np.flatnonzero(years == year)
        for begin in range(0, share, ROWS):
            numbers = range(first + begin, first + min(begin + ROWS, share))
            named = pl.Series([_name(number) for number in numbers])
            rows = whole[random.choice(own, len(numbers))]
            rows = rows.with_columns(pl.col(*words).str.replace_all(COUNTY, pl.lit(named), literal=True)).with_columns(
                pl.Series(layout.SOURCE, [f"{number}.md" for number in numbers]),
                pl.Series(layout.SHA256, [sha256(str(number).encode()).hexdigest() for number in numbers]),
            )
            path = dataset.part(root, FORM, int(year), f"{begin:08}")
            path.parent.mkdir(parents=True, exist_ok=True)
            rows.write_parquet(path, compression="zstd", statistics=False)
        first += share


def _shares(count: int, parts: int) -> list[int]:
    return [count * (part + 1) // parts - count * part // parts for part in range(parts)]


def _name(number: int) -> str:
    """A name for each county up to two millions."""
    return "".join(SIGNS[number // len(SIGNS) ** place % len(SIGNS)] for place in range(4))


def one_by_one(facts: list[Facts], rulesets: list[Ruleset]) -> float:
    """Milliseconds of a processor for a report."""

    def work() -> np.ndarray:
        return np.array([len(pipeline.assess(one, rulesets).findings) for one in facts])  # type: ignore[union-attr]

    work()
    return 1000 * best(work, 2)[0].processor / len(facts)


def checked(root: Path, output: Path) -> tuple[float, float, int]:
    """A run of the program: seconds by the clock and of processors, and megabytes."""
    command = [sys.executable, "-c", "import cli; cli.main()", "check", str(root), "--format", "json", "--no-project"]
    begin = time.perf_counter()
    child = subprocess.Popen([*command, "--output", str(output), "--fail-on", "never"], stderr=subprocess.DEVNULL)
    _, status, used = os.wait4(child.pid, 0)
    child.returncode = status
    assert status == 0, "the check has failed"
    return time.perf_counter() - begin, used.ru_utime + used.ru_stime, used.ru_maxrss // 1000


def main() -> None:
    loaded = packs.load(FORM, packs.cache_folder()).ruleset
    assert loaded is not None
    rulesets = [loaded]
    facts = sample(rulesets)
    engine = one_by_one(facts[:: max(1, len(facts) // ONE_BY_ONE)], rulesets)
    print(f"{len(facts)} reports to make others of; one by one {engine:.1f} ms of a processor a report", flush=True)
    for count in map(int, sys.argv[1:] or SIZES):
        with tempfile.TemporaryDirectory() as folder:
            root = Path(folder) / "facts.parquet"
            begun = processor()
            make(root, count, facts)
            made = processor() - begun
            clock, used, megabytes = checked(root, Path(folder) / "findings.json")
            stored = sum(one.path.stat().st_size for one in dataset.parts(root)) // 1_000_000
        each = 1000 * used / count
        print(
            f"{count:8} reports ({stored} MB, made in {made:.0f} s): {clock:.1f} s by the clock, {megabytes} MB, ",
            end="",
        )
        print(f"{each:.2f} ms of a processor a report, {engine / each:.1f} times as fast as one by one", flush=True)


if __name__ == "__main__":
    main()
