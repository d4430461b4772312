"""What a web site puts around a document: trails of links, text size, sharing, index data, imprint.

Two kinds of evidence are used. A line counts by its words (当前位置：…), which must be all of the line; a line with a
full sentence never does. An element counts by what it is called (``footer``), unless it holds a table, the title, or
most of the sentences. What a site says of publication (来源, 发布时间) is no part of this: it is kept.
"""

import re
from functools import cache, lru_cache


def _spaced(words: str) -> str:
    """A pattern for any of some words, which may be spread out: 索 引 号."""
    return "|".join(r"\s*".join(map(re.escape, word)) for word in sorted(words.split(), key=len, reverse=True))


_INDEX_NAMES = (
    "索引号 信息索引号 索引编号 索引码 信息索引 信息编号 主题分类 主题词 公开类别 公开类型 体裁分类 组配分类 "
    "信息分类 公文种类 文件种类 发文字号 文件编号 信息名称 内容概述 信息有效性 有效性 废止日期 失效日期 生效日期 "
    "实施日期 公开方式 公开范围 公开程序 公开时限 公开形式 服务对象 信息类别 所属主题 所属分类 栏目名称 载体类型 "
    "公开目录 公开责任单位"
)
_WEAK_INDEX_NAMES = (
    "文号 名称 标题 文件名称 信息标题 关键词 关键字 摘要 概述 内容 分类 类别 语种 体裁 备注 效力状态 状态"
)
_PUBLICATION_NAMES = (
    "来源 信息来源 文章来源 稿件来源 稿源 发布机构 发布单位 发布部门 发布机关 发布者 发布人 发文机关 发文单位 "
    "公开机构 公开主体 公开单位 发布时间 发布日期 公开时间 公开日期 成文日期 成文时间 生成日期 生成时间 发文日期 "
    "印发日期 更新时间 更新日期 发稿时间 录入时间 上网时间 信息时间 时间 日期 作者"
)
_COUNTS = (
    "浏览次数 浏览量 浏览数 浏览 阅读次数 阅读量 阅读数 阅读 点击次数 点击量 点击数 点击率 点击 访问次数 访问量 人气"
)
_TOOL_KEYS = (
    "字体 字号 字体大小 文字大小 字体显示 视力保护色 保护视力色 分享 分享到 分享至 打印 责任编辑 编辑 审核 审核人 "
    "校对 初审 复审 终审 一审 二审 三审 录入 录入人 编审 监制 撰稿 上一篇 下一篇 上一条 下一条 上一页 下一页"
)
_TOOLS = (
    "超大 特大 大 中 小 默认 打印 打印本页 打印页面 打印文章 关闭 关闭本页 关闭窗口 关闭页面 关闭此页 收藏 "
    "收藏本页 加入收藏 设为首页 返回 返回顶部 返回首页 返回列表 返回上页 回到顶部 顶部 分享 分享到 分享至 微信 "
    "微博 新浪微博 腾讯微博 QQ空间 QQ好友 QQ 空间 人人网 复制链接 扫一扫 字体 字号 繁体 繁體 简体 简 繁 无障碍 "
    "无障碍阅读 无障碍浏览 适老化 长者模式 长者助手 老年模式 关怀版 语音播报 朗读 播放 暂停 停止 下载 文字下载 "
    "图片下载 登录 注册 退出 搜索 检索 高级搜索 站内搜索 首页 网站首页 网站地图 联系我们 关于我们 关于本站 "
    "隐私声明 法律声明 网站声明 使用帮助 网站支持 English RSS WAP手机版 手机版 移动版 数据开放 正文 保护视力 "
    "政府网站找错 党政机关 更多 展开 收起 我要纠错 纠错 点赞 A+ A- + -"
)
_ALONE = (
    "相关链接 相关附件 相关文章 相关文件 相关稿件 相关信息 相关阅读 相关新闻 相关解读 推荐阅读 延伸阅读 热门文章 "
    "热门信息 热点新闻 最新信息 最新文章 最新公开 最新发布 友情链接 附件下载 通知公告 热点推荐 热点专题 公告栏 "
    "您可能感兴趣的内容"
)
_INDEX, _WEAK_INDEX, _PUBLICATION = (
    frozenset(names.split()) for names in (_INDEX_NAMES, _WEAK_INDEX_NAMES, _PUBLICATION_NAMES)
)
_ENTRIES = _INDEX | _PUBLICATION | frozenset(f"{_COUNTS} {_TOOL_KEYS}".split())
_LINES = _INDEX | frozenset(f"{_ALONE} {_TOOL_KEYS}".split())
_KEYS = _INDEX | _WEAK_INDEX | _PUBLICATION
_RUN_BY = _spaced("主办 承办 协办 技术支持 运维 运行维护 建设维护 网站管理 维护")
_IMPRINT = re.compile(
    rf"[ |｜]*(?:(?:{_RUN_BY})(?:单\s*位)?\s*[:：]|Copyright|©|(?:建议|推荐)使用.{{0,40}}(?:浏览|分辨率))"
    r"|.*(?:版\s*权\s*所\s*有|网\s*站\s*标\s*识\s*码|\w\s*ICP\s*备|公\s*网\s*安\s*备|网站支持\s*IPv6)",
    re.IGNORECASE,
)
_CONTACT = re.compile(
    r"(?:联系|咨询|办公|单位|通信)?\s*(?:地\s*址|电\s*话|邮\s*编|邮政编码|邮\s*箱|传\s*真|E-?mail)\s*[:：]",
    re.IGNORECASE,
)
_TRAIL = re.compile(
    r"(?:您|你)?(?:现在|当前|目前)?(?:的|所在|所处)*的?(?:位置|栏目)(?:是|为)?\s*[:：>＞»›].*|首\s*页\s*[>＞»›/\\→-].*"
    r"|[^>＞»›。]{1,24}(?:\s*(?:>>?|＞|»|›|→)\s*[^>＞»›。]{1,80}){2,}"
)
_REMARK = re.compile(
    r"今天是.{0,40}|(?:微信|手机)?扫一扫.{0,20}|(?:请)?(?:使用|用|打开)?微信.{0,4}扫.{0,24}|.{0,12}扫描.{0,4}二维码.{0,16}"
    r"|您(?:访问|要访问).{0,30}|是否继续.{0,4}|(?:本页|本文).{0,6}(?:二维码|网址).{0,20}"
)
_OPENING = " \t\n\u3000【[（(|｜"
_BETWEEN = r"[\s【】\[\]（）()|｜/:：、·>＞»_]"
_LEADING = re.compile(f"{_BETWEEN}*")
_TOOL_BEGINNINGS = frozenset(word[0] for word in _TOOLS.upper().split())
_COLON = re.compile("[:：]")
_LISTED = re.compile(r"[\s\d\-—–_/.:：,，·•●▪◆■>＞»›|｜()（）\[\]【】年月日\u2190-\u21ff]*")
_WORD = re.compile(r"[^\s【】\[\]（(|｜]+")
_LONGEST = 300
_SENTENCE = "。"

