"""What came of a rule that was tried on many reports."""

from collections.abc import Mapping

from engine.model.finding import Verdict
from engine.model.struct import Struct


class Example(Struct, frozen=True):
    """A report that fails: its file, its organ and year, and what the rule says of it."""

    source: str
    organ: str | None
    year: int | None
    messages: tuple[str, ...]


class Trial(Struct, frozen=True):
    """What came of one rule: the verdicts, by year, by the level of the organ; some examples; how it was judged.

    A year or a level that is not known is ``None``. ``by_rows`` is how many reports had to be looked at by themselves.
    """

    rule: str
    title: str
    form: str
    manner: str
    reasons: tuple[str, ...]
    verdicts: Mapping[Verdict, int]
    by_year: Mapping[int | None, Mapping[Verdict, int]]
    by_level: Mapping[str | None, Mapping[Verdict, int]]
    examples: tuple[Example, ...]
    by_rows: int
