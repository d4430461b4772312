"""叠词 doubled."""

import re
from collections.abc import Iterator

from engine.model.function import Example, Function, Parameter
from engine.model.passage import Passage
from engine.model.prose import found
from engine.model.types import MATCH, TEXT, Match, list_of
from engine.model.wording import REGION_ENDS

_LONGEST = 8
_HAN = re.compile("[\u4e00-\u9fff]+")
_NUMERALS = frozenset("一二三四五六七八九十百千万两几半")
_REGIONS = "".join(sorted(REGION_ENDS))

# A body and what belongs to it (县政府｜政府网站), verbs that may be said twice, and words that are themselves doubled.
_RIGHT = frozenset(
    "政府 人民政府 社区 街道 公司 学校 医院 中心 自治区 委员会 法院 小区 园区 协会 大学 公开 代表 "
    "研究 讨论 商量 学习 考虑 了解 打听 休息 活动 介绍 琢磨 体验 锻炼 收拾 调查 检查 沟通 交流 参观 尝试 "
    "认识 照顾 比较 稳步 逐步 逐个 逐项 逐条 逐户 层层 户户 慢慢 大家 某某".split()
)
# One character twice is wrong only where no right word begins or ends between the two.
_SINGLE = re.compile(
    "(?<![目标有真似端众中鹄的])的的(?![确士])|(?<![为除])了了(?![解事然结断却])|们们|被被(?![子褥面])|您您|且且|若若|已已"
    f"|(?<=[我本])([{_REGIONS}])\\1(?![委级长政域直内属本人府城区乡镇处志里场容民校医史龄籍]|情(?!况))"
)


def _is_slip(word: str, following: str) -> bool:
    if word in _RIGHT or len(set(word)) == 1 or _NUMERALS & set(word):
        return False
    # 市场监管局监管局长: the second begins a longer word.
    return not (word[-1] in "局部厅会处科院所" and following in ("长", "员", "内"))


def _places(text: str) -> Iterator[tuple[int, int]]:
    for run in _HAN.finditer(text):
        words, offset = run[0], run.start()
        for width in range(2, _LONGEST + 1):
            same = 0
            for index in range(len(words) - width):
                same = same + 1 if words[index] == words[index + width] else 0
                if same == width:
                    start = index - width + 1
                    if _is_slip(words[start : start + width], words[start + 2 * width : start + 2 * width + 1]):
                        yield offset + start, offset + start + 2 * width
                    same = 0
    for single in _SINGLE.finditer(text):
        yield single.span()


def _doubled(text: Passage) -> tuple[Match, ...]:
    matches: list[Match] = []
    done = 0
    for start, end in sorted(_places(text.text)):
        if start >= done:
            matches.append(found(text, start, end, text.text[start : (start + end) // 2]))
            done = end
    return tuple(matches)


FUNCTION = Function(
    name="叠词",
    english="doubled",
    parameters=(Parameter("文", "text", TEXT),),
    result=list_of(MATCH),
    doc="误写了两遍的词，如 资金资金、我县县；常常、方方面面、一步一步、研究研究、县政府政府网站 不算。宁可漏报。",
    english_doc="Words written twice by mistake (资金资金); no reduplication of good Chinese, and nothing doubtful.",
    examples=(
        Example('数(叠词("落实资金资金五万元，我县县情况"))', "2"),
        Example('数(叠词("常常走村串户，方方面面一步一步研究研究"))', "0"),
    ),
    call=_doubled,
)