_NAMES = frozenset(
    "foot footer footbox copyright copyrights nav navs navbar navigation mainnav topnav subnav menu menus crumb crumbs "
    "breadcrumb breadcrumbs bread dqwz wz currentposition curpos position local share sharebox shares bdsharebuttonbox "
    "bshare sidebar sidebars sider siderbar leftmenu leftnav sidenav friendlink friendlinks friend related relate "
    "recommend xgxw xgxx xgwd xgjd xgyd hot hotnews rank tool tools toolbar print printbox qrcode ewm erweima search "
    "searchbox banner advert adverts ad ads gg pager pagination prevnext prenext sxp header head top topbar logo "
    "login loginbar links".split()
)
_BEGINNINGS = ("share", "footer", "breadcrumb", "navbar")
_PARTS = re.compile(r"[\s_-]+")


@lru_cache(maxsize=1024)
def is_site_name(name: str) -> bool:
    """Whether a class or an id is what the parts of a site around a document are usually called."""
    for word in name.split():
        plain = _PARTS.sub("", word).lower().rstrip("0123456789")
        if plain in _NAMES or plain.startswith(_BEGINNINGS):
            return True
    return False


def is_line(text: str) -> bool:
    """Whether a line is nothing but the site's own words. One with a full sentence never is."""
    if len(text) > _LONGEST or _SENTENCE in text:
        return False
    return bool(_TRAIL.fullmatch(text) or _is_tools(text) or _bare(text) in _LINES or _REMARK.fullmatch(text))


