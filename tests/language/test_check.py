"""Names, types, units, arity: every fault of an expression is said once, at its place."""

from collections.abc import Callable

import pytest

from engine.language.compile import Compiled

About = Callable[..., list[tuple[str, str, str]]]

FAULTS = [
    ("表九[收入, 拨款] = 1", "E012", "表九", "没有“表九”，是不是“表一”？"),
    ("年报.年分 = 1", "E012", "年报.年分", "没有“年报.年分”，是不是“年报.年度”？"),
    ("收入 = 1", "E012", "收入", "没有“收入”，是不是“表一.收入”？"),
    ("表一.收人.标签 = \"x\"", "E012", "收人", "没有“表一.收人”，是不是“表一.收入”？"),
    ("概况.标提 = \"x\"", "E013", "标提", "部分没有“标提”，是不是“标题”？"),
    ("合记(1) = 1", "E014", "合记", "没有函数“合记”，是不是“合计”？"),
    ("字数() = 1", "E015", "字数()", "函数“字数”要 1 个参数，写了 0 个"),
    ("字数(正文, 正文) = 1", "E015", "字数(正文, 正文)", "函数“字数”要 1 个参数，写了 2 个"),
    ("合计() = 1", "E015", "合计()", "函数“合计”要 至少 1 个参数，写了 0 个"),
    ("合计(表一[结余 .. 收入, 拨款]) = 1", "E018", "结余 .. 收入", "范围写反了：“结余”在“收入”之后"),
    ("合计(表一[收入 .. 年报.年度, 拨款]) = 1", "E019", "年报.年度", "范围的两端要写行名或列名"),
    ("表二[简报, 收文] = 1", "E020", "收文", "行“简报”所在的小节没有列“收文”"),
    ("正文[收入, 拨款] = 1", "E021", "正文", "方括号前面要写表名，这里是文字"),
    ("表一[拨款, 拨款] = 1", "E024", "拨款", "“拨款”是列：方括号里先写行，后写列"),
    ("表一[表二.公函, 拨款] = 1", "E025", "表二.公函", "“表一”的方括号里，行的位置要写行，这里是“表二”的行"),
    ("字数(年报.年度) = 1", "E050", "年报.年度", "函数“字数”的参数“文”要文字，这里是数（年）"),
    ("年报.年度", "E051", "年报.年度", "这里要一个判断，写的是数（年）"),
    ("非 正文", "E051", "正文", "这里要一个判断，写的是文字"),
    ("正文 + 1 = 2", "E052", "正文 + 1", "“＋”不能用于文字和数"),
    ("正文 匹配 \"x\"", "E052", "正文 匹配 \"x\"", "“匹配”不能用于文字和文字"),
    ("签发.日期 = \"x\"", "E052", "签发.日期 = \"x\"", "“=”不能用于日期和文字"),
    ("正文 < \"x\"", "E052", "正文 < \"x\"", "“<”不能用于文字和文字"),
    ("表一[收入, 拨款] = 3 件", "E053", "表一[收入, 拨款] = 3 件", "单位不同：万元和件不能用“=”"),
    (
        "表一[收入, 拨款] + 表二[公函, 发文] = 3",
        "E053",
        "表一[收入, 拨款] + 表二[公函, 发文]",
        "单位不同：万元和件不能用“＋”",
    ),
    ("合计(表一[收入, 拨款], 3 件) = 3", "E053", "合计(表一[收入, 拨款], 3 件)", "单位不同：万元和件不能用“合计”"),
    ("-正文 = 1", "E054", "-正文", "负号后面要数，这里是文字"),
    ("存在 3", "E056", "3", "“存在”后面要写字段、表、行、列、部分、它们的属性或变量"),
    ("缺省(正文, 3) = \"x\"", "E057", "缺省(正文, 3)", "缺省值要和前面的值同类：前面是文字，后面是数"),
    ("正文 匹配 /(/", "E011", "/(/", "模式写得不对：缺少“)”（(）"),
    ("年报.年度 = 1234567890123456789", "E009", "1234567890123456789", "数太长（最多 18 位）"),
    ("非年报.标题 = 1", "E002", "非年报.标题", "“非”后面要空一格"),
]  # fmt: skip


@pytest.mark.parametrize(("requirement", "code", "words", "message"), FAULTS)
def test_fault(complaint_about: About, requirement: str, code: str, words: str, message: str) -> None:
    assert complaint_about(requirement) == [(code, words, message)]


