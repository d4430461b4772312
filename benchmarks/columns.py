"""The identities of the applications and disputes tables over many reports: ``make bench-columns [REPORTS=1000000]``.

The rules of the pack, compiled to columns, against a hand-written loop in C (the limit), hand-written Polars, numpy,
and a loop in Python written for these identities alone. All must come to the same verdicts. The facts lie in dense
columns before the clock starts, for all alike; each is measured ``ROUNDS`` times, and the best counts.
"""

import ctypes
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path

import numpy as np
import polars as pl

from benchmarks.identities import NONE, RULES, Cells, Identities, as_stored, best, generate, pack_of_identities, sums
from engine.vectors import codes
from engine.vectors.judging import Pack, dense, judge

ROUNDS = 5
MOST_IN_PYTHON = 100_000


def by_gouji(pack: Pack, table: pl.DataFrame, quickly: pl.DataFrame) -> np.ndarray:
    return judge(pack, table, quickly).to_numpy()


def by_polars(cells: Cells, table: pl.DataFrame) -> np.ndarray:
    """As somebody would write it who knows Polars and these tables."""

    def verdict(kept: pl.Expr) -> pl.Expr:
        said = pl.when(kept).then(pl.lit(codes.PASSED, pl.UInt8)).when(~kept).then(pl.lit(codes.FAILED, pl.UInt8))
        return said.otherwise(pl.lit(codes.UNDETERMINED, pl.UInt8))

    def total(names: list[str]) -> pl.Expr:
        return pl.sum_horizontal(names, ignore_nulls=False)

    kinds = cells.columns[:-1]
    rows = [total([f"table3.{row}.{kind}" for kind in kinds]) == pl.col(f"table3.{row}.total") for row in cells.rows]
    columns = [
        total([f"table3.{row}.{column}" for row in cells.results]) == pl.col(f"table3.{cells.rows[-2]}.{column}")
        for column in cells.columns
    ]
    received, carried_in, disposed, carried_out = cells.rows[0], cells.rows[1], cells.rows[-2], cells.rows[-1]
    flow = [
        pl.col(f"table3.{received}.{column}") + pl.col(f"table3.{carried_in}.{column}")
        == pl.col(f"table3.{disposed}.{column}") + pl.col(f"table3.{carried_out}.{column}")
        for column in cells.columns
    ]
    suits = [
        total([f"table4.{row}.{outcome}" for outcome in cells.outcomes[:-1]]) == pl.col(f"table4.{row}.total")
        for row in cells.disputes
    ]
    groups = [pl.all_horizontal(rows), pl.all_horizontal(columns), pl.all_horizontal(flow), *suits]
    return table.select(verdict(one).alias(rule) for rule, one in zip(RULES, groups, strict=True)).to_numpy()


def by_numpy(identities: Identities, columns: list[np.ndarray]) -> np.ndarray:
    known = [column != NONE for column in columns]
    found = []
    for rule in identities:
        failed = np.zeros(len(columns[0]), bool)
        unsure = np.zeros(len(columns[0]), bool)
        for left, right in rule:
            there = np.logical_and.reduce([known[one] for one in (*left, *right)])
            differ = sum(columns[one] for one in left) != sum(columns[one] for one in right)
            failed |= there & differ
            unsure |= ~there
        found.append(np.where(failed, codes.FAILED, np.where(unsure, codes.UNDETERMINED, codes.PASSED)))
    return np.stack(found, axis=1).astype(np.uint8)


def python_source(identities: Identities) -> str:
    """A function for these identities alone."""
    lines = ["def judge(row):", "    said = []"]
    for rule in identities:
        lines += ["    verdict = 1"]
        for left, right in rule:
            there = " and ".join(f"row[{one}] is not None" for one in (*left, *right))
            one, other = (" + ".join(f"row[{one}]" for one in side) for side in (left, right))
            lines += [f"    if not ({there}):", f"        verdict = max(verdict, {codes.UNDETERMINED})"]
            lines += [f"    elif {one} != {other}:", f"        verdict = {codes.FAILED}"]
        lines += ["    said.append(verdict)"]
    return "\n".join([*lines, "    return said"])


