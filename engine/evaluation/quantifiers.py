"""全部, 任一, 其中, 逐个: a condition or an expression for each item of a list."""

from collections.abc import Callable, Mapping, Sequence
from functools import reduce
from typing import TYPE_CHECKING

from engine.evaluation import logic
from engine.evaluation.budget import ITEM
from engine.evaluation.trace import Scope, Trace
from engine.evaluation.values import Value, as_list
from engine.language import checked as c
from engine.language.checked import Quantifier
from engine.model.facts import Status
from engine.model.struct import Struct
from engine.model.types import Missing

if TYPE_CHECKING:
    from engine.evaluation.expressions import Evaluator


def quantified(evaluator: "Evaluator", node: c.Quantified, scope: Scope, trace: Trace) -> Value:
    inner = Trace()
    items = evaluator.value(node.items, scope, inner)
    if isinstance(items, Missing):
        trace.take([inner])
        return items
    turns: list[Turn] = []
    unasked = False if node.quantifier is Quantifier.WHERE else trace.unasked
    bodied = evaluator.value if node.quantifier is Quantifier.EACH else evaluator.truth
    for item in as_list(items):
        evaluator.budget.spend(ITEM)
        own = Trace(unasked)
        value = bodied(node.body, {**scope, node.variable: item}, own)
        if value is unasked and value is _SETTLED.get(node.quantifier):
            trace.take([inner, own])
            return value
        turns.append(Turn(item, value, own))
    result, decided = _BY_QUANTIFIER[node.quantifier](turns)
    # Where no item says anything, what was read is the text or the table that was gone through.
    trace.take(decided if any(own.reads for own in decided) else [inner, *decided])
    return result


_SETTLED: Mapping[Quantifier, bool] = {Quantifier.ALL: False, Quantifier.ANY: True}
"""The truth of one item that settles the whole."""


class Turn(Struct, frozen=True):
    """One item, what came of it, and what was read for that."""

    item: Value
    value: Value
    trace: Trace


def _all(turns: Sequence[Turn]) -> tuple[Value, list[Trace]]:
    return _decided(turns, logic.both, True)


def _any(turns: Sequence[Turn]) -> tuple[Value, list[Trace]]:
    return _decided(turns, logic.either, False)


def _decided(
    turns: Sequence[Turn], join: Callable[[logic.Truth, logic.Truth], logic.Truth], start: logic.Truth
) -> tuple[Value, list[Trace]]:
    truths = [(turn.value, turn.trace) for turn in turns if isinstance(turn.value, bool | Missing)]
    result = reduce(join, (truth for truth, _ in truths), start)
    return result, logic.deciding(result, truths)


def _where(turns: Sequence[Turn]) -> tuple[Value, list[Trace]]:
    """An item about which there certainly is nothing to say is left out; one in doubt puts the whole list in doubt."""
    doubtful = [turn for turn in turns if isinstance(turn.value, Missing) and turn.value.status is not Status.ABSENT]
    if doubtful:
        return doubtful[0].value, [turn.trace for turn in doubtful]
    kept = [turn for turn in turns if turn.value is True]
    return tuple(turn.item for turn in kept), [turn.trace for turn in kept]


def _each(turns: Sequence[Turn]) -> tuple[Value, list[Trace]]:
    values = logic.complete(tuple(turn.value for turn in turns))
    missing = isinstance(values, Missing)
    return values, [turn.trace for turn in turns if isinstance(turn.value, Missing) or not missing]


_BY_QUANTIFIER: Mapping[Quantifier, Callable[[Sequence[Turn]], tuple[Value, list[Trace]]]] = {
    Quantifier.ALL: _all,
    Quantifier.ANY: _any,
    Quantifier.WHERE: _where,
    Quantifier.EACH: _each,
}
