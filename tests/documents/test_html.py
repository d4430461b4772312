"""Web pages as people make and save them: what they show, where it stands, in whatever encoding."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from engine.documents import read
from engine.model.document import Document, Unreadable
from engine.model.location import Location
from tests.support.child import read_in_child


def document(page: str | bytes, source: str = "a.html") -> Document:
    found = read(page.encode() if isinstance(page, str) else page, source)
    assert isinstance(found, Document), found
    return found


def lines(body: str) -> list[str]:
    found = document(f"<!DOCTYPE html><html><body>{body}</body></html>")
    return [paragraph.passage.text for paragraph in found.paragraphs()]


def tables(body: str) -> list[list[list[str]]]:
    found = document(f"<!DOCTYPE html><html><body>{body}</body></html>")
    return [[[cell.text for cell in row.cells] for row in table.rows] for table in found.tables()]


def rows(*words: str) -> str:
    return "<table>" + "".join(f"<tr>{cells}</tr>" for cells in words) + "</table>"


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("<p>一</p><p>二</p>", ["一", "二"]),
        ("<p>一<p>二", ["一", "二"]),
        ("一<br>二<br/>三", ["一", "二", "三"]),
        ("<div>一<p>二</p>三</div>四", ["一", "二", "三", "四"]),
        ("<p>甲<b>乙</b><span>丙</span>丁</p>", ["甲乙丙丁"]),
        ("<p>　　甲&nbsp;乙　</p>", ["甲 乙"]),
        ("<p>全年公开\n      信息<span>\n12</span>\n条</p>", ["全年公开信息 12 条"]),
        ("<h1>青禾县<br>2023年<br>报告</h1>", ["青禾县 2023年报告"]),
        ("<ul><li>一</li><li>二</li></ul>", ["一", "二"]),
        ("<dl><dt>甲</dt><dd>乙</dd></dl>", ["甲", "乙"]),
        ("<section><article>一</article></section><blockquote>二</blockquote>", ["一", "二"]),
        ("<pre>一\n  二\n\n三</pre>", ["一", "二", "三"]),
        ('<span style="display:block">一</span><span style="display: block">二</span>', ["一", "二"]),
        ("<ucapcontent><p>一</p></ucapcontent><st1:chsdate>2024</st1:chsdate>年", ["一", "2024年"]),
        ("<p>收到12<sup>1</sup>件</p>", ["收到12¹件"]),
        ("<p>收到12<sup><a href='#n'>1</a></sup>件，H<sub>2</sub>O</p>", ["收到12¹件，H₂O"]),
        ("<p>12<span style='vertical-align: super'>1</span></p>", ["12¹"]),
        ("<p>一<!-- 注 -->二</p>", ["一二"]),
        ("<p>一</p><p hidden>二</p><p style='DISPLAY : none'>三</p><p style='mso-hide:all'>四</p>", ["一"]),
        ("<p>一<script>二</script><style>三</style><textarea>四</textarea></p>", ["一"]),
        ("<script type='text/html'><table><tr><td>1<td>2</table></script><p>一</p>", ["一"]),
        ("<p>&lt;b&gt; &amp; &#65;&#x4e00; &unknown;</p>", ["<b> & A一 &unknown;"]),
        ("<p>文<ruby>字<rp>(</rp><rt>zì</rt><rp>)</rp></ruby></p>", ["文字"]),
        ("<center>一</center><font face=仿宋>二</font>", ["一", "二"]),
        ("<form>一<input value='搜索'><p>二</p></form>", ["一", "二"]),
        ("<p>甲<![if !supportEmptyParas]>乙<![endif]>丙<!--[if gte mso 9]><p>丁</p><![endif]--></p>", ["甲乙丙"]),
        ("<p><o:p>&nbsp;</o:p></p><p>一<o:p></o:p></p>", ["一"]),
    ],
)
def test_paragraphs(body: str, expected: list[str]) -> None:
    assert lines(body) == expected


def test_what_a_script_shows_is_read() -> None:
    """WeChat hides an article until its script has run; so do pages whose text is most of what there is."""
    article = "<p>一、总体情况</p><p>全年公开信息十二条。</p>"
    hidden = '<div id="js_content" style="visibility: hidden; opacity: 0;">' + article + "</div>"
    assert lines("<p>青禾发布</p>" + "<p>名片</p>" * 20 + hidden)[-2:] == ["一、总体情况", "全年公开信息十二条。"]
    assert lines(f'<p>加载中</p><div style="display:none">{article}</div>')[-1] == "全年公开信息十二条。"
    assert lines(f'{article}<div style="display:none"><p>旧稿</p></div>') == ["一、总体情况", "全年公开信息十二条。"]


@pytest.mark.parametrize(
    ("cell", "words"),
    [
        ("12", "12"),
        (" \n 12\n", "12"),
        ("&nbsp;", ""),
        ("<p>&nbsp;</p>", ""),
        ("<p>12</p>", "12"),
        ("<p>12</p><p>&nbsp;</p>", "12"),
        ("<p class=MsoNormal><span style='font-family:仿宋'>12</span><o:p></o:p></p>", "12"),
        ("1<br>2", "1 2"),
        ("<p>1</p><p>2</p>", "1 2"),
        ("<div>1</div>2", "1 2"),
        ("<del>3</del>4", "3 4"),
        ("<span style='text-decoration:line-through'>3</span>4", "3 4"),
        ("3<sup>1</sup>", "3¹"),
        ("商<br>业<br>企<br>业", "商业企业"),
        ("<p>商</p><p>业</p><p>企</p><p>业</p>", "商业企业"),
        ("1.属于国家\n        秘密", "1.属于国家秘密"),
        ("<input type='text' value='5'>", "5"),
        ("<input type='hidden' value='5'>", ""),
        ("<a href='/x'>7</a>", "7"),
        ("1<span style='display:none'>9</span>", "1"),
        ("<table><tr><td>8</td></tr></table>", "8"),
        ("<table><tr><td>商</td></tr><tr><td>业</td></tr></table>", "商业"),
        ("1\u200b2", "1\u200b2"),
        ("<!-- 9 -->1", "1"),
    ],
)
def test_words_of_a_cell(cell: str, words: str) -> None:
    assert tables(rows(f"<td>甲</td><td>{cell}</td>", "<td>乙</td><td>1</td>")) == [[["甲", words], ["乙", "1"]]]


DATA = rows("<td>甲</td><td>1</td>", "<td>乙</td><td>2</td>")
SEEN = [["甲", "1"], ["乙", "2"]]


@pytest.mark.parametrize(
    "body",
    [
        DATA,
        f"<table><tr><td>{DATA}</td></tr></table>",
        f"<table><tr><td>左</td><td><p>一</p>{DATA}<p>二</p></td></tr></table>",
        f"<table><tr><td><table><tr><td>{DATA}</td></tr></table></td></tr></table>",
        DATA.replace("<table>", "<table><tbody>").replace("</table>", "</tbody></table>"),
        DATA.replace("</td>", "").replace("</tr>", ""),
        DATA.replace("</table>", ""),
        DATA.replace("<tr>", "<form><tr>", 1),
        DATA.replace("<tr><td>乙", "<tr style='display:none'><td>丙</td><td>3</td></tr><tr><td>乙"),
        DATA.replace("<td>2", "<td hidden>3</td><td>2"),
        DATA.replace("<td>2</td>", "<span><td>2</td></span>"),
        DATA.replace("<td>", "<th>").replace("</td>", "</th>"),
        "<table><td>甲</td><td>1</td></tr><tr><td>乙</td><td>2</td></tr></table>",
        "<table><tr><td>甲</td><td>1</td></tr><td>乙</td><td>2</td></table>",
        f"<textarea>{DATA}</textarea>{DATA}",
    ],
)
def test_tables_however_they_are_written(body: str) -> None:
    assert tables(body) == [SEEN]


def test_a_table_for_the_layout_flows() -> None:
    prose = "一、总体情况。" + "全年公开信息十二条。" * 50
    assert lines(f"<table><tr><td>栏目</td><td><p>{prose}</p><p>二</p></td></tr></table>") == ["栏目", prose, "二"]
    assert lines("<table><tr><td>一</td></tr><tr><td>二</td></tr></table>") == ["一", "二"]
    assert lines(f"<table><caption>表一</caption>{DATA[7:]}") == ["表一"]


def test_head_and_foot() -> None:
    table = (
        "<table><thead><tr><td>名</td><td rowspan=9>数</td></tr></thead><tfoot><tr><td>总计</td><td>3</td></tr></tfoot>"
    )
    found = next(document(f"<html>{table}<tr><td>甲</td><td>3</td></tr></table>").tables())
    assert [[cell.text for cell in row.cells] for row in found.rows] == [["名", "数"], ["甲", "3"], ["总计", "3"]]
    assert found.header_break == 1
    assert found.rows[0].cells[1].row_span == 1, "a span does not leave its part of the table"
    assert found.rows[1].cells[1].first_column == 1


@pytest.mark.parametrize(
    ("span", "columns"),
    [("2", 2), (" 2 ", 2), ("+2", 2), ("2px", 2), ("2.9", 2), ("0", 1), ("-2", 1), ("x", 1), ("", 1), ("1001", 1000)],
)
def test_spans_as_browsers_read_them(span: str, columns: int) -> None:
    found = next(document(f"<html><table><tr><td colspan='{span}'>甲</td><td>1</td></tr></table>").tables())
    assert found.rows[0].cells[1].first_column == columns


Grid = list[list[tuple[int, int]]]


@settings(deadline=None)
@given(
    st.lists(st.lists(st.tuples(st.integers(1, 4), st.integers(0, 4)), max_size=5), min_size=1, max_size=6),
    st.lists(st.booleans(), min_size=6, max_size=6),
)
def test_any_spans_are_laid_out_as_the_table_model_says(grid: Grid, breaks: list[bool]) -> None:
    """The expectation is the algorithm of the HTML standard (4.9.12.1), slot by slot, in each part of the table."""
    html = "<table><tbody>"
    expected: list[list[tuple[int, int, int]]] = []
    groups: list[Grid] = [[]]
    for row, ends in zip(grid, breaks, strict=False):
        groups[-1].append(row)
        if ends:
            groups.append([])
    for group in filter(None, groups):
        taken: set[tuple[int, int]] = set()
        html += "</tbody><tbody>"
        for y, row in enumerate(group):
            x = 0
            html += "<tr>"
            expected.append([])
            for across, down in row:
                while (x, y) in taken:
                    x += 1
                height = len(group) - y if down == 0 else min(down, len(group) - y)
                taken |= {(x + i, y + j) for i in range(across) for j in range(height)}
                expected[-1].append((x, across, height))
                html += f"<td colspan={across} rowspan={down}>{x}</td>"
                x += across
            html += "</tr>"
    found = read(f"<html>{html}</table><p>完</p>".encode(), "a.html")
    assert isinstance(found, Document)
    if all(len(row) < 2 for row in grid):  # no table of data
        return
    laid_out = next(found.tables())
    assert [[(c.first_column, c.column_span, c.row_span) for c in row.cells] for row in laid_out.rows] == expected


PAGE = """<html>
<body>
<div id="zoom">
<p>一</p>

