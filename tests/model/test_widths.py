"""Patterns that ask for ，：；（） find their half-width twins."""

import re

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from engine.model import pattern
from engine.model.widths import widened

TO_HALF = str.maketrans("，：；（）", ",:;()")
# Parts of patterns without a half-width mark, and what each may find.
PARTS = {
    "，": "，",
    "：": "：",
    "（[^（）]*）": "（甲）",
    "[；。]": "；",
    "[^，；]": "甲",
    r"\p{Han}": "乙",
    "(?:甲|乙)": "甲",
    "(?P<year>丙)": "丙",
    r"\d{1,2}": "12",
    "[0-9]+": "7",
    "(?i)x": "X",
    "丁{2,3}": "丁丁",
    r"\.": ".",
}


@given(st.lists(st.sampled_from(sorted(PARTS)), min_size=1, max_size=8, unique_by=lambda part: part.startswith("(?P")))
def test_the_same_in_either_width(parts: list[str]) -> None:
    source, text = "".join(parts), "".join(PARTS[part] for part in parts)
    assume(pattern.problem(source) is None)
    assert pattern.fits(source, text)
    assert pattern.fits(source, text.translate(TO_HALF))


@pytest.mark.parametrize(
    ("source", "text", "is_found"),
    [
        ("来源：", "来源:", True),
        ("[^，]+", ",", False),  # (not a comma, in either width)
        (r"甲\(，", "甲(,", False),  # one that asks for a half-width mark means what it says
        ("[，,]：", ",:", False),
        (r"[\d，]+", "1,000", False),  # a set with digits is about numbers
        (r"[\d.,]+，", "1,0,", True),
        ("[^0-9，]", ",", True),
        ("[：-；]", ":", False),  # the ends of a range
        ("[[:alpha:]，]+", "a,", True),
        ("[]，]+", "],", True),
        (r"\Q，\E", ",", False),
        ("(?P<name>甲)：(?:乙)", "甲:乙", True),
    ],
)
def test_what_a_mark_finds(source: str, text: str, is_found: bool) -> None:
    assert pattern.problem(source) is None
    assert pattern.fits(source, text) is is_found


@given(st.text(alphabet="，：；（）[]^-{}\\()?:甲1,", max_size=12))
def test_any_pattern_that_is_good_stays_good(source: str) -> None:
    assume(pattern.problem(source) is None)
    wide = widened(source)
    assert re.sub("[^甲]", "", wide) == re.sub("[^甲]", "", source)
    for text in ("", "甲", "，", "甲，：；（）1"):
        if pattern._compile(source).search(text):
            assert pattern.occurs(source, text) or "[^" in source
