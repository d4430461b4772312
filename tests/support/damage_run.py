"""Many random damages, counted: ``python -m tests.support.damage_run N [SEED [KIND...]]``.

Shown are misreadings, and losses after damage that loses nothing or after the KINDs named. Ends with 1 when a
value was misread silently.
"""

import sys
from collections import Counter, defaultdict
from dataclasses import replace
from random import Random

from tests.support.damage import ALL, LOSSLESS, apply
from tests.support.judge import judge
from tests.support.reports import Layout, Table, Zeros, make

AIMED = 0.5


def main(count: int, seed: int) -> int:
    """Damage ``count`` reports, once or twice each, and print what came of it. The number of silent misreadings."""
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    shown = 0
    for number in range(count):
        random = Random(f"{seed}/{number}")  # noqa: S311
        layout, zeros = random.choice(list(Layout)), random.choice(list(Zeros))
        report = make(random, layout, zeros)
        kinds = random.choices(sorted(ALL), k=random.choice((0, 1, 1, 2, 2, 2)))
        if len(kinds) == 2 and random.random() < AIMED:  # Two hits on one row hide each other best.
            rows = [row.key for item in report.items if isinstance(item, Table) for row in item.rows if row.key]
            report = replace(report, aim=random.choice(rows))
        damaged = apply(report, kinds, random).report
        verdict = judge(report, damaged)
        name = " + ".join(sorted(kinds)) if len(kinds) < 2 else "pairs with " + kinds[0]
        for kind in {name or "no damage", "all"}:
            counts[kind].update(
                reports=1,
                silent=len(verdict.silent),
                invisible=len(verdict.invisible - verdict.unnoticed),
                lost=len(verdict.lost),
                found=len(verdict.found),
            )
        watched = LOSSLESS.keys() | set(sys.argv[3:])
        bad = (
            verdict.silent
            or (verdict.invisible and len(kinds) < 2)
            or (verdict.lost and len(kinds) < 2 and not set(kinds) - watched)
        )
        if bad and shown < 8:
            shown += 1
            print(f"--- {seed}/{number} {layout.name} {zeros.name} {kinds}")
            print("silent", sorted(verdict.silent)[:12], "lost", sorted(verdict.lost)[:8])
    print(f"{'':40}{'reports':>9}{'silent':>9}{'invisible':>11}{'lost':>9}{'found':>11}")
    for kind in sorted(counts):
        line = counts[kind]
        print(
            f"{kind:40}{line['reports']:>9}{line['silent']:>9}{line['invisible']:>11}{line['lost']:>9}{line['found']:>11}"
        )
    return counts["all"]["silent"]


if __name__ == "__main__":
    sys.exit(min(main(int(sys.argv[1]), int(sys.argv[2]) if len(sys.argv) > 2 else 1), 1))
