"""Which cell is wrong: how often it is named, and in what time: ``make bench-localization``.

Reports of every shape with one wrong cell in 表三 or 表四 (a slip of the hand, or any other number), and with two. Ends
with 1 when a single wrong cell is named in fewer than 95 % of them. Times are those of the process, so that what else
the machine does counts less.
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
BOUND = 50


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


def series(ruleset: Ruleset, made: Maker, count: int, wrong: int) -> float:
    """How often the wrong cells are named in reports with so many of them, printed with the times."""
    random = Random(wrong)  # noqa: S311
    cells = sorted(cell for cell in made.base.form.cell_types() if cell.startswith(("table3", "table4")))
    came: Counter[str] = Counter()
    times: list[float] = []
    for number in range(count):
        report = made.seeded(random, SHAPES[number % len(SHAPES)])
        changed = {cell: slip(random, report.numbers[cell]) for cell in random.sample(cells, wrong)}
        facts = made.read(made.text({**report.numbers, **changed}))
        start = time.process_time()
        found = localize(ruleset, facts)
        times.append(time.process_time() - start)
        sets = [{change.fact: change.needed for change in changes} for one in found for changes in one.corrections]
        # Cells that share no equation are found one by one.
        named = all(
            any(one.items() <= {(cell, report.numbers[cell]) for cell in changed} and cell in one for one in sets)
            for cell in changed
        )
        came["named"] += named
        came["alone"] += named and len(sets) == len(found)
    print(f"reports with {wrong} wrong cell(s)   {count}")
    print(f"all of them are named         {came['named'] / count:.1%}" + (f" (aim {AIM:.0%})" if wrong == 1 else ""))
    print(f"no other set is as small      {came['alone'] / count:.1%}")
    print(f"ms a report: median {1000 * statistics.median(times):.1f}, most {1000 * max(times):.1f} (bound {BOUND})")
    return came["named"] / count


def main(count: int) -> int:
    ruleset = packs.load("foi_annual_report").ruleset
    assert isinstance(ruleset, Ruleset)
    made = Maker(ruleset)
    localize(ruleset, made.base)
    one = series(ruleset, made, count, 1)
    series(ruleset, made, count, 2)
    return int(one < AIM)


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]) if len(sys.argv) > 1 else 500))