<p
 class="x">
  二<b>三</b>
四</p>
五<br>
六
<table><tr><td>外</td></tr></table>
<table>
<tr style="display:none"><td>旧</td></tr>
<tr><td>甲</td>
<td>
<p>12</p></td></tr>
</table>
</div>
</body></html>
"""


def test_places() -> None:
    """Lines are those of the source, columns count in the words, elements are counted as a person would."""
    found = document(PAGE)
    places = {paragraph.passage.text: paragraph.passage.pieces[0].location for paragraph in found.paragraphs()}
    assert places == {
        "一": Location(4, 1, 2, paragraph=1, element="p[1]"),
        "二三四": Location(8, 1, 4, paragraph=2, element="p[2]"),
        "五": Location(10, 1, 2, paragraph=3, element="div[1]"),
        "六": Location(11, 1, 2, paragraph=4, element="div[1]"),
        "外": Location(12, 1, 2, paragraph=5, element="td[1]"),
    }
    cells = next(found.tables()).rows[0].cells
    assert cells[0].passage.location == Location(15, 1, 2, None, 1, 1, 1, 5, None, "table[2] tr[2] td[1]")
    assert cells[1].passage.location == Location(17, 1, 3, None, 1, 1, 2, 5, None, "table[2] tr[2] td[2]")
    assert found.encoding == "utf-8"
    assert found.format == "html"


def test_lines_whatever_ends_them() -> None:
    for end in ("\r\n", "\r"):
        found = document(PAGE.replace("\n", end))
        assert [one.passage.pieces[0].location.line for one in found.paragraphs()] == [4, 8, 10, 11, 12]


TEXT = "青禾县云溪镇二〇二三年政府信息公开工作年度报告，收到申请十二件。"


@pytest.mark.parametrize("declared", ["utf-8", "gb2312", "gbk", "big5", None])
@pytest.mark.parametrize(
    ("encoding", "name"),
    [
        ("utf-8", "utf-8"),
        ("utf-8-sig", "utf-8"),
        ("gbk", "gb18030"),
        ("gb18030", "gb18030"),
        ("utf-16", "utf-16"),
        ("utf-16-le", "utf-16-le"),
        ("utf-16-be", "utf-16-be"),
    ],
)
def test_encodings_whatever_the_page_declares(encoding: str, name: str, declared: str | None) -> None:
    meta = f'<meta http-equiv="Content-Type" content="text/html; charset={declared}">' if declared else ""
    padding = "<!-- " + "x" * 30_000 + " -->"
    found = document(f"<html><head>{meta}{padding}</head><body><p>{TEXT}</p></body></html>".encode(encoding))
    assert [one.passage.text for one in found.paragraphs()] == [TEXT]
    assert found.encoding == name


def test_big5_where_it_is_declared() -> None:
    text = "青禾縣雲溪鎮政府信息公開工作年度報告，收到申請十二件，均已答覆。"
    found = document(f'<html><meta charset="big5"><p>{text}</p>'.encode("big5"))
    assert [one.passage.text for one in found.paragraphs()] == [text]
    assert found.encoding == "big5"


def test_a_character_cut_in_two_stays_to_be_seen() -> None:
    """Sites cut descriptions after so many bytes. The rest is read; where the damage is, no number is made of it."""
    head = f'<html><meta name="description" content="{TEXT[:9]}'.encode()[:-1]
    body = f'"><p>{TEXT}</p>'.encode() + "<table><tr><td>甲</td><td>1\ufffd2</td></tr></table>".encode()
    found = document(head + body.replace("\ufffd".encode(), b"\xe4"))
    assert [one.passage.text for one in found.paragraphs()] == [TEXT]
    assert next(found.tables()).rows[0].cells[1].text == "1\ufffd2"


def test_pages_known_by_their_beginning() -> None:
    for start in (
        "",
        "\n ",
        "<!-- saved from url=(0023)http://example.com/ -->\n",
        '<?xml version="1.0"?>\n',
        "\ufeff",
    ):
        assert document(f"{start}<!DOCTYPE html><p>一</p>", "page").format == "html"
    assert document("<table><tr><td>甲</td><td>1</td></tr></table>", "表.htm").format == "html"
    assert document("<b>一</b>", "a.md").format == "markdown"


def test_a_page_saved_as_one_file() -> None:
    data = (
        b"From: <Saved by Blink>\r\nMIME-Version: 1.0\r\nContent-Type: multipart/related;\r\n"
        b' type="text/html"; boundary="b"\r\n\r\n--b\r\nContent-Type: image/gif\r\n\r\nGIF89a\r\n'
        b"--b\r\nContent-Type: text/html\r\nContent-Transfer-Encoding: base64\r\n\r\n"
        b"PHA+5LiA77yM5LqM44CCPC9wPjxwPuS4iTwvcD4=\r\n--b--\r\n"
    )
    found = document(data, "年报.mht")
    assert [one.passage.text for one in found.paragraphs()] == ["一，二。", "三"]
    assert next(found.paragraphs()).passage.location == Location(None, 1, 5, paragraph=1, element="p[1]")
    assert document(data, "年报.doc").format == "html"
    answer = read(data.replace(b"text/html\r\nContent-T", b"text/css\r\nContent-T"), "年报.mht")
    assert isinstance(answer, Unreadable)
    assert "MHT" in answer.reason


@pytest.mark.parametrize(
    ("page", "reason"),
    [
        ("<html></html>", "没有文字"),
        ("<html><script>x</script>", "没有文字"),
        ("<html><frameset><frame src='sheet001.htm'></frameset></html>", "另一个文件"),
        ("<html><iframe src='x.pdf'></iframe></html>", "另一个文件"),
        ("<html>" + "<div>" * 100_000 + "x", "限度"),
        ("<html>" + "<table><tr><td>" * 100_000 + "x", "限度"),
        ("<html>" + "<b><i>" * 50_000 + "x", "限度"),
        ("<html><p title='" + "x" * 11_000_000 + "'>一</p>", "限度"),
        ("<html>" + "<br>x" * 600_000, "上限"),
        ("<html><table>" + ("<tr>" + "<td colspan=1000 rowspan=0>1" * 100) * 100, "上限"),
    ],
    ids=["empty", "script", "frames", "iframe", "depth", "tables", "inline", "attribute", "tags", "spans"],
)
def test_what_is_no_report_is_refused(page: str, reason: str) -> None:
    answer = read(page.encode(), "a.html")
    assert isinstance(answer, Unreadable)
    assert reason in answer.reason
    assert answer.english


HOSTILE = {
    "spans": (
        "<table><tr><td colspan=1000000000>甲</td><td rowspan=1000000000>1</td></tr><tr><td>2</td></tr></table>",
        3,
    ),
    "cells": ("<table>" + ("<tr>" + "<td>1" * 100) * 1000, 100_000),
    "steps": ("<table>" + "".join(f"<td rowspan={1000 + n}>1" for n in range(900)) + "<tr><td>1" * 1000, 1900),
    "nested": ("<table><tr><td>" * 60 + "<table>" + "<tr><td>1<td>2" * 10_000, 20_000),
    "hidden": ("<div style='display:none'>x</div>" * 50_000 + "<p>完", 0),
    "lines": ("<p>" + "返回首页" * 70 + "x" + "<p>来源：" + "( " * 140 + "x" + "<p>" + "首页>" * 70 + "<p>完", 0),
    "entities": ('<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]><p>&b;&#0;&#99999999999;</p><p>完', 0),
    "remote": (
        "".join(f"<{tag} src=http://127.0.0.1:9/>" for tag in ("img", "script", "iframe")) + "</script><p>完",
        0,
    ),
    "unclosed": ("<table><tr><td><a href=x><ul><li>" * 30 + "完", 0),
    "names": ("<w\x01><p>一</p>二</w\x01><o:p style='display:block'>三</o:p><{a} style='display:block'>四<p>完", 0),
    "controls": ("<p id='\x01\x1b[31m'>\x01\x1b[31m完</p>", 0),
}


@pytest.mark.parametrize(("page", "cells"), HOSTILE.values(), ids=HOSTILE)
def test_hostile_pages(page: str, cells: int, tmp_path: Path) -> None:
    file = tmp_path / "a.html"
    file.write_bytes((page if page.startswith("<!") else f"<html><body>{page}").encode())
    answer = read_in_child(file)
    assert answer.format == "html", answer.reason
    assert answer.cells == cells
    assert cells or answer.text.endswith("完")
    assert "root:" not in answer.text


@settings(deadline=None)
@given(st.text(alphabet="<>/=\"'&;# \n\x00\ufeff一1apbrtdhs", max_size=120))
def test_any_text(text: str) -> None:
    assert isinstance(read(f"<html>{text}".encode(), "a.html"), Document | Unreadable)
