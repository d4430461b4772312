"""Markdown: what is a table, a cell, a paragraph, and where each stands."""

from engine.documents import read
from engine.model.document import Document, Table
from engine.model.location import Location


def document(text: str) -> Document:
    found = read(text.encode(), "a.md")
    assert isinstance(found, Document)
    return found


def tables(text: str) -> list[list[list[str]]]:
    return [[[cell.text for cell in row.cells] for row in table.rows] for table in document(text).tables()]


def texts(text: str) -> list[str]:
    return [paragraph.passage.text for paragraph in document(text).paragraphs()]


def test_a_padded_table_with_its_rule() -> None:
    table = next(document("前言\n\n| 项目 | 数量 |\n|------|:---:|\n| 甲 |  16 |\n").tables())
    assert [[cell.text for cell in row.cells] for row in table.rows] == [["项目", "数量"], ["甲", "16"]]
    assert table.header_break == 1
    assert table.rows[1].cells[1].passage.location == Location(5, 8, 10, None, 1, 2, 2)
    assert table.rows[1].cells[1].first_column == 1


def test_an_empty_cell_has_a_place() -> None:
    table = next(document("| 甲 | |\n| 乙 | 2 |").tables())
    place = table.rows[0].cells[1].passage.location
    assert place is not None
    assert (place.line, place.column, place.end_column, place.cell) == (1, 6, 6, 2)


def test_tables_without_rule_or_bars_at_the_edges() -> None:
    assert tables("甲 | 1\n乙 | 2") == [[["甲", "1"], ["乙", "2"]]]
    assert tables("|甲|1|||\n|乙|2|||") == [[["甲", "1", "", ""], ["乙", "2", "", ""]]]
    assert tables("甲 | 1\n | 2\n丙 | 3") == [[["甲", "1"], ["", "2"], ["丙", "3"]]]


def test_a_single_line_with_a_bar_is_prose() -> None:
    assert texts("首页 | 公开\n\n本年度发布信息。") == ["首页 | 公开", "本年度发布信息。"]
    assert tables("| 5 |") == [[["5"]]]


def test_a_line_of_separators_is_no_paragraph() -> None:
    assert texts("甲\n\x1d\n\x0b\n乙") == ["甲", "乙"]


def test_dashes_that_are_values() -> None:
    assert tables("| 甲 | 乙 |\n|--|--|\n| - | - |") == [[["甲", "乙"], ["-", "-"]]]
    assert tables("| 甲 | 乙 |\n|-|-|\n| 1 | — |") == [[["甲", "乙"], ["1", "—"]]]
    assert tables("甲|\n1|\n-|\n--|\n2|") == [[["甲"], ["1"], ["-"], ["--"], ["2"]]]
    assert tables("|甲|\n|---|\n|1|") == [[["甲"], ["1"]]]


def test_a_blank_line_tears_a_table() -> None:
    assert len(tables("| 甲 | 1 |\n\n| 乙 | 2 |")) == 2


def test_tabs() -> None:
    assert tables("项目\t甲\t乙\n一\t1\t\n二\t\t2") == [[["项目", "甲", "乙"], ["一", "1", ""], ["二", "", "2"]]]
    assert texts("\t\t缩进的一行") == ["缩进的一行"]


def test_marks_that_are_no_words() -> None:
    assert texts("## 一、情况 ##\n\n**重要**：见\\|下\n\n---\n\n a**b") == ["一、情况", "重要：见|下", "a**b"]
    assert tables("| **16** | 商业<br>企业 |\n| 1&nbsp; | \\|x |") == [[["16", "商业 企业"], ["1", "|x"]]]


def test_the_place_of_what_stands_after_a_mark() -> None:
    paragraph = next(document("# **甲乙**丙").paragraphs())
    place = paragraph.passage.locate(2, 3)
    assert place is not None
    assert (place.column, place.end_column) == (9, 10)


def test_line_ends() -> None:
    assert texts("甲\r\n乙\r丙\n丁") == ["甲", "乙", "丙", "丁"]
    assert [block.passage.pieces[0].location.line for block in document("甲\r\n\r\n乙").paragraphs()] == [1, 3]
    # Only these end a line; the signs that other programs take for one stay in the text.
    assert texts("甲\u2028乙\x0b丙") == ["甲\u2028乙\x0b丙"]


def test_control_characters_stay_where_they_are() -> None:
    assert tables("| 1\x006 | 2 |\n| 3 | 4 |")[0][0] == ["1\x006", "2"]


def test_order_of_blocks() -> None:
    blocks = document("甲\n| 1 | 2 |\n| 3 | 4 |\n乙").blocks
    assert [isinstance(block, Table) for block in blocks] == [False, True, False]
