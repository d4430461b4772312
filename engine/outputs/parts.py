"""In which part of a report a place stands: a section or a table of its form, what comes before them, or the end."""

from bisect import bisect_right
from collections.abc import Mapping

from engine.model.document import Document, Paragraph
from engine.model.facts import Facts
from engine.model.form import Zone
from engine.model.location import Location
from engine.outputs.document_pane import home
from engine.outputs.words import Language

HEAD, END = "head", "end"
_WORDS: Mapping[str, Mapping[Language, str]] = {
    HEAD: {"zh": "开头", "en": "Beginning"},
    END: {"zh": "结尾", "en": "End"},
}


class Parts:
    """The parts of one report, found by the headings, the cells and the signature that were read."""

    def __init__(self, report: Facts) -> None:
        self._report = report
        self._blocks = _blocks(report.document)
        self._tables: dict[int, str] = {}
        for table in report.form.tables:
            for _, row, column in table.cells():
                block = self._block_of(table.cell_id(row, column))
                if block is not None and not isinstance(report.document.blocks[block], Paragraph):
                    self._tables.setdefault(block, table.id)
        headings = ((self._block_of(f"{one.prefix}.heading"), one.prefix) for one in report.form.sections)
        self._sections = sorted((block, section) for block, section in headings if block is not None)
        self._end = self._end_of_sections()

    def names(self, language: Language) -> Mapping[str, str]:
        """Every part by its id, in the order of the form."""
        found = {HEAD: _WORDS[HEAD][language]}
        tables = {table.id: table.name for table in self._report.form.tables}
        for section in self._report.form.sections:
            found[section.prefix] = section.name
            found |= {table: tables[table] for table in section.tables if table in tables}
        return {**found, **tables, END: _WORDS[END][language]}

    def of(self, location: Location) -> str | None:
        """The id of the part in which a place stands; ``None`` when it stands nowhere in the document."""
        block = self._blocks.get(home(location))
        if block is None:
            return None
        if block in self._tables:
            return self._tables[block]
        if self._end is not None and block >= self._end:
            return END
        before = bisect_right(self._sections, block, key=lambda section: section[0])
        return self._sections[before - 1][1] if before else HEAD

    def _block_of(self, fact: str) -> int | None:
        location = self._report[fact].location
        return None if location is None else self._blocks.get(home(location))

    def _end_of_sections(self) -> int | None:
        """The block in which the first of the fields at the end of the report stands."""
        last = self._sections[-1][0] if self._sections else -1
        at_end = (field.id for field in self._report.form.fields if any(one.zone is Zone.END for one in field.sources))
        blocks = (self._block_of(fact) for fact in at_end)
        return min((block for block in blocks if block is not None and block > last), default=None)


def _blocks(document: Document) -> Mapping[tuple[object, ...], int]:
    """The number of the block that each line, paragraph and row of the document belongs to."""
    found: dict[tuple[object, ...], int] = {}
    for number, block in enumerate(document.blocks):
        passages = (
            [block.passage]
            if isinstance(block, Paragraph)
            else [cell.passage for row in block.rows for cell in row.cells]
        )
        for passage in passages:
            for piece in passage.pieces:
                found.setdefault(home(piece.location), number)
    return found
