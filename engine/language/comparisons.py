"""Conditions as comparisons of something with a constant, as far as they can be understood so.

Texts, dates and truth values become numbers, one for each: what holds for numbers holds for them.
"""

import operator as python
from collections.abc import Callable, Hashable, Iterator, Mapping
from datetime import date
from decimal import Decimal
from fractions import Fraction

from engine.language import checked
from engine.language.checked import Operator
from engine.language.names import YEAR
from engine.language.ranges import MIRRORED, OPPOSITE, Range
from engine.language.types import is_number, is_spoken, is_truth, value_kind
from engine.language.walking import mean_the_same, meaning
from engine.model import pattern, units
from engine.model.diagnostic import Span
from engine.model.struct import Struct
from engine.model.types import Kind

Lets = Mapping[str, checked.Expression]

_HOLDS: Mapping[Operator, Callable[[Fraction, Fraction], bool]] = {
    Operator.EQUAL: python.eq,
    Operator.NOT_EQUAL: python.ne,
    Operator.LESS: python.lt,
    Operator.LESS_EQUAL: python.le,
    Operator.GREATER: python.gt,
    Operator.GREATER_EQUAL: python.ge,
}
_ZERO, _ONE = Fraction(0), Fraction(1)
_TRUTH = Range((_ZERO, False), (_ONE, True), whole=True)
_DAY = Range(whole=True)
_COUNT = Range((_ZERO, False), whole=True)
_FUNCTIONS = {
    "count": _COUNT,
    "length": _COUNT,
    "absolute": Range((_ZERO, False)),
    "year": _DAY,
    "month": Range((_ONE, False), (Fraction(12), True), whole=True),
    "day": Range((_ONE, False), (Fraction(31), True), whole=True),
}
_ATTRIBUTES = frozenset(
    ("row_count", "column_count", "values", "header_rows", "breaks", "surplus", "count", "decimals")
)


class Comparison(Struct, frozen=True):
    """``subject operator constant``, as it stands at a place. ``possible`` is all that the subject can be anyway."""

    subject: Hashable
    operator: Operator
    constant: Fraction
    possible: Range
    span: Span

    @property
    def settled(self) -> bool | None:
        """Whether it always holds, or never, by the nature of the subject."""
        if self.possible.narrowed(self.operator, self.constant).is_empty:
            return False
        return True if self.possible.narrowed(OPPOSITE[self.operator], self.constant).is_empty else None


class _Linear(Struct, frozen=True):
    """``factor * core + constant``; without a core only the constant."""

    core: checked.Expression | None
    factor: Fraction
    constant: Fraction


def is_compound(node: checked.Expression) -> bool:
    """Whether a condition is made of others by 且 or 或."""
    return isinstance(node, checked.Binary) and node.operator in (Operator.AND, Operator.OR)


def opened(node: checked.Expression, lets: Lets) -> checked.Expression:
    """What stands behind the name of a definition or of 令."""
    while True:
        if isinstance(node, checked.Defined):
            node = node.operand
        elif isinstance(node, checked.Variable) and node.name in lets:
            node = lets[node.name]
        else:
            return node


def conjuncts(
    node: checked.Expression, lets: Lets, *, positive: bool = True, place: Span | None = None
) -> Iterator[tuple[checked.Expression, bool, Span]]:
    """The parts that must all hold (or not hold) where ``node`` holds (does not, unless ``positive``).

    Each with its place: where a definition or 非 was entered, that of the whole.
    """
    inner = opened(node, lets)
    place = place or (node.span if inner is not node else None)
    if isinstance(inner, checked.Not):
        yield from conjuncts(inner.operand, lets, positive=not positive, place=place or inner.span)
    elif isinstance(inner, checked.Binary) and inner.operator is (Operator.AND if positive else Operator.OR):
        for side in (inner.left, inner.right):
            yield from conjuncts(side, lets, positive=positive, place=place)
    else:
        yield inner, positive, place or node.span


def compared(node: checked.Expression, lets: Lets, *, positive: bool, span: Span) -> Comparison | bool:
    """A part of a condition as a comparison; whether it holds, when that is known without any report.

    What is not understood is compared with true: it holds or does not, whatever it means.
    """
    found: Comparison | bool | None = None
    if isinstance(node, checked.Literal | checked.Approx):
        found = _constant(node, lets)
    elif isinstance(node, checked.Binary):
        found = _comparison(node, lets, span) if node.operator in _HOLDS else _search(node, lets)
    if isinstance(found, bool):
        return found is positive
    if found is None:
        found = Comparison(meaning(node, lets), Operator.EQUAL, _ONE, _TRUTH, span)
    if positive:
        return found
    return Comparison(found.subject, OPPOSITE[found.operator], found.constant, found.possible, span)


def _constant(node: checked.Literal | checked.Approx, lets: Lets) -> bool | None:
    if isinstance(node, checked.Literal):
        return bool(node.value)
    return True if node.tolerance is None and mean_the_same(node.left, node.right, lets) else None


