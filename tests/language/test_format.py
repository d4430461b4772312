"""The canonical text of rules files: exact texts before and after."""

from pathlib import Path

import pytest

from engine.language.format import format_text
from engine.language.source import SourceText
from engine.model.diagnostic import Span

PACK = sorted((Path(__file__).resolve().parents[2] / "rules" / "foi_annual_report").glob("*.rules"))


def formatted(text: str, language: str | None = None, twins: dict[Span, tuple[str, str]] | None = None) -> str:
    """The canonical text, which must be its own canonical text."""
    found = format_text("f", text, language, twins)
    assert found.diagnostics == ()
    assert found.text is not None
    assert format_text("f", found.text, language).text == found.text
    return found.text


def requirement(expression: str) -> str:
    return formatted(f'规则 R1 "一" 要求 {expression}').removeprefix('规则 R1 "一"\n  要求    ').removesuffix("\n")


@pytest.mark.parametrize("path", PACK, ids=lambda path: path.name)
def test_the_shipped_files_are_canonical(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert formatted(text) == text
    assert formatted(formatted(text, "en"), "zh") == text


def test_a_rule_on_one_line() -> None:
    text = (
        '  规则 R1 “一” 级别 错误；当 a>3 警告 依据 格式 "文"  “条” 待核 对每个 行 于 表一.行'
        ' 合报 提示 "甲" 违例 a 改为-1，删去 b'
    )
    assert formatted(text) == (
        '规则 R1 "一"\n'
        "  级别    错误; 当 a > 3 警告\n"
        '  依据    格式 "文" "条" 待核\n'
        "  对每个  行 于 表一.行\n"
        "  合报\n"
        '  提示    "甲"\n'
        "  违例    a 改为 -1, 删去 b\n"
    )


def test_english_clauses_align_at_the_longest_keyword_of_their_declaration() -> None:
    text = '规则 R1 "一" 级别 错误 对每个 x 于 甲 要求 x = 1\n规则 R2 "二" 级别 错误 合例 a 改为 "b"'
    assert formatted(text, "en") == (
        'rule R1 "一"\n'
        "  severity  error\n"
        "  for_each  x in 甲\n"
        "  require   x = 1\n"
        "\n"
        'rule R2 "二"\n'
        "  severity      error\n"
        '  pass_example  a to "b"\n'
    )


def test_without_a_language_most_keywords_decide() -> None:
    text = 'rule R1 "一" severity 错误 require 存在 a and b = 1'
    assert formatted(text) == 'rule R1 "一"\n  severity  error\n  require   exists a and b = 1\n'
    assert formatted('规则 R1 "一" severity 错误') == '规则 R1 "一"\n  级别    错误\n'
    assert formatted('规则 R1 "一" require a') == '规则 R1 "一"\n  要求    a\n'


def test_every_kind_of_declaration() -> None:
    text = """规则集 甲=a 标题 "甲" 沿用表单 乙
表单 甲 = f "甲" 识别 /甲/
部分 甲=s "甲" 又作 "乙"，"丙" 含 表一，表二
部分 乙=u "乙"
字段 甲 . 乙=a.b 机关 取自 抬头 整行 取自 甲.丙 /乙/
词表 丁 "甲" 应为 "乙" /丙/ 应为 "丁"
"""
    assert (
        formatted(text)
        == """规则集 甲 = a
  标题      "甲"
  沿用表单  乙

表单 甲 = f "甲"
  识别  /甲/
部分 甲 = s "甲" 又作 "乙", "丙" 含 表一, 表二
部分 乙 = u "乙"

字段 甲.乙 = a.b 机关
  取自 抬头 整行
  取自 甲.丙 /乙/

词表 丁
  "甲" 应为 "乙"
  /丙/ 应为 "丁"
"""
    )


def test_table_items_keep_their_nesting() -> None:
    text = """表 表一 = t "甲"
     小节 甲 = g "甲"
            组 乙 = h "乙"
             列 丙 = c "丙"   非负数   单位 ％
             列 丁 = d "丁" 又作 "戊"
            行 己 = r "己"
     每格 非负整数 单位 件
"""
    assert (
        formatted(text)
        == """表 表一 = t "甲"
  小节 甲 = g "甲"
    组 乙 = h "乙"
      列 丙 = c "丙" 非负数 单位 %
      列 丁 = d "丁" 又作 "戊"
    行 己 = r "己"
  每格 非负整数 单位 件
"""
    )


@pytest.mark.parametrize(
    ("last", "code"),
    [('    列 丁 = d "丁"', "E036"), ('      行 丁 = d "丁"', "E037")],
    ids=["between two levels", "under a column"],
)
def test_a_table_whose_nesting_is_in_doubt_is_not_touched(last: str, code: str) -> None:
    found = format_text("f", f'表 表一 = t "甲"\n  组 甲 = g "甲"\n     列 丙 = c "丙"\n{last}\n')
    assert found.text is None
    assert [diagnostic.code for diagnostic in found.diagnostics] == [code]


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("（ａ＋1）×-2÷（ － b－c）>= 1", "(ａ + 1) * -2 / (-b - c) >= 1"),
        ("a≠1 且 b≤2 或 c≥３．５", "a != 1 且 b <= 2 或 c >= 3.5"),
        ("a！＝1 且 b＜＝2", "a != 1 且 b <= 2"),
        ("a > 3件 且 b < 2　万元 且 c = 20 ％", "a > 3 件 且 b < 2 万元 且 c = 20%"),
        ("a[b,c]-1 = 5 ‰", "a[b, c] - 1 = 5‰"),
        ("合计 ( 表一【 行 ，a..b 】 ) = 缺省（x，0）", "合计(表一[行, a .. b]) = 缺省(x, 0)"),
        ("非(a) 且 存在(b) 且 f((c), (d))", "非 (a) 且 存在 (b) 且 f((c), (d))"),
        ("a 匹配 /一\\/二  三/ 或 a 包含 “四  五”", 'a 匹配 /一\\/二  三/ 或 a 包含 "四  五"'),
        ("a 包含 “说“四””", None),
        ('a = “说"四"” 且 真 - 1 = - - 1', 'a = “说"四"” 且 真 - 1 = --1'),
        ("a\n   =\n b  .  c", "a = b.c"),
    ],
)
def test_signs_and_spaces(before: str, after: str | None) -> None:
    if after is None:
        assert format_text("f", f'规则 R1 "一" 要求 {before}').text is None
    else:
        assert requirement(before) == after


