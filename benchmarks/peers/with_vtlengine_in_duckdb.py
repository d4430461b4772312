"""vtlengine, told to have DuckDB do the work."""

from functools import partial

from benchmarks.peers import with_vtlengine

NAME, MOST = "vtlengine (DuckDB)", 100_000
prepare = partial(with_vtlengine.prepare, in_duckdb=True)
