"""How many small mistakes in the shipped packs their examples notice: ``make mutation`` tries them all.

Ends with 1 when a pack is below ``LEAST``, or when a comment justifies what needs no justification.
"""

import os
import sys

from engine import packs
from engine.verification.mutation import MutationResult, try_mutants
from tests.support.packs import shipped_pack

LEAST = 0.95
"""The share of mutants that must be noticed."""
MOST_JUSTIFIED = 0.03
"""The share of mutants that comments may justify."""


def tried(pack: str, one_in: int = 1, processes: int = 1) -> MutationResult:
    """The mutants of a shipped pack, or those of one rule in so many."""
    ruleset = shipped_pack(pack)
    return try_mutants(ruleset, one_in=one_in, processes=processes)


def problems(result: MutationResult) -> list[str]:
    """What is wrong with the score of a pack, if anything."""
    found = [f"{one.span.file}:{one.span.line} {one.english}" for one in result.faults]
    if result.score < LEAST:
        survivors = (f"{one.mutant.span.file}:{one.mutant.span.line} {one.mutant.english}" for one in result.survivors)
        found += [f"{result.score:.1%} of the mutants are noticed", *survivors]
    if len(result.justified) > MOST_JUSTIFIED * result.count:
        found.append(f"{len(result.justified)} of {result.count} mutants are justified by comments")
    return found


def main() -> None:
    wrong = []
    for pack in packs.shipped():
        result = tried(pack, processes=os.cpu_count() or 1)
        survivors = f"{result.noticed} noticed ({result.score:.1%}), {len(result.justified)} justified"
        sys.stdout.write(f"{pack}: {result.count} mutants, {survivors}\n")
        wrong += problems(result)
    sys.exit("\n".join(wrong) or 0)


if __name__ == "__main__":
    main()
