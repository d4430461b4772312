"""How long a whole ``gouji check`` takes, as a ratio to importing its libraries: ``make startup``.

Both commands run in turn in fresh processes, so that a busy machine slows both alike; the medians are compared.
The first run of each is not counted: it fills the caches of the file system, of the interpreter (bytecode, which pip
makes when it installs the libraries) and of the checked rules.
"""

import os
import statistics
import subprocess
import sys
import time
from pathlib import Path

ROOT = Path(__file__).parents[1]
SAMPLE = ROOT / "rules" / "foi_annual_report" / "samples" / "jiuxian-2023.md"
LIMIT = 2.0
RUNS = 15

IMPORTS = [sys.executable, "-c", "import lark, cerberus, rich, typer"]
CHECK = [sys.executable, "-c", "import cli; cli.main()", "check", str(SAMPLE), "--fail-on", "never"]


def seconds(command: list[str]) -> float:
    """How long a command takes from start to end; it must end well."""
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    begin = time.perf_counter()
    subprocess.run(command, cwd=ROOT, env=environment, check=True, stdout=subprocess.DEVNULL)
    return time.perf_counter() - begin


def main() -> int:
    """Prints both medians and their ratio; 1 when the ratio is above the limit."""
    seconds(IMPORTS)
    seconds(CHECK)
    pairs = [(seconds(IMPORTS), seconds(CHECK)) for _ in range(RUNS)]
    imports = statistics.median(pair[0] for pair in pairs)
    check = statistics.median(pair[1] for pair in pairs)
    ratio = check / imports
    print(f"import lark, cerberus, rich, typer  {imports * 1000:6.0f} ms")
    print(f"gouji check, the whole              {check * 1000:6.0f} ms")
    print(f"ratio {ratio:.2f} (limit {LIMIT}), medians of {RUNS} runs, Python {sys.version.split()[0]}")
    return int(ratio > LIMIT)


if __name__ == "__main__":
    raise SystemExit(main())
