"""A function that names the words it cannot do without finds nothing in a text that has none of them."""

import re

import polars as pl
from hypothesis import given, settings
from hypothesis import strategies as st

from engine.functions import FUNCTIONS
from engine.model.passage import Passage

NAMED = {one.english: one for one in FUNCTIONS.values() if one.only_where is not None}
CERTAINLY = {
    "identity_numbers": "证号11010519491231002X",
    "mobile_numbers": "电话138 0013 8000",
    "bank_numbers": "账号6222 0202 0011 2230 004",
    "half_width_marks": "培训,检查",
    "numbers": "新收三件",
    "garbled": "修锟斤拷桥",
    "quotations": "《条例》",
    "skipped_levels": "一、修路\n1. 选线",
    "numbering": "（一）修路\n（三）架桥",
    "invalid_dates": "2月30日",
}


def test_what_is_found_has_them() -> None:
    assert NAMED.keys() == CERTAINLY.keys()
    for name, text in CERTAINLY.items():
        function = NAMED[name]
        assert function.call(Passage(text)), name
        assert function.only_where is not None
        assert pl.Series([text]).str.contains(function.only_where).all()


@settings(max_examples=300, deadline=None)
@given(
    st.text("证号电话,;:!?()（），86 -1239０１２３X。甲", max_size=40)
    | st.text("《》锟斤烫Ã©\ufffd一二三件、是（）().①②\n \x1f甲。", max_size=30)
    | st.lists(st.sampled_from([*"0123456789年月日号止至— ３٣20", "2023", "19", "月31", "月1"]), max_size=9).map(
        "".join
    )
)
def test_without_them_nothing_is_found(text: str) -> None:
    for function in NAMED.values():
        assert function.only_where is not None
        there = bool(pl.Series([text]).str.contains(function.only_where).all())
        assert there is (re.search(function.only_where, text) is not None)
        assert there or function.call(Passage(text)) == ()
