"""The facts of one row: its cells, its label, and how it stands in the table."""

from collections.abc import Iterator

from engine.extraction.cells import interpret_for
from engine.extraction.grid import Line, place, stretch
from engine.extraction.placement import Zone
from engine.model.document import Cell
from engine.model.facts import Fact, Status
from engine.model.form import Block, Column, RowSpec, TableSpec
from engine.model.location import Location
from engine.model.passage import join
from engine.model.struct import Struct, replace

_NO_LABEL = "这一行没有行名，按行数和前后各行认出"
_BESIDE = "同一行里有不能确定的格，这一格的数可能在那里"
_LONGEST_RAW = 200


class RowReading(Struct, frozen=True):
    """A row of the form as it stands in the document.

    ``line`` is ``None`` when it was not found, and ``doubt`` then says why; ``certain`` is whether it is certainly
    not there. ``label`` is the cell of its name, ``after`` the index of that cell in the line (-1: none). ``beside`` is
    whether another row of the same line has a cell that is not certain.
    """

    spec: RowSpec
    line: Line | None
    label: Cell | None
    zone: Zone
    offset: int | None
    doubt: str | None
    after: int
    certain: bool = False
    beside: bool = False


def absent_row(spec: RowSpec, reason: str, certain: bool = True) -> RowReading:
    """A row that was not found, for this reason."""
    return RowReading(spec, None, None, Zone((), (), 0, None), None, reason, -1, certain)


def row_facts(table: TableSpec, block: Block, row: RowReading) -> Iterator[Fact]:
    """All facts of a row, its cells first."""
    yield from _cells(table, block, row)
    prefix = f"{table.id}.{row.spec.id}"
    if row.line is None:
        status = Status.ABSENT if row.certain else Status.AMBIGUOUS
        for name in ("label", "values", "surplus", "offset"):
            yield Fact(f"{prefix}.{name}", status, reason=row.doubt)
        return
    where = stretch(row.line.cells)
    yield _label(f"{prefix}.label", row)
    yield _number(f"{prefix}.values", row.zone.count, _values_place(row) or where, row.doubt)
    beyond = stretch([row.line.cells[index] for index in row.zone.surplus])
    # The surplus cells themselves are the words that a finding quotes; the count stands nowhere.
    words = join((row.line.cells[index].passage for index in row.zone.surplus), " | ") if row.zone.surplus else None
    # Where it is not certain which cells are the values, it is not certain that none of them is surplus.
    doubt = row.doubt or (None if row.zone.cells else row.zone.doubt)
    yield replace(_number(f"{prefix}.surplus", len(row.zone.surplus), beyond or where, doubt), passage=words)
    if row.offset is None:
        yield Fact(f"{prefix}.offset", Status.ABSENT, reason="没有列名可以比较，或者数的位置不能确定")
    else:
        yield _number(f"{prefix}.offset", row.offset, _values_place(row) or where, row.doubt)


def _label(fact: str, row: RowReading) -> Fact:
    if row.label is None:
        return Fact(fact, Status.ABSENT, reason=_NO_LABEL)
    text, where = row.label.text, place(row.label)
    if row.doubt is not None:
        return Fact(fact, Status.AMBIGUOUS, None, text, where, row.doubt, row.label.passage)
    return Fact(fact, Status.FOUND, text, text, where, None, row.label.passage)


def _number(fact: str, value: int, where: Location | None, doubt: str | None) -> Fact:
    if doubt is not None:
        return Fact(fact, Status.AMBIGUOUS, None, str(value), where, doubt)
    return Fact(fact, Status.FOUND, value, str(value), where)


def _values_place(row: RowReading) -> Location | None:
    """Where the values of a row stand: its zone, or all that is filled after its label."""
    if row.line is None:
        return None
    indexes = row.zone.cells or tuple(index for index in row.line.filled if index > row.after)
    return stretch([row.line.cells[index] for index in indexes])


def _cells(table: TableSpec, block: Block, row: RowReading) -> Iterator[Fact]:
    """The facts of a row's cells. Doubt about the row, its zone or the words in a cell leaves a cell ambiguous."""
    ids = [table.cell_id(row.spec, column) for column in block.columns]
    if row.line is None:
        status = Status.ABSENT if row.certain else Status.AMBIGUOUS
        yield from (Fact(fact, status, reason=row.doubt) for fact in ids)
        return
    doubt = row.doubt or row.zone.doubt
    if not row.zone.cells:
        where = _values_place(row) or stretch(row.line.cells)
        raw = " | ".join(row.line.cells[index].text for index in row.line.filled if index > row.after)[:_LONGEST_RAW]
        yield from (Fact(fact, Status.AMBIGUOUS, None, raw, where, doubt) for fact in ids)
        return
    facts = [
        _cell(fact, column, row.line.cells[index], row.doubt, doubt)
        for fact, column, index in zip(ids, block.columns, row.zone.cells, strict=True)
    ]
    mixed = row.beside or any(fact.status is Status.AMBIGUOUS for fact in facts)
    for fact in facts:
        yield replace(fact, reason=_BESIDE) if mixed and fact.status is Status.BLANK and fact.reason is None else fact


def _cell(fact: str, column: Column, cell: Cell, row_doubt: str | None, doubt: str | None) -> Fact:
    """The fact of one cell. A blank in a row where values may have moved keeps that as its reason: it is no zero."""
    written = interpret_for(cell.passage.text, column)
    text, where = cell.passage.text, place(cell)
    row_doubt = row_doubt or cell.passage.doubt
    if row_doubt is not None or (doubt is not None and written.status is not Status.BLANK):
        return Fact(fact, Status.AMBIGUOUS, None, text, where, row_doubt or doubt)
    return Fact(fact, written.status, written.value, text, where, written.reason or doubt)
