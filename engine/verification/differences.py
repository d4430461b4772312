"""What an example changes in the base report, for people to see: masked, as whatever leaves the engine is."""

from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher, unified_diff
from itertools import islice, takewhile, zip_longest

from engine.evaluation.masking import mask
from engine.model.struct import Struct

_LONGEST = 60  # characters of a changed line that are shown
_AROUND = 16  # characters of a long line that stay on either side of what is changed in it


class Change(Struct, frozen=True):
    """The words of a line of the base report before and after; ``None`` where there is no such line."""

    before: str | None
    after: str | None


def unified(before: str, after: str) -> tuple[str, ...]:
    """The lines of a unified diff without its two lines of file names, and with no unchanged lines."""
    diff = unified_diff(before.split("\n"), after.split("\n"), n=0, lineterm="")
    return tuple(mask(line) for line in islice(diff, 2, None))


def changes(before: str, after: str) -> tuple[Change, ...]:
    """The changed lines in order, each cut down to the surroundings of the words that change."""
    return tuple(_changes(before.split("\n"), after.split("\n")))


def _changes(before: list[str], after: list[str]) -> Iterator[Change]:
    for kind, start, end, other_start, other_end in SequenceMatcher(None, before, after, False).get_opcodes():
        if kind == "equal":
            continue
        for old, new in zip_longest(before[start:end], after[other_start:other_end]):
            if old is None or new is None:
                yield Change(old if old is None else _short(mask(old)), new if new is None else _short(mask(new)))
            else:
                yield Change(*_cut(mask(old), mask(new)))


def _cut(old: str, new: str) -> tuple[str, str]:
    """Both lines without the far ends that they have in common."""
    first = _common(old, new)
    last = _common(old[first:][::-1], new[first:][::-1])
    start, spare = max(first - _AROUND, 0), max(last - _AROUND, 0)
    head, tail = "…" if start else "", "…" if spare else ""
    shown = [f"{head}{_short(line[start : len(line) - spare] + tail)}" for line in (old, new)]
    return shown[0], shown[1]


def _short(line: str) -> str:
    return line if len(line) <= _LONGEST else f"{line[:_LONGEST]}…"


def _common(one: Sequence[str], other: Sequence[str]) -> int:
    """How many characters both begin with."""
    return sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(one, other, strict=False)))
