"""末个 last."""

from typing import Any

from engine.model.facts import Status
from engine.model.function import Example, Function, Parameter, item_of
from engine.model.types import TEXT, Kind, Missing, Type


def _last(items: tuple[Any, ...]) -> Any:
    return items[-1] if items else Missing("列表里一个也没有", Status.ABSENT)


FUNCTION = Function(
    name="末个",
    english="last",
    parameters=(Parameter("列表", "list", Type(Kind.LIST)),),
    result=TEXT,
    doc="列表里的最后一个；列表是空的，就是没有。",
    english_doc="The last item of a list; none when the list is empty.",
    examples=(Example('末个(查找("甲1乙22", /\\d+/))', '"22"'),),
    call=_last,
    result_of=item_of,
)
