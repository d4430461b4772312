"""Units and their exact conversion: 万元 and 元, % and ‰. A unit that is not listed goes only with itself."""

from collections.abc import Mapping
from fractions import Fraction

_TIMES = {"": 1, "十": 10, "百": 100, "千": 1000, "万": 10**4, "十万": 10**5, "百万": 10**6, "千万": 10**7, "亿": 10**8}
_TIMES |= {f"{times}亿": _TIMES[times] * 10**8 for times in ("十", "百", "千", "万")}
_SCALES: Mapping[str, Mapping[str, Fraction]] = {
    "元": {f"{times}元": Fraction(factor) for times, factor in _TIMES.items()}
    | {"角": Fraction(1, 10), "分": Fraction(1, 100), "块": Fraction(1)},
    "%": {"%": Fraction(1), "‰": Fraction(1, 10)},
    "天": {"天": Fraction(1), "日": Fraction(1), "周": Fraction(7)},
    "小时": {"小时": Fraction(1), "分钟": Fraction(1, 60), "秒": Fraction(1, 3600)},
    "米": {"米": Fraction(1), "厘米": Fraction(1, 100), "千米": Fraction(1000), "公里": Fraction(1000)},
    "平方米": {
        "平方米": Fraction(1),
        "亩": Fraction(2000, 3),
        "公顷": Fraction(10**4),
        "平方公里": Fraction(10**6),
        "平方千米": Fraction(10**6),
    },
    "公斤": {"公斤": Fraction(1), "千克": Fraction(1), "克": Fraction(1, 1000), "吨": Fraction(1000)},
}
_BASE = {unit: (base, factor) for base, scale in _SCALES.items() for unit, factor in scale.items()}
_PREFIXES = sorted((times for times in _TIMES if times), key=len, reverse=True)
# Words that count things. 三件 and 三份 may count the same requests: the words alone do not divide them.
CLASSIFIERS = frozenset("件宗起条份个项次例桩人户家名篇期场部批")

# Other words that a number is said in. 三张 and 三件 are not the same things; 万人次 is ten thousand 人次.
MEASURES = CLASSIFIERS | frozenset(
    "人次 件次 家次 户次 场次 批次 条次 篇次 辆次 字 页 张 本 册 处 所 座 台 套 辆 艘 架 只 头 匹 棵 株 块 "
    "片 栋 幢 间 层 类 种 款 则 位 员 组 队 支 轮 任 门 笔 单 倍 点 步 章 节 课时 学时 幅 封 卷 盘 亩 吨 "
    "公里 平方米 平方公里 立方米 米 公斤 千瓦 千瓦时 公顷 岁 周年 年 天 日 周 个月 个季度 工作日 小时 分钟 "
    "秒 元 % ‰ 百分点 千克 千米 厘米 平方千米 克 角".split()
)


def base(unit: str) -> tuple[str, Fraction]:
    """The unit in which a unit is counted, and how many of it it is: 万元 -> 元, 10000; 万件 -> 件, 10000."""
    if unit in _BASE:
        return _BASE[unit]
    for prefix in _PREFIXES:
        rest = unit.removeprefix(prefix)
        if rest != unit and rest in MEASURES:
            name, many = base(rest)
            return name, many * _TIMES[prefix]
    return unit, Fraction(1)


def factor(given: str, wanted: str) -> Fraction | None:
    """By what a number in one unit is multiplied to be in the other; ``None`` when they measure different things."""
    (one, many), (other, few) = base(given), base(wanted)
    return many / few if one == other else None


def spoken_factor(given: str, wanted: str) -> Fraction | None:
    """The same for what the prose says, where one word that counts things stands for another (件, 份, 条)."""
    (one, many), (other, few) = base(given), base(wanted)
    alike = one == other or (one in CLASSIFIERS and other in CLASSIFIERS)
    return many / few if alike else None
