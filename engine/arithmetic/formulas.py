"""Linear conditions on the numbers of a report: what is left of a rule when only its arithmetic is looked at.

A number is a sum of cells with exact coefficients; a condition compares such a sum with zero, or joins conditions.
What is not arithmetic is ``Opaque`` and stays so.
"""

from collections.abc import Iterable, Iterator, Mapping
from enum import StrEnum
from fractions import Fraction
from typing import TypeAlias

from engine.model.struct import Struct

Numbers: TypeAlias = Mapping[str, Fraction | int]
"""Numbers by the ids of the facts that hold them."""


_ZERO = Fraction(0)


class Sum(Struct, frozen=True):
    """``constant`` plus the facts of ``terms``, each with its coefficient (never zero), in the order of their ids."""

    terms: tuple[tuple[str, Fraction], ...] = ()
    constant: Fraction = Fraction(0)

    def __add__(self, other: "Sum") -> "Sum":
        return added((self, other))

    def __mul__(self, factor: Fraction | int) -> "Sum":
        terms = tuple((name, one * factor) for name, one in self.terms) if factor else ()
        return Sum(terms, self.constant * factor)

    def __sub__(self, other: "Sum") -> "Sum":
        return self + other * -1

    def at(self, numbers: Numbers) -> Fraction:
        """Its value; every fact must have a number."""
        return sum((coefficient * numbers[name] for name, coefficient in self.terms), self.constant)

    def replaced(self, known: Mapping[str, "Sum"]) -> "Sum":
        """The sum with facts replaced by what they are equal to."""
        if not any(name in known for name, _ in self.terms):
            return self
        parts = ((known.get(name) or fact(name)) * coefficient for name, coefficient in self.terms)
        return added((constant(self.constant), *parts))


def added(sums: Iterable[Sum]) -> Sum:
    """All of them together."""
    terms: dict[str, Fraction] = {}
    number = _ZERO
    for one in sums:
        for name, coefficient in one.terms:
            terms[name] = terms.get(name, _ZERO) + coefficient
        number += one.constant
    return total(terms, number)


def total(terms: Mapping[str, Fraction], constant: Fraction) -> Sum:
    """A sum of these terms, those with a zero left out."""
    return Sum(tuple(sorted((name, one) for name, one in terms.items() if one)), constant)


def fact(name: str) -> Sum:
    """The number of one fact."""
    return Sum(((name, Fraction(1)),))


def constant(number: Fraction | int) -> Sum:
    return Sum((), Fraction(number))


class Relation(StrEnum):
    """How a sum relates to zero."""

    ZERO = "= 0"
    NOT_ZERO = "!= 0"
    AT_LEAST = ">= 0"
    MORE = "> 0"


class Compare(Struct, frozen=True):
    left: Sum
    relation: Relation


class All(Struct, frozen=True):
    parts: tuple["Formula", ...]


class Any(Struct, frozen=True):
    parts: tuple["Formula", ...]


class Opaque(Struct, frozen=True):
    """A condition that is not arithmetic: it reads the prose, names, dates, or multiplies two cells."""


Formula: TypeAlias = bool | Compare | All | Any | Opaque
OPAQUE = Opaque()

_OPPOSITE = {
    Relation.ZERO: (Relation.NOT_ZERO, 1),
    Relation.NOT_ZERO: (Relation.ZERO, 1),
    Relation.AT_LEAST: (Relation.MORE, -1),
    Relation.MORE: (Relation.AT_LEAST, -1),
}


def compare(left: Sum, relation: Relation) -> Formula:
    """The comparison, decided at once where no fact is in it."""
    return Compare(left, relation) if left.terms else _relates(left.constant, relation)


def both(*parts: Formula) -> Formula:
    """All of them."""
    kept = tuple(dict.fromkeys(part for part in parts if part is not True))
    if any(part is False for part in kept):
        return False
    return True if not kept else kept[0] if len(kept) == 1 else All(kept)


def either(*parts: Formula) -> Formula:
    """At least one of them."""
    kept = tuple(dict.fromkeys(part for part in parts if part is not False))
    if any(part is True for part in kept):
        return True
    return False if not kept else kept[0] if len(kept) == 1 else Any(kept)


def negated(formula: Formula) -> Formula:
    """The opposite."""
    match formula:
        case bool():
            return not formula
        case Compare():
            relation, sign = _OPPOSITE[formula.relation]
            return Compare(formula.left * sign, relation)
        case All():
            return either(*map(negated, formula.parts))
        case Any():
            return both(*map(negated, formula.parts))
        case Opaque():
            return formula


def is_arithmetic(formula: Formula) -> bool:
    """Whether nothing in it is opaque."""
    return not isinstance(formula, Opaque) and all(map(is_arithmetic, parts_of(formula)))


def parts_of(formula: Formula) -> tuple[Formula, ...]:
    return formula.parts if isinstance(formula, All | Any) else ()


def comparisons(formula: Formula) -> Iterator[Compare]:
    """Every comparison in it."""
    if isinstance(formula, Compare):
        yield formula
    for part in parts_of(formula):
        yield from comparisons(part)


def facts_in(formula: Formula) -> frozenset[str]:
    """The ids of the facts that it speaks of."""
    return frozenset(name for one in comparisons(formula) for name, _ in one.left.terms)


def holds(formula: Formula, numbers: Numbers) -> bool:
    """Whether an arithmetic formula is true of these numbers."""
    match formula:
        case bool():
            return formula
        case Compare():
            return _relates(formula.left.at(numbers), formula.relation)
        case All():
            return all(holds(part, numbers) for part in formula.parts)
        case Any():
            return any(holds(part, numbers) for part in formula.parts)
        case Opaque():
            raise ValueError("not arithmetic")


def _relates(number: Fraction, relation: Relation) -> bool:
    match relation:
        case Relation.ZERO:
            return number == 0
        case Relation.NOT_ZERO:
            return number != 0
        case Relation.AT_LEAST:
            return number >= 0
        case Relation.MORE:
            return number > 0
