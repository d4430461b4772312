"""Characters as they are compared: as long as what was written, and the same for every way to write a word."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.model.characters import simplified, without_spaces
from engine.model.dates import is_date, read_year
from engine.model.pattern import occurs, spans


@pytest.mark.parametrize(
    ("written", "compared"),
    [
        ("總體情況", "总体情况"),
        ("屬於國家秘密", "属于国家秘密"),
        ("後續徵收", "后续征收"),
        ("⼀、⾏政", "一、行政"),
        ("金額", "金额"),
        ("乾县", "乾县"),
        ("瞭望台著名", "瞭望台著名"),
        ("３¹①", "３¹①"),
        ("plain", "plain"),
        ("", ""),
    ],
)
def test_simplified(written: str, compared: str) -> None:
    assert simplified(written) == compared


@given(st.text())
def test_as_long_as_before_and_done_at_once(text: str) -> None:
    assert len(simplified(text)) == len(text)
    assert simplified(simplified(text)) == simplified(text)


def test_patterns_see_simplified_characters_unless_they_ask_for_others() -> None:
    assert list(spans("复议", "行政複議一件")) == [(2, 4)]
    assert occurs("複議", "行政複議")
    assert not occurs("複議", "行政复议")


@given(st.text())
def test_without_spaces(text: str) -> None:
    bare, offsets = without_spaces(text)
    assert [text[offset] for offset in offsets[:-1]] == list(bare)
    assert offsets[-1] == len(text)
    assert bare.count("\n") == text.count("\n")
    assert " " not in bare


@pytest.mark.parametrize("text", ["2023", "２０２３", "二〇二三", "二○二三", "二零二三", "二0二三", "二０二三"])
def test_years(text: str) -> None:
    assert read_year(text) == 2023


@pytest.mark.parametrize("text", ["23", "20233", "二十三", "约2023", ""])
def test_no_years(text: str) -> None:
    assert read_year(text) is None


@pytest.mark.parametrize("text", ["二〇二四年一月二十日", "2024年1⽉20⽇", "二０二四年一月二十日"])
def test_dates_in_any_characters(text: str) -> None:
    assert is_date(text)
