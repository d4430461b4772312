"""去重 distinct."""

from decimal import Decimal
from fractions import Fraction
from typing import Any

from engine.model.function import Example, Function, Parameter, list_like
from engine.model.passage import Passage
from engine.model.types import Kind, Match, Missing, SaidDate, SaidNumber, Type
from engine.model.units import base


def _key(item: Any) -> object:
    """What an item is compared by: its words, its quantity (1万元 is 10000元) or its day."""
    match item:
        case Match():
            return item.text.text.strip()
        case Passage():
            return item.text.strip()
        case int() | Decimal():
            return Fraction(item)
        case SaidDate():
            return item.value
        case SaidNumber(value=Missing()) | SaidNumber(unit=None):
            return item.value, None
        case SaidNumber(value=value, unit=str(unit)) if not isinstance(value, Missing):
            name, many = base(unit)
            return Fraction(value) * many, name
    return item


def _distinct(items: tuple[Any, ...]) -> tuple[Any, ...]:
    kept: dict[object, Any] = {}
    for item in items:
        kept.setdefault(_key(item), item)
    return tuple(kept.values())


FUNCTION = Function(
    name="去重",
    english="distinct",
    parameters=(Parameter("列表", "list", Type(Kind.LIST)),),
    result=Type(Kind.LIST),
    doc="列表里各不相同的项，重复的只留第一个；文字不计两头的空格，数连同单位比较（1万元与10000元相同）。",
    english_doc="The different items of a list, each where it first stands; numbers are compared with their units.",
    examples=(Example('数(去重(查找("甲乙甲", /[甲乙]/)))', "2"), Example('数(去重(段落("修路\\n架桥\\n修路")))', "2")),
    call=_distinct,
    result_of=list_like,
)
