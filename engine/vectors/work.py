"""How much work the conditions of a rule may be at the most, in columns.

A rule that is too much work is undetermined (``evaluation/budget.py``). Where conditions are certainly not met, columns
may only say so of a report on which the engine would get to the end.
"""

from typing import TYPE_CHECKING

import polars as pl

from engine.evaluation.budget import ITEM, TURN
from engine.language import checked as c
from engine.language.checked import Quantifier
from engine.vectors.dense import Kind
from engine.vectors.scope import AnyItem, Named, Scope
from engine.vectors.values import Opaque

if TYPE_CHECKING:
    from engine.vectors.searching import Search

_MOST = 150_000  # less than a rule may do on any report
_STEP = 3  # what an expression is at the most, beside the texts that it goes through
_FEW = ("count", "first", "last")  # functions that go through a list once

_COUNTED = {
    "numbers": Kind.RUNS,
    "sentences": Kind.SENTENCES,
    "paragraphs": Kind.LINES,
}
"""The dense columns that no fewer items than a text has of each kind."""


class Work:
    """The work of conditions for every item that a function finds in a text."""

    def __init__(self, search: "Search", items: c.Expression, scope: Scope) -> None:
        function, _, _ = search.function_of(items, scope)
        text = search.text_of(items, scope)
        if text.fact is None or function.english not in _COUNTED:
            raise Opaque("不知道要看多少处")
        self._search = search
        self._text = text
        self._items = self._column(_COUNTED[function.english])
        self._steps = 0
        self._inner = 0  # steps for every number in a line
        self._silent: list[pl.Expr] = []

    def add(self, node: c.Expression, scope: Scope) -> None:
        """One more condition. Raises ``Opaque`` when nobody knows how much work it is."""
        steps, inner = self._of(node, scope)
        self._steps += steps
        self._inner += inner

    def is_little(self) -> pl.Expr:
        """Where all of it is certainly less than a rule may do."""
        a_step = _STEP + self._column(Kind.LONGEST) // 100
        a_turn = TURN + ITEM + 1 + self._steps * a_step + self._inner * (a_step + ITEM) * self._column(Kind.MOST_RUNS)
        little = self._items * a_turn < _MOST
        return pl.all_horizontal(little, *(~one for one in self._silent)) if self._silent else little

    def _column(self, kind: Kind) -> pl.Expr:
        assert self._text.fact is not None  # noqa: S101 (asked before)
        return self._search.column(kind, self._text.fact).cast(pl.Int64)

    def _of(self, node: c.Expression, scope: Scope) -> tuple[int, int]:
        """How many steps an expression is, and how many more for every number in a line."""
        match node:
            case c.Literal() | c.Texts():
                return 1, 0
            case c.Variable(name=name) if isinstance(value := scope.get(name), Named):
                steps, inner = self._of(value.node, value.scope)
                return 1 + 2 * steps, 2 * inner  # what was read for it is read again
            case c.Variable():
                return 1, 0
            case c.Not(operand=operand):
                return self._sum((operand,), scope)
            case c.Binary(left=left, right=right):
                return self._sum((left, right), scope)
            case c.Quantified(quantifier=Quantifier.ALL | Quantifier.ANY, items=c.Texts(values=values), body=body):
                steps, inner = self._of(body, {**scope, node.variable: AnyItem(node.items, scope)})
                return 1 + len(values) * (1 + steps), len(values) * inner
            case c.Quantified(items=items, body=body):
                steps, inner = self._of(items, scope)
                more, most = self._of(body, {**scope, node.variable: AnyItem(items, scope)})
                if most:
                    raise Opaque("套了几层")
                return 1 + steps, inner + more
            case c.Attribute(base=base) if node.key in self._search.AROUND or not self._search.is_list(node):
                return self._sum((base,), scope)
            case c.Call(function=function, arguments=(items,)) if function.english in _FEW:
                return self._sum((items,), scope)
            case c.Call() | c.Attribute():
                return self._list(node, scope)
        raise Opaque("不知道要做多少")

    def _sum(self, nodes: tuple[c.Expression, ...], scope: Scope) -> tuple[int, int]:
        found = [self._of(node, scope) for node in nodes]
        return 1 + sum(steps for steps, _ in found), sum(inner for _, inner in found)

    def _list(self, node: c.Expression, scope: Scope) -> tuple[int, int]:
        """A list of what is found in a part of the text: numbers by their number, other things only where none is."""
        function, arguments, inside = self._search.function_of(node, scope)
        if not self._search.text_of(node, scope).is_same(self._text):
            raise Opaque("看的是另一处文字")
        steps, inner = self._of(arguments[0], inside)
        if function.english == "numbers":
            return 1 + steps, inner + 1
        self._silent.append(self._search.may_have(node, scope, is_looking=False))
        return 1 + steps, inner
