"""首个 first."""

from typing import Any

from engine.model.facts import Status
from engine.model.function import Example, Function, Parameter, item_of
from engine.model.types import TEXT, Kind, Missing, Type


def _first(items: tuple[Any, ...]) -> Any:
    return items[0] if items else Missing("列表里一个也没有", Status.ABSENT)


FUNCTION = Function(
    name="首个",
    english="first",
    parameters=(Parameter("列表", "list", Type(Kind.LIST)),),
    result=TEXT,
    doc="列表里的第一个；列表是空的，就是没有。",
    english_doc="The first item of a list; none when the list is empty.",
    examples=(Example('首个(查找("甲1乙22", /\\d+/))', '"1"'),),
    call=_first,
    result_of=item_of,
)
