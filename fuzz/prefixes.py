"""Every beginning of every shipped rules file gives a tree or an error: ``make prefixes``."""

import time

from tests.support.places import RULES
from tests.support.rules_judge import examine


def main() -> None:
    """Raises where one does not."""
    begin, count = time.perf_counter(), 0
    for path in sorted(RULES.rglob("*.rules")):
        text = path.read_text(encoding="utf-8")
        for end in range(len(text)):
            examine({path.name: text[:end]})
        count += len(text)
        print(f"{path.name}: {len(text)} beginnings", flush=True)
    print(f"{count} beginnings in {time.perf_counter() - begin:.0f} seconds")


if __name__ == "__main__":
    main()
