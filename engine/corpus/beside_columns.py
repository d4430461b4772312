"""The reports of a data set of facts, by what is known of each; what was read from those that go with others."""

from bisect import bisect
from collections.abc import Iterator, Mapping, Sequence, Set
from functools import lru_cache
from itertools import accumulate
from pathlib import Path

from engine.columns import dataset, layout
from engine.columns.dataset import Part
from engine.columns.frames import reports
from engine.columns.reading import height, scan
from engine.corpus.checking import Gathered
from engine.corpus.together import Entry, InMemory, Run
from engine.language.checked import Ruleset, Which
from engine.model.facts import Facts
from engine.model.form import Form


def gather(
    root: Path,
    rulesets: Sequence[Ruleset],
    previous: Sequence[Facts] | None,
    units: Mapping[str, Sequence[str]],
    others: Set[Which],
) -> Gathered:
    """What may go with the reports of a data set: last year's that were given, and those of its own.

    Of its own only those are made again that ``others`` has: all of them (peers), those of the units that are listed.
    """
    forms = {one.form.id: one.form for one in rulesets}
    parts = [one for one in dataset.parts(root) if one.form in forms]
    own = list(entries(parts)) if others & {Which.PEERS, Which.SUBORDINATES} else []
    before = [Entry.of(one, number) for number, one in enumerate(previous or (), len(own))]
    run = Run(InMemory(own), None if previous is None else InMemory(before), units=units)
    facts = dict(zip((one.number for one in before), previous or (), strict=True))
    wanted = own if Which.PEERS in others else run.listed() if Which.SUBORDINATES in others else ()
    facts.update(_made_again(parts, forms, {one.number for one in wanted}))
    return Gathered(run, facts, others)


def entries(parts: Sequence[Part]) -> Iterator[Entry]:
    """What is known of the reports in some files, numbered in their order."""
    number = 0
    for part in parts:
        for source, sha256, organ in (
            scan(part).select(layout.SOURCE, layout.SHA256, layout.ORGAN).collect().iter_rows()
        ):
            yield Entry(number, source, sha256, organ, part.year)
            number += 1


class Reports:
    """The facts of the reports of a data set, each made again when it is asked for by its number."""

    def __init__(self, root: Path, rulesets: Sequence[Ruleset]) -> None:
        self._forms = {one.form.id: one.form for one in rulesets}
        self._parts = list(dataset.parts(root))
        self._ends = list(accumulate(map(height, self._parts)))
        self._rows = lru_cache(maxsize=1)(lambda part: scan(part).collect())

    def __call__(self, number: int) -> Facts | None:
        """``None`` where no such report is, or its form is not known."""
        at = bisect(self._ends, number)
        if at == len(self._parts) or self._parts[at].form not in self._forms:
            return None
        rows = self._rows(self._parts[at])
        return next(reports(rows[number - self._ends[at] + rows.height], self._forms[self._parts[at].form]))


def _made_again(parts: Sequence[Part], forms: Mapping[str, Form], wanted: Set[int]) -> Iterator[tuple[int, Facts]]:
    first = 0
    for part in parts:
        count = height(part)
        rows = [number - first for number in range(first, first + count) if number in wanted]
        if rows:
            chosen = scan(part).collect()[rows]
            yield from zip((first + row for row in rows), reports(chosen, forms[part.form]), strict=True)
        first += count
