"""Characters that only look like those a person would type: radicals, compatibility ideographs, vertical brackets.

Programs that make PDF often write ⼀ (a radical) for 一 and ⻓ for 长. Full-width forms stay as they are: whether a
bracket is （ or ( is for rules to judge, and a raised digit is not a digit.
"""

import re
from unicodedata import normalize

# The radicals for which Unicode has no decomposition, by its property Equivalent_Unified_Ideograph.
_RADICALS = (
    "⺁⺂⺃⺄⺅⺆⺇⺈⺉⺊⺋⺌⺍⺎⺏⺐⺑⺒⺓⺔⺕⺖⺗⺘⺙⺛⺜⺝⺞⺠⺡⺢⺣⺤⺥⺦⺧⺨⺩⺪⺫⺬⺭⺮⺯⺰⺱⺲⺳⺴"
    "⺵⺶⺷⺸⺹⺺⺻⺼⺽⺾⺿⻀⻁⻂⻃⻄⻅⻆⻇⻈⻉⻊⻋⻌⻍⻎⻏⻐⻑⻒⻓⻔⻕⻖⻗⻘⻙⻚⻛⻜⻝⻞⻟⻠⻡⻢⻣⻤⻥⻦"
    "⻧⻨⻩⻪⻫⻬⻭⻮⻯⻰⻱⻲"
)
_IDEOGRAPHS = (
    "厂乛乚乙亻冂𠘨刀刂卜㔾小小兀尣尢𡯂巳幺彑彐忄心扌攵旡日月歺民氵氺灬爫爫丬牛犭王𤴔目示礻𥫗糹纟罓罒㓁冗"
    "𦉫羊𦍌𦍋耂肀聿肉𦥑艹艹艹虎衤覀西见角𧢲讠贝𧾷车辶辶辶邑钅長镸长门𨸏阝雨青韦页风飞食𩙿飠饣𩠐马骨鬼鱼鸟"
    "卤麦黄黾斉齐歯齿竜龙龜亀"
)
_VERTICAL = "︐︑︒︓︔︕︖︗︘︙︱︲︵︶︷︸︹︺︻︼︽︾︿﹀﹁﹂﹃﹄﹇﹈"
_HORIZONTAL = "，、。：；！？〖〗…—–（）｛｝〔〕【】《》〈〉「」『』［］"
_MAP = dict(zip(_RADICALS + _VERTICAL, _IDEOGRAPHS + _HORIZONTAL, strict=True))
# Radicals, Kangxi radicals, compatibility ideographs, Latin ligatures, forms for vertical lines.
_ODD = re.compile(r"[\u2e80-\u2fd5\uf900-\ufaff\ufb00-\ufb06\ufe10-\ufe19\ufe30-\ufe48\U0002f800-\U0002fa1f]")


def standard(text: str) -> str:
    """The text with the characters that a person would type. A ligature becomes its letters, all else stays as long."""
    return _ODD.sub(_standard, text)


def _standard(match: re.Match[str]) -> str:
    char = match.group()
    return _MAP.get(char) or normalize("NFKC", char)
