"""The facts of a report and the file beside it -> the facts with the values that a person read."""

from collections.abc import Iterable, Iterator, Set
from pathlib import Path

from engine.confirmation import messages
from engine.confirmation.file import Entry, File
from engine.confirmation.naming import beside
from engine.confirmation.reading import read
from engine.confirmation.values import WANTED, fits, types
from engine.language.messages import guess
from engine.language.nearest import nearest
from engine.model.confirmation import Confirmation
from engine.model.diagnostic import Diagnostic
from engine.model.facts import Fact, Facts, Status
from engine.model.passage import Passage, Piece
from engine.model.struct import Struct, replace
from engine.project.messages import shown

_OPEN = frozenset((Status.AMBIGUOUS, Status.ABSENT))


class Confirmed(Struct, frozen=True):
    """The facts of a report with what was confirmed, or what is wrong with the file that says so, and its text."""

    facts: Facts
    diagnostics: tuple[Diagnostic, ...] = ()
    name: str = ""
    text: str = ""


def confirm(facts: Facts, report: Path) -> Confirmed:
    """Puts in what the file beside a report confirms; one of another content of the report is not used (``stale``)."""
    reading = read(beside(report))
    file = reading.file
    if file is None:
        return Confirmed(facts, reading.diagnostics, reading.diagnostics[0].span.file, reading.text)
    if file.sha256 != facts.document.sha256:
        return Confirmed(replace(facts, stale=file.name))
    wrong = tuple(_unfit(facts, file))
    return Confirmed(facts if wrong else with_entries(facts, file), wrong, file.name, reading.text)


def with_entries(facts: Facts, file: File) -> Facts:
    """The facts with the values of a file that fits them: found, in their place, and marked as read by a person."""
    confirmed = _with(facts, (_read_by_hand(facts[fact], entry) for fact, entry in file.entries.items()))
    return _with(confirmed, _known_surplus(confirmed, file.entries.keys()))


def _with(facts: Facts, others: Iterable[Fact]) -> Facts:
    return replace(facts, facts={**facts.facts, **{fact.id: fact for fact in others}})


def _known_surplus(facts: Facts, read: Set[str]) -> Iterator[Fact]:
    """How many cells are surplus in rows whose values a person has made certain: those that hold none of the values."""
    for table in facts.form.tables:
        for block, row in table.rows():
            ids = [table.cell_id(row, column) for column in block.columns]
            filled = facts.facts.get(f"{table.id}.{row.id}.values")
            surplus = facts.facts.get(f"{table.id}.{row.id}.surplus")
            if filled is None or surplus is None or surplus.status is not Status.AMBIGUOUS or read.isdisjoint(ids):
                continue
            cells = [facts[fact].status for fact in ids]
            if isinstance(filled.value, int) and _OPEN.isdisjoint(cells):
                beyond = max(0, filled.value - sum(status is not Status.BLANK for status in cells))
                yield replace(surplus, status=Status.FOUND, value=beyond, raw=str(beyond), reason=None)


def _unfit(facts: Facts, file: File) -> Iterator[Diagnostic]:
    known = types(facts.form)
    for fact, entry in file.entries.items():
        if fact not in known:
            near = guess(nearest(fact, known))
            yield messages.NO_FACT.at(file.span("facts", fact), name=shown(fact), guess=near)
        elif not fits(entry.value, known[fact]):
            span = file.span("facts", fact, "value")
            yield messages.VALUE.at(span, name=fact, wanted=WANTED[known[fact]], value=str(entry.value))


def _read_by_hand(fact: Fact, entry: Entry) -> Fact:
    confirmation = Confirmation(entry.by, entry.on, fact.status, fact.value, entry.note)
    same = fact.status is Status.FOUND and fact.value == entry.value
    return replace(
        fact,
        status=Status.FOUND,
        value=entry.value,
        reason=None,
        passage=fact.passage if same else _passage(fact, entry),
        violation=None,
        confirmed=confirmation,
    )


def _passage(fact: Fact, entry: Entry) -> Passage | None:
    """The words that a person read, at the place of the fact; numbers and dates have none."""
    if not isinstance(entry.value, str):
        return None
    return Passage(entry.value, () if fact.location is None else (Piece(0, fact.location),))
