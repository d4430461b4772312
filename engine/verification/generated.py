"""Reports made from a pack: the base report with other numbers in its tables, and in the sentences that repeat them."""

import re
from collections.abc import Iterator, Mapping
from decimal import Decimal
from random import Random

from engine.arithmetic.demands import said_id
from engine.documents import read
from engine.extraction import extract
from engine.functions import builtin
from engine.language.checked import Ruleset
from engine.model.document import Unreadable
from engine.model.facts import Facts
from engine.model.struct import Struct
from engine.model.types import SaidNumber
from engine.verification.construction import Draw, Free, Plan, plan

_DIGITS = re.compile(r"[0-9０-９,，]+|[〇零一二三四五六七八九十百千两]+")
_SOURCE = "生成.md"


class UnsuitableError(Exception):
    """A pack from which no reports can be made: it has no base report, or that cannot be read."""

    def __init__(self, reason: str, english: str) -> None:
        super().__init__(english)
        self.reason = reason
        self.english = english


class Shape(Struct, frozen=True):
    """How large the numbers of a report are: at most ``most``, and ``zeros`` of a hundred are zero."""

    name: str
    most: int
    zeros: int


SHAPES: tuple[Shape, ...] = (
    Shape("zero", 0, 100),
    Shape("sparse", 3, 95),
    Shape("town", 9, 70),
    Shape("county", 400, 25),
    Shape("province", 60_000, 5),
)
"""All zero, nearly all zero, a town, a county, a province."""


class Report(Struct, frozen=True):
    """A report that was made: its numbers by fact id (those said in the prose have ids of their own), its Markdown."""

    numbers: Mapping[str, int]
    text: str


class _Slot(Struct, frozen=True, order=True):
    """The characters of the base report (from, to) that give way to the number of a fact."""

    start: int
    end: int
    id: str


class Maker:
    """Makes reports for one ruleset. Made once for a ruleset: working out its plan takes a moment."""

    def __init__(self, ruleset: Ruleset) -> None:
        """Raises ``UnsuitableError`` where the ruleset has no base report that can be read."""
        if ruleset.base is None:
            raise UnsuitableError(
                "规则集没有写明基准，造不出报告", "the ruleset names no base report to make reports from"
            )
        document = read(ruleset.base.encode("utf-8"), _SOURCE)
        if isinstance(document, Unreadable):
            raise UnsuitableError(document.reason, document.english)
        self.ruleset = ruleset
        self.base = extract(document, ruleset.form)
        numbers = read_numbers(self.base)
        self.plan: Plan = plan(ruleset, self.base, numbers, _worded(self.base, numbers))
        names = [*(one.id for one in self.plan.free), *(one.id for one in self.plan.derived)]
        self.numbers = {name: numbers[name] for name in names if name in numbers}
        self._pieces = tuple(_pieces(ruleset.base, self.base))

    def report(self, draw: Draw) -> Report:
        """A compliant report; ``draw`` gives each free number, at most so much (``None``: any)."""
        numbers = self.plan.build(draw)
        return Report(numbers, self.text(numbers))

    def seeded(self, random: Random, shape: Shape) -> Report:
        """A compliant report of a shape, quickly: nothing of it can be shrunk."""

        def draw(free: Free, most: int | None) -> int:
            if random.randrange(100) < shape.zeros:
                return free.least
            return max(random.randint(0, shape.most if most is None else min(most, shape.most)), free.least)

        return self.report(draw)

    def text(self, numbers: Mapping[str, object]) -> str:
        """The base report with these numbers; what is not among them stays as it is, ``None`` leaves a blank."""
        return "".join(
            piece if fact is None or fact not in numbers else _written(numbers[fact]) for piece, fact in self._pieces
        )

    def read(self, text: str) -> Facts:
        """The facts of a report on the form of the ruleset."""
        document = read(text.encode("utf-8"), _SOURCE)
        assert not isinstance(document, Unreadable)  # noqa: S101 (it is text that was made here)
        return extract(document, self.ruleset.form)


def read_numbers(facts: Facts) -> dict[str, int]:
    """The numbers of a report that a plan speaks of: those in its cells, and the counts said in its prose."""
    found = {cell: facts[cell].value for cell in facts.form.cell_types()}
    numbers = {cell: int(value) for cell, value in found.items() if isinstance(value, int | Decimal)}
    return numbers | {key: one.value for key, one in _said(facts) if isinstance(one.value, int)}


def _worded(facts: Facts, numbers: Mapping[str, int]) -> list[str]:
    """The cells whose number has words beside it (8.6万元): they stay as they are."""
    return [cell for cell in numbers if cell in facts.facts and str(numbers[cell]) != (facts[cell].raw or "").strip()]


def _said(facts: Facts) -> Iterator[tuple[str, SaidNumber]]:
    body = facts["document.body"].passage
    for one in builtin("numbers").call(body) if body is not None else ():
        key = said_id(one)
        if key is not None:
            yield key, one


def _pieces(base: str, facts: Facts) -> Iterator[tuple[str, str | None]]:
    """The base report in pieces; those that are a number come with the id of its fact."""
    begins = [0]
    for text in base.split("\n"):
        begins.append(begins[-1] + len(text) + 1)
    slots: list[_Slot] = []
    worded = set(_worded(facts, read_numbers(facts)))
    for cell in facts.form.cell_types():
        place = facts[cell].location
        if cell not in worded and place is not None and place.line and place.column and place.end_column:
            begin = begins[place.line - 1] - 1
            slots.append(_Slot(begin + place.column, begin + place.end_column, cell))
    for key, one in _said(facts):
        place = one.match.text.location
        digits = _DIGITS.match(one.match.text.text)
        if place is not None and place.line and place.column and digits is not None:
            start = begins[place.line - 1] + place.column - 1
            slots.append(_Slot(start, start + digits.end(), key))
    done = 0
    for slot in sorted(slots):
        yield base[done : slot.start], None
        yield base[slot.start : slot.end], slot.id
        done = slot.end
    yield base[done:], None


def _written(number: object) -> str:
    return "" if number is None else str(number)
