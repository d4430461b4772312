"""Other facts for a report: another value, none, a doubt; in the facts, and where a place is known in the text."""

from collections.abc import Iterable
from datetime import date, timedelta
from decimal import Decimal

from engine.extraction import with_cells
from engine.model.facts import Fact, Facts, FactValue, Status
from engine.model.passage import Passage
from engine.model.struct import replace

_DOUBT = "读不准"
_LATER = timedelta(days=400)


def with_facts(facts: Facts, changed: Iterable[Fact]) -> Facts:
    """The facts with others in their stead; what is known of whole tables follows anew."""
    new = {fact.id: fact for fact in changed}
    types = facts.form.cell_types()
    cells = {name: fact for name, fact in new.items() if name in types}
    return with_cells(replace(facts, facts={**facts.facts, **new}), cells)


def without(fact: Fact, status: Status) -> Fact:
    """A fact without its value: absent, blank, or not certain. It keeps its place, but for what is absent."""
    place = None if status is Status.ABSENT else fact.location
    raw = "" if status is Status.BLANK else fact.raw if status is Status.AMBIGUOUS else None
    return Fact(fact.id, status, None, raw, place, _DOUBT if status is not Status.BLANK else None)


def otherwise(fact: Fact, *, is_cell: bool) -> Fact:
    """A fact with another value of its kind, at its place; a cell without a number gets one."""
    value = other(fact.value)
    if value is None and is_cell:
        value = 5
    if value is None:
        return fact
    written = str(value)
    passage = None
    if fact.passage is not None:
        passage = Passage(written, fact.passage.pieces[:1])
    return Fact(fact.id, Status.FOUND, value, written, fact.location, passage=passage)


def other(value: FactValue | None) -> FactValue | None:
    """Another value of the same kind; a text keeps its length, and so its place."""
    match value:
        case None:
            return None
        case int() | Decimal():
            return value + 7
        case date():
            return value + _LATER
        case str():
            return "另" * len(value)


def words_for(fact: Fact) -> str:
    """The words by which a report says a fact."""
    value = fact.value
    if isinstance(value, date):
        return f"{value.year}年{value.month}月{value.day}日"
    return "" if value is None else str(value)


def in_text(text: str, fact: Fact, words: str) -> str | None:
    """The text with other words in the place of a fact; ``None`` where that is not words in one line."""
    place = fact.location
    if place is None or place.line is None or place.column is None or place.end_column is None:
        return None
    lines = text.split("\n")
    if place.line > len(lines) or (fact.passage is not None and len(fact.passage.pieces) > 1):
        return None
    line = lines[place.line - 1]
    lines[place.line - 1] = line[: place.column - 1] + words + line[place.end_column - 1 :]
    return "\n".join(lines)
