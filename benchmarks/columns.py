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

from engine import packs
from engine.columns import layout
from engine.columns.frames import STATUS
from engine.model.form import Form
from engine.model.struct import replace
from engine.vectors import codes
from engine.vectors.judging import Pack, dense, judge, prepare

RULES = ("T308", "T309", "T310", "T402", "T403", "T404")
ROUNDS = 5
MOST_IN_PYTHON = 100_000
NONE = np.iinfo(np.int64).min  # no number there


def pack_of_identities() -> Pack:
    ruleset = packs.load("foi_annual_report").ruleset
    assert ruleset is not None
    rules = {rule.id: rule for rule in ruleset.rules}
    return prepare(replace(ruleset, rules=tuple(rules[one] for one in RULES)))


class Cells:
    """The cells that the identities are about: rows and columns of both tables, by their ids."""

    def __init__(self, form: Form) -> None:
        self.rows = [row.id for _, row in form.table("table3").rows()]
        self.columns = [column.id for _, column in form.table("table3").columns()]
        self.disputes = [row.id for _, row in form.table("table4").rows()]
        self.outcomes = [column.id for _, column in form.table("table4").columns()]
        self.names = [f"table3.{row}.{column}" for row in self.rows for column in self.columns]
        self.names += [f"table4.{row}.{column}" for row in self.disputes for column in self.outcomes]
        self.results = self.rows[2:-2]  # from 予以公开 to 其他情形


def generate(cells: Cells, count: int, seed: int = 1) -> dict[str, np.ndarray]:
    """Reports that add up, one in a hundred with a wrong cell, one in two hundred with a cell that is not certain."""
    random = np.random.default_rng(seed)
    data: dict[str, np.ndarray] = {}
    received, carried_in, disposed, carried_out = cells.rows[0], cells.rows[1], cells.rows[-2], cells.rows[-1]
    for column in cells.columns[:-1]:
        results = {row: random.integers(0, 40, count) for row in cells.results}
        data |= {f"table3.{row}.{column}": values for row, values in results.items()}
        data[f"table3.{disposed}.{column}"] = np.sum(list(results.values()), axis=0)
        data[f"table3.{carried_out}.{column}"] = random.integers(0, 5, count)
        together = data[f"table3.{disposed}.{column}"] + data[f"table3.{carried_out}.{column}"]
        data[f"table3.{carried_in}.{column}"] = np.minimum(together, random.integers(0, 9, count))
        data[f"table3.{received}.{column}"] = together - data[f"table3.{carried_in}.{column}"]
    for row in cells.rows:
        data[f"table3.{row}.total"] = np.sum([data[f"table3.{row}.{column}"] for column in cells.columns[:-1]], axis=0)
    for row in cells.disputes:
        for outcome in cells.outcomes[:-1]:
            data[f"table4.{row}.{outcome}"] = random.integers(0, 9, count)
        data[f"table4.{row}.total"] = np.sum(
            [data[f"table4.{row}.{outcome}"] for outcome in cells.outcomes[:-1]], axis=0
        )
    for index in random.choice(count, count // 100, replace=False):
        data[cells.names[random.integers(len(cells.names))]][index] += 1
    for index in random.choice(count, count // 200, replace=False):
        data[cells.names[random.integers(len(cells.names))]][index] = NONE
    return {name: data[name].astype(np.int64) for name in cells.names}


def as_stored(pack: Pack, data: dict[str, np.ndarray]) -> pl.DataFrame:
    """The columns of a data set."""
    count = len(next(iter(data.values())))
    columns: dict[str, pl.Series] = {}
    for name, values in data.items():
        number = pl.Series(name, values)
        columns[name] = number.set(number == NONE, None)
        status = pl.Series(np.where(values == NONE, 3, 0).astype(np.uint32))
        columns[f"{name}{layout.STATUS}"] = pl.Series(STATUS.categories).gather(status).cast(STATUS)
    columns |= {name: pl.Series([[]] * count, dtype=pl.List(pl.String)) for name in layout.LISTS}
    columns[layout.IS_PARTIAL] = pl.Series([False] * count)
    return pl.DataFrame([one.alias(name) for name, one in columns.items()]).select(pack.stored)


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


def sums(cells: Cells) -> list[list[tuple[list[int], list[int]]]]:
    """The identities of each rule: cells (by their place among all) whose sums are equal."""
    at = {name: index for index, name in enumerate(cells.names)}
    kinds = cells.columns[:-1]
    received, carried_in, disposed, carried_out = cells.rows[0], cells.rows[1], cells.rows[-2], cells.rows[-1]
    rows = [([at[f"table3.{row}.{kind}"] for kind in kinds], [at[f"table3.{row}.total"]]) for row in cells.rows]
    columns = [
        ([at[f"table3.{row}.{column}"] for row in cells.results], [at[f"table3.{disposed}.{column}"]])
        for column in cells.columns
    ]
    flow = [
        (
            [at[f"table3.{received}.{column}"], at[f"table3.{carried_in}.{column}"]],
            [at[f"table3.{disposed}.{column}"], at[f"table3.{carried_out}.{column}"]],
        )
        for column in cells.columns
    ]
    suits = [
        [([at[f"table4.{row}.{one}"] for one in cells.outcomes[:-1]], [at[f"table4.{row}.total"]])]
        for row in cells.disputes
    ]
    return [rows, columns, flow, *suits]


def by_numpy(identities: list[list[tuple[list[int], list[int]]]], columns: list[np.ndarray]) -> np.ndarray:
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


def python_source(identities: list[list[tuple[list[int], list[int]]]]) -> str:
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


def c_source(identities: list[list[tuple[list[int], list[int]]]]) -> str:
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


def best(work: Callable[[], np.ndarray], rounds: int = ROUNDS) -> tuple[float, np.ndarray]:
    """The shortest time, and what came of it."""
    taken: list[float] = []
    for _ in range(rounds):
        begin = time.perf_counter()
        result = work()
        taken.append(time.perf_counter() - begin)
    return min(taken), result


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
    taken = time.perf_counter() - begin
    print(f"{count} reports, {sum(map(len, identities))} identities; laid out densely in {taken:.3f} s")
    with tempfile.TemporaryDirectory() as folder:
        in_c = compiled(c_source(identities), Path(folder))
        results = {"C": best(lambda: in_c(columns))}
    results["Polars by hand"] = best(lambda: by_polars(cells, plain))
    results["gouji"] = best(lambda: by_gouji(pack, table, quickly))
    results["numpy"] = best(lambda: by_numpy(identities, columns))
    namespace: dict[str, Callable[[Sequence[int | None]], list[int]]] = {}
    exec(python_source(identities), namespace)  # noqa: S102
    few = plain.head(MOST_IN_PYTHON).rows()
    results["Python"] = best(lambda: np.array([namespace["judge"](row) for row in few], np.uint8), 1)
    limit = results["C"][0]
    for name, (seconds, found) in results.items():
        share = count / len(found)
        assert (found == results["C"][1][: len(found)]).all(), f"{name} comes to other verdicts"
        print(f"{name:16}{seconds * share:9.3f} s {seconds * share / limit:8.2f} x C")
    failed = int((results["C"][1] == codes.FAILED).sum())
    print(f"verdicts are equal: {failed} failed, {int((results['C'][1] == codes.UNDETERMINED).sum())} undetermined")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 1_000_000)
