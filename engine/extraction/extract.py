"""From a document and a form to the facts: the order in which the parts of this room work."""

from collections.abc import Iterator, Mapping

from engine.extraction.arranging import without_arranging
from engine.extraction.candidates import choose
from engine.extraction.continued import with_whole_labels
from engine.extraction.fields import field_facts
from engine.extraction.grid import pieces
from engine.extraction.inline import with_headings_apart
from engine.extraction.loose import has_surplus, with_loose_tables
from engine.extraction.outline import heading_blocks, outline
from engine.extraction.placement import is_zero
from engine.extraction.schema import fact_ids, violations
from engine.extraction.sections import document_facts, section_facts
from engine.extraction.tables import table_facts
from engine.extraction.vocabulary import vocabularies
from engine.model.document import Document
from engine.model.facts import Fact, Facts, Status
from engine.model.form import FieldType, Form, TableSpec
from engine.model.struct import replace

_OTHER_FORM = "那份报告用的是另一种格式，没有这一项"


def extract(document: Document, form: Form) -> Facts:
    """All facts of the form, each with its place and how sure it is; every id of the form is there.

    What the schema says against a found value is kept with it (``violation``).
    """
    words = vocabularies(form)
    plain = with_headings_apart(without_arranging(document, words), form)
    seen = with_loose_tables(plain, words, heading_blocks(plain, form))
    parts = outline(seen, form)
    texts = {fact.id: fact for fact in document_facts(parts)}
    facts = {fact.id: fact for fact in field_facts(parts, form, texts)}
    year = _year(form, facts)
    facts |= {fact.id: fact for fact in section_facts(parts, form)}
    found = with_whole_labels(pieces(seen), words)
    choices = choose(found, words, year, [paragraph.passage for paragraph in seen.paragraphs()])
    surplus = has_surplus(found, words)
    for table in words:
        facts |= {fact.id: fact for fact in table_facts(table, choices[table.spec.id], seen, surplus)}
    facts |= texts
    return complete(form, document, {name: _as_sure_as_its_words(fact) for name, fact in facts.items()})


def complete(form: Form, document: Document, facts: dict[str, Fact]) -> Facts:
    """Facts with what the schema says against each of them, and with what is known of whole tables."""
    said = {name: replace(facts[name], violation=text) for name, text in violations(form, _values(form, facts)).items()}
    facts = {**facts, **said}
    zeros = frozenset(table.id for table in form.tables if _writes_zero(table, facts))
    return Facts(form, document, facts, zeros, frozenset(_unused_columns(form, facts)))


def _as_sure_as_its_words(fact: Fact) -> Fact:
    """A text whose words are not certain (``Passage.doubt``) is not certain."""
    if fact.status is not Status.FOUND or fact.passage is None or fact.passage.doubt is None:
        return fact
    return replace(fact, status=Status.AMBIGUOUS, value=None, reason=fact.passage.doubt)


def as_on(facts: Facts, other: Facts) -> Facts:
    """What was read from a report on one form, as a report on the form of ``other`` has it.

    Facts mean the same where their ids are the same; what only the other form has is absent.
    """
    if facts.form.id == other.form.id:
        return facts
    missing = {name: Fact(name, Status.ABSENT, reason=_OTHER_FORM) for name in other.facts}
    return replace(facts, form=other.form, facts={name: facts.facts.get(name, missing[name]) for name in missing})


def with_cells(facts: Facts, cells: Mapping[str, Fact]) -> Facts:
    """The facts with other cells, which keep their places; what is known of whole tables follows anew."""
    new = {name: replace(fact, id=name, location=facts[name].location) for name, fact in cells.items()}
    found = {**facts.facts, **new}
    zeros = frozenset(table.id for table in facts.form.tables if _writes_zero(table, found))
    return replace(facts, facts=found, writes_zero=zeros, unused=frozenset(_unused_columns(facts.form, found)))


def _year(form: Form, facts: dict[str, Fact]) -> int | None:
    """The year that the report is about: the first field of the form that is a year."""
    for field in form.fields:
        if field.type is FieldType.YEAR:
            value = facts[field.id].value
            return value if isinstance(value, int) else None
    return None


def _values(form: Form, facts: dict[str, Fact]) -> dict[str, object]:
    """What the schema speaks about: the value of every cell and field, ``None`` where none was found."""
    return {fact: facts[fact].value for fact in fact_ids(form)}


def _unused_columns(form: Form, facts: dict[str, Fact]) -> Iterator[str]:
    """The columns (``TABLE.COLUMN``) of which every cell is there and blank."""
    for table in form.tables:
        columns: dict[str, bool] = {}
        for _, row, column in table.cells():
            is_blank = facts[table.cell_id(row, column)].status is Status.BLANK
            columns[column.id] = columns.get(column.id, True) and is_blank
        yield from (f"{table.id}.{column}" for column, is_blank in columns.items() if is_blank)


def _writes_zero(table: TableSpec, facts: dict[str, Fact]) -> bool:
    """Whether a cell of the table is written 0 (one that is not certain, too: zeros are written here)."""
    for _, row, column in table.cells():
        fact = facts[table.cell_id(row, column)]
        if fact.status is Status.FOUND and fact.value == 0:
            return True
        if fact.status is Status.AMBIGUOUS and any(is_zero(part.strip()) for part in (fact.raw or "").split("|")):
            return True
    return False
