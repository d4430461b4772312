"""Calling built-in functions on plain texts."""

from typing import Any

from engine.functions import FUNCTIONS
from engine.model.passage import Passage
from engine.model.types import Match


def call(name: str, *arguments: Any) -> Any:
    """The result of a function; texts are given as ``str``."""
    return FUNCTIONS[name].call(*(Passage(one) if isinstance(one, str) else one for one in arguments))


def words(found: tuple[Match, ...]) -> list[str]:
    """The words that were found."""
    return [match.text.text for match in found]
