"""Whether what was read from a damaged report is true, decided without the reader.

The truth is what is written in the cells that are known to be a fact's, wherever the damage has taken them. Whether a
person could have seen that something is wrong is decided from how the report looks, digits aside.
"""

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from engine import pipeline
from engine.documents import read
from engine.extraction import extract
from engine.language.checked import Ruleset
from engine.model.document import Document
from engine.model.facts import Facts, Status
from engine.model.finding import READING_DOUBT, Assessment, Verdict
from tests.damage.looks import looks_well
from tests.damage.sheets import FORMS, Paper, Sheet, as_items
from tests.damage.standing import MARKS, number
from tests.round_trip.writers import Writer
from tests.support.forms import annual_report_form
from tests.support.packs import shipped_pack


@dataclass(frozen=True, slots=True)
class Judgement:
    """What came of reading a damaged report.

    - right: facts that were read as what is written in their cells; lost: those that were not;
    - silent: values reported as found (or as blanks that count as 0) that are not the true ones although the report
      shows that something is wrong;
    - invisible: those in rows that look as undamaged ones do, with an identity broken by them and a finding that says
      that it may be the reading;
    - unnoticed: those of 表三 and 表四 that look so too, and no finding says it; unrelated: those of 表二, which has no
      identities.
    """

    right: frozenset[str]
    lost: frozenset[str]
    silent: frozenset[str]
    invisible: frozenset[str]
    unnoticed: frozenset[str]
    unrelated: frozenset[str]


def understand(paper: Paper, writer: Writer) -> Facts:
    """What the reader makes of a report that was written in a format."""
    document = read(writer.write(as_items(paper)), f"report{writer.suffix}")
    assert isinstance(document, Document), document
    return extract(document, annual_report_form(FORMS[paper.year]))


def judge(original: Paper, damaged: Paper, writer: Writer) -> Judgement:
    """Read the damaged report and compare with the truth."""
    facts = understand(damaged, writer)
    form = annual_report_form(FORMS[original.year])
    names = [table.cell_id(row, column) for table in form.tables for _, row, column in table.cells()]
    truth, before, cells = _truth(damaged), _truth(original), _cells(damaged)
    right: set[str] = set()
    wrong: set[str] = set()
    for name in names:
        table, _, column = name.split(".")
        counts_as_zero = form.table(table).blank_is_zero and (
            table not in facts.writes_zero or f"{table}.{column}" in facts.unused
        )
        # Where its cell is gone, what stood there before is still true, should the reader have it.
        said = truth.get(name) or before[name]
        if _is_true(facts, name, said, counts_as_zero, cells.get(name.rpartition(".")[0], ())):
            right.add(name)
        elif facts[name].status is Status.FOUND or (counts_as_zero and _is_zero(facts, name)):
            wrong.add(name)
    hidden = {name for name in wrong if looks_well(name, facts[name].value, wrong, original, damaged, writer)}
    doubted = _doubted(facts, original.year) if hidden else set()
    with_identity = {name for name in hidden if not name.startswith("table2.")}
    invisible = {name for name in with_identity if name.split(".")[0] in doubted}
    return Judgement(
        frozenset(right),
        frozenset(names) - right - wrong,
        frozenset(wrong - hidden),
        frozenset(invisible),
        frozenset(with_identity - invisible),
        frozenset(hidden - with_identity),
    )


# What a cell says that no reader must take for a number, if another one says the same as it should be.
_WITH_UNIT = re.compile(r"^0*([0-9][0-9.,]*)\s*件$|^0+([1-9][0-9]*)$")
_NOTHING = (Status.BLANK, Status.MARK)


def _is_zero(facts: Facts, name: str) -> bool:
    """Whether the blank of a cell is one beyond doubt."""
    return facts[name].status is Status.BLANK and facts[name].reason is None


def _truth(paper: Paper) -> Mapping[str, Sequence[str]]:
    """What is written in the cells of every fact."""
    truth: dict[str, list[str]] = {}
    for item in paper.items:
        if isinstance(item, Sheet):
            for line in item.lines:
                for cell in line.cells:
                    if cell.fact is not None:
                        truth.setdefault(cell.fact, []).append(cell.text)
    return truth


def _cells(paper: Paper) -> Mapping[str, Sequence[str]]:
    """What stands in the cells of every row of the form."""
    found: dict[str, list[str]] = {}
    for item in paper.items:
        for line in item.lines if isinstance(item, Sheet) else ():
            if line.key is not None:
                found.setdefault(line.key, []).extend(cell.text for cell in line.cells)
    return found


def _is_true(facts: Facts, name: str, texts: Sequence[str], counts_as_zero: bool, beside: Collection[str]) -> bool:
    """Whether a fact is what its cells say; ``beside`` is what stands in the cells of its row."""
    fact = facts[name]
    if not texts:
        return False
    if fact.status is Status.FOUND:
        # A row that stands there twice, once left blank, says 0 where blanks count as 0.
        zero = counts_as_zero and fact.value == 0
        said = [text for text in texts if text.strip() or not zero]
        return bool(said) and all(number(_plain(text, fact.value, beside)) == fact.value for text in said)
    if fact.status in _NOTHING:
        return all(not text.strip() or text in MARKS or (counts_as_zero and number(text) == 0) for text in texts)
    return False


def _plain(text: str, value: object, beside: Collection[str]) -> str:
    """The number alone, where another cell of the row says it as it should be."""
    match = _WITH_UNIT.match(text)
    if match is None or all(number(other) != value for other in beside):
        return text
    return match[1] or match[2]


def _ruleset(pack: str) -> Ruleset:
    return shipped_pack(pack)


def _doubted(facts: Facts, year: int) -> set[str]:
    """The tables about whose numbers a finding says that it may be the reading."""
    result = pipeline.assess(facts, [_ruleset(FORMS[year])], strict=True)
    assert isinstance(result, Assessment), result
    return {
        evidence.fact.split(".")[0]
        for outcome in result.outcomes
        for finding in outcome.findings
        if finding.outcome is Verdict.FAILED and finding.note == READING_DOUBT
        for evidence in finding.evidence
        if evidence.fact is not None
    }
