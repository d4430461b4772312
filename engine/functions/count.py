"""数 count."""

from typing import Any

from engine.model.function import Example, Function, Parameter
from engine.model.types import NUMBER, Kind, Type


def _count(items: tuple[Any, ...]) -> int:
    return len(items)


FUNCTION = Function(
    name="数",
    english="count",
    parameters=(Parameter("列表", "list", Type(Kind.LIST)),),
    result=NUMBER,
    doc="列表里有几项。",
    english_doc="How many items a list has.",
    examples=(Example('数(查找("甲1乙22", /\\d+/))', "2"),),
    call=_count,
)
