"""What was read from a report: every value with its status, its place and, where it is not certain, the reason."""

from collections.abc import Mapping
from enum import StrEnum

from engine.model.confirmation import Confirmation, FactValue
from engine.model.document import Document
from engine.model.form import Form
from engine.model.location import Location
from engine.model.passage import Passage
from engine.model.struct import Struct

__all__ = ["NOT_GIVEN", "Fact", "FactValue", "Facts", "Status"]

# The reason of a fact that is not among those handed in as JSON: a rule that needs it does not apply.
NOT_GIVEN = "给出的数据里没有这一项"


class Status(StrEnum):
    """How sure the reading of a fact is; the five stay apart all the way to the finding."""

    FOUND = "found"  # the value is there and its place is certain
    BLANK = "blank"  # the place is certain and empty
    MARK = "mark"  # the place is certain and holds a sign instead of a value: / - 无
    AMBIGUOUS = "ambiguous"  # something is there; which value belongs here is not certain
    ABSENT = "absent"  # certainly not in the document


class Fact(Struct, frozen=True):
    """One fact. ``value`` is ``None`` unless the status is found; ``raw`` is the text as it stands in the document.

    ``reason`` says why the status is not found (Chinese, for the auditor). ``passage`` is the text with the places of
    its characters, for facts that are text. ``violation`` says how a found value breaks the type that the form
    declares for it, as the schema reports it. ``confirmed`` is set when a person read the value.
    """

    id: str
    status: Status
    value: FactValue | None = None
    raw: str | None = None
    location: Location | None = None
    reason: str | None = None
    passage: Passage | None = None
    violation: str | None = None
    confirmed: Confirmation | None = None


class Facts(Struct, frozen=True):
    """All facts of one report, by id, in the order of the form. Every id of the form is there, absent ones too.

    - fields: their own ids (``report.title``);
    - ``section.N.heading`` ``.text`` (text), ``.count`` (how often the heading occurs), ``.position`` and
      ``.expected_position`` (its rank among the headings found, in the document and in the form), ``.tables`` (how
      many tables stand in it);
    - cells: ``TABLE.ROW.COLUMN`` (numbers);
    - tables: ``TABLE.rows`` (form rows found; absent when the table is), ``.columns`` (column headers found),
      ``.values`` (value cells found), ``.header`` (text: its words, at its place), ``.header_rows``, ``.breaks``,
      ``.note`` (text);
    - rows: ``TABLE.ROW.label`` (text), ``.values`` (value cells in the row; absent when the row is), ``.surplus``
      (filled cells beyond the form's columns, at the first of them), ``.offset`` (cells by which the values stand off
      their column headers; absent when there is no header to compare with);
    - blocks with an id: ``TABLE.BLOCK.label`` (the caption as written);
    - columns: ``TABLE.header.COLUMN.label``, or ``TABLE.BLOCK.header.COLUMN.label`` in a block with an id;
    - ``document.text`` the whole document, ``document.body`` the prose of all sections, ``document.head`` what stands
      before the first section (texts; paragraphs divided by ``\\n``, those cut by a page break joined; in
      ``document.text`` the cells of a table row are divided by a tab).

    ``writes_zero`` names the tables in which at least one cell is written 0, ``unused`` the columns that are blank in
    all rows of such a table (``TABLE.COLUMN``). ``stale`` names a file of confirmed values that was not used, since it
    belongs to another content of this report.
    """

    form: Form
    document: Document
    facts: Mapping[str, Fact]
    writes_zero: frozenset[str]
    unused: frozenset[str] = frozenset()
    stale: str | None = None

    def __getitem__(self, fact_id: str) -> Fact:
        return self.facts[fact_id]

    @property
    def organ(self) -> str | None:
        """The organ that reports (``report.organ``), when it was read with certainty."""
        fact = self.facts.get("report.organ")
        return fact.value if fact is not None and isinstance(fact.value, str) else None

    @property
    def year(self) -> int | None:
        """The year reported on (``report.year``), when it was read with certainty."""
        fact = self.facts.get("report.year")
        return fact.value if fact is not None and isinstance(fact.value, int) else None
