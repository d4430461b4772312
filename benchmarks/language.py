"""How fast rules are read, as ratios within one run: ``make bench-language``.

1. Parsing and checking 1,000 rules, to nothing but Lark's parse of the same text: the same grammar with a start rule
   that takes any number of declarations, LALR with the contextual lexer, one call, the tree built, no positions kept.
2. Taking the shipped pack from its cache (its files read, the key computed, the ruleset unpickled), to a whole
   ``gouji check`` of a sample report: in a process where both ran before; and in fresh processes, where the part that
   loading takes is clocked within the check, imports that happen there included, and the check from start to end.

What is compared runs in turn, so that a busy machine slows both alike; the medians of each round are compared.
"""

import contextlib
import gc
import io
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from importlib.resources import files
from pathlib import Path
from typing import Any

from benchmarks.rules import base_report, many_rules

ROOT = Path(__file__).parents[1]
PACK = "foi_annual_report"
SAMPLE = ROOT / "rules" / PACK / "samples" / "jiuxian-2023.md"
RULES = 1000
ROUNDS = 5
RUNS = 7
READING_LIMIT = 3.0
LOADING_LIMIT = 0.20

_ARGUMENTS = ["check", str(SAMPLE), "--fail-on", "never"]
# A check that says on standard error how many seconds of it went into loading packs.
_CLOCKED = """
import atexit, sys, time, cli
from engine import packs
load, spent = packs.load, []
def clocked(*arguments):
    begin = time.perf_counter()
    found = load(*arguments)
    spent.append(time.perf_counter() - begin)
    return found
packs.load = clocked
atexit.register(lambda: sys.stderr.write(str(sum(spent))))
cli.main()
"""


def bare_parser() -> Any:
    """Lark with the grammar of the language and nothing else of it."""
    from lark import Lark

    from engine.language.keywords import terminals

    grammar = files("engine.language").joinpath("grammar.lark").read_text(encoding="utf-8")
    many = grammar.replace("start: declaration\n", "start: declaration*\n")
    assert many != grammar
    return Lark(f"{many}\n{terminals()}\n", parser="lalr", lexer="contextual", maybe_placeholders=False)


def seconds(work: Callable[[], object]) -> float:
    """How long it takes, beginning without rubbish to collect."""
    gc.collect()
    begin = time.perf_counter()
    work()
    return time.perf_counter() - begin


def reading() -> bool:
    """Parsing and checking to parsing alone; whether the limit is kept."""
    from engine.language.compile import Around, compile_files

    base = base_report()
    around = Around(base=base, previous=base, subordinates=(base,))
    texts, bare = many_rules(RULES), bare_parser()
    whole = "".join(texts.values())

    def compiled() -> None:
        found = compile_files(texts, around=around)
        assert found.ruleset is not None
        assert len(found.ruleset.rules) == RULES

    print(f"{RULES} rules, {len(whole)} characters")
    compiled()
    return _report(
        "parse and check",
        "Lark's parse of the same text",
        lambda: (seconds(compiled), seconds(lambda: bare.parse(whole))),
        READING_LIMIT,
    )


def loading_in_process() -> bool:
    """The pack from its cache to the whole check, in this process; whether the limit is kept."""
    import cli
    from engine import packs
    from engine.packs import cache

    def load() -> None:
        cache._engine.cache_clear()  # every run of the program hashes the engine's sources once
        assert packs.load(PACK, packs.cache_folder()).ruleset is not None

    def check() -> None:
        cache._engine.cache_clear()
        with contextlib.redirect_stdout(io.StringIO()), contextlib.suppress(SystemExit):
            cli.app(_ARGUMENTS)

    check()
    return _report(
        "the pack from its cache", "gouji check, in process", lambda: (seconds(load), seconds(check)), LOADING_LIMIT
    )


def loading_in_processes() -> bool:
    """The same in fresh processes, where loading also imports what it needs; whether the limit is kept."""
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}

    def share() -> tuple[float, float]:
        command = [sys.executable, "-c", _CLOCKED, *_ARGUMENTS]
        begin = time.perf_counter()
        done = subprocess.run(command, cwd=ROOT, env=environment, check=True, capture_output=True)
        return float(done.stderr), time.perf_counter() - begin

    return _report("the pack from its cache, first time", "gouji check, from start to end", share, LOADING_LIMIT)


def _report(first: str, second: str, pair: Callable[[], tuple[float, float]], limit: float) -> bool:
    """Prints the medians over all runs and the ratio of each round; the first run is not counted."""
    pair()
    rounds = [[pair() for _ in range(RUNS)] for _ in range(ROUNDS)]
    medians = [tuple(statistics.median(side) for side in zip(*pairs, strict=True)) for pairs in rounds]
    ratios = [ours / theirs for ours, theirs in medians]
    for name, side in zip((first, second), zip(*medians, strict=True), strict=True):
        print(f"{name:36} {statistics.median(side) * 1000:7.1f} ms")
    middle = statistics.median(ratios)
    spread = f"{min(ratios):.2f} to {max(ratios):.2f} in {ROUNDS} rounds of {RUNS}"
    print(f"{'ratio':36} {middle:7.2f}    ({spread}; at most {limit:.2f} is wanted)\n")
    return bool(middle <= limit)


def main() -> int:
    """Prints everything; 1 when a limit is not kept."""
    with tempfile.TemporaryDirectory() as caches:
        os.environ["XDG_CACHE_HOME"] = caches
        os.environ["LOCALAPPDATA"] = caches
        kept = [reading(), loading_in_process(), loading_in_processes()]
    print(f"Python {sys.version.split()[0]}, {os.cpu_count()} cores")
    return int(not all(kept))


if __name__ == "__main__":
    raise SystemExit(main())
