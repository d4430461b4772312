"""Whatever a function finds in a text remembers that text and its place in it."""

import pytest

from engine.functions import FUNCTIONS
from engine.model.passage import Passage
from engine.model.types import Kind, Lexicon, Match, PatternValue, SaidDate, SaidNumber, Slip

TEXT = Passage(
    "一、修路修路\n三、2月30日架桥(含涵洞)，卡号6222020000000000018，证号11010519491231002X，电话13800138000\n"
    "青禾县云湲镇人民政府按记划公开《办法》（共12件，2023年5月1日，發展锟斤拷。一、修路修路通车架桥，（3）绿化\n（1）验收"
)
OTHERS = {
    "pattern": PatternValue("修路"),
    "lexicon": Lexicon("错字", (Slip("记划", "计划"),)),
    "organ": Passage("青禾县云溪镇人民政府"),
    "least": 4,
}
FINDERS = sorted(
    function.english
    for function in set(FUNCTIONS.values())
    if function.result.item is not None and function.result.item.kind in (Kind.MATCH, Kind.SAID_NUMBER, Kind.SAID_DATE)
)


def test_there_are_functions_that_find() -> None:
    assert {"find", "slips", "unpaired", "near_names", "invalid_dates", "numbers", "dates", "repeated"} <= set(FINDERS)


@pytest.mark.parametrize("name", FINDERS)
def test_what_is_found_stands_where_it_says(name: str) -> None:
    function = FUNCTIONS[name]
    arguments = [TEXT, *(OTHERS[parameter.english] for parameter in function.parameters[1:])]
    items = function.call(*arguments)
    assert items
    for item in items:
        match = item.match if isinstance(item, SaidNumber | SaidDate) else item
        assert isinstance(match, Match)
        assert match.within is TEXT
        assert TEXT.text[match.start :].startswith(match.text.text)
        assert match.text.text
