"""What was read on the way to a result: it becomes the places and the evidence of a finding."""

from collections.abc import Callable, Iterable, Mapping
from functools import cached_property
from typing import TypeAlias

from engine.evaluation.values import CellValue, ReportValue, Value
from engine.language import checked as c
from engine.model.facts import Fact, Status
from engine.model.passage import Passage
from engine.model.struct import Struct, field, replace


class Read(Struct, frozen=True):
    """One reading: ``name`` as an author would write it, and the fact, the words, or words within the fact.

    ``cell`` is set when a cell was read as a number, ``as_zero`` when it is blank and counted as 0. ``setting`` is the
    value of a parameter, which stands in no report. What was read in another report has no place in this one: its name
    says which report it is, ``source`` is the file of that.
    """

    name: str
    fact: Fact | None = None
    words: Passage | None = None
    cell: CellValue | None = None
    as_zero: bool = False
    setting: "Value | None" = None
    source: str | None = None

    @property
    def is_elsewhere(self) -> bool:
        """Whether it was read in another report."""
        return self.source is not None

    @property
    def is_uncertain(self) -> bool:
        """Whether this reading gave no value although something is, or should be, there."""
        missing = self.fact is not None and self.fact.status not in (Status.FOUND, Status.ABSENT)
        return missing and not self.as_zero and self.words is None

    @property
    def is_absent(self) -> bool:
        """Whether what was to be read is certainly not in the document."""
        return self.fact is not None and self.fact.status is Status.ABSENT


class Comparison(Struct, frozen=True):
    """Two values that were compared, and what was read for it: by which expression, and the variables it knew."""

    left: Value
    right: Value
    reads: tuple[Read, ...]
    node: c.Binary | c.Approx
    scope: "Scope"

    @property
    def is_about_cells(self) -> bool:
        """Whether numbers of two or more cells of one table met in it."""
        seen: dict[tuple[str, bool], str] = {}
        for read in self.reads:
            if read.cell is not None:
                first = seen.setdefault((read.cell.table.id, read.is_elsewhere), read.cell.fact.id)
                if first != read.cell.fact.id:
                    return True
        return False


class Trace(Struct):
    """Collects readings and comparisons in the order in which they happen.

    ``unasked`` is the truth of which nobody wants to know why: what turns out so may stop short, its readings partial.
    """

    unasked: bool | None = None
    reads: list[Read] = field(default_factory=list)
    comparisons: list[Comparison] = field(default_factory=list)

    def opposite(self) -> "Trace":
        """An empty trace for something that is true where this one is about something false."""
        return Trace(None if self.unasked is None else not self.unasked)

    def take(self, others: "Iterable[Trace]") -> None:
        for other in others:
            self.reads += other.reads
            self.comparisons += other.comparisons

    def take_from(self, report: ReportValue, other: "Trace") -> None:
        """Takes what was read in another report."""
        source = report.facts.document.source
        self.reads += [replace(read, name=f"{report.name}.{read.name}", source=source) for read in other.reads]


class Bound(Struct, frozen=True):
    """A value that was worked out once, with what was read for it: whoever uses it has read that."""

    value: Value
    trace: Trace


class Later:
    """A value that is worked out when it is first asked for, and once; ``work`` takes the trace of what it reads."""

    def __init__(self, work: Callable[[Trace], Value]) -> None:
        self._work = work

    @cached_property
    def bound(self) -> Bound:
        trace = Trace()
        return Bound(self._work(trace), trace)


Named: TypeAlias = "Value | Bound | Later"
Scope: TypeAlias = Mapping[str, Named]
"""The variables that are known at a place of a rule."""
