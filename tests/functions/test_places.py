"""Whatever a function finds in a text remembers that text and its place in it."""

import pytest

from engine.functions import FUNCTIONS
from engine.model.location import Location
from engine.model.passage import Passage, Piece
from engine.model.types import Kind, Lexicon, Match, PatternValue, SaidDate, SaidNumber, Slip

TEXT = Passage(
    "一、修路修路\n三、2月30日架桥(含涵洞)，卡号6222020000000000018，证号11010519491231002X，电话13800138000\n"
    "青禾县云湲镇人民政府按记划公开《办法》（共12件，2023年5月1日，發展锟斤拷。一、修路修路通车架桥，（3）绿化\n（1）验收"
)
BROKEN = Passage(
    "镇里每半年核对一次，对窗口的公开内容逐项检查。",
    (Piece(0, Location(line=3, column=1, end_column=13)), Piece(13, Location(line=5, column=1, end_column=12))),
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
    text = BROKEN if name == "line_breaks" else TEXT
    arguments = [text, *(OTHERS[parameter.english] for parameter in function.parameters[1:])]
    items = function.call(*arguments)
    assert items
    for item in items:
        match = item.match if isinstance(item, SaidNumber | SaidDate) else item
        assert isinstance(match, Match)
        assert match.within is text
        assert text.text[match.start :].startswith(match.text.text)
        assert match.text.text
