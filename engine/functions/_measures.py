"""The units that a number in the prose may be followed by, and the words that only begin like one."""

import re

from engine.model.units import MEASURES
from engine.model.wording import REGION_ENDS

# Characters that make another word of a unit: 部门, 分别, 个体, 条例, 单位.
_NOT_BEFORE = dict(
    pair.split(":")
    for pair in (
        "部:门委分署队长 分:别类之公局为析管布工享 个:体性别 人:民大社事均力口才士数工 户:籍外 家:庭长属 "
        "条:例款 起:来草点 次:年日数要全 期:间限末望 场:所地景 本:级年机行部地镇局市县区次系 位:于置居 "
        "点:击赞评 字:段 所:有属需在 处:理罚室置 门:户类 类:似别 台:账风 支:部持出 只:有要需能计记 头:条 "
        "张:贴家 份:额子 年:级 件:数 组:织成 队:伍 层:面级次 款:项 名:单录称 步:骤 章:程 节:约点日 元:旦素 "
        "天:然 日:常前报程志 周:边期 页:面 座:谈 单:位独 角:度 轮:流 员:工 任:务何 批:准复示 例:如外行 片:区 "
        "间:接隔 种:植"
    ).split()
)
_ALIASES = {
    "％": "%",
    "个百分点": "百分点",
    "个工作日": "工作日",
    "个小时": "小时",
    "㎡": "平方米",
    "年度": "年",
}
_NAMES = sorted(MEASURES | set(_ALIASES), key=len, reverse=True)
_S = r"[ \t\u3000\xa0]{0,4}"


def _unit(name: str) -> str:
    others = "人信息|人隐私|人申|[体性别]" if name == "个" else f"[{_NOT_BEFORE.get(name, '')}]"
    return f"{name}(?!{others})" if name in _NOT_BEFORE else re.escape(name)


TAIL = re.compile(
    rf"{_S}(?:(?P<times>[十百千]?(?:万亿|[万亿])|[百千])?{_S}(?P<more>余|多|来)?{_S}"
    rf"(?P<unit>{'|'.join(map(_unit, _NAMES))})"
    rf"|(?P<bare>万亿|[万亿])(?P<some>余|多)?(?![〇零一二三四五六七八九十百千两]))"
)
"""What follows a number: 万件, 余人次, %; or 万 alone."""

SPOKEN = frozenset(
    "件 宗 起 份 例 桩 条 个 项 名 人 人次 次 期 场 场次 篇 批 批次 页 户 家 位 天 日 年 元 个月 工作日 小时 "
    "字 亩 笔 处 所 块 张 册 本 座 台 套 辆 间 轮 倍 公里 平方米".split()
)
"""The units before which a number may be written in Chinese numerals."""

ONCE = frozenset("件 宗 例 份 项 名 期 场 篇 个 笔".split())
"""The units before which a bare 一 may count one."""

PLACES = re.compile(f"(?<=[家户条位台座块处])[\u4e00-\u9fff]{{0,2}}?[{''.join(sorted(REGION_ENDS))}村屯庄街]")
"""What makes the name of a place of a numeral and a unit: 三家镇, 五台县."""


def unit_of(name: str | None, times: str | None) -> str | None:
    """The unit under the one name it has in rules."""
    return None if name is None else f"{times or ''}{_ALIASES.get(name, name)}"
