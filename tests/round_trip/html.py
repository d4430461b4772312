"""Reports as web pages: with merged cells as in the official form, made flat, within a site, saved by Word, as MHT."""

import re
from collections.abc import Callable, Iterable, Sequence
from email.message import EmailMessage
from html import escape

from tests.support.reports import Item, Row, Table

_VALUE = re.compile(r"[\d.]+|[/\-无]")
_Cell = tuple[str, int, int]
"""The words of a cell, how many columns and how many rows it covers."""


def merged(table: Table) -> list[list[_Cell]]:
    """The rows of a table whose labels and headers take the empty cells to their right and below them."""
    rows = [row.cells for row in table.rows]
    first = next((number for number, row in enumerate(table.rows) if row.key), len(rows))
    labels = _label_columns(table.rows)
    taken: set[tuple[int, int]] = set()
    found: list[list[_Cell]] = []
    for number, cells in enumerate(rows):
        found.append([])
        last = first if number < first else len(rows)
        width = len(cells) if number < first or table.rows[number].key is None else labels
        for column, words in enumerate(cells):
            if (number, column) in taken:
                continue
            right, down = 1, 1
            if words and column < width:
                while column + right < width and not cells[column + right] and (number, column + right) not in taken:
                    right += 1
                while number + down < last and _is_free(rows, table, number + down, column, right, first):
                    down += 1
            taken |= {(number + below, column + beside) for below in range(down) for beside in range(right)}
            found[-1].append((words, right, down))
    return found


def _label_columns(rows: Iterable[Row]) -> int:
    """How many columns on the left never hold a value."""
    data = [row.cells for row in rows if row.key]
    columns = list(zip(*data, strict=False))
    return next((number for number, column in enumerate(columns) if any(map(_VALUE.fullmatch, column))), 0)


def _is_free(rows: Sequence[tuple[str, ...]], table: Table, number: int, column: int, right: int, first: int) -> bool:
    """Whether a cell may go on into a row: there is nothing to the left of its end, and no other kind of row begins."""
    cells = rows[number]
    if number >= first and table.rows[number].key is None:
        return False
    begin = column if number < first else 0
    return column + right <= len(cells) and not any(cells[begin : column + right])


def flat(table: Table) -> list[list[_Cell]]:
    """The same without any spans: what a merged cell covers is missing."""
    return [[(words, 1, 1) for words, _, _ in row] for row in merged(table)]


def unmerged(table: Table) -> list[list[_Cell]]:
    """Every cell by itself."""
    return [[(words, 1, 1) for words in row.cells] for row in table.rows]


def _plain_cell(words: str, right: int, down: int) -> str:
    spans = (f' colspan="{right}"' if right > 1 else "") + (f' rowspan="{down}"' if down > 1 else "")
    return f"<td{spans}>{escape(words)}</td>"


def _word_cell(words: str, right: int, down: int) -> str:
    spans = (f" colspan={right}" if right > 1 else "") + (f" rowspan={down}" if down > 1 else "")
    inner = escape(words) or "<o:p>&nbsp;</o:p>"
    return (
        f"<td width=64{spans} valign=top style='width:48.0pt;border:solid windowtext 1.0pt;\n  padding:0cm 5.4pt'>\n"
        f"  <p class=MsoNormal align=center style='text-align:center'><span lang=EN-US\n"
        f"  style='font-size:10.5pt;font-family:仿宋_GB2312'>{inner}</span></p>\n  </td>"
    )


def body(
    items: Iterable[Item],
    spans: Callable[[Table], list[list[_Cell]]] = merged,
    cell: Callable[[str, int, int], str] = _plain_cell,
    paragraph: str = "<p>{}</p>",
) -> str:
    """The paragraphs and tables of a report."""
    parts: list[str] = []
    for item in items:
        if isinstance(item, str):
            parts.append(paragraph.format(escape(item)))
            continue
        rows = ("<tr>\n" + "\n".join(cell(*one) for one in row) + "\n</tr>" for row in spans(item))
        parts.append('<table border="1"><tbody>\n' + "\n".join(rows) + "\n</tbody></table>")
    return "\n".join(parts)


def page(content: str, charset: str = "utf-8") -> str:
    return (
        f'<!DOCTYPE html>\n<html>\n<head>\n<meta charset="{charset}">\n<title>年度报告</title>\n</head>\n'
        f"<body>\n{content}\n</body>\n</html>\n"
    )


