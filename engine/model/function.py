"""What a built-in function of the rules language declares about itself: one value, from which everything else comes."""

from collections.abc import Callable
from typing import Any

from engine.model.struct import Struct
from engine.model.types import Type


class Parameter(Struct, frozen=True):
    """One parameter; ``optional`` ones come last; ``repeated`` (only the last) takes one argument or more."""

    name: str
    english: str
    type: Type
    optional: bool = False
    repeated: bool = False


class Example(Struct, frozen=True):
    """An expression and what it comes to, both in the rules language; run as a test."""

    expression: str
    result: str


class Function(Struct, frozen=True):
    """A built-in function: its names, parameters, result, documentation in both languages, examples, and what it does.

    ``call`` takes the values of the arguments in order and returns a value, or ``Missing`` when there is none; it never
    raises on values of the declared types. Unless ``takes_missing``, it is not called when an argument is missing: the
    missing value is the result. An organ goes wherever a text goes, a cell wherever a number goes.
    """

    name: str
    english: str
    parameters: tuple[Parameter, ...]
    result: Type
    doc: str
    english_doc: str
    examples: tuple[Example, ...]
    call: Callable[..., Any]
    takes_missing: bool = False
