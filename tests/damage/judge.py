"""Whether what was read from a damaged report is true, decided without the reader.

The truth is what is written in the cells that are known to be a fact's, wherever the damage has taken them. Whether a
person could have seen that something is wrong is decided from how the report looks, digits aside.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from itertools import zip_longest

from engine import pipeline
from engine.documents import read
from engine.extraction import extract
from engine.language.checked import Ruleset
from engine.model.document import Document
from engine.model.facts import Facts, Status
from engine.model.finding import READING_DOUBT, Assessment, Verdict
from tests.damage.sheets import FORMS, Line, Paper, Sheet, as_items, headers, rows, sheets
from tests.round_trip.writers import Writer
from tests.support.forms import annual_report_form
from tests.support.packs import shipped_pack

_NUMBER = re.compile(r"(?:0|[1-9][0-9]*|[1-9][0-9]{0,2}(?:,[0-9]{3})+)(?:\.[0-9]+)?")
_NARROW = {code + 0xFEE0: code for code in range(0x21, 0x7F)}
_LIKE_A_NUMBER = re.compile(r"[^\s\u3400-\u9fff]{0,4}\d[^\s\u3400-\u9fff]{0,18}件?")
_ORDINALS = "（）一二三四五六七八九十0123456789.、 "
_MARKS = ("/", "-", "无", "—")
_SPARSE = 6  # a table leaves zeros blank where it writes none, and at least one in so many cells is blank


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
    truth, before = _truth(damaged), _truth(original)
    right: set[str] = set()
    wrong: set[str] = set()
    for name in names:
        table, _, column = name.split(".")
        counts_as_zero = form.table(table).blank_is_zero and (
            table not in facts.writes_zero or f"{table}.{column}" in facts.unused
        )
        # Where its cell is gone, what stood there before is still true, should the reader have it.
        said = truth.get(name) or before[name]
        if _is_true(facts, name, said, counts_as_zero):
            right.add(name)
        elif facts[name].status is Status.FOUND or (counts_as_zero and _is_zero(facts, name)):
            wrong.add(name)
    hidden = {name for name in wrong if _looks_well(name, wrong, original, damaged)}
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


def number(text: str) -> int | Decimal | None:
    """The number that a cell says beyond doubt."""
    plain = text.translate(_NARROW).replace("\u3000", " ").strip()
    if _NUMBER.fullmatch(plain) is None:
        return None
    digits = plain.replace(",", "")
    return Decimal(digits) if "." in digits else int(digits)


def _is_true(facts: Facts, name: str, texts: Sequence[str], counts_as_zero: bool) -> bool:
    fact = facts[name]
    if not texts:
        return False
    if fact.status is Status.FOUND:
        return all(number(text) == fact.value for text in texts)
    if fact.status in _NOTHING:
        return all(not text.strip() or text in _MARKS or (counts_as_zero and number(text) == 0) for text in texts)
    return False


def _looks_well(name: str, wrong: set[str], original: Paper, damaged: Paper) -> bool:
    """Whether nothing in the damaged report shows that a value was read wrongly.

    The row that says that it holds the value must look as it did, its digits aside; or stand complete, with its label
    and as many numbers as there are columns in one run. Where several rows are wrong, the header must be as it was;
    where the numbers belong to another row than the label says, the whole table.
    """
    table, row, _ = name.split(".")
    key = table if table == "table4" else f"{table}.{row}"
    before = [line for _, _, line in rows(original, table) if line.key == key]
    if len(before) != 1:
        return False
    normal = _normal_blanks(original, damaged, table)
    claiming = list(_claiming(damaged, before[0], key))
    if not claiming:
        return any(line.key == key and not _words(line) for _, _, line in rows(damaged, table))
    if len({tuple(cell.text for cell in line.cells) for line in claiming}) != 1:
        return False
    line = _without_blanks(claiming[0], len(before[0].cells))
    if line.key is None and not rows(damaged, table):
        return True  # Nothing but another table is left, and nothing says that it is another.
    if line.key != key:
        return _looks(original, table, normal) == _looks(damaged, table, normal)
    places = [fact.split(".")[1:] for fact in wrong if fact.startswith(f"{table}.")]
    alone = table != "table4" and 1 in (len({row for row, _ in places}), len({column for _, column in places}))
    if not alone and not _same_headers(original, damaged, table):
        return False
    return _look(line, normal) == _look(before[0], normal) or _is_complete(line, before[0])


def _without_blanks(line: Line, width: int) -> Line:
    """The row without blank cells that come after so many."""
    used = max((index + 1 for index, cell in enumerate(line.cells) if cell.text), default=0)
    return replace(line, cells=line.cells[: max(used, width)])


def _claiming(paper: Paper, line: Line, key: str) -> Iterator[Line]:
    """The rows anywhere in a report that have the label of a row; where it has none, those that are known to be it."""
    words = _words(line)
    for item in paper.items:
        for other in item.lines if isinstance(item, Sheet) else ():
            holds_values = other.key is not None or any(_is_number(cell.text) for cell in other.cells)
            if (words and holds_values and words[-1] in _words(other)) or (not words and other.key == key):
                yield other


def _words(line: Line) -> list[str]:
    """The words of a row without what numbers them."""
    return [cell.text.lstrip(_ORDINALS) for cell in line.cells if cell.text and not _is_number(cell.text)]


def _is_number(text: str) -> bool:
    """Whether a cell shows one number, perhaps badly written, or a sign for none."""
    return text in _MARKS or _LIKE_A_NUMBER.fullmatch(text.strip("\xa0\u3000 ")) is not None


def _look(line: Line, normal: frozenset[int]) -> list[str]:
    """A row from its label on, with its digits hidden, and its blanks where blanks are normal."""
    words = [index for index, cell in enumerate(line.cells) if cell.text and not _is_number(cell.text)]
    first = max((index for index in words if any(char.isalpha() for char in line.cells[index].text)), default=0)
    shown = ["#" if _is_number(cell.text) else cell.text.lstrip(_ORDINALS) for cell in line.cells]
    return [text or ("#" if index in normal else "") for index, text in enumerate(shown) if index >= first]


def _looks(paper: Paper, table: str, normal: frozenset[int]) -> list[list[str]]:
    return [
        _look(line, normal if line.key else frozenset()) for _, sheet in sheets(paper, table) for line in sheet.lines
    ]


def _normal_blanks(original: Paper, damaged: Paper, table: str) -> frozenset[int]:
    """Where blanks are normal: in all columns of a table that leaves zeros blank, or in those that no row fills."""
    places = frozenset(place for _, _, line in rows(original, table) for place in line.values)
    columns: dict[int, list[str]] = {}
    for _, _, line in rows(damaged, table):
        for place in places:
            columns.setdefault(place, []).append(line.cells[place].text if place < len(line.cells) else "")
    cells = [text for texts in columns.values() for text in texts]
    if "0" not in cells and cells.count("") * _SPARSE >= len(cells) > 0:
        return places
    return frozenset(place for place, texts in columns.items() if not any(texts))


def _same_headers(original: Paper, damaged: Paper, table: str) -> bool:
    """Whether the header lines are there as they were; others may have come in, and names may be blank or spread."""
    before, after = (
        [tuple("".join(cell.text.split()) for cell in line.cells) for _, _, line in headers(paper, table)]
        for paper in (original, damaged)
    )
    left = iter(after)
    return all(any(_is_like(other, line) for other in left) for line in before)


def _is_like(line: tuple[str, ...], before: tuple[str, ...]) -> bool:
    return len(line) >= len(before) and all(text in ("", old) for text, old in zip_longest(line, before, fillvalue=""))


def _is_complete(line: Line, before: Line) -> bool:
    """Whether a row has its words, and then exactly its numbers in one run, and nothing else; as it had before."""

    def complete(one: Line) -> bool:
        numbers = [index for index, cell in enumerate(one.cells) if _is_number(cell.text)]
        words = [index for index, cell in enumerate(one.cells) if cell.text and index not in numbers]
        # 表四 with one value more than names is a layout that occurs; where the values begin cannot be seen then.
        surplus = len(numbers) == len(before.values) + 1 and one.key == "table4"
        enough = surplus or len(numbers) == len(before.values)
        unbroken = enough and numbers[-1] - numbers[0] == len(numbers) - 1
        return unbroken and (not words or words[-1] < numbers[0])

    as_wide = complete(before) or len(line.cells) >= len(before.cells)
    return as_wide and complete(line) and _words(line)[-1:] == _words(before)[-1:]


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