def is_imprint(text: str) -> bool:
    """Whether a line is of the kind that stands at the foot of a site: who runs it, its registration."""
    return len(text) <= _LONGEST and _SENTENCE not in text and _IMPRINT.match(text) is not None


def is_contact(text: str) -> bool:
    """Whether a line says where to write or call, which may be the site's or the document's."""
    return len(text) <= _LONGEST and _CONTACT.match(text) is not None


def is_list_mark(text: str) -> bool:
    """Whether words are only what stands around the links of a list: dates, dashes, numbers."""
    return _LISTED.fullmatch(text) is not None


def is_index(text: str) -> bool:
    """Whether a line is one of the entries that a site's index has for each document (索引号, 主题分类)."""
    return _first_name(text) in _INDEX or _bare(text) in _INDEX


def is_weak_index(text: str) -> bool:
    """Whether a line could be such an entry, if there are others near it: 名称：…"""
    return len(text) <= _LONGEST and _SENTENCE not in text and _first_name(text) in _WEAK_INDEX


def is_entry_name(text: str) -> bool:
    """Whether words are the name of an entry and nothing else."""
    return _without_spaces(text) in _KEYS


def bare_key(text: str) -> tuple[bool, bool]:
    """Whether a line is the name of an entry without what it says, and whether that is about publication."""
    name = _bare(text)
    return name in _KEYS, name in _PUBLICATION


def entries(text: str) -> list[tuple[int, int, bool]] | None:
    """The entries of a line that begins with one (来源：… 浏览次数：…): start, end, whether it is about publication.

    ``None`` when the line begins with something else.
    """
    if len(text) > _LONGEST or _SENTENCE in text:
        return None
    if _first_name(text) not in _ENTRIES:
        return None
    pairs = list(_pair().finditer(text, len(text) - len(text.lstrip(_OPENING))))
    ends = [*(pair.start() for pair in pairs[1:]), len(text)]
    return [
        (pair.start(), _said_until(text, pair.end(), end), _without_spaces(pair[1]) in _PUBLICATION)
        for pair, end in zip(pairs, ends, strict=True)
    ]


def _without_spaces(text: str) -> str:
    return "".join(text.split())


def _bare(text: str) -> str:
    """A line without white space, and without the brackets or the colon around its words."""
    return _without_spaces(text).lstrip("【[").rstrip("】]:：>")


def _first_name(text: str) -> str:
    """What stands before the first colon of a line: the name of an entry, if it is one. Empty without a colon."""
    colon = _COLON.search(text)
    return "" if colon is None else _without_spaces(text[: colon.start()].lstrip(_OPENING))


# These patterns are long, and few lines ask for them: they are compiled when one does.


@cache
def _pair() -> re.Pattern[str]:
    """The name of an entry and its colon, anywhere in a line."""
    return re.compile(rf"({_spaced(' '.join(_ENTRIES))})\s*[:：]")


@cache
def _tool() -> re.Pattern[str]:
    return re.compile(_spaced(_TOOLS), re.IGNORECASE)


@cache
def _tools() -> re.Pattern[str]:
    return re.compile(rf"(?:{_BETWEEN}*+(?>{_spaced(_TOOLS)}))++{_BETWEEN}*+", re.IGNORECASE)


def _is_tools(text: str) -> bool:
    """Whether a line is nothing but tools of the page: 打印 关闭."""
    leading = _LEADING.match(text)
    start = 0 if leading is None else leading.end()
    return text[start : start + 1].upper() in _TOOL_BEGINNINGS and _tools().fullmatch(text) is not None


def _said_until(text: str, start: int, end: int) -> int:
    """Where an entry ends: before the brackets, bars and tools (打印) that stand between it and the next one."""
    words = list(_WORD.finditer(text, start, end))
    while words and words[-1].start() > start and _tool().fullmatch(words[-1].group()):
        words.pop()
    return words[-1].end() if words else start
