"""匹配 and 包含. Where something is found, the words found are what was read, not the whole text."""

from typing import TYPE_CHECKING

from engine.evaluation import attributes, logic
from engine.evaluation.trace import Read, Scope, Trace
from engine.evaluation.values import Value, words_of
from engine.language import checked as c
from engine.model import pattern
from engine.model.facts import Status
from engine.model.types import Missing, PatternValue

if TYPE_CHECKING:
    from engine.evaluation.expressions import Evaluator


def searched(evaluator: "Evaluator", node: c.Binary, scope: Scope, trace: Trace) -> logic.Truth:
    """Whether a text has what is looked for."""
    inner = Trace()
    value = evaluator.plain(evaluator.value(node.left, scope, inner), inner)
    wanted = evaluator.value(node.right, scope, inner)
    missing = [one for one in (value, wanted) if isinstance(one, Missing)]
    text = words_of(value)
    if missing or text is None:
        trace.take([inner])
        return logic.worst(missing) if missing else Missing("这里不是文字")
    evaluator.budget.read(text.text)
    found, hits = _look(wanted, text.text)
    source = inner.reads[0] if inner.reads else Read("")
    if not hits:
        trace.take([inner])
        # What stands in a cell can be quoted although its place is doubtful; what is not there may be elsewhere.
        doubtful = source.is_uncertain and source.fact is not None and source.fact.status is Status.AMBIGUOUS
        return attributes.missing_fact(source.fact, source.name) if doubtful and source.fact else found
    trace.reads += [Read(source.name, source.fact, text.slice(start, end), source=source.source) for start, end in hits]
    return True


def _look(wanted: Value, text: str) -> tuple[logic.Truth, list[tuple[int, int]]]:
    """Whether it is there, and the places of its words (a pattern may be found without any)."""
    if isinstance(wanted, PatternValue):
        found = pattern.occurs(wanted.source, text)
        # One more group round the pattern, so that the whole match is quoted whatever groups its author wrote.
        hits = pattern.spans(f"({wanted.source})", text) if found else ()
        return found, [place for place in hits if place[0] < place[1]]
    words = words_of(wanted)
    if words is None:
        return Missing("这里没有可找的"), []
    first = text.find(words.text)
    return first >= 0, [(first, first + len(words.text))] if first >= 0 and words.text else []
