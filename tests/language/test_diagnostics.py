"""Diagnostics word by word: the place, the carets under the right characters, both languages."""

from collections.abc import Callable
from textwrap import dedent

from engine.language.diagnostics import render, width
from engine.model.diagnostic import Diagnostic, Level, Span

Say = Callable[..., str]


def _columns(text: str) -> int:
    return sum(width(character) for character in text)


def test_unknown_name_names_the_nearest_and_points_at_it(complaints: Say) -> None:
    rules = '规则 R1 "一"\n  级别 错误\n  依据 格式 "文"\n  要求 表一[收人, 拨款] = 3\n  提示 "无"\n'
    assert complaints(rules) == dedent(
        """\
        r.rules:4:9：错误 E012：没有“表一.收人”，是不是“表一.收入”？
          4 |   要求 表一[收人, 拨款] = 3
            |   　　 　　 ＾＾"""
    )
    assert complaints(rules, "en") == dedent(
        """\
        r.rules:4:9: error E012: there is no "表一.收人"; did you mean "表一.收入"?
          4 |   要求 表一[收人, 拨款] = 3
            |   　　 　　 ＾＾"""
    )


def test_missing_space_after_a_keyword(complaints: Say) -> None:
    assert complaints('规则甲 "一"\n') == dedent(
        """\
        r.rules:1:1：错误 E002：“规则”后面要空一格
          1 | 规则甲 "一"
            | ＾＾
        建议：写成“规则 甲”"""
    )


def test_all_mistakes_at_once_each_at_its_place(complaints: Say) -> None:
    rules = dedent(
        """\
        规则 R1 "一"
          级别 严重
        规则 R2 "二"
          级别 错误 依据 法律 "法"
          提示 "未完
        规侧 R3 "三"
          级别 错误
        规则 R4 "四"
          级别 错误 依据 法律 "法" 提示 "无"
          要求 (年报.年度 > 2000
        规则 R5 "五"
          级别 错误 依据 法律 "法"
          要求
          提示 "无"
        """
    )
    assert complaints(rules) == dedent(
        """\
        r.rules:2:6：错误 E001：这里应为“错误” 或 “警告” 或 “提醒”，读到的是“严重”
          2 |   级别 严重
            |   　　 ＾＾

        r.rules:5:6：错误 E003：引号没有配对
          5 |   提示 "未完
            |   　　 ^＾＾
        建议：在行末之前补上“"”

        r.rules:6:1：错误 E005：这里应当开始一个声明（规则、表、部分、字段等），读到的是“规侧”
          6 | 规侧 R3 "三"
            | ＾＾

        r.rules:10:19：错误 E007：这个声明没有写完，后面应为“)” 或 运算符
          10 |   要求 (年报.年度 > 2000
             |   　　  　　 　　       ^

        r.rules:13:3：错误 E010：“要求”后面没有内容
          13 |   要求
             |   ＾＾"""
    )


def test_carets_are_as_wide_as_what_stands_above_them() -> None:
    line = "字a字🙂é\t字“x”"
    for start in range(len(line)):
        span = Span("f", 1, start + 1, 1, start + 2)
        shown, carets = render(Diagnostic("E001", Level.ERROR, span, "m", "m"), {"f": line}).split("\n")[1:3]
        before = "".join(" " if character == "\t" else character for character in line[:start])
        assert _columns(carets.split("| ")[1].rstrip("^＾")) == _columns(before)
        assert _columns(shown.split("| ")[0]) == _columns(carets.split("| ")[0])
        assert carets[-1] in "^＾"


def test_a_long_line_is_shown_around_the_place() -> None:
    line = "字" * 5000 + "错" + "字" * 5000
    text = render(Diagnostic("E001", Level.ERROR, Span("f", 1, 5001, 1, 5002), "m", "m"), {"f": line})
    _, shown, carets = text.split("\n")
    assert len(shown) < 130
    assert _columns(shown[: shown.index("错")].replace("…", " ")) == _columns(carets[: carets.index("＾")])


def test_without_the_source_only_the_message_is_shown() -> None:
    diagnostic = Diagnostic("E090", Level.ERROR, Span("包", 1, 1, 1, 1), "没有", "none", "提示", "hint")
    assert render(diagnostic, {}) == "包：错误 E090：没有\n建议：提示"
    assert render(diagnostic, {}, "en") == "包: error E090: none\nhint: hint"


def test_two_rules_of_one_id_across_files() -> None:
    from engine.language.compile import compile_files

    rule = '规则 R1 "一"\n级别 错误 依据 法律 "法" 提示 "无" 要求 正文 包含 "甲"\n'
    found = compile_files({"a.rules": f'规则集 a = a\n表单 f = f "f" 识别 /f/\n{rule}', "b.rules": f"\n{rule}"})
    assert [(d.span.file, d.span.line, d.code, d.message) for d in found.diagnostics] == [
        ("b.rules", 2, "E016", "规则“R1”已经有了（a.rules:3）")
    ]
    assert found.ruleset is None
