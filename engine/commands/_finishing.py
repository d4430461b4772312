"""What comes after checking: waivers, the baseline, and whether more was found than is accepted."""

from array import array
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

from engine.commands._refusing import WRONG
from engine.commands._rulesets import Group
from engine.model.finding import Assessment, Severity
from engine.project.acceptance import exceeds
from engine.project.baseline import Baseline, compare

if TYPE_CHECKING:
    from engine.batch.shelf import Shelf
    from engine.project.waivers import Settling


class Finishing:
    """Finishes the assessments of a run, each with the number of its group, and counts what they found."""

    def __init__(self, groups: Sequence[Group], baseline: Baseline | None, fail_on: str | None) -> None:
        self._groups = groups
        self._baseline = baseline
        self._fail_on = fail_on
        self._counts = [Counter[Severity]() for _ in groups]
        self._settling = [_settling(group) for group in groups]
        self._members = [array("L") for _ in groups]
        self._is_any_report = False

    def each(self, reports: Iterable[tuple[int, Assessment]]) -> Iterator[Assessment]:
        """The reports without what is waived."""
        for number, (group, assessment) in enumerate(reports):
            settling = self._settling[group]
            found = assessment if settling is None else settling.report(assessment)
            self._members[group].append(number)
            if self._baseline is None:
                self._count(group, found)
            yield found

    def against_baseline(self, shelf: "Shelf") -> None:
        """Sets what the baseline has apart, once all reports are on the shelf."""
        if self._baseline is None:
            return
        for group, members in enumerate(self._members):
            reports = _Some(shelf, members)
            for number, found in zip(members, compare(reports, self._baseline), strict=True):
                self._count(group, found)
                shelf.replace(number, found)

    def own(self, about_runs: Iterable[tuple[int, Assessment]]) -> Iterator[Assessment]:
        """What is wrong with the reports of each group together, and with its project file."""
        of_runs = list(about_runs)
        for number, settling in enumerate(self._settling):
            own = [] if settling is None else settling.own()
            for found in (*(one for group, one in of_runs if group == number), *own):
                self._count(number, found)
                yield found

    @property
    def exit_code(self) -> int:
        if not self._is_any_report:
            return WRONG
        groups = zip(self._counts, self._groups, strict=True)
        return int(any(exceeds(counts, self._fail_on, group.project) for counts, group in groups))

    def _count(self, group: int, found: Assessment) -> None:
        self._is_any_report |= found.form is not None
        self._counts[group].update(finding.severity for finding in found.findings)


class _Some:
    """Those assessments on a shelf that belong to one group."""

    def __init__(self, shelf: "Shelf", members: Sequence[int]) -> None:
        self._shelf = shelf
        self._members = members

    def __iter__(self) -> Iterator[Assessment]:
        return (self._shelf[number] for number in self._members)


def _settling(group: Group) -> "Settling | None":
    if group.opened is None:
        return None
    from datetime import date

    from engine.project.waivers import Settling

    return Settling(group.opened.project, group.opened.rulesets, date.today())
