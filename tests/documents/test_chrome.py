"""What belongs to a web site is told from what belongs to the document on it, in the ways in which sites are made."""

import re

import pytest

from engine.documents import read
from engine.model.document import Document

TITLE = "青禾县云溪镇2023年政府信息公开工作年度报告"
PROSE = "本年度在县政府网站发布信息二百条，收到申请五件。"
SIGNED = ("青禾县云溪镇人民政府", "2024年1月20日")
REPORT = f"<p>一、总体情况</p><p>{PROSE}</p><p>{SIGNED[0]}</p><p>{SIGNED[1]}</p>"
LINES = ["一、总体情况", PROSE, *SIGNED]


def lines(body: str, head: str = "") -> list[str]:
    """The paragraphs of a page; tables as the words of their cells."""
    found = read(f"<!DOCTYPE html><html><head>{head}</head><body>{body}</body></html>".encode(), "a.html")
    assert isinstance(found, Document), found
    return [paragraph.passage.text for paragraph in found.paragraphs()]


@pytest.mark.parametrize(
    "line",
    [
        "当前位置：首页 > 政务公开 > 法定主动公开内容 > 政府信息公开年报",
        '您现在的位置：<a href="/">首页</a> » <a href="/z">信息公开</a> » 正文',
        '<a href="/">首页</a>&gt;<a href="/z">政务公开</a>&gt;<a href="/n">年报</a>',
        "首页 / 政务公开 / 正文",
        "【字体：大 中 小】",
        "字号：[ 大 中 小 ] 打印本页 关闭窗口",
        "大　中　小",
        "打印 | 关闭 | 分享到：微信 微博",
        "【打印本页】【关闭窗口】",
        "A+ A-",
        "浏览次数：1024",
        "阅读量：<span id='hits'>88</span>次",
        "分享到：",
        "责任编辑：某某　审核：某某",
        '上一篇：<a href="/1">青禾县云溪镇2022年政府信息公开工作年度报告</a>',
        "下一篇：没有了",
        "索引号：11330000/2024-00012",
        "索 引 号： 11330000/2024-00012",
        "主题分类：政务公开",
        "发文字号：",
        "扫一扫在手机打开当前页",
        "今天是2024年3月1日 星期五",
        "相关链接",
        "返回顶部",
        "登录 注册 无障碍阅读 长者模式 繁體",
        '<a href="/t1">青禾县财政局2022年部门决算</a> 2023-08-30',
        '· <a href="/t2">云溪镇重要通知</a> [08-30]',
        '<a href="/gov">县政府</a> <a href="/bm">部门</a> | <a href="/z">乡镇</a>',
    ],
)
def test_lines_of_the_site_are_no_paragraphs(line: str) -> None:
    assert lines(f"<div>{line}</div>{REPORT}<div>{line}</div>") == LINES


@pytest.mark.parametrize(
    "line",
    [
        "来源于群众的意见共有十二条。",
        "首页设置了公开专栏，全年更新八十次。",
        "（一）主动公开",
        "打印机采购信息公开情况",
        "关闭企业三家",
        "主办单位履行职责情况",
        "大力推进基层政务公开",
        "中小学招生信息公开情况",
        "下载量上升",
        "审核把关不严的问题仍然存在",
        "附件",
        "联系电话：0000-1234567",
        "1.在网站首页公开",
        "总计",
        "无",
        "图1 各类信息数量",
        "名称：云溪镇便民服务中心",
        "标题一",
        '参见<a href="/p">公开目录</a>。',
        "<b>公开方式</b>多样",
        "<b>时间</b> <i>安排</i>",
        '<a name="_Toc1">二、主动公开政府信息情况</a>',
        '<a href="/long">本报告由镇党政综合办公室编制，数据截至2023年12月31日。</a>',
    ],
)
def test_lines_of_the_report_are_kept(line: str) -> None:
    """Also those that begin like the words of a site."""
    text = re.sub(r"<[^>]+>", "", line)
    assert lines(f"<p>{line}</p>{REPORT}") == [text, *LINES]


@pytest.mark.parametrize(
    ("line", "kept"),
    [
        (
            "来源：县政府办公室&nbsp;&nbsp;发布时间：2024-01-22 09:30&nbsp;&nbsp;浏览次数：12　【字体：大 中 小】",
            ["来源：县政府办公室", "发布时间：2024-01-22 09:30"],
        ),
        ("发布日期：2024-01-22 | 打印", ["发布日期：2024-01-22"]),
        ("【来源：云溪镇】【打印】", ["来源：云溪镇"]),
        ("浏览：3 次 发布时间：2024年1月22日", ["发布时间：2024年1月22日"]),
        ("<span>成 文 日 期：</span>2024-01-20", ["成 文 日 期：2024-01-20"]),
        ("信息来源:政务公开办  作者:某某", ["信息来源:政务公开办", "作者:某某"]),
    ],
)
def test_what_is_said_of_publication_is_kept(line: str, kept: list[str]) -> None:
    assert lines(f"<div>{line}</div>{REPORT}") == [*kept, *LINES]
    assert lines(f"{REPORT}<div>{line}</div>") == [*kept, *LINES], "the signature stays at the end"


