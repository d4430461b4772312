"""Values in the words of a message, and messages from their templates."""

from collections.abc import Sequence
from datetime import date
from decimal import ROUND_HALF_UP, Context, Decimal
from fractions import Fraction

from engine.evaluation.budget import Exhausted
from engine.evaluation.expressions import Evaluator
from engine.evaluation.masking import mask
from engine.evaluation.trace import Scope, Trace
from engine.evaluation.values import ENTITIES, CellValue, ReportValue, Value, words_of
from engine.language.checked import Expression, Template, Variable
from engine.model.facts import Fact, Status
from engine.model.types import Missing

NOT_READ = "（未读到）"
_MOST_LISTED = 6
_PLACES = 2
_ROUND = Context(prec=60, rounding=ROUND_HALF_UP)


def shown(value: Value) -> str:
    """A value as a person writes it."""
    if isinstance(value, bool):
        return "是" if value else "否"
    if isinstance(value, int):
        return str(value)
    if isinstance(value, Decimal):
        plain = f"{value:f}"
        return plain.rstrip("0").rstrip(".") if "." in plain else plain
    if isinstance(value, Fraction):
        return f"约{_rounded(value):f}"
    if isinstance(value, date):
        return f"{value.year}年{value.month}月{value.day}日"
    if isinstance(value, CellValue):
        return _shown_fact(value.fact)
    if isinstance(value, (*ENTITIES, ReportValue)):
        return value.label
    if isinstance(value, tuple):
        return listed([shown(item) for item in value])
    words = words_of(value)
    return NOT_READ if words is None else words.text


def _rounded(value: Fraction) -> Decimal:
    """Two decimals; of what is close to zero, the first two digits that are not."""
    number = _ROUND.divide(Decimal(value.numerator), Decimal(value.denominator))
    return number.quantize(Decimal(1).scaleb(min(-_PLACES, number.adjusted() - 1)), context=_ROUND)


def _shown_fact(fact: Fact) -> str:
    if fact.status is Status.FOUND and fact.value is not None:
        return fact.value if isinstance(fact.value, str) else shown(fact.value)
    return fact.raw or NOT_READ


def listed(items: Sequence[str]) -> str:
    """Several items in a row; of many, the first few and how many there are."""
    unique = list(dict.fromkeys(items))
    if len(unique) <= _MOST_LISTED:
        return "、".join(unique)
    return f"{'、'.join(unique[:_MOST_LISTED])}等 {len(unique)} 处"


def render(template: Template, scopes: Sequence[Scope], evaluator: Evaluator, *, together: bool) -> str:
    """The text of a template, masked. With several scopes each placeholder lists its values in all of them."""
    return mask("".join(_part(part, scopes, evaluator, together=together) for part in template.parts))


def _part(part: str | Expression, scopes: Sequence[Scope], evaluator: Evaluator, *, together: bool) -> str:
    if isinstance(part, str):
        return part
    try:
        values = [evaluator.value(part, scope, Trace()) for scope in scopes]
    except Exhausted:
        return NOT_READ
    if not together:
        return shown(values[0])
    # Where many cells are listed, which ones they are says more than what is in them.
    by_name = isinstance(part, Variable)
    return listed([value.label if by_name and isinstance(value, CellValue) else shown(value) for value in values])


def evidence_value(value: Fact) -> str | None:
    """The value of a fact for the record; ``None`` when there is none."""
    if value.status is not Status.FOUND or value.value is None or isinstance(value.value, Missing):
        return None
    return value.value if isinstance(value.value, str) else shown(value.value)
