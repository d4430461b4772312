"""Where a finding points: at the words that were read, or, for what is absent, where it should have been."""

from collections.abc import Iterable, Iterator

from engine.evaluation.budget import Exhausted
from engine.evaluation.expressions import Evaluator
from engine.evaluation.masking import mask
from engine.evaluation.trace import Read, Scope, Trace
from engine.evaluation.values import (
    ENTITIES,
    CellValue,
    ColumnValue,
    RowValue,
    TableValue,
    Value,
    as_list,
    fact_of,
    presence,
    words_of,
)
from engine.language.checked import Expression
from engine.model.facts import Fact, Status
from engine.model.finding import Place
from engine.model.location import Location

LONGEST_QUOTE = 40


def quote(text: str) -> str:
    """The words as they stand, masked; long ones by their beginning."""
    words = mask(" ".join(text.split("\n")))
    return words if len(words) <= LONGEST_QUOTE else words[:LONGEST_QUOTE] + "…"


def is_whole_document(fact: Fact | None) -> bool:
    """Whether a fact is a text of the whole document, which says nothing about where to look."""
    return fact is not None and fact.id.startswith("document.")


class Places:
    """Finds the places of what was read in one report."""

    def __init__(self, evaluator: Evaluator) -> None:
        self._evaluator = evaluator
        self._facts = evaluator.facts
        form = self._facts.form
        self._quotable = {field.id for field in form.fields}
        self._quotable |= {table.cell_id(row, column) for table in form.tables for _, row, column in table.cells()}

    def of_expressions(self, expressions: Iterable[Expression], scope: Scope) -> Iterator[Place]:
        """The places that the author of a rule names (定位)."""
        for expression in expressions:
            trace = Trace()
            try:
                values = as_list(self._evaluator.value(expression, scope, trace))
            except Exhausted:
                return
            if any(isinstance(one, ENTITIES) for one in values):
                for one in values:
                    yield from self._of_value(one)
            else:
                yield from self.of_reads(trace.reads) or (place for one in values for place in self._of_value(one))

    def of_reads(self, reads: Iterable[Read]) -> tuple[Place, ...]:
        """The places of what was read, each once, in the order of reading."""
        found = tuple(reads)
        here = [read for read in found if not read.is_elsewhere]
        near = [read for read in here if read.words is not None or not is_whole_document(read.fact)]
        places = (self._of_read(read) for read in near)
        return tuple(dict.fromkeys(place for place in places if place is not None))

    def title(self) -> Place:
        """Where the report begins: its first field with a place, else its first words."""
        for field in self._facts.form.fields:
            fact = fact_of(self._facts, field.id)
            if fact.location is not None:
                return self._of_fact(fact, fact.location)
        for paragraph in self._facts.document.paragraphs():
            location = paragraph.passage.location
            if location is not None:
                return Place(location, None, quote(paragraph.passage.text))
        return Place(Location())

    def _of_read(self, read: Read) -> Place | None:
        if read.words is not None:
            location = read.words.location
            fact = None if read.fact is None or is_whole_document(read.fact) else read.fact.id
            return None if location is None else Place(location, fact, quote(read.words.text))
        return None if read.fact is None else self._of_fact_or_home(read.fact)

    def _of_value(self, value: Value) -> Iterator[Place]:
        words = words_of(value)
        if isinstance(value, ENTITIES) and value.home is not None:
            return
        if isinstance(value, CellValue):
            yield self._of_fact_or_home(value.fact)
        elif isinstance(value, ENTITIES):
            labelled = isinstance(value, RowValue | ColumnValue)
            name = f"{value.prefix}.label" if labelled else presence(value)
            header = fact_of(self._facts, f"{value.prefix}.header") if isinstance(value, TableValue) else None
            found = header is not None and header.location is not None
            yield self._of_fact_or_home(header if found and header else fact_of(self._facts, name))
        elif words is not None and words.location is not None:
            yield Place(words.location, None, quote(words.text))

    def _of_fact_or_home(self, fact: Fact) -> Place:
        return self._home(fact) if fact.location is None else self._of_fact(fact, fact.location)

    def _of_fact(self, fact: Fact, location: Location) -> Place:
        # The raw text of a count (how many rows) stands nowhere in the document.
        raw = fact.passage.text if fact.passage is not None else None
        if fact.id in self._quotable and fact.raw is not None:
            raw = fact.raw
        return Place(location, fact.id, None if raw is None else quote(raw))

    def _home(self, fact: Fact) -> Place:
        """Where a fact without a place belongs: its row, its table, its section, else the beginning of the report."""
        for near in self._neighbours(fact):
            if near.location is not None:
                return self._of_fact(near, near.location)
        return self.title()

    def _neighbours(self, fact: Fact) -> Iterator[Fact]:
        first, _, rest = fact.id.partition(".")
        if first == "section":
            yield fact_of(self._facts, f"section.{rest.partition('.')[0]}.heading")
            return
        if fact.status is not Status.ABSENT:
            yield fact_of(self._facts, f"{first}.{rest.partition('.')[0]}.label")
            yield fact_of(self._facts, f"{first}.header")
        section = self._evaluator.index.section_of_table(first)
        if section is not None:
            yield fact_of(self._facts, f"{section.prefix}.heading")