def _search(node: checked.Binary, lets: Lets) -> bool | None:
    """匹配 and 包含 between two texts of the rule itself."""
    text, wanted = opened(node.left, lets), opened(node.right, lets)
    if not isinstance(text, checked.Literal) or not isinstance(wanted, checked.Literal):
        return None
    words, sought = str(text.value), str(wanted.value)
    return pattern.occurs(sought, words) if node.operator is Operator.MATCHES else sought in words


def _comparison(node: checked.Binary, lets: Lets, span: Span) -> Comparison | bool:
    left, right = _linear(node.left, lets), _linear(node.right, lets)
    one, other = left.core, right.core
    if one is not None and other is not None and mean_the_same(one, other, lets):
        left, right = _Linear(one, left.factor - right.factor, left.constant), _Linear(None, _ZERO, right.constant)
        one, other = (one, None) if left.factor else (None, None)
    rest = right.constant - left.constant
    if one is not None and other is not None:
        return _between(node.operator, (one, left.factor), (other, right.factor), rest, lets, span)
    if one is not None:
        return _alone(node.operator, one, left.factor, rest, lets, span)
    return (
        _HOLDS[node.operator](_ZERO, rest)
        if other is None
        else _alone(node.operator, other, -right.factor, rest, lets, span)
    )


def _alone(
    operator: Operator, core: checked.Expression, factor: Fraction, rest: Fraction, lets: Lets, span: Span
) -> Comparison:
    """One unknown: ``factor * core operator rest``."""
    operator = operator if factor > 0 else MIRRORED.get(operator, operator)
    return Comparison(meaning(core, lets), operator, rest / factor, _possible(core), span)


def _between(
    operator: Operator,
    one: tuple[checked.Expression, Fraction],
    other: tuple[checked.Expression, Fraction],
    rest: Fraction,
    lets: Lets,
    span: Span,
) -> Comparison:
    """Two unknowns: ``factor * one - factor * other operator rest``, in one order whichever was written first."""
    first, second = ((meaning(core, lets), core, factor) for core, factor in (one, (other[0], -other[1])))
    if repr(first[0]) > repr(second[0]):
        first, second = second, first
    ratio = second[2] / first[2]
    whole = _possible(first[1]).whole and _possible(second[1]).whole and ratio.denominator == 1
    operator = operator if first[2] > 0 else MIRRORED.get(operator, operator)
    return Comparison((first[0], ratio, second[0]), operator, rest / first[2], Range(whole=whole), span)


def _linear(node: checked.Expression, lets: Lets) -> _Linear:
    """What an expression is as a multiple of something plus a constant; that may be the expression itself."""
    node = opened(node, lets)
    found: _Linear | None = None
    match node:
        case checked.Literal():
            found = _Linear(None, _ZERO, _number(node.value))
        case checked.Negative():
            found = _scaled(_linear(node.operand, lets), -_ONE)
        case checked.Convert(unit=str(unit)) if (given := node.operand.type.unit) and not is_spoken(node.operand.type):
            factor = units.factor(given, unit)
            found = None if factor is None else _scaled(_linear(node.operand, lets), factor)
        case checked.Binary() if _is_plain(node):
            found = _computed(node.operator, _linear(node.left, lets), _linear(node.right, lets))
    return found or _Linear(node, _ONE, _ZERO)


def _is_plain(node: checked.Binary) -> bool:
    """Whether both sides are numbers in one unit that is known before the rule runs."""
    return all(is_number(side.type) and not is_spoken(side.type) for side in (node.left, node.right))


def _computed(operator: Operator, left: _Linear, right: _Linear) -> _Linear | None:
    match operator:
        case Operator.ADD | Operator.SUBTRACT if left.core is None or right.core is None:
            right = right if operator is Operator.ADD else _scaled(right, -_ONE)
            return _Linear(left.core or right.core, left.factor + right.factor, left.constant + right.constant)
        case Operator.MULTIPLY if right.core is None and right.constant:
            return _scaled(left, right.constant)
        case Operator.MULTIPLY if left.core is None and left.constant:
            return _scaled(right, left.constant)
        case Operator.DIVIDE if right.core is None and right.constant:
            return _scaled(left, 1 / right.constant)
    return None


def _scaled(linear: _Linear, factor: Fraction) -> _Linear:
    return _Linear(linear.core, linear.factor * factor, linear.constant * factor)


def _number(value: checked.Constant) -> Fraction:
    match value:
        case str():  # the white space around a text does not count
            return Fraction(int.from_bytes(b"\1" + value.strip().encode("utf-8", "surrogatepass"), "big"))
        case date():
            return Fraction(value.toordinal())
        case Decimal() | int():
            return Fraction(value)


def _possible(core: checked.Expression) -> Range:
    """What something can be, by what it is."""
    if is_truth(core.type):
        return _TRUTH
    match core:
        case checked.Call():
            return _FUNCTIONS.get(core.function.english, Range())
        case checked.Attribute() if is_number(core.type) and core.key in _ATTRIBUTES:
            return _COUNT
        case checked.FactRef() if core.type.unit == YEAR:
            return _DAY
    return _DAY if value_kind(core.type.kind) is Kind.DATE else Range()
