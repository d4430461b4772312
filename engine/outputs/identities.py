"""A failed comparison in words and numbers; every format that shows one prints these."""

from collections.abc import Mapping, Sequence

from engine.model.identity import Identity, Side, Term
from engine.outputs.words import Language

_MOST_TERMS = 7
"""Of a longer sum only what is not 0 is written out."""
_ZEROS: Mapping[Language, str] = {"zh": "其余 {} 项 0", "en": "{} others 0"}


def said(identity: Identity, language: Language = "zh") -> str:
    """One line: ``收入 3 + 上年结余 1 = 4 ≠ 5 = 支出 5``, each number with as much of its name as tells it apart."""
    names = _names((*identity.left.terms, *identity.right.terms))
    left, right = _sum(identity.left, names, language), _sum(identity.right, names, language)
    left_total, right_total = identity.left.total, identity.right.total
    left = left if _is_single(identity.left) else f"{left} = {left_total}"
    right = right if _is_single(identity.right) else f"{right_total} = {right}"
    return f"{left} {identity.relation} {right}"


def _is_single(side: Side) -> bool:
    return len(side.terms) == 1 and not side.terms[0].is_subtracted


def _sum(side: Side, names: Mapping[str, str], language: Language) -> str:
    long = len(side.terms) > _MOST_TERMS
    shown = [term for term in side.terms if not (long and term.value == "0")]
    words = "".join(_signed(term, names, first=number == 0) for number, term in enumerate(shown))
    rest = len(side.terms) - len(shown)
    return words if rest == 0 else f"{words} + {_ZEROS[language].format(rest)}".removeprefix(" + ")


def _signed(term: Term, names: Mapping[str, str], *, first: bool) -> str:
    sign = "−" if term.is_subtracted else "" if first else "+"
    name = names.get(term.name or "", "")
    words = f"{name} {term.value}".lstrip()
    return f"{sign}{words}" if first else f" {sign} {words}"


def _names(terms: Sequence[Term]) -> Mapping[str, str]:
    """The names of the terms without what all of them share: the table, and the row or the column."""
    named = [term for term in terms if term.name is not None]
    whole = {term.name or "": term.name or "" for term in named}
    if len({term.table for term in named}) != 1 or named[0].table is None:
        return whole
    if len({term.column for term in named}) == 1:
        return {term.name or "": term.row or "" for term in named}
    if len({term.row for term in named}) == 1:
        return {term.name or "": term.column or "" for term in named}
    return whole
