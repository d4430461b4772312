"""What the words of a cell say, and that nothing is read into them."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.extraction.cells import interpret, interpret_for, is_value
from engine.model.facts import Status
from engine.model.form import CellType, Column, Label


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("0", 0),
        ("16", 16),
        (" 16\u00a0", 16),
        ("１６", 16),
        ("1,234", 1234),
        ("1，234,567", 1234567),
        ("-3", -3),
        ("－3", -3),
        ("−3", -3),
        ("0.35", Decimal("0.35")),
        ("190.457379", Decimal("190.457379")),
        ("1,234.50", Decimal("1234.50")),
        ("18.8710", Decimal("18.8710")),
    ],
)
def test_numbers_exactly_as_written(text: str, value: int | Decimal) -> None:
    written = interpret(text)
    assert written.status is Status.FOUND
    assert written.value == value
    assert type(written.value) is type(value)
    assert str(written.value) == str(value)


@pytest.mark.parametrize("text", ["", " ", "\u3000", "\u200b", "\u00a0"])
def test_blank(text: str) -> None:
    assert interpret(text).status is Status.BLANK


@pytest.mark.parametrize("text", ["/", "／", "-", "－", "—", "——", "--", "无", " 无 "])
def test_marks(text: str) -> None:
    assert interpret(text).status is Status.MARK


@pytest.mark.parametrize(
    "text",
    [
        *("约30", "增1423", "减4", "23600万元", "0 0", "1\u00a02", "00", "012", "1.", ".5", "1.2.3", "1,23", "12,34"),
        *("3²", "①", "3①", "½", "+5", "(5)", "五", "〇", "O", "l", "1e5", "50%", "16*", "1\x006", "٣", "9" * 30),
    ],
)
def test_anything_else_is_uncertain(text: str) -> None:
    written = interpret(text)
    assert written.status is Status.AMBIGUOUS
    assert written.value is None
    assert written.reason


def test_what_counts_as_a_value() -> None:
    """Letters for digits are values, badly written; the ordinal of a label that was cut off is none."""
    assert all(map(is_value, ("O", "ll", "4l", "12件", "0", "—", "1.5", "16*")))
    assert not any(map(is_value, ("1.", "（2）", "(3)、", "12、", "规章", "其他")))


@given(st.integers(-(10**12) + 1, 10**12 - 1))
def test_any_integer(number: int) -> None:
    assert interpret(str(number)).value == number
    assert interpret(f"{number:,}").value == number


@given(st.integers(10**12, 10**17))
def test_longer_numbers_are_several_cells_in_one(number: int) -> None:
    for text in (str(number), f"-{number}", f"{number}.5", f"{number:,}"):
        assert interpret(text).status is Status.AMBIGUOUS


@given(st.text(max_size=30))
def test_any_text(text: str) -> None:
    written = interpret(text)
    assert (written.value is not None) == (written.status is Status.FOUND)
    assert (written.reason is not None) == (written.status is Status.AMBIGUOUS)


@pytest.mark.parametrize("text", ["0", "约30", "23600万元", "/", "无", "0 0", "增1423"])
def test_values_are_no_labels(text: str) -> None:
    assert is_value(text)


@pytest.mark.parametrize("text", ["", "3.其他", "(1)甲", "甲类情形", "第20条第1项各类情形", "三、合计"])
def test_labels_are_no_values(text: str) -> None:
    assert not is_value(text)


COLUMNS = {
    "count": Column("a", "甲", Label("甲"), CellType.COUNT, "件"),
    "amount": Column("b", "乙", Label("乙"), CellType.AMOUNT, "万元"),
    "money": Column("c", "丙", Label("丙"), CellType.AMOUNT),
    "change": Column("d", "丁", Label("丁"), CellType.NUMBER),
}


@pytest.mark.parametrize(
    ("text", "column", "value"),
    [
        ("251000元", "money", 251000),
        ("23600 万元", "money", 23600),
        ("1,200.50元", "money", Decimal("1200.50")),
        ("３亿元", "money", 3),
        ("增1423", "change", 1423),
        ("减4", "change", -4),
        ("减少 1,004", "change", -1004),
        ("＋5", "change", 5),
        ("减0.5", "change", Decimal("-0.5")),
    ],
)
def test_words_that_belong_to_the_number_in_its_column_only(text: str, column: str, value: int | Decimal) -> None:
    written = interpret_for(text, COLUMNS[column])
    assert (written.status, written.value) == (Status.FOUND, value)
    for other in COLUMNS.keys() - {column}:
        assert interpret_for(text, COLUMNS[other]) == interpret(text)
        assert interpret(text).status is Status.AMBIGUOUS


@pytest.mark.parametrize("text", ["约30元", "3元5角", "元", "增", "增减5", "0030元", "增007", "增5 6", "3元 4元"])
def test_what_is_uncertain_stays_so_in_every_column(text: str) -> None:
    for column in COLUMNS.values():
        assert interpret_for(text, column).status is Status.AMBIGUOUS


@given(st.text(max_size=20), st.sampled_from(sorted(COLUMNS)))
def test_a_column_changes_nothing_that_is_certain(text: str, column: str) -> None:
    plain = interpret(text)
    if plain.status is not Status.AMBIGUOUS:
        assert interpret_for(text, COLUMNS[column]) == plain