def in_site(items: Sequence[Item]) -> str:
    """A page as a content management system writes it, with what the site puts around the report."""
    report = body(items, paragraph='<p style="text-indent: 2em;"><span style="font-family: 仿宋">　　{}</span></p>')
    return f"""<!DOCTYPE html>
<!-- 栏目:年报 -->
<html lang="zh-CN">
<head>
<meta http-equiv="Content-Type" content="text/html; charset=utf-8">
<title>年度报告_青禾县人民政府</title>
<meta name="SiteName" content="青禾县人民政府">
<style>.a {{ color: red }}</style>
<script src="/js/jquery.js"></script>
<script>document.write("<p>脚本</p>");</script>
</head>
<body>
<div class="header"><div class="logo">青禾县人民政府</div>
<ul class="nav"><li><a href="/">首页</a></li><li><a href="/zwgk/">政务公开</a></li></ul></div>
<div class="crumb">当前位置：<a href="/">首页</a> &gt; <a href="/zwgk/">政务公开</a> &gt; 正文</div>
<table class="index"><tr><td>索 引 号：</td><td>11330000/2024-00012</td><td>发布机构：</td>
<td>青禾县云溪镇人民政府</td></tr><tr><td>主题分类：</td><td>政务公开</td><td>生成日期：</td><td>2024-01-22</td></tr></table>
<div class="side"><h3>相关信息</h3><ul><li><a href="/1">政府信息公开指南</a><span>2023-05-04</span></li></ul></div>
<div class="info">来源：青禾县人民政府&nbsp;&nbsp;发布时间：2024-01-22 09:30&nbsp;&nbsp;浏览次数：<span>88</span>
【字体：<a href="javascript:;">大</a> <a href="javascript:;">中</a> <a href="javascript:;">小</a>】</div>
<div id="zoom">
{report}
</div>
<div class="share">分享到：<a href="#">微信</a><a href="#">微博</a></div>
<p>【<a href="javascript:window.print()">打印本页</a>】【<a href="javascript:window.close()">关闭窗口</a>】</p>
<p>上一篇：<a href="/2">青禾县云溪镇2022年政府信息公开工作年度报告</a></p>
<p>下一篇：没有了</p>
<div class="footer"><p>主办单位：青禾县人民政府办公室</p><p>某ICP备00000000号-1　网站标识码：0000000001</p>
<p>地址：青禾县人民路1号　联系电话：0000-0000000</p></div>
</body>
</html>
"""


def saved_by_word(items: Sequence[Item]) -> str:
    """A page as Word saves it."""
    content = body(
        items,
        cell=_word_cell,
        paragraph="<p class=MsoNormal style='mso-pagination:widow-orphan'><span\nstyle='font-family:仿宋_GB2312'>{}"
        "<span lang=EN-US><o:p></o:p></span></span></p>",
    )
    return f"""<html xmlns:o="urn:schemas-microsoft-com:office:office"
xmlns:w="urn:schemas-microsoft-com:office:word" xmlns="http://www.w3.org/TR/REC-html40">

<head>
<meta http-equiv=Content-Type content="text/html; charset=gb2312">
<meta name=Generator content="Microsoft Word 15">
<!--[if gte mso 9]><xml>
 <w:WordDocument><w:View>Print</w:View></w:WordDocument>
</xml><![endif]-->
<style>
<!--
 p.MsoNormal {{mso-style-parent:""; margin:0cm;}}
-->
</style>
</head>

<body lang=ZH-CN style='tab-interval:21.0pt'>

<div class=WordSection1 style='layout-grid:15.6pt'>

<![if !supportMisalignedColumns]><p class=MsoNormal><span lang=EN-US><o:p>&nbsp;</o:p></span></p><![endif]>
{content}

</div>

</body>

</html>
"""


def saved_as_one_file(items: Sequence[Item]) -> bytes:
    """The page within a site and one picture, in the MIME message that browsers save."""
    message = EmailMessage()
    message["From"] = "<Saved by Blink>"
    message["Subject"] = "年度报告"
    message.set_content(in_site(items), subtype="html", cte="quoted-printable", charset="utf-8")
    message.add_related(b"GIF89a", "image", "gif", cid="<picture>")
    return message.as_bytes()
