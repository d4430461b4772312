"""vtlengine (VTL, the validation language of statistical offices): a datapoint ruleset over all reports, in pandas."""

from collections.abc import Callable

import numpy as np
import polars as pl
import vtlengine

from benchmarks.peers.rules import Rules, failing, numbered

NAME, MOST = "vtlengine", 1_000


def prepare(rules: Rules, table: pl.DataFrame, *, in_duckdb: bool = False) -> Callable[[], np.ndarray]:
    said = "; ".join(
        f'r{number}: {" = ".join(one.sides())} errorcode "{rule}"' for number, (rule, one) in enumerate(numbered(rules))
    )
    script = f"""
        define datapoint ruleset identities (variable {", ".join(table.columns)}) is {said} end datapoint ruleset;
        DS_r <- check_datapoint(DS_1, identities invalid);
    """
    measures = [{"name": name, "type": "Integer", "role": "Measure", "nullable": True} for name in table.columns]
    key = {"name": "report", "type": "Integer", "role": "Identifier", "nullable": False}
    structures = {"datasets": [{"name": "DS_1", "DataStructure": [key, *measures]}]}
    given = table.with_row_index("report").to_pandas(use_pyarrow_extension_array=False)

    def work() -> np.ndarray:
        wrong = vtlengine.run(script, structures, {"DS_1": given}, use_duckdb=in_duckdb)["DS_r"].data
        found = failing(table.height, rules)
        found[wrong["report"].to_numpy(int), wrong["errorcode"].to_numpy(int)] = True
        return found

    return work
