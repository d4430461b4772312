"""Whether what was read from a damaged report is true, decided without the reader."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from engine.documents import read
from engine.extraction import extract
from engine.model.document import Document
from engine.model.facts import Facts, Status
from tests.support.forms import annual_report_form
from tests.support.reports import COLUMNS, RESULTS, Report, Row, Table, write

_VALUES = {"table2.regulations": 3, "table2.normative_documents": 3, "table4": 15}


@dataclass(frozen=True, slots=True)
class Verdict:
    """What came of reading a damaged report.

    - wrong: values reported as found that are not the true ones;
    - invisible: those of them in a row that the damage left perfectly well-formed, so that nobody can see it there;
    - lost: values that were not found; found: all that were, rightly;
    - unnoticed: rows with invisible wrong values although every identity over the values read still holds.
    """

    wrong: frozenset[str]
    invisible: frozenset[str]
    lost: frozenset[str]
    found: frozenset[str]
    unnoticed: frozenset[str]

    @property
    def silent(self) -> frozenset[str]:
        """Wrong values that the reader had to doubt, or that no identity gives away."""
        return (self.wrong - self.invisible) | self.unnoticed


def understand(report: Report) -> Facts:
    """What the reader makes of a report."""
    document = read(write(report.items).encode(), "report.md")
    assert isinstance(document, Document)
    return extract(document, annual_report_form())


def judge(original: Report, damaged: Report) -> Verdict:
    """Read the damaged report and compare with the truth."""
    facts = understand(damaged)
    found = {fact: facts[fact].value for fact in original.truth if facts[fact].status is Status.FOUND}
    wrong = frozenset(fact for fact, value in found.items() if value != original.truth[fact])
    invisible = frozenset(fact for fact in wrong if _is_well_formed(_key(fact), original, damaged))
    values = {fact: value for fact, value in found.items() if isinstance(value, int)}
    broken = set(_broken(values))
    unnoticed = frozenset(
        fact for fact in invisible if not fact.startswith("table2") and not broken.intersection({fact.split(".")[0]})
    )
    lost = frozenset(original.truth) - frozenset(found)
    return Verdict(wrong, invisible, lost, frozenset(found) - wrong, unnoticed)


def _key(fact: str) -> str:
    table, row, _ = fact.split(".")
    return table if table == "table4" else f"{table}.{row}"


def _is_well_formed(key: str, original: Report, damaged: Report) -> bool:
    """Whether a row looks as an undamaged one does: the same cells filled, or its label and exactly its values."""
    before, rows = list(_rows(original, key)), list(_rows(damaged, key))
    if {row.cells for row in rows} <= {row.cells for row in before}:
        return False  # The row itself is as it was.
    shapes = {_shape(row) for row in before}
    # Where the undamaged row has surplus values, one with exactly as many as the form wants is short.
    exact = all(_is_complete(row, _VALUES.get(key)) for row in before)
    return bool(rows) and all(_shape(row) in shapes or (exact and _is_complete(row, _VALUES.get(key))) for row in rows)


def _rows(report: Report, key: str) -> Iterator[Row]:
    return (row for item in report.items if isinstance(item, Table) for row in item.rows if row.key == key)


def _shape(row: Row) -> tuple[bool, ...]:
    return tuple(bool(cell) for cell in row.cells)


def _is_complete(row: Row, count: int | None) -> bool:
    """Whether exactly the right number of values stands after the label without a gap, and nothing else."""
    wanted = count if count is not None else (COLUMNS if (row.key or "").startswith("table3") else 1)
    numbers = [index for index, cell in enumerate(row.cells) if cell.replace(".", "", 1).isdigit()]
    words = [index for index, cell in enumerate(row.cells) if cell and index not in numbers]
    unbroken = len(numbers) == wanted and numbers[-1] - numbers[0] == wanted - 1
    return unbroken and (not words or words[-1] < numbers[0])


def _broken(values: Mapping[str, int]) -> Iterator[str]:
    """The tables in which an identity over values that were found does not hold."""
    form = annual_report_form()
    for table in ("table3", "table4"):
        block = form.table(table).blocks[0]
        columns = [column.id for column in block.columns]
        rows = [row.id for row in block.rows]

        def get(row: str, column: str, table: str = table) -> int | None:
            return values.get(f"{table}.{row}.{column}")

        for row in rows:
            if _differs([get(row, column) for column in columns[:-1]], [get(row, columns[-1])]):
                yield table
        if table == "table4":
            continue
        for column in columns:
            results = [get(row, column) for row in rows[2 : 2 + RESULTS]]
            if _differs(results, [get("disposed", column)]):
                yield table
            if _differs(
                [get("received", column), get("carried_in", column)],
                [get("disposed", column), get("carried_out", column)],
            ):
                yield table


def _differs(left: list[int | None], right: list[int | None]) -> bool:
    known = [value for value in left + right if value is not None]
    return len(known) == len(left) + len(right) and sum(known[: len(left)]) != sum(known[len(left) :])
