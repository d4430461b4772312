"""Lines that a web site puts around a document: the trail of links, text size, sharing, the site's imprint."""

import re

_LONGEST = 80
_LINE = re.compile(
    r"(?:"
    r"(?:您?现?在?当前?的?所?在?位置|首页)\s*[:：>＞»›]|[【\[]?\s*(?:字\s*[体号]|打印|关闭|收藏|返回).{0,3}(?:[:：】\]]|\s|大|$)"
    r"|分享(?:到|至)?\s*(?:[:：]|$)|(?:浏览|阅读|点击|访问)(?:次数|量|数)?\s*[:：]|扫一扫|(?:上|下)一[篇条]\s*(?:[:：]|$)"
    r"|(?:主办|承办|技术支持|运维|维护)(?:单位)?\s*[:：]|版权所有|网站(?:标识码|地图|声明|支持)|.{0,3}ICP备|.{0,6}公网安备|.{0,3}公安备案"
    r"|(?:责任)?编辑\s*[:：]|审核\s*[:：]|\[?(?:打印|关闭)(?:本页|页面|窗口)|相关(?:链接|附件|文章|稿件)|Copyright|©"
    r"|(?:大\s*中\s*小|无障碍|长者模式|简体|繁体)"
    r")",
    re.IGNORECASE,
)


def is_chrome(line: str) -> bool:
    """Whether a line belongs to the site and not to the document. A line as long as a sentence never does."""
    text = line.strip()
    return len(text) <= _LONGEST and "。" not in text and _LINE.match(text) is not None
