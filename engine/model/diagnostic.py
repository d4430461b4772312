"""What the author of a rule is told: a place in a rules file, what is wrong there, and a hint."""

from enum import StrEnum

from engine.model.struct import Struct


class Level(StrEnum):
    ERROR = "error"  # the ruleset cannot be used
    WARNING = "warning"  # it can, but the author should look


class Span(Struct, frozen=True):
    """A stretch of a rules file. Lines and columns count from 1 in code points; the end is exclusive."""

    file: str
    line: int
    column: int
    end_line: int
    end_column: int


class Diagnostic(Struct, frozen=True):
    """One thing wrong in a rules file. ``code`` (E012) leads to its documentation."""

    code: str
    level: Level
    span: Span
    message: str
    english: str
    hint: str | None = None
    english_hint: str | None = None
