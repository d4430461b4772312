"""A country of reports: ``make country UNITS=500 YEARS=10 SEED=1 OUT=build/country`` (``python -m tests.country OUT``).

With ``--check`` the whole folder is checked with ``gouji check`` as its users run it, and what was found is compared,
rule by rule, with what is known to be wrong. Ends with 1 when a defect was missed or a finding made up.
"""

import argparse
import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path

from tests.country.judging import judge
from tests.country.making import TEN, Size, make


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("out", type=Path)
    parser.add_argument("--units", type=int, default=500)
    parser.add_argument("--years", type=int, default=TEN)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--share", type=float, default=10, help="of a hundred reports so many have a defect")
    parser.add_argument("--formats", help="shares of formats, as md=40,docx=6")
    parser.add_argument("--check", action="store_true", help="check the country and compare with what is known")
    parser.add_argument("--judge", type=Path, help="compare the JSON of a run with what is known of the country")
    wanted = parser.parse_args(arguments)
    if wanted.judge is not None:
        return int(not judge(wanted.out, wanted.judge))
    size = Size(wanted.units, wanted.years, wanted.seed, wanted.share)
    if wanted.formats:
        shares = dict(one.split("=") for one in wanted.formats.split(","))
        size = Size(wanted.units, wanted.years, wanted.seed, wanted.share, {one: int(n) for one, n in shares.items()})
    begin = time.perf_counter()
    count = make(wanted.out, size)
    taken = time.perf_counter() - begin
    print(f"{count} reports of {size.units} offices in {taken:.1f} s, {1000 * taken / max(count, 1):.2f} ms a report")
    if not wanted.check:
        return 0
    output = wanted.out.with_name(f"{wanted.out.name}-findings.json")
    command = [sys.executable, "-c", "import cli; cli.main()", "check", str(wanted.out), "--previous", str(wanted.out)]
    subprocess.run([*command, "--format", "json", "--output", str(output), "--fail-on", "never"], check=True)
    return int(not judge(wanted.out, output))


if __name__ == "__main__":
    sys.exit(main())
