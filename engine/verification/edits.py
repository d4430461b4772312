"""The small changes of the base report that an example is made of, applied to its text."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from engine.evaluation.expressions import Evaluator
from engine.evaluation.trace import Trace
from engine.evaluation.values import (
    ENTITIES,
    BlockValue,
    CellValue,
    EntityValue,
    RowValue,
    SectionValue,
    TableValue,
    fact_of,
    presence,
)
from engine.language.checked import Edit, Expression
from engine.model.facts import Fact
from engine.model.location import Location
from engine.model.struct import Struct
from engine.model.types import Match


class Problem(Struct, frozen=True):
    """Why an edit cannot be made, in Chinese and English."""

    reason: str
    english: str


@dataclass(frozen=True, slots=True, order=True)
class _Change:
    """The characters of a line (from 0) that give way to others; ``replacement`` ``None`` removes the line."""

    line: int
    start: int
    end: int
    replacement: str | None


def apply_edits(base: str, edits: Iterable[Edit], evaluator: Evaluator) -> str | Problem:
    """The text of the base report with the edits made; ``evaluator`` knows the facts of the base as it is."""
    lines = base.split("\n")
    changes: set[_Change] = set()
    for edit in edits:
        found = _quoted(base, edit) if isinstance(edit.target, str) else _expressed(edit, edit.target, evaluator)
        if isinstance(found, Problem):
            return found
        changes.update(found)
    removed = {change.line for change in changes if change.replacement is None}
    before: _Change | None = None
    for change in sorted((one for one in changes if one.line not in removed), reverse=True):
        if before is not None and before.line == change.line and before.start < change.end:
            return Problem("两处修改重叠", "two edits overlap")
        if change.line >= len(lines):
            return Problem("修改的地方不在基准之中", "the place of the edit is not in the base report")
        line = lines[change.line]
        lines[change.line] = line[: change.start] + (change.replacement or "") + line[change.end :]
        if line.strip() and not lines[change.line].strip():
            removed.add(change.line)
        before = change
    return "\n".join(line for index, line in enumerate(lines) if index not in removed)


def _quoted(base: str, edit: Edit) -> list[_Change] | Problem:
    """The words at which the edit is made, which stand in the base exactly once."""
    words = str(edit.target)
    count = base.count(words)
    if count != 1:
        return Problem(
            f"“{words}”在基准里出现 {count} 次，应当恰好一次",
            f"{words!r} stands in the base report {count} times, not once",
        )
    start = base.index(words)
    line = base.count("\n", 0, start)
    column = start - (base.rfind("\n", 0, start) + 1)
    first, *others = words.split("\n")
    changes = [_Change(line, column, column + len(first), edit.replacement)]
    for offset, other in enumerate(others, start=1):
        changes.append(_Change(line + offset, 0, len(other), ""))
    return changes


def _expressed(edit: Edit, target: Expression, evaluator: Evaluator) -> list[_Change] | Problem:
    trace = Trace()
    value = evaluator.value(target, {}, trace)
    values = value if isinstance(value, tuple) else (value,)
    changes: list[_Change] = []
    for one in values:
        if isinstance(one, CellValue):
            changes += _at_fact(one.fact, edit.replacement)
        elif isinstance(one, ENTITIES):
            changes += _at_entity(one, edit.replacement, evaluator)
        elif isinstance(one, Match):
            changes += _at(place.location for place in one.text.pieces[:1])
    if not changes and trace.reads and trace.reads[0].fact is not None:
        changes += _at_fact(trace.reads[0].fact, edit.replacement)
    return changes or Problem("基准里没有要修改的地方", "the base report has no such place to edit")


def _at_fact(fact: Fact, replacement: str) -> Iterator[_Change]:
    """The words of a fact: new words take the place of its first line, its other lines go."""
    if fact.passage is not None and len(fact.passage.pieces) > 1:
        passage = fact.passage
        ends = [*(piece.start for piece in passage.pieces[1:]), len(passage.text)]
        places: list[Location] = []
        for piece, end in zip(passage.pieces, ends, strict=True):
            place = passage.locate(piece.start, end)
            if place is not None:
                places.append(place)
        yield from _at(places[:1], replacement)
        yield from _at(places[1:], "")
    elif fact.location is not None:
        yield from _at([fact.location], replacement)


def _at_entity(value: EntityValue, replacement: str, evaluator: Evaluator) -> Iterator[_Change]:
    """A thing of the form: its lines when it is removed, else the words by which it goes."""
    facts = evaluator.facts
    name = fact_of(facts, f"{value.prefix}.label" if isinstance(value, RowValue) else presence(value))
    if replacement:
        yield from _at_fact(name, replacement)
        return
    places = [name.location]
    if isinstance(value, TableValue):
        tables = {cell.fact.location.table for cell in evaluator.index.cells(value) if cell.fact.location}
        for table in facts.document.tables():
            cells = [cell for row in table.rows for cell in row.cells]
            own = [cell.passage.location for cell in cells]
            if any(place is not None and place.table in tables for place in own):
                places += own
                places += _rulers(own)
    elif isinstance(value, BlockValue):
        places += [cell.fact.location for cell in evaluator.index.cells(value)]
    elif not isinstance(value, RowValue | SectionValue):
        yield from _at_fact(name, "")
        return
    for place in places:
        if place is not None and place.line is not None:
            yield _Change(place.line - 1, 0, 0, None)


def _rulers(places: list[Location | None]) -> Iterator[Location]:
    """The lines between the first and the last line of a table that hold no cell (the |---| of Markdown)."""
    lines = sorted({place.line for place in places if place is not None and place.line is not None})
    yield from (Location(line) for line in range(lines[0], lines[-1]) if line not in lines) if lines else ()


def _at(places: Iterable[Location], replacement: str = "") -> Iterator[_Change]:
    for place in places:
        if place.line is not None and place.column is not None:
            end = place.end_column if place.end_column is not None else place.column
            yield _Change(place.line - 1, place.column - 1, end - 1, replacement)