def test_a_long_line_stays_broken_at_commas_and_conjunctions_only() -> None:
    text = """规则 R1 "一"
  级别 错误；
    当 a 警告
  要求 存在 a
    且 (b = 1
    或 c
    = 2)
  违例 a 改为 "1",

      b
      改为 "2"
部分 甲 = s "甲" 又作 "乙",
"丙"
"""
    assert (
        formatted(text)
        == """规则 R1 "一"
  级别    错误;
          当 a 警告
  要求    存在 a
          且 (b = 1
          或 c = 2)
  违例    a 改为 "1",
          b 改为 "2"

部分 甲 = s "甲" 又作 "乙",
    "丙"
"""
    )


def test_comments_stay_where_they_are() -> None:
    text = """

＃ 第一行\t
# 文件


  # 规则
规则 # 关键字后
  R1 "一"# 标题
      # 级别
  级别 错误   #甲
# 要求

  # 还有
  要求 a #左
    # 中
    = b # 右
  # 建议 "旧"
# 下一条
规则 R2 "二" 要求 a # 尾
    # 末

  # 再下一条

  # 三
规则 R3 "三" 级别 错误 要求 a
# 四

# 五
规则 R4 "四"

# 完
"""
    assert (
        formatted(text)
        == """# 第一行
# 文件

# 规则
规则  # 关键字后
    R1 "一"  # 标题
  # 级别
  级别    错误  #甲
  # 要求

  # 还有
  要求    a  #左
          # 中
          = b  # 右
  # 建议 "旧"

# 下一条
规则 R2 "二"
  要求    a  # 尾
  # 末

# 再下一条

# 三
规则 R3 "三"
  级别    错误
  要求    a
# 四

# 五
规则 R4 "四"

# 完
"""
    )


def test_blank_lines() -> None:
    text = """字段 甲.甲 = a.a 文本
字段 甲.乙 = a.b 文本
  取自 抬头 整行
字段 甲.丙 = a.c 文本



部分 甲 = s "甲"
部分 乙 = t "乙"
# 注
规则 R1 "一"


  级别 错误
  要求 a
规则 R2 "二" 级别 错误 要求 a
# 注

部分 丙 = u "丙"
"""
    assert (
        formatted(text)
        == """字段 甲.甲 = a.a 文本
字段 甲.乙 = a.b 文本
  取自 抬头 整行
字段 甲.丙 = a.c 文本

部分 甲 = s "甲"
部分 乙 = t "乙"

# 注
规则 R1 "一"

  级别    错误
  要求    a

规则 R2 "二"
  级别    错误
  要求    a
# 注

部分 丙 = u "丙"
"""
    )


