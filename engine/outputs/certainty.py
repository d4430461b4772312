"""How what was read is shown to people: a sign for each degree of certainty, and reasons brought together."""

from collections.abc import Iterable, Mapping, Sequence
from enum import StrEnum

from engine.evaluation.masking import mask
from engine.model.confirmation import Confirmation
from engine.model.facts import Fact, Facts, Status
from engine.model.finding import Finding
from engine.model.form import TableSpec
from engine.model.struct import Struct
from engine.outputs.words import STATUS, Language

_LONGEST_MARK = 3


class Certainty(StrEnum):
    """The status of a fact, or that a person read it."""

    FOUND = "found"
    BLANK = "blank"
    MARK = "mark"
    AMBIGUOUS = "ambiguous"
    ABSENT = "absent"
    CONFIRMED = "confirmed"


SIGN: Mapping[Certainty, str] = {
    Certainty.FOUND: "",
    Certainty.BLANK: "[ ]",
    Certainty.MARK: "[/]",
    Certainty.AMBIGUOUS: "?",
    Certainty.ABSENT: "--",
    Certainty.CONFIRMED: "*",
}
CERTAINTY: Mapping[Language, Mapping[Certainty, str]] = {
    language: {**{Certainty(status.value): word for status, word in words.items()}, Certainty.CONFIRMED: confirmed}
    for (language, words), confirmed in zip(STATUS.items(), ("人工核定", "confirmed by hand"), strict=True)
}


class Reason(Struct, frozen=True):
    """Why things are not certain: the reason, the things in words, and the ids of their facts."""

    reason: str
    things: tuple[str, ...]
    facts: tuple[str, ...]


def certainty(fact: Fact) -> Certainty:
    return Certainty.CONFIRMED if fact.confirmed is not None else Certainty(fact.status.value)


def signed(fact: Fact) -> str:
    """The value of a cell, or the sign of why there is none; one that a person read has a sign of its own."""
    degree = certainty(fact)
    if fact.value is not None:
        return f"{mask(str(fact.value))}{SIGN[degree]}"
    raw = mask(fact.raw or "")
    if degree is Certainty.MARK and 0 < len(raw) <= _LONGEST_MARK:
        return f"[{raw}]"
    return SIGN[degree]


def read_by(confirmation: Confirmation, language: Language) -> str:
    """Who read a value, when, what had been read before, and the note."""
    before = STATUS[language][confirmation.status]
    if confirmation.value is not None:
        before = mask(str(confirmation.value))
    if language == "zh":
        parts = [f"{confirmation.by} {confirmation.on.isoformat()} 核定", f"原读：{before}", confirmation.note]
        return "；".join(mask(part) for part in parts if part)
    parts = [f"read by {confirmation.by} on {confirmation.on.isoformat()}", f"before: {before}", confirmation.note]
    return "; ".join(mask(part) for part in parts if part)


def read_by_hand(finding: Finding, language: Language) -> list[str]:
    """The values that a finding rests on and a person read, each with who says so."""
    brackets = "（{}）" if language == "zh" else " ({})"
    return [
        f"{one.name} = {one.value}{brackets.format(read_by(one.confirmed, language))}"
        for one in finding.evidence
        if one.confirmed is not None
    ]


def counts(facts: Iterable[Fact]) -> dict[Certainty, int]:
    """How many facts there are of each certainty, without those that do not occur."""
    found = dict.fromkeys(Certainty, 0)
    for fact in facts:
        found[certainty(fact)] += 1
    return {degree: number for degree, number in found.items() if number}


def cells(report: Facts, table: TableSpec) -> list[Fact]:
    return [report[table.cell_id(row, column)] for _, row, column in table.cells()]


def values(report: Facts) -> list[Fact]:
    """What an auditor looks at: the fields, the headings and the cells, in the order of the form."""
    form = report.form
    found = [report[field.id] for field in form.fields]
    found += [report[f"{section.prefix}.heading"] for section in form.sections]
    return found + [fact for table in form.tables for fact in cells(report, table)]


def table_reasons(report: Facts, table: TableSpec, language: Language) -> list[Reason]:
    """Why cells of a table are not certain, or not there: each reason once, a whole row or table said as such."""
    found: dict[str, dict[str, list[tuple[str, str]]]] = {}
    for _, row, column in table.cells():
        fact = report[table.cell_id(row, column)]
        if fact.status in (Status.AMBIGUOUS, Status.ABSENT) and fact.reason:
            rows = found.setdefault(fact.reason, {})
            rows.setdefault(row.id, []).append((column.name, fact.id))
    names = {row.id: (row.name, len(block.columns)) for block, row in table.rows()}
    whole = sum(width for _, width in names.values())
    reasons = []
    for reason, rows in found.items():
        facts = tuple(fact for row in rows.values() for _, fact in row)
        things = [_row(*names[row], [name for name, _ in columns], language) for row, columns in rows.items()]
        if len(facts) == whole:
            things = [f"{table.name}全表" if language == "zh" else f"all of {table.name}"]
        reasons.append(Reason(mask(reason), tuple(things), facts))
    return reasons


def other_reasons(report: Facts) -> list[Reason]:
    """The reasons for what is not certain apart from the values: rows, labels, notes, by the ids of their facts.

    What the values of a row are not certain for is not said of the row a second time.
    """
    shown = {fact.id for fact in values(report)}
    said = {(_row_of(fact), report[fact].reason) for fact in shown}
    found: dict[str, list[str]] = {}
    for fact in report.facts.values():
        if fact.id in shown or (_row_of(fact.id), fact.reason) in said:
            continue
        if fact.status is Status.AMBIGUOUS and fact.reason:
            found.setdefault(fact.reason, []).append(fact.id)
    return [Reason(mask(reason), tuple(facts), tuple(facts)) for reason, facts in found.items()]


def _row_of(fact: str) -> str:
    return fact.rpartition(".")[0]


def _row(name: str, width: int, columns: Sequence[str], language: Language) -> str:
    if len(columns) == width > 1:
        return f"{name}（{width} 格）" if language == "zh" else f"{name} ({width} cells)"
    inside = ("、" if language == "zh" else ", ").join(columns)
    return name if width == 1 else f"{name}[{inside}]"
