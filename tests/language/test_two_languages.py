"""Chinese and English keywords, full-width and half-width signs: one tree."""

import re

import pytest

from engine.language.keywords import BY_WORD, KEYWORDS
from tests.support.meaning import tree_of

CHINESE = """
规则集 甲 = a
  标题 "甲" 版本 "1" 依据 格式 "文" 适用 报告.年度 >= 2021 基准 "b.md" 沿用表单 乙
  上年基准 "c.md" 下级基准 "d.md", "e.md" 时点 日期(报告.年度, 12, 31)
  纳入 丙 纳入 "../丁" 停用 R8 "理由" 调整 R9 提醒 设定 下限 = -3 件 改名 R7 = R1
  共用 "x.rules", "../y.rules" 换字 "甲" 为 "乙" 换据 法律 "甲" 为 标准 "乙" "丙" 待核
表单 甲 = f "甲" 识别 /甲/
部分 甲 = s "甲" 又作 "乙", "丙" 含 表一
字段 甲.乙 = a.b 机关
  取自 抬头 整行
  取自 正文 /甲/
  取自 文末 整行
  取自 甲.丙 /乙/
字段 甲.丙 = a.c 文本
字段 甲.丁 = a.d 日期
字段 甲.戊 = a.e 年份
表 表一 = t "甲"
  附注 /甲/
  排列 横排
  表角 "甲"
  小节 甲 = g "甲"
    组 甲 = h "甲"
      列 甲 = c "甲" 非负整数 单位 件
    行 甲 = r "甲" 又作 "乙"
  每格 非负数
  每格 数 单位 %
  空白作零
词表 甲
  "甲" 应为 "乙"
名单 乙 "甲", "乙"
参数 下限 = least "甲"
  取值 100 字
  取值 1.5 自 2025年1月31日
  取值 真 自 2026-01-31
定义 甲 为 部分.数 - 1
规则 R1 "甲"
  级别 错误; 当 非 存在 甲 警告; 当 缺省(甲, 真) 提醒
  依据 法律 "甲" 待核
  依据 标准 "甲" "乙"
  依据 编辑建议 "甲"
  对每个 甲 于 部分
  令 乙 为 其中(x 于 甲, 任一(y 于 x.z, y 属于 乙) 或 全部(y 于 逐个(z 于 x, z), y))
  当 甲 约等于 乙 误差 0.1
  当 甲 = 1 且 乙 = 2 或 假
  要求 甲 匹配 /乙/
  禁止 甲 包含 "乙"
  提示 "甲" 建议 "乙" 定位 甲, 乙 合报
  违例 甲 改为 "乙", 删去 乙
  合例 "甲" 改为 3
"""

ENGLISH = """
ruleset 甲 = a
  title "甲" version "1" basis format "文" applies 报告.年度 >= 2021 base "b.md" form_of 乙
  previous_base "c.md" subordinate_base "d.md", "e.md" as_of 日期(报告.年度, 12, 31)
  take_in 丙 take_in "../丁" switch_off R8 "理由" adjust R9 info set 下限 = -3 件 renamed R7 = R1
  shares "x.rules", "../y.rules" reword "甲" as "乙" rebase law "甲" as standard "乙" "丙" unverified
form 甲 = f "甲" recognise /甲/
section 甲 = s "甲" also "乙", "丙" with 表一
field 甲.乙 = a.b organ
  from head whole_line
  from body /甲/
  from end whole_line
  from 甲.丙 /乙/
field 甲.丙 = a.c text
field 甲.丁 = a.d date
field 甲.戊 = a.e year
table 表一 = t "甲"
  note /甲/
  layout side_by_side
  corner "甲"
  block 甲 = g "甲"
    group 甲 = h "甲"
      column 甲 = c "甲" count unit 件
    row 甲 = r "甲" also "乙"
  cells amount
  cells number unit %
  blank_is_zero
lexicon 甲
  "甲" should_be "乙"
register 乙 "甲", "乙"
parameter 下限 = least "甲"
  value 100 字
  value 1.5 since 2025-01-31
  value true since 2026年01月31日
define 甲 as 部分.数 - 1
rule R1 "甲"
  severity error; when not exists 甲 warning; when default(甲, true) info
  basis law "甲" unverified
  basis standard "甲" "乙"
  basis advice "甲"
  for_each 甲 in 部分
  let 乙 as where(x in 甲, any(y in x.z, y one_of 乙) or all(y in each(z in x, z), y))
  when 甲 about 乙 tolerance 0.1
  when 甲 = 1 and 乙 = 2 or false
  require 甲 matches /乙/
  forbid 甲 contains "乙"
  message "甲" suggest "乙" at 甲, 乙 together
  fail_example 甲 to "乙", delete 乙
  pass_example "甲" to 3
"""


def test_both_keyword_languages_give_one_tree() -> None:
    chinese = tree_of(CHINESE)
    assert len(chinese) == 13
    assert chinese == tree_of(ENGLISH)


def test_the_sample_uses_every_keyword() -> None:
    for side, text in ((0, CHINESE), (1, ENGLISH)):
        words = set(re.findall(r"\w+", re.sub(r'"[^"]*"', "", text)))
        assert {keyword.words[side] for keyword in KEYWORDS} <= words


def test_keywords_are_all_different() -> None:
    assert len(BY_WORD) == 2 * len(KEYWORDS)


def test_full_width_signs_are_as_good_as_their_twins() -> None:
    half = 'rule R1 "a" severity error; when (x + 1 - 2 * 3 / 4 <= 1.5) warning require t[a .. b, c] != 3 at a.b, c'
    full = "rule R1 “a” severity error；when （x＋１－２×３÷４≤１．５）warning require t［a．．b，c］≠３ at a．b，c"
    assert tree_of(half) == tree_of(full)


def test_line_ends_indentation_and_comments_do_not_matter() -> None:
    spread = CHINESE[CHINESE.index("规则 R1") :]
    joined = " ".join(spread.split("\n"))
    commented = "\n".join(f'{line}   # 注 "{number}' for number, line in enumerate(spread.split("\n")))
    windows = spread.replace("\n", "\r\n").replace("  ", "\u3000")
    assert tree_of(spread) == tree_of(joined) == tree_of(commented) == tree_of(windows)


@pytest.mark.parametrize(
    "name", ["当年", "总计", "表单位", "规则甲", "非负", "且慢", "于是", "ruler", "order", "format_x"]
)
def test_a_name_that_begins_like_a_keyword_is_a_name(name: str) -> None:
    found = tree_of(f'规则 {name} "甲" 要求 {name} = {name}.{name}')
    assert found[0][1] == ("id", ("Word", ("text", name)))