INDEXES = {
    "table": "<table><tr><td>索引号：</td><td>0001/2024-1</td><td>发布机构：</td><td>云溪镇</td></tr>"
    f"<tr><td>名称：</td><td colspan=3>{TITLE}</td></tr>"
    "<tr><td>主题分类：</td><td>其他</td><td>发布日期：</td><td>2024-01-22</td></tr></table>",
    "table, one cell an entry": "<table><tr><td>索引号：0001/2024-1</td><td>发布机构：云溪镇</td></tr>"
    f"<tr><td colspan=2>标题：{TITLE}</td></tr><tr><td>文号：</td><td>发布日期：2024-01-22</td></tr></table>",
    "list": "<ul><li><b>索 引 号：</b>0001/2024-1</li><li><b>发布机构：</b>云溪镇</li>"
    f"<li><b>名　　称：</b>{TITLE}</li><li><b>发布日期：</b>2024-01-22</li></ul>",
    "list without colons": "<ul><li><span>索 引 号</span><span>0001/2024-1</span></li><li><span>发布机构</span>"
    f"<span>云溪镇</span></li><li><span>标　　题</span><span>{TITLE}</span></li>"
    "<li><span>发布日期</span><span>2024-01-22</span></li></ul>",
    "definitions": "<dl><dt>索引号</dt><dd>0001/2024-1</dd><dt>发布机构</dt><dd>云溪镇</dd>"
    f"<dt>标题</dt><dd>{TITLE}</dd><dt>发布日期</dt><dd>2024-01-22</dd></dl>",
    "divisions": "<div><div>索引号：</div><div>0001/2024-1</div><div>发布机构：</div><div>云溪镇</div>"
    f"<div>信息名称：</div><div>{TITLE}</div><div>发布日期：</div><div>2024-01-22</div></div>",
}


@pytest.mark.parametrize("index", INDEXES.values(), ids=INDEXES)
def test_an_index_says_only_who_published_and_when(index: str) -> None:
    """And its title of the document does not stand beside the one of the document."""
    found = lines(f"{index}<h1>{TITLE}</h1>{REPORT}")
    assert found == ["发布机构：云溪镇", "发布日期：2024-01-22", TITLE, *LINES]


def test_a_table_of_documents_is_no_index() -> None:
    rows = "".join(
        f"<tr><td>{n}</td><td>办法</td><td>青政〔2023〕{n}号</td><td>2023-05-0{n}</td></tr>" for n in (1, 2, 3)
    )
    page = f"<table><tr><td>序号</td><td>名称</td><td>文号</td><td>发布日期</td></tr>{rows}</table>{REPORT}"
    found = read(f"<html><body>{page}</body></html>".encode(), "a.html")
    assert isinstance(found, Document)
    assert [len(table.rows) for table in found.tables()] == [4]


FOOT = (
    "<p>主办：青禾县人民政府办公室　承办：青禾县大数据中心</p><p>地址：青禾县人民路1号　邮编：000000</p>"
    "<p>联系电话：0000-0000000</p><p>网站标识码：0000000001　某ICP备00000000号-1</p><p>某公网安备 00000000000001号</p>"
)


@pytest.mark.parametrize(
    "frame", ["{}", '<div class="footer">{}</div>', "<footer>{}</footer>", '<div id="foot2">{}</div>']
)
def test_the_foot_of_the_site(frame: str) -> None:
    assert lines(REPORT + frame.format(FOOT)) == LINES


def test_lines_of_contact_go_with_the_foot() -> None:
    assert lines(f"{REPORT}{FOOT}<p>联系邮箱：a@example.com</p>") == LINES


def test_a_contact_of_the_report_is_no_foot() -> None:
    assert lines(f"{REPORT}<p>联系电话：0000-0000000</p>") == [*LINES, "联系电话：0000-0000000"]


PARTS = {
    "header": '<div class="header"><div class="logo">青禾县人民政府</div><p>服务型政府 阳光政务</p></div>',
    "side": '<div class="sidebar"><h3>政府信息公开</h3><ul><li>指南</li><li><a href="/n">年报</a></li></ul></div>',
    "navigation": "<nav><ul><li>机构职能</li><li>政策文件</li></ul></nav>",
    "advertisement": '<div id="ad"><p>青禾好茶　香飘万里</p></div>',
    "search": '<form class="search"><input value="请输入关键字"><button>搜索</button></form>',
    "select": "<select><option>青禾县财政局</option><option>青禾县教育局</option></select>",
    "related": '<div class="related"><h4>猜你喜欢</h4><ul><li><a href="/x">通知</a></li></ul></div>',
    "hidden": '<div style="display: none">青禾县档案局</div><p hidden>青禾县公安局</p>',
    "script": "<script>document.write('<p>青禾县公安局</p>');</script><noscript>请启用脚本</noscript>",
    "links in a table": "<table><tr><td><a href='/1'>财政局</a></td><td><a href='/2'>教育局</a></td></tr></table>",
}


@pytest.mark.parametrize("part", PARTS.values(), ids=PARTS)
def test_parts_of_the_site(part: str) -> None:
    assert lines(f"{part}<h1>{TITLE}</h1>{REPORT}{part}") == [TITLE, *LINES]


@pytest.mark.parametrize("name", ["header", "top", "sidebar", "footer", "print", "nav", "share"])
def test_a_name_does_not_take_the_report_away(name: str) -> None:
    """Templates are used again, and names lie: what holds the prose, the tables or the title is the document."""
    assert lines(f'<div class="{name}">{REPORT}</div>') == LINES
    head = f"<title>{TITLE}_青禾县人民政府</title>"
    assert lines(f'<div class="{name}"><p>{TITLE}</p></div>{REPORT}', head) == [TITLE, *LINES]
    table = "<table><tr><td>甲</td><td>1</td></tr><tr><td>乙</td><td>2</td></tr></table>"
    found = read(f'<html><body><div class="{name}">{table}</div>{REPORT}</body></html>'.encode(), "a.html")
    assert isinstance(found, Document)
    assert len(list(found.tables())) == 1
