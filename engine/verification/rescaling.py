"""Amounts said in other units: 3500元 for 0.35万元, 120‰ for 12%. Only so that nothing is said more or less exactly."""

import re
from collections.abc import Collection, Iterator
from decimal import Decimal

from engine.functions import builtin
from engine.language import checked as c
from engine.language.checked import Rule
from engine.language.walking import expressions
from engine.model.facts import Facts
from engine.model.types import Kind, SaidNumber

_PLACES = {"元": ("万元", 4), "%": ("‰", -1), "万元": ("元", -4), "‰": ("%", 1)}
"""The unit that an amount is said in instead, and how many decimals more it has then."""
_FIGURES = re.compile(r"[0-9]+(?:\.[0-9]+)?\s*(?:万元|元|%|‰)")


def reads_amounts(rule: Rule) -> bool:
    """Whether a rule reads numbers said in the prose as numbers, with their units."""
    return any((node.type.item or node.type).kind is Kind.SAID_NUMBER for node in expressions(rule))


def spelt_units(rule: Rule) -> frozenset[str]:
    """The units that the patterns of a rule spell: it looks for words in this unit, whatever they amount to."""
    patterns = [
        str(node.value) for node in expressions(rule) if isinstance(node, c.Literal) and node.type.kind is Kind.PATTERN
    ]
    return frozenset(unit for unit in _PLACES if any(unit in pattern for pattern in patterns))


def rescaled(text: str, facts: Facts, but: Collection[str] = ()) -> str | None:
    """The text with every amount of its prose in another unit; ``None`` where it says none.

    Left as they are: those that would have to be said less exactly, or more (3.2万元 is not 32000元 to the yuan), and
    those written in words.
    """
    lines = text.split("\n")
    changes = sorted(_changes(facts, but), reverse=True)
    for line, start, end, words in changes:
        lines[line] = lines[line][:start] + words + lines[line][end:]
    return "\n".join(lines) if changes else None


def _changes(facts: Facts, but: Collection[str]) -> Iterator[tuple[int, int, int, str]]:
    body = facts["document.body"].passage
    for one in builtin("numbers").call(body) if body is not None else ():
        place = one.match.text.location
        words = None if one.unit in but else said_otherwise(one)
        if words is not None and place is not None and place.line and place.column and place.end_column:
            yield place.line - 1, place.column - 1, place.end_column - 1, words


def said_otherwise(one: SaidNumber) -> str | None:
    """A number with its unit, said in another unit."""
    if one.unit not in _PLACES or not isinstance(one.value, int | Decimal):
        return None
    unit, more = _PLACES[one.unit]
    if _FIGURES.fullmatch(one.match.text.text) is None or one.decimals + more < 0:
        return None
    return f"{Decimal(one.value).scaleb(-more):.{one.decimals + more}f}{unit}"