@pytest.mark.parametrize("text", ["", "\n\n", "  \t\r\n"])
def test_a_blank_file_becomes_empty(text: str) -> None:
    assert formatted(text) == ""


def test_comments_alone() -> None:
    assert formatted("\n  # 甲\n\n\n#乙") == "# 甲\n\n#乙\n"


def test_line_ends_of_windows() -> None:
    text = '规则 R1 "一"\r\n  级别 错误 # 甲\r\n\r\n\r\n  要求 a\r\n'
    assert formatted(text) == '规则 R1 "一"\n  级别    错误  # 甲\n\n  要求    a\n'


def test_placeholders_are_spelt_like_expressions() -> None:
    text = (
        '规则 R1 "{ a+b }" 提示 "{{ a+b }}（{ 表一［行，甲］＋缺省(a,0) }）{ a包 }"'
        ' 建议 “{缺省(a,"")}{ }{a # b}{a+}” 违例 "{ a }" 改为 "{ b }"'
    )
    assert formatted(text) == (
        '规则 R1 "{ a+b }"\n'
        '  提示    "{{ a+b }}（{表一[行, 甲] + 缺省(a, 0)}）{a包}"\n'
        '  建议    “{缺省(a, "")}{ }{a # b}{a+}”\n'
        '  违例    "{ a }" 改为 "{ b }"\n'
    )
    assert '"{{ a+b }}（{表一[行, 甲] + default(a, 0)}）{a包}"' in formatted(text, "en")


def test_a_text_in_a_placeholder_keeps_its_marks() -> None:
    assert '"{缺省(a, “无”)}"' in formatted('规则 R1 "一" 提示 "{缺省(a,“无”)}"')


def twins_of(text: str, *pairs: tuple[str, str], file: str = "f") -> dict[Span, tuple[str, str]]:
    """Twins for the first place at which each Chinese word stands in the text."""
    starts = [(text.index(pair[0]), pair) for pair in pairs]
    return {SourceText(file, text).span(start, start + len(pair[0])): pair for start, pair in starts}


def test_words_with_a_twin_follow_the_language() -> None:
    text = '规则 R1 "一"\n  要求    甲.乙.标签 = 合计(表一[x, y])\n  提示    "{左}{x}"\n'
    pairs = [("甲.乙", "a.b"), ("标签", "label"), ("合计", "sum"), ("左", "left")]
    twins = twins_of(text, *pairs) | twins_of(text, ("表一", "wrong"), file="g")
    english = 'rule R1 "一"\n  require  a.b.label = sum(表一[x, y])\n  message  "{left}{x}"\n'
    assert formatted(text, "en", twins) == english
    assert formatted(text, "zh", twins) == formatted(text, None, twins) == text
    back = {SourceText("f", english).span(english.index(en), english.index(en) + len(en)): (zh, en) for zh, en in pairs}
    assert formatted(english, "zh", back) == text


@pytest.mark.parametrize("keyword", ["true", "not", "exists", "default", "delete"])
def test_a_twin_that_would_be_a_keyword_is_not_used(keyword: str) -> None:
    text = '规则 R1 "一" 违例 甲.乙 改为 "1"'
    twins = twins_of(text, ("甲", keyword), ("乙", keyword))
    assert formatted(text, "en", twins) == f'rule R1 "一"\n  fail_example  甲.{keyword} to "1"\n'


def test_a_comment_within_a_twin_is_not_lost() -> None:
    text = '规则 R1 "一"\n  要求 甲 # 注\n  .乙 = 1'
    twins = {Span("f", 2, 6, 3, 5): ("甲.乙", "a.b")}
    assert formatted(text, "en", twins) == 'rule R1 "一"\n  require  甲  # 注\n           .乙 = 1\n'


@pytest.mark.parametrize(
    "text",
    ['规则 R1 "一" 要求 ', "甲", '规则 R1 "一" 要求 a 匹配 /(/', '部分 甲 = s "甲"\n规侧 R1 "一"\n  要求 a'],
    ids=["unfinished", "outside", "pattern", "misspelt"],
)
def test_a_file_with_a_fault_is_not_changed(text: str) -> None:
    found = format_text("f", text)
    assert found.text is None
    assert found.diagnostics
    assert {diagnostic.span.file for diagnostic in found.diagnostics} == {"f"}
