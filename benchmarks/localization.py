"""Which cell is wrong: how often it is named, and in what time: ``make bench-localization``.

Reports of every shape with one wrong cell in 表三 or 表四 (a slip of the hand, or any other number). Ends with 1 when
the wrong cell is named in fewer than 95 % of them.
"""

import statistics
import sys
import time
from collections import Counter
from random import Random

from engine import packs
from engine.arithmetic.localization import localize
from engine.language.checked import Ruleset
from engine.verification.generated import SHAPES, Maker

AIM = 0.95


def slip(random: Random, number: int) -> int:
    """A number as a tired hand writes it, or any other one."""
    digits = str(number)
    ways = [
        digits[::-1],
        digits + random.choice("0123456789"),
        digits[:-1] or "1",
        digits[:-1] + random.choice("0123456789"),
        str(random.randint(0, 2 * number + 5)),
    ]
    other = int(random.choice(ways))
    return other if other != number else number + 1


def main(count: int) -> int:
    ruleset = packs.load("foi_annual_report").ruleset
    assert isinstance(ruleset, Ruleset)
    made = Maker(ruleset)
    random = Random(1)  # noqa: S311
    cells = sorted(cell for cell in made.base.form.cell_types() if cell.startswith(("table3", "table4")))
    came: Counter[str] = Counter()
    times: list[float] = []
    localize(ruleset, made.base)
    for number in range(count):
        report = made.seeded(random, SHAPES[number % len(SHAPES)])
        cell = random.choice(cells)
        facts = made.read(made.text({**report.numbers, cell: slip(random, report.numbers[cell])}))
        start = time.perf_counter()
        found = localize(ruleset, facts)
        times.append(time.perf_counter() - start)
        sets = [{change.fact: change.needed for change in changes} for one in found for changes in one.corrections]
        named = {cell: report.numbers[cell]} in sets
        came["named"] += named
        came["alone"] += named and len(sets) == 1
    print(f"reports with one wrong cell   {count}")
    print(f"the cell is named             {came['named'] / count:.1%} (aim {AIM:.0%})")
    print(f"no other set is as small      {came['alone'] / count:.1%}")
    print(f"ms a report: median {1000 * statistics.median(times):.1f}, most {1000 * max(times):.1f}")
    return int(came["named"] < AIM * count)


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]) if len(sys.argv) > 1 else 500))
