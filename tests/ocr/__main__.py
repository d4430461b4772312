"""How right scans are read: ``make ocr-accuracy`` (``python -m tests.ocr [REPORTS [SEED]]``).

Compliant reports are printed by Chromium, spoilt as a scanner spoils them, and read. Ends with 1 when a value was wrong
and not flagged at 200 dots to the inch or more.
"""

import sys
from random import Random

from tests.ocr.accuracy import scan
from tests.ocr.scans import Spoiling, can_print

KINDS = (
    Spoiling(300, 0.5, 6, 75),
    Spoiling(200),
    Spoiling(200, 0.7, 8, 60),
    Spoiling(150),
    Spoiling(150, 0.7, 8, 60),
)


def main(reports: int, seed: int) -> int:
    """Prints what came of so many reports of each kind; the number of wrong values at 200 dpi and more."""
    print(f"{'scan':38}{'reports':>8}{'equal':>8}{'flagged':>9}{'wrong':>7}")
    bad = 0
    for spoiling in KINDS:
        found = [scan(spoiling, Random(f"{seed}/{spoiling}/{number}")) for number in range(reports)]  # noqa: S311
        equal, flagged = sum(one.equal for one in found), sum(len(one.flagged) for one in found)
        wrong = [name for one in found for name in one.wrong]
        print(f"{spoiling!s:38}{reports:>8}{equal:>8}{flagged:>9}{len(wrong):>7}", flush=True)
        for name in wrong[:8]:
            print("   ", name)
        bad += len(wrong) if spoiling.dpi >= 200 else 0
    return bad


if __name__ == "__main__":
    if not can_print():
        sys.exit("Chromium and pdftoppm are needed to print the reports")
    chosen = [int(word) for word in sys.argv[1:3]]
    sys.exit(int(bool(main(*(chosen + [3, 1][len(chosen) :])))))