SOUND = [
    "表一[收入, 拨款] = 3 万元 且 表一[收入, 拨款] >= 3",
    "合计(表一[收入 .. 结余, 拨款]) + 表一[工资, own] = 1.5",
    "合计(1, 表一[收入, 拨款], 表一[工资 .. 办公, 拨款 .. 自筹]) ÷ 表一[收入, 合计数] < ０．５",
    "表二[letters, received] = 1 件 且 表二[简报, 发文] ＝ 1",
    "年报.年度 + 1 = 2024 且 年报.年度 > 2000 年 且 年报.年度 != 表一.行数",
    "年报.单位 = \"甲\" 且 年报.单位 匹配 /甲/ 且 正文 包含 年报.单位",
    "存在 表一 且 存在 表一.收入 且 存在 表一.收入.标签 且 存在 概况 且 存在 年报.标题 且 存在 表一[收入, 拨款]",
    "缺省(表一[收入, 拨款], 0) = 0 且 缺省(年报.单位, \"\") = \"\"",
    "数(表一.格) = 12 且 数(部分) = 2 且 数(表二.甲节.行) = 2 且 数(年报.标题.句子) = 1",
    "（全文 匹配 /a\\/b/ 或 抬头 包含 “甲”） 且 非 概况.有表",
    "report.year = 2023 and exists table1.income and head contains \"x\" or not overview.has_table",
]  # fmt: skip


@pytest.mark.parametrize("requirement", SOUND)
def test_sound(complaint_about: About, requirement: str) -> None:
    assert complaint_about(requirement) == []


def test_a_variable_may_be_called_like_a_keyword(complaint_about: About) -> None:
    for variable in ("列", "行", "格", "处", "部", "表", "规则", "row", "rule"):
        assert complaint_about(f"表一[收入, {variable}] = 1", f"对每个 {variable} 于 表一.列") == []


def test_loops_nest_and_must_run_over_lists(complaint_about: About) -> None:
    assert complaint_about("行.标签 = 节.名称", "对每个 节 于 表二.小节 对每个 行 于 节.行") == []
    assert complaint_about('x.标签 = ""', "对每个 x 于 表一") == [("E055", "表一", "“于”后面要一个列表，这里是表")]
    again = complaint_about("存在 表一", "对每个 x 于 表一.行 对每个 x 于 表一.列")
    assert again == [("E017", "x", "“x”已经用过（r.rules:4）")]


def test_one_fault_is_said_once(complaint_about: About) -> None:
    assert [code for code, _, _ in complaint_about("合计(表一[收人, 拨款]) + 1 = 字数(表一[收人, 拨款])")] == [
        "E012"
    ] * 2


def test_clauses_that_are_missing_or_twice(complaints: Callable[..., str]) -> None:
    missing = complaints('规则 R1 "一"\n')
    assert [line.split("：", 2)[2] for line in missing.split("\n") if "E031" in line] == [
        f"规则“R1”缺少“{clause}”" for clause in ("级别", "依据", "要求", "提示")
    ]
    twice = complaints(
        '规则 R1 "一" 级别 错误 依据 法律 "法" 要求 存在 表一 提示 "无"\n提示 "无"\n级别 警告\n合报 合报'
    )
    assert [line for line in twice.split("\n") if "E030" in line] == [
        "r.rules:2:1：错误 E030：“提示”写了两次",
        "r.rules:3:1：错误 E030：“级别”写了两次",
        "r.rules:4:4：错误 E030：“合报”写了两次",
    ]


def test_examples_change_places_and_words_of_the_base(
    complaints: Callable[..., str], compile_rules: Callable[..., Compiled]
) -> None:
    head = '规则 R1 "一" 级别 错误 依据 法律 "法" 要求 存在 表一 提示 "无"\n'
    good = f'{head}违例 表一[收入 .. 结余, 拨款] 改为 0, "甲乙" 改为 "丙", 删去 表一.工资\n合例 删去 概况.标题'
    assert complaints(good, base="甲乙丙") == ""
    bad = f'{head}违例 "甲" 改为 "", "丁" 改为 "", 表一.工资 改为 "x", 1 + 1 改为 2, 删去 正文, 概况.名称 改为 "x"'
    found = compile_rules(bad, base="甲甲").diagnostics
    line = bad.split("\n")[1]
    assert [(d.code, line[d.span.column - 1 : d.span.end_column - 1]) for d in found] == [
        ("E062", '"甲"'),
        ("E062", '"丁"'),
        ("E061", "表一.工资"),
        ("E061", "1 + 1"),
        ("E061", "正文"),
        ("E061", "概况.名称"),
    ]
