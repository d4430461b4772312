"""A failed comparison of cells, written out in its numbers: ``收入 3 + 上年结余 1 = 4 ≠ 5 = 支出 5``."""

from collections.abc import Iterator, Mapping
from fractions import Fraction

from engine.evaluation import logic
from engine.evaluation.budget import Exhausted
from engine.evaluation.expressions import Evaluator
from engine.evaluation.trace import Comparison, Scope, Trace
from engine.evaluation.values import CellValue, Value, as_list
from engine.evaluation.wording import shown
from engine.language import checked as c
from engine.language.checked import Operator
from engine.model.identity import Identity, Side, Term
from engine.model.struct import Struct

_SUM = "sum"


class _NotASum(Exception):  # noqa: N818 (no error: most comparisons are none)
    """The sides are not made of cells and numbers that are added and subtracted."""


class _Part(Struct, frozen=True):
    """A term with its sign, and its number."""

    term: Term
    number: Fraction


def identity(rule: c.Rule, comparison: Comparison, evaluator: Evaluator) -> Identity | None:
    """The comparison in its numbers; ``None`` where a side holds no cell, or is more than a sum of cells."""
    node = comparison.node
    writer = _Writer(evaluator, {let.variable: let.expression for let in rule.lets}, comparison.scope)
    try:
        left = writer.side(node.left, comparison.left)
        right = writer.side(node.right, comparison.right)
    except (_NotASum, Exhausted):
        return None
    one, other = _number(comparison.left), _number(comparison.right)
    only_differ = isinstance(node, c.Approx) or node.operator in (Operator.EQUAL, Operator.NOT_EQUAL)
    relation = "=" if one == other else "≠" if only_differ else "<" if one < other else ">"
    return Identity(left, relation, right)


class _Writer:
    """Writes out the sides of one comparison."""

    def __init__(self, evaluator: Evaluator, lets: Mapping[str, c.Expression], scope: Scope) -> None:
        self._evaluator = evaluator
        self._lets = lets
        self._scope = scope

    def side(self, node: c.Expression, value: Value) -> Side:
        parts = list(self._parts(node, 1))
        # What was converted to another unit on the way is no sum of the numbers in its cells.
        if sum((part.number for part in parts), Fraction(0)) != _number(value):
            raise _NotASum
        if not any(part.term.name for part in parts):
            raise _NotASum
        return Side(tuple(part.term for part in parts), shown(value))

    def _parts(self, node: c.Expression, sign: int) -> Iterator[_Part]:
        match node:
            case c.Binary(operator=Operator.ADD | Operator.SUBTRACT):
                yield from self._parts(node.left, sign)
                yield from self._parts(node.right, sign if node.operator is Operator.ADD else -sign)
            case c.Negative():
                yield from self._parts(node.operand, -sign)
            case c.Call() if node.function.english == _SUM:
                for argument in node.arguments:
                    yield from self._parts(argument, sign)
            case c.Variable() if node.name in self._lets:
                yield from self._parts(self._lets[node.name], sign)
            case c.Literal() | c.Cells() | c.Within() | c.Variable():
                yield from self._read(node, sign)
            case _:
                raise _NotASum

    def _read(self, node: c.Expression, sign: int) -> Iterator[_Part]:
        for one in as_list(self._evaluator.value(node, self._scope, Trace())):
            trace = Trace()
            value = self._evaluator.plain(one, trace)
            number = sign * _number(value)
            if isinstance(one, CellValue):
                yield _Part(_cell(one, trace.reads[-1].name, shown(value), sign), number)
            elif isinstance(node, c.Literal):
                yield _Part(Term(shown(value), sign < 0), number)
            else:
                raise _NotASum


def _cell(cell: CellValue, name: str, value: str, sign: int) -> Term:
    if cell.home is not None:
        return Term(value, sign < 0, name)
    return Term(value, sign < 0, name, cell.fact.id, cell.table.name, cell.row.name, cell.column.name)


def _number(value: Value) -> Fraction:
    if not logic.is_number(value):
        raise _NotASum
    return Fraction(value)
