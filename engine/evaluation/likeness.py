"""Rules that compare a report with its peers (同级) by nothing but the likeness of one text: 相似度.

Such a rule can fail only on peers whose text is as alike as it says, so that these can be looked for in an index, and
the others need not be compared one by one. Whether a rule is of this kind is read off the checked rule itself.
"""

from collections.abc import Hashable, Iterator
from decimal import Decimal
from fractions import Fraction

from engine.evaluation.budget import Exhausted
from engine.evaluation.expressions import Evaluator
from engine.evaluation.instances import with_lets
from engine.evaluation.trace import Trace
from engine.language import checked as c
from engine.language.walking import expressions, meaning
from engine.model.facts import Facts, Status
from engine.model.passage import Passage
from engine.model.struct import Struct
from engine.model.types import Missing

_SIMILARITY = "similarity"
_OF_A_REPORT = frozenset(
    node.__name__ for node in (c.FactRef, c.Entity, c.EntityList, c.Cells, c.Reports, c.ParameterRef)
)


class Likeness(Struct, frozen=True):
    """What a rule compares: the text of a report (``meaning`` is the same for rules that compare the same), and the
    least share, from 0 to 1, at which it can fail."""

    rule: c.Rule
    text: c.Expression
    meaning: Hashable
    least: Fraction


def looks_at_peers(rule: c.Rule) -> bool:
    """Whether what a rule comes to depends on the other reports of the run."""
    return any(_is_peers(node) for node in expressions(rule))


def likeness(rule: c.Rule, ruleset: c.Ruleset) -> Likeness | None:
    """How a rule compares texts, when it does that for each peer and looks at them in no other way; else ``None``."""
    if sum(map(_is_peers, expressions(rule))) != 1 or len(rule.loops) != 1 or not _is_peers(rule.loops[0].items):
        return None
    if len(rule.requirements) != 1:
        return None
    demand = rule.requirements[0]
    found = demand.expression
    fails_above = (c.Operator.GREATER_EQUAL, c.Operator.GREATER)
    passes_below = (c.Operator.LESS, c.Operator.LESS_EQUAL)
    if not isinstance(found, c.Binary) or found.operator not in (fails_above if demand.forbidden else passes_below):
        return None
    if not isinstance(found.left, c.Call) or found.left.function.english != _SIMILARITY:
        return None
    least = _least(found.right, ruleset)
    lets = {let.variable: let.expression for let in rule.lets}
    for own, other in (found.left.arguments, found.left.arguments[::-1]):
        same = meaning(own, lets)
        there = _as_own(meaning(other, lets), ("Variable", rule.loops[0].variable))
        if same == there and least is not None and least > Fraction(1, 2):
            return Likeness(rule, own, same, least)
    return None


def text_of(one: Likeness, facts: Facts, ruleset: c.Ruleset) -> Passage | Missing:
    """The text of a report that the rule compares, or why there is none."""
    evaluator = Evaluator(facts, ruleset)
    evaluator.budget.renew()
    try:
        value = evaluator.value(one.text, with_lets(one.rule, 0, {}, evaluator), Trace())
    except Exhausted:
        return Missing("要检查的情形太多，没有全部检查")
    if isinstance(value, Missing | Passage):
        return value
    return Missing("不是文字", Status.AMBIGUOUS)


def _is_peers(node: c.Expression) -> bool:
    return isinstance(node, c.Reports) and node.which is c.Which.PEERS


def _least(node: c.Expression, ruleset: c.Ruleset) -> Fraction | None:
    """The least value that a bound in per cent can have, as a share."""
    values: list[c.Constant] = []
    if isinstance(node, c.Literal):
        values = [node.value]
    elif isinstance(node, c.ParameterRef):
        values = [
            one.value for parameter in ruleset.parameters if parameter.id == node.parameter for one in parameter.values
        ]
    numbers = [Fraction(one) for one in values if isinstance(one, int | Decimal) and not isinstance(one, bool)]
    return min(numbers) / 100 if numbers and len(numbers) == len(values) else None


def _as_own(what: Hashable, variable: Hashable) -> Hashable:
    """What an expression about another report means, said of that report itself; ``None`` when it is about both."""
    try:
        return _turned(what, variable)
    except LookupError:
        return None


def _turned(what: Hashable, variable: Hashable) -> Hashable:
    if not isinstance(what, tuple) or not what:
        return what
    if what[0] == c.Within.__name__ and what[1] == variable:
        if variable in _parts(what[2]):
            raise LookupError
        there: Hashable = what[2]
        return there
    if what == variable or what[0] in _OF_A_REPORT:
        raise LookupError
    return tuple(_turned(part, variable) for part in what)


def _parts(what: Hashable) -> Iterator[Hashable]:
    yield what
    if isinstance(what, tuple):
        for part in what:
            yield from _parts(part)
