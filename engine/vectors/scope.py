"""What is known of a rule's variables without a report: things of the form, words of the rule, and values to come."""

from collections.abc import Mapping
from functools import cache
from typing import TypeAlias

from engine.evaluation.values import FormIndex
from engine.language import checked as c
from engine.model.document import Document
from engine.model.facts import Facts
from engine.model.form import Form
from engine.model.struct import Struct
from engine.vectors.values import ENTITIES, Text, Vector


class Named(Struct, frozen=True, eq=False):
    """The expression of 令, with the variables that it sees."""

    node: c.Expression
    scope: "Scope"


class AnyItem(Struct, frozen=True, eq=False):
    """Any item of a list that only a report knows; ``node`` is the list."""

    node: c.Expression
    scope: "Scope"


Scope: TypeAlias = Mapping[str, "Vector | Named | AnyItem"]


Key: TypeAlias = tuple[object, ...]


def key_of(node: c.Expression, scope: Scope) -> Key:
    """What an expression comes to hangs on this alone: the expression, and what its variables stand for."""
    return (id(node), *((name, _key(scope[name])) for name in _variables(node) if name in scope))


def _key(value: "Vector | Named | AnyItem") -> Key:
    if isinstance(value, Named | AnyItem):
        return key_of(value.node, value.scope)
    if isinstance(value, ENTITIES):
        return (type(value), value.prefix)
    return ("text", value.known) if isinstance(value, Text) else (id(value),)


@cache
def _by_id(node: "_Same") -> tuple[str, ...]:
    found: dict[str, None] = {}
    _collect(node.node, found)
    return tuple(found)


class _Same:
    """A node as a key by identity: rules live as long as the run."""

    def __init__(self, node: c.Expression) -> None:
        self.node = node

    def __hash__(self) -> int:
        return id(self.node)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Same) and other.node is self.node


def _variables(node: c.Expression) -> tuple[str, ...]:
    """The names of the variables in an expression, those of its own quantifiers too."""
    return _by_id(_Same(node))


def _collect(node: object, found: dict[str, None]) -> None:
    if isinstance(node, c.Variable):
        found[node.name] = None
    elif isinstance(node, tuple):
        for one in node:
            _collect(one, found)
    elif isinstance(node, Struct) and type(node).__module__ == c.__name__:
        for name in node.__struct_fields__:
            _collect(getattr(node, name), found)


def index_of(form: Form) -> FormIndex:
    """The things of a form, without a report."""
    return FormIndex(Facts(form, Document("", "", "", None, ()), {}, frozenset()))
