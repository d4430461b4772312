"""Reports as web pages: with merged cells as in the official form, made flat, within a site, saved by Word, as MHT."""

from collections.abc import Callable, Iterable, Sequence
from email.message import EmailMessage
from html import escape

from tests.round_trip.merging import areas
from tests.support.reports import Item, Table

_Cell = tuple[str, int, int]
"""The words of a cell, how many columns and how many rows it covers."""


def merged(table: Table) -> list[list[_Cell]]:
    """The rows of a table whose labels and headers take the empty cells to their right and below them."""
    spans = {(row, column): (width, height) for row, column, height, width in areas(table)}
    covered = {
        (row + down, column + beside)
        for (row, column), (width, height) in spans.items()
        for down in range(height)
        for beside in range(width)
    } - spans.keys()
    return [
        [
            (words, *spans.get((number, column), (1, 1)))
            for column, words in enumerate(row.cells)
            if (number, column) not in covered
        ]
        for number, row in enumerate(table.rows)
    ]


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
