"""Going through checked expressions: all that they are made of, and whether two of them mean the same."""

from collections.abc import Hashable, Iterator, Mapping
from typing import get_args

from engine.language import checked
from engine.model.function import Function
from engine.model.struct import Struct
from engine.model.types import Lexicon, Type

_EXPRESSIONS = frozenset(get_args(checked.Expression))
_SPELLING = ("span", "name")


def walk(expression: checked.Expression) -> Iterator[checked.Expression]:
    """The expression and everything in it, outermost first. What a definition stands for is not entered."""
    yield expression
    if not isinstance(expression, checked.Defined):
        for part in children(expression):
            yield from walk(part)


def children(expression: checked.Expression) -> Iterator[checked.Expression]:
    """The expressions that one is made of."""
    for name in expression.__struct_fields__:
        value = getattr(expression, name)
        for part in value if isinstance(value, tuple) else (value,):
            if type(part) in _EXPRESSIONS:
                yield part


def conjuncts(expression: checked.Expression) -> Iterator[checked.Expression]:
    """The conditions that ``and`` (且) joins, in order; any other expression is one by itself."""
    if isinstance(expression, checked.Binary) and expression.operator is checked.Operator.AND:
        yield from conjuncts(expression.left)
        yield from conjuncts(expression.right)
    else:
        yield expression


def expressions(rule: checked.Rule) -> Iterator[checked.Expression]:
    """Every expression that decides what a rule comes to, with all that is in it and in the definitions it uses."""
    own = [
        *(loop.items for loop in rule.loops),
        *(let.expression for let in rule.lets),
        *rule.conditions,
        *(one.expression for one in rule.requirements),
        *(branch.condition for branch in rule.branches),
    ]
    while own:
        for node in walk(own.pop()):
            yield node
            if isinstance(node, checked.Defined):
                own.append(node.operand)


def meaning(node: object, lets: Mapping[str, checked.Expression] | None = None) -> Hashable:
    """What an expression, or another part of a rule, means, however it is spelt and wherever it stands.

    Two with equal meanings have the same value in one turn of a rule. ``lets`` are the names of 令.
    """
    if isinstance(node, tuple):
        return tuple(meaning(part, lets) for part in node)
    if not isinstance(node, Struct | Function | Lexicon | Type):
        return node
    match node:
        case checked.Variable():
            known = lets.get(node.name) if lets else None
            return ("Variable", node.name) if known is None else meaning(known, lets)
        case checked.Defined():
            return meaning(node.operand, lets)
        case Function():
            return node.english
        case Lexicon():
            return node.name
        case Type():
            return node
        case Struct():
            fields = (name for name in node.__struct_fields__ if name not in _SPELLING)
            return (type(node).__name__, *(meaning(getattr(node, name), lets) for name in fields))
    return node


def mean_the_same(one: object, other: object, lets: Mapping[str, checked.Expression] | None = None) -> bool:
    """Whether the meanings of two expressions are equal; most are told apart at first sight."""
    one, other = _unfolded(one, lets), _unfolded(other, lets)
    return type(one) is type(other) and meaning(one, lets) == meaning(other, lets)


def _unfolded(node: object, lets: Mapping[str, checked.Expression] | None) -> object:
    """What a name of 令 or of a definition stands for."""
    while True:
        if isinstance(node, checked.Defined):
            node = node.operand
        elif isinstance(node, checked.Variable) and lets and node.name in lets:
            node = lets[node.name]
        else:
            return node
