"""Patterns mean in Polars what they mean in RE2."""

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from engine import packs
from engine.language import checked as c
from engine.model.pattern import occurs
from engine.model.struct import Struct
from engine.model.types import Kind
from engine.vectors.patterns import DifferentError, translated

PATTERNS = [
    r"\d",
    r"^\s*$",
    r"(?m)^甲\s",
    r"[\s\S]乙",
    r"[^\d。]\d",
    r"\b1\b",
    r"[[&~^-]",
    r"[]甲]",
    r"[^]甲]乙",
    r"\p{Han}{2}",
    r"[-a]",
    r"甲.乙",
    r"\x{3000}",
    r"\.\[",
    r"\w+$",
]


def shipped() -> list[str]:
    """The patterns of the shipped packs."""
    found: set[str] = set()

    def collect(node: object) -> None:
        if isinstance(node, c.Literal) and node.type.kind is Kind.PATTERN:
            found.add(str(node.value))
        elif isinstance(node, tuple):
            for one in node:
                collect(one)
        elif isinstance(node, Struct):
            for name in node.__struct_fields__:
                collect(getattr(node, name))

    for name in packs.shipped():
        ruleset = packs.load(name).ruleset
        assert ruleset is not None
        for rule in ruleset.rules:
            collect((rule.lets, rule.conditions, rule.requirements))
    return sorted(found)


@settings(max_examples=100, deadline=None)
@given(st.lists(st.text("甲乙12０１ \u3000\u00a0\n\t[]&~^-_aé.。 ", max_size=8), min_size=1, max_size=8))
def test_they_find_the_same(texts: list[str]) -> None:
    for pattern in PATTERNS:
        found = pl.Series(texts).str.contains(translated(pattern)).to_list()
        assert found == [occurs(pattern, text) for text in texts], pattern


def test_every_shipped_pattern_is_translated() -> None:
    patterns = shipped()
    assert len(patterns) > 100
    for pattern in patterns:
        pl.Series([""]).str.contains(translated(pattern))


def test_han_is_the_same_in_both() -> None:
    characters = [chr(code) for code in range(0x110000) if not 0xD800 <= code < 0xE000]
    han = pl.Series(characters).str.contains(translated(r"\p{Han}"))
    text = "".join(characters)
    assert "".join(character for character, found in zip(characters, han, strict=True) if found) == "".join(
        text[start:end] for start, end in _spans(r"\p{Han}", text)
    )


def _spans(pattern: str, text: str) -> list[tuple[int, int]]:
    import re2

    return [match.span() for match in re2.finditer(pattern, text)]


@pytest.mark.parametrize("pattern", [r"\p{L}", r"(?i)a", r"\Qa\E", r"[[:alpha:]]", r"\C"])
def test_what_may_differ_is_not_translated(pattern: str) -> None:
    with pytest.raises(DifferentError):
        translated(pattern)