def c_source(identities: Identities) -> str:
    """A loop over the reports with every identity written out."""
    lines = [
        "#include <stdint.h>",
        "void judge(const int64_t *const *c, uint8_t *out, int64_t n) {",
    ]
    lines += ["for (int64_t i = 0; i < n; i++) { uint8_t v;"]
    for number, rule in enumerate(identities):
        lines += [f"v = {codes.PASSED};"]
        for left, right in rule:
            missing = " | ".join(f"(c[{one}][i] == INT64_MIN)" for one in (*left, *right))
            one, other = (" + ".join(f"(uint64_t)c[{one}][i]" for one in side) for side in (left, right))
            lines += [f"if ({missing}) {{ if (v < {codes.UNDETERMINED}) v = {codes.UNDETERMINED}; }}"]
            lines += [f"else if ({one} != {other}) v = {codes.FAILED};"]
        lines += [f"out[i * {len(identities)} + {number}] = v;"]
    return "\n".join([*lines, "} }"])


def compiled(source: str, folder: Path) -> Callable[[list[np.ndarray]], np.ndarray]:
    (folder / "judge.c").write_text(source)
    library = folder / "judge.so"
    subprocess.run(
        ["cc", "-O3", "-march=native", "-shared", "-fPIC", "-o", str(library), str(folder / "judge.c")], check=True
    )
    function = ctypes.CDLL(str(library)).judge

    def run(columns: list[np.ndarray]) -> np.ndarray:
        count = len(columns[0])
        out = np.empty((count, len(RULES)), np.uint8)
        pointers = (ctypes.c_void_p * len(columns))(*(column.ctypes.data for column in columns))
        function(pointers, ctypes.c_void_p(out.ctypes.data), ctypes.c_int64(count))
        return out

    return run


def main(count: int) -> None:
    pack = pack_of_identities()
    cells = Cells(pack.ruleset.form)
    data = generate(cells, count)
    columns = list(data.values())
    table = as_stored(pack, data)
    plain = table.select(cells.names)
    identities = sums(cells)
    begin = time.perf_counter()
    quickly = dense(pack, table)
    laid_out = time.perf_counter() - begin
    print(f"{count} reports, {sum(map(len, identities))} identities; laid out densely in {laid_out:.3f} s")
    with tempfile.TemporaryDirectory() as folder:
        in_c = compiled(c_source(identities), Path(folder))
        results = {"C": best(lambda: in_c(columns), ROUNDS)}
    results["Polars by hand"] = best(lambda: by_polars(cells, plain), ROUNDS)
    results["gouji"] = best(lambda: by_gouji(pack, table, quickly), ROUNDS)
    results["numpy"] = best(lambda: by_numpy(identities, columns), ROUNDS)
    namespace: dict[str, Callable[[Sequence[int | None]], list[int]]] = {}
    exec(python_source(identities), namespace)  # noqa: S102
    few = plain.head(MOST_IN_PYTHON).rows()
    results["Python"] = best(lambda: np.array([namespace["judge"](row) for row in few], np.uint8), 1)
    limit = results["C"][0]
    print(f"{'':16}{'clock':>11}{'':13}{'processor':>11}")
    for name, (taken, found) in results.items():
        clock, processor = taken.times(count / len(found))
        assert (found == results["C"][1][: len(found)]).all(), f"{name} comes to other verdicts"
        print(f"{name:16}{clock:9.3f} s {clock / limit.clock:8.2f} x C ", end="")
        print(f"{processor:9.3f} s {processor / limit.processor:8.2f} x C")
    failed = int((results["C"][1] == codes.FAILED).sum())
    print(f"verdicts are equal: {failed} failed, {int((results['C'][1] == codes.UNDETERMINED).sum())} undetermined")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 1_000_000)
