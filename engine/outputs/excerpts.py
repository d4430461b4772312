"""What of a report is shown with findings about one place: the words around it, or the rows of a table concerned.

A screen is small: these are the things to show, whoever draws them chooses how much fits.
"""

from collections.abc import Iterator, Mapping, Sequence

from engine.evaluation.masking import mask
from engine.model.document import Paragraph
from engine.model.facts import Fact, Facts
from engine.model.finding import Finding, Place
from engine.model.form import Block, RowSpec, TableSpec
from engine.model.localization import Localization
from engine.model.location import Location
from engine.model.passage import Passage
from engine.model.struct import Struct
from engine.outputs.certainty import signed
from engine.outputs.document_pane import home, meet, overlap, pieces_of
from engine.outputs.steering import harmless

_BETWEEN_CELLS = " │ "
_ONE_LINE = str.maketrans("\n\t\r\v\f", "     ")


class Words(Struct, frozen=True):
    """A paragraph or the cells of a row, in one line and masked; ``marks`` are the offsets of what is spoken of."""

    text: str
    marks: tuple[tuple[int, int], ...]


class GridCell(Struct, frozen=True):
    """What was read in a cell; whether a finding is about it, and what it would have to be, if it may be wrong."""

    fact: str
    text: str
    is_concerned: bool
    needed: str | None = None


class GridRow(Struct, frozen=True):
    """A row: the line or the row of the table in which it stands, its label as written, its cells."""

    number: int | None
    label: str
    cells: tuple[GridCell, ...]


class Grid(Struct, frozen=True):
    """The rows of a table that findings are about, with all columns of the form.

    ``is_sure`` is whether the cells that may be wrong are the only ones whose change makes the arithmetic hold.
    """

    columns: tuple[str, ...]
    rows: tuple[GridRow, ...]
    is_sure: bool

    @property
    def facts(self) -> frozenset[str]:
        """The cells that findings are about."""
        return frozenset(cell.fact for row in self.rows for cell in row.cells if cell.is_concerned)


class Excerpts:
    """Excerpts of one report, which is looked through once."""

    def __init__(self, report: Facts, localizations: Sequence[Localization] = ()) -> None:
        self._report = report
        self._localizations = localizations
        self._passages = _passages(report)
        self._cells = {
            table.cell_id(row, column): (table, block, row)
            for table in report.form.tables
            for block, row, column in table.cells()
        }

    def is_cell(self, place: Place) -> bool:
        """Whether a place is that of a value in a table of the form."""
        return place.fact in self._cells

    def words(self, places: Sequence[Place]) -> Words | None:
        """The words around the first of the places; ``None`` when it stands in no words of the document."""
        passages = self._passages.get(home(places[0].location))
        if passages is None:
            return None
        marks: set[tuple[int, int]] = set()
        start = 0
        for passage in passages:
            found = {mark for place in places for mark in _marks(passage, place.location)}
            marks |= {(start + first, start + last) for first, last in found}
            start += len(passage.text) + len(_BETWEEN_CELLS)
        text = _BETWEEN_CELLS.join(_one_line(passage.text) for passage in passages)
        return Words(text, tuple(sorted(marks)))

    def grid(self, findings: Sequence[Finding]) -> Grid | None:
        """The rows of the table whose cells findings are about; ``None`` where the first place is no cell of it.

        Findings on cells of several tables, or of several blocks of one, are shown by the first.
        """
        named = [place.fact for finding in findings for place in finding.locations if place.fact in self._cells]
        first = next((place.fact for finding in findings for place in finding.locations[:1]), None)
        if first is None or first not in self._cells:
            return None
        table, block, _ = self._cells[first]
        concerned = frozenset(fact for fact in named if fact is not None and self._cells[fact][1] is block)
        suspects, is_sure = self._suspects(concerned)
        rows = tuple(
            self._row(table, block, row, concerned, suspects)
            for row in block.rows
            if any(table.cell_id(row, column) in concerned for column in block.columns)
        )
        return Grid(tuple(self._headers(table, block)), rows, is_sure)

    def _suspects(self, concerned: frozenset[str]) -> tuple[Mapping[str, str], bool]:
        """What cells would have to be, where changing them would make the arithmetic hold."""
        for one in self._localizations:
            changes = {change.fact: str(change.needed) for changes in one.corrections for change in changes}
            if concerned & changes.keys():
                return changes, one.is_unique
        return {}, False

    def _row(
        self,
        table: TableSpec,
        block: Block,
        row: RowSpec,
        concerned: frozenset[str],
        suspects: Mapping[str, str],
    ) -> GridRow:
        facts = [self._report[table.cell_id(row, column)] for column in block.columns]
        cells = (GridCell(one.id, _one_line(signed(one)), one.id in concerned, suspects.get(one.id)) for one in facts)
        number = next((_number(one.location) for one in facts if one.location is not None), None)
        return GridRow(number, self._written(f"{table.id}.{row.id}.label", row.label.standard), tuple(cells))

    def _headers(self, table: TableSpec, block: Block) -> Iterator[str]:
        prefix = f"{table.id}.{block.id}" if block.id else table.id
        for column in block.columns:
            yield self._written(f"{prefix}.header.{column.id}.label", column.label.standard)

    def _written(self, fact_id: str, standard: str) -> str:
        """A label as it stands in the document; the standard one where it was not read."""
        fact: Fact | None = self._report.facts.get(fact_id)
        text = fact.value if fact is not None and isinstance(fact.value, str) else standard
        return _one_line(text)


def _one_line(text: str) -> str:
    """The text as it may stand in a line of a screen: masked, as long as before."""
    return harmless(mask(text).translate(_ONE_LINE))


def _number(location: Location) -> int | None:
    return location.line if location.line is not None else location.row


def _passages(report: Facts) -> Mapping[tuple[object, ...], Sequence[Passage]]:
    """The words of every paragraph and every row of a table by the line, paragraph or row that they stand in.

    Of a row those cells that are not empty.
    """
    found: dict[tuple[object, ...], Sequence[Passage]] = {}
    for block in report.document.blocks:
        if isinstance(block, Paragraph):
            groups: list[Sequence[Passage]] = [[block.passage]]
        else:
            groups = [[cell.passage for cell in row.cells if cell.text] for row in block.rows]
        for passages in groups:
            for place in (home(piece.location) for passage in passages for piece in passage.pieces):
                found.setdefault(place, passages)
    return found


def _marks(passage: Passage, location: Location) -> Iterator[tuple[int, int]]:
    """The offsets between which a place covers a passage."""
    for piece, end in pieces_of(passage):
        if home(piece.location) == home(location) and (location.row is None or meet(location, piece.location)):
            start, stop = overlap(location, piece, end)
            if start < stop:
                yield start, stop
