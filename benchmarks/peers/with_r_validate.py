"""The package validate for R: its own process and its own clock, so that starting R does not count."""

import shutil
import subprocess
import tempfile
from pathlib import Path

import numpy as np
import polars as pl

from benchmarks.identities import Taken
from benchmarks.peers.rules import Rules, failing, numbered

NAME, MOST = "R validate", 100_000
RSCRIPT = shutil.which("Rscript")
if RSCRIPT is None or subprocess.run([RSCRIPT, "-e", "library(validate)"], capture_output=True).returncode != 0:
    raise ImportError("R with its package validate is not installed")


def measured(rules: Rules, table: pl.DataFrame, rounds: int) -> tuple[Taken, np.ndarray]:
    """The least of some rounds, as R says, and what came of it."""
    steps = list(numbered(rules))
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        table.write_csv(folder / "reports.csv", null_value="NA")
        (folder / "rules.txt").write_text("\n".join(" == ".join(one.sides()) for _, one in steps))
        script = Path(__file__).with_name("validate.R")
        given = [str(folder / "reports.csv"), str(folder / "rules.txt"), str(rounds), str(folder / "failed.csv")]
        said = subprocess.run([str(RSCRIPT), str(script), *given], check=True, capture_output=True, text=True).stdout
        places = pl.read_csv(folder / "failed.csv")
    found = failing(table.height, rules)
    for row, column in places.select("row", "col").iter_rows():
        found[row - 1, steps[column - 1][0]] = True
    clock, processor = map(float, said.split()[-2:])
    return Taken(clock, processor), found
