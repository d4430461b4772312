"""What a built-in function of the rules language declares about itself: one value, from which everything else comes."""

from collections.abc import Callable, Sequence
from typing import Any

from engine.model.struct import Struct
from engine.model.types import TEXT, Type


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

    ``only_where`` is a pattern of the words without which a function that looks for something in a text finds nothing:
    it says where there is no need to look. Python's ``re`` and Polars read it alike.

    ``result_of``, where there is one, says the type of the result by the types of the arguments, and ``result`` only
    what it is when those are not known.
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
    result_of: Callable[[Sequence[Type]], Type] | None = None
    only_where: str | None = None


def item_of(arguments: Sequence[Type]) -> Type:
    """The result of a function that gives back an item of the list that is its first argument."""
    return arguments[0].item or TEXT


def list_like(arguments: Sequence[Type]) -> Type:
    """The result of a function that gives back a part of the list that is its first argument."""
    return arguments[0]
