"""Automatic numbers of Word's lists, as Word shows them."""

import pytest

from engine.documents import read
from engine.documents.word.ordinals import ordinal
from engine.model.document import Document
from tests.support.office import cell, paragraph, table, word


@pytest.mark.parametrize(
    ("form", "shown"),
    [
        ("decimal", {1: "1", 10: "10"}),
        ("decimalZero", {1: "01", 10: "10"}),
        ("chineseCounting", {1: "一", 10: "十", 11: "十一", 20: "二十", 21: "二十一", 100: "一〇〇"}),
        ("chineseCountingThousand", {10: "十", 19: "十九", 101: "一百零一", 110: "一百一十", 1001: "一千零一"}),
        ("japaneseCounting", {12: "十二"}),
        ("ideographDigital", {3: "三", 10: "一〇"}),
        ("chineseLegalSimplified", {1: "壹", 10: "壹拾", 25: "贰拾伍"}),
        ("ideographTraditional", {1: "甲", 10: "癸", 11: "甲"}),
        ("ideographZodiac", {1: "子", 12: "亥"}),
        ("decimalEnclosedCircleChinese", {1: "①", 20: "⑳", 21: "㉑", 36: None}),
        ("decimalEnclosedParen", {2: "⑵", 21: None}),
        ("decimalEnclosedFullstop", {3: "⒊"}),
        ("ideographEnclosedCircle", {4: "㊃"}),
        ("decimalFullWidth", {12: "１２"}),
        ("lowerLetter", {1: "a", 26: "z", 27: "aa", 0: None}),
        ("upperLetter", {2: "B"}),
        ("lowerRoman", {4: "iv", 1999: "mcmxcix"}),
        ("upperRoman", {9: "IX"}),
        ("unknown", {1: None}),
    ],
)
def test_forms_of_numbers(form: str, shown: dict[int, str | None]) -> None:
    assert {count: ordinal(count, form) for count in shown} == shown


def level(depth: int, form: str, text: str, more: str = "") -> str:
    inside = f'<w:start w:val="1"/><w:numFmt w:val="{form}"/>{more}<w:lvlText w:val="{text}"/>'
    return f'<w:lvl w:ilvl="{depth}">{inside}</w:lvl>'


LEVELS = (
    level(0, "chineseCounting", "%1、")
    + level(1, "chineseCounting", "（%2）")
    + level(2, "decimal", "%3.")
    + level(3, "decimal", "%1.%4", "<w:isLgl/>")
)
ONE = f'<w:abstractNum w:abstractNumId="0">{LEVELS}</w:abstractNum>'


def number(list_id: int, of: int = 0, more: str = "") -> str:
    return f'<w:num w:numId="{list_id}"><w:abstractNumId w:val="{of}"/>{more}</w:num>'


def item(text: str, depth: int | None = 0, list_id: int | None = 1, more: str = "") -> str:
    at = "" if depth is None else f'<w:ilvl w:val="{depth}"/>'
    of = "" if list_id is None else f'<w:numId w:val="{list_id}"/>'
    return paragraph(text, properties=f"{more}<w:numPr>{at}{of}</w:numPr>")


def lines(body: str, numbering: str, styles: str = "") -> list[str]:
    found = read(word(body, numbering=numbering, styles=styles), "a.docx")
    assert isinstance(found, Document)
    return [one.passage.text for one in found.paragraphs()]


def test_levels() -> None:
    body = item("甲") + item("乙", 1) + item("丙", 1) + item("丁", 2) + item("戊") + item("己", 1) + item("庚", 3)
    assert lines(body, ONE + number(1)) == ["一、甲", "（一）乙", "（二）丙", "1. 丁", "二、戊", "（一）己", "2.1 庚"]


def test_lists_of_one_definition_count_together_unless_they_start_anew() -> None:
    start = '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride>'
    body = item("甲") + item("乙", 0, 2) + item("丙", 0, 3) + item("丁", 0, 3)
    assert lines(body, ONE + number(1) + number(2) + number(3, 0, start)) == ["一、甲", "二、乙", "一、丙", "二、丁"]


def test_numbers_by_style_and_none() -> None:
    styles = (
        '<w:style w:type="paragraph" w:styleId="h"><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>'
        '<w:style w:type="paragraph" w:styleId="k"><w:basedOn w:val="h"/></w:style>'
    )
    by_style = paragraph("甲", properties='<w:pStyle w:val="k"/>')
    off = item("乙", None, 0, '<w:pStyle w:val="k"/>')
    assert lines(by_style + off + by_style, ONE + number(1), styles) == ["一、甲", "乙", "二、甲"]


def test_the_level_of_a_style() -> None:
    levels = level(0, "decimal", "%1.") + level(1, "chineseCounting", "（%2）", '<w:pStyle w:val="h"/>')
    styles = (
        '<w:style w:type="paragraph" w:styleId="h"><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>'
    )
    numbering = f'<w:abstractNum w:abstractNumId="0">{levels}</w:abstractNum>{number(1)}'
    assert lines(paragraph("甲", properties='<w:pStyle w:val="h"/>'), numbering, styles) == ["（一）甲"]


def test_restarts_gaps_and_bullets() -> None:
    levels = (
        level(0, "decimal", "%1", '<w:suff w:val="nothing"/>')
        + level(1, "decimal", "%2)", '<w:lvlRestart w:val="0"/>')
        + level(2, "bullet", "•")
    )
    numbering = f'<w:abstractNum w:abstractNumId="0">{levels}</w:abstractNum>{number(1)}'
    body = item("甲") + item("乙", 1) + item("丙") + item("丁", 1) + item("戊", 2) + item("己", 8)
    assert lines(body, numbering) == ["1甲", "1)乙", "2丙", "2)丁", "戊", "己"]


def test_empty_paragraphs_count_and_number_cells() -> None:
    body = item("") + item("甲") + table([cell(item("", 2)), "甲"], [cell(item("属于", 2)), "乙"])
    found = read(word(body, numbering=ONE + number(1)), "a.docx")
    assert isinstance(found, Document)
    assert [one.passage.text for one in found.paragraphs()] == ["二、甲"]
    assert [[one.text for one in row.cells] for row in next(found.tables()).rows] == [["1.", "甲"], ["2. 属于", "乙"]]


def test_a_list_by_way_of_a_style() -> None:
    styles = (
        '<w:style w:type="numbering" w:styleId="L"><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>'
    )
    link = '<w:abstractNum w:abstractNumId="5"><w:numStyleLink w:val="L"/></w:abstractNum>'
    assert lines(item("甲", 0, 2), ONE + link + number(1) + number(2, 5), styles) == ["一、甲"]


def test_what_is_not_known_is_no_number() -> None:
    assert lines(item("甲", 0, 99), ONE + number(1)) == ["甲"]
    assert lines(item("甲"), number(1, 77)) == ["甲"]
