"""How much work a rule may do: in proportion to the reports it reads, so that every rule ends in linear time.

Each step costs about what it takes: a comparison or a sum 1, a text to be searched 1 for every hundred characters.
"""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager

from engine.evaluation.values import fact_of
from engine.model.facts import Facts
from engine.model.types import Missing

TOO_MUCH = Missing("要检查的情形太多，没有全部检查")
ITEM, TURN, FINDING = 3, 8, 100  # an item of a list, a turn of a rule's loops, a failing turn
_FORM, _EACH = 200_000, 10  # the work there is for the form, and for each character and fact
_TEXT = 100


class Exhausted(Exception):  # noqa: N818 (not an error: the rule is undetermined)
    """The work that a rule may do is done."""


class Budget:
    """The work left for the rule that runs: so much for the form, and so much for each character and fact read."""

    def __init__(self, reports: Iterable[Facts]) -> None:
        self._limit = _FORM + _EACH * sum(_size(facts) for facts in reports)
        self._left = self._limit

    @property
    def share(self) -> float:
        """How much of it has been used, from 0 to 1."""
        return 1 - self._left / self._limit

    def spend(self, work: int = 1) -> None:
        """Takes note of work that is about to be done. Raises ``Exhausted`` when it is too much."""
        self._left -= work
        if self._left < 0:
            raise Exhausted

    def read(self, text: str) -> None:
        """Takes note that a text is about to be gone through."""
        self.spend(1 + len(text) // _TEXT)

    def renew(self) -> None:
        """Another rule begins."""
        self._left = self._limit

    @contextmanager
    def apart(self) -> Iterator[None]:
        """Work that several rules share has a whole budget of its own: no rule's outcome hangs on the one before it."""
        left, self._left = self._left, self._limit
        try:
            yield
        finally:
            self._left = left


def _size(facts: Facts) -> int:
    text = fact_of(facts, "document.text").value
    return len(facts.facts) + (len(text) if isinstance(text, str) else 0)
