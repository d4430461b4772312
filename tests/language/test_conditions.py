"""Conditions that cannot be meant: found where they are, and never claimed where they are not."""

import itertools
import operator
from collections.abc import Callable, Mapping
from fractions import Fraction
from functools import cache
from typing import TypeAlias

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from engine.language.compile import Around, compile_files
from engine.model.form import Form
from tests.support.accounts import FORM

Complain = Callable[..., list[tuple[str, str, str]]]
Assignment: TypeAlias = Mapping[str, Fraction]
Condition: TypeAlias = tuple[str, Callable[[Assignment], bool]]

FAULTS = [
    # whole numbers and dates have nothing between two neighbours, numbers in cells have
    ("当 年报.年度 > 2023\n当 年报.年度 < 2024", "E070", "年报.年度 < 2024"),
    ("当 表一.行数 >= 4\n当 表一.行数 <= 5\n当 表一.行数 != 4 且 表一.行数 != 5", "E070", "表一.行数 != 5"),
    ("当 表一.行数 = 2.5", "W071", "表一.行数 = 2.5"),
    # one value cannot be two
    ('当 年报.标题 = "甲"\n当 年报.标题 = “乙”', "E070", "年报.标题 = “乙”"),
    ("当 表一[收入, 拨款].空白 且 非 表一[收入, 拨款].空白", "E070", "非 表一[收入, 拨款].空白"),
    ("当 表一[收入, 拨款].空白\n当 表一[收入, 拨款].空白 = 假", "E070", "表一[收入, 拨款].空白 = 假"),
    ("当 存在 表一 且 非 (存在 表一 或 存在 概况)", "E070", "非 (存在 表一 或 存在 概况)"),
    # two things compared with each other, whichever way round, with units and what is added
    ("当 年报.年度 > 表一.行数\n当 表一.行数 > 年报.年度", "E070", "表一.行数 > 年报.年度"),
    ("当 表一[收入, 拨款] + 1 <= 表一[收入, 自筹] 且 表一[收入, 自筹] < 表一[收入, 拨款]", "E070",
     "表一[收入, 自筹] < 表一[收入, 拨款]"),
    ("当 -表一[收入, 拨款] > 2\n当 2 * 表一[收入, 拨款] - 1 > 0", "E070", "2 * 表一[收入, 拨款] - 1 > 0"),
    ("当 5000 元 < 表一[收入, 拨款]\n当 表一[收入, 拨款] < 0.5 万元", "E070", "表一[收入, 拨款] < 0.5 万元"),
    # names for values, choices, quantifiers
    ("令 总 为 表一[收入, 拨款]\n当 总 > 5\n当 表一[收入, 拨款] < 4", "E070", "表一[收入, 拨款] < 4"),
    ("令 满 为 年报.年度 > 3\n当 满\n当 年报.年度 = 2", "E070", "年报.年度 = 2"),
    ("当 年报.年度 > 5\n当 年报.年度 < 3 或 年报.年度 = 4", "E070", "年报.年度 < 3 或 年报.年度 = 4"),
    ("当 任一(行 于 表一.行, 行.值数 > 3 且 行.值数 < 2)", "E070", "行.值数 < 2"),
    ("当 数(其中(行 于 表一.行, 假)) > 0", "W071", "假"),
    ("当 年报.年度 >= 2023 或 年报.年度 < 2023", "W071", "年报.年度 >= 2023 或 年报.年度 < 2023"),
    ("当 表一[收入, 拨款] + 1 > 表一[收入, 拨款]", "W071", "表一[收入, 拨款] + 1 > 表一[收入, 拨款]"),
    ('当 "甲乙" 包含 "乙"', "W071", '"甲乙" 包含 "乙"'),
    ('当 "甲" 匹配 /乙/', "W071", '"甲" 匹配 /乙/'),
    ("当 月(签发.日期) = 13", "W071", "月(签发.日期) = 13"),
    # requirements against conditions and each other
    ("当 存在 收支 且 存在 表一\n要求 存在 收支", "E073", "存在 收支"),
    ("当 非 存在 收支\n要求 存在 收支", "E073", "存在 收支"),
    ("当 年报.年度 = 5\n禁止 年报.年度 < 3 或 年报.年度 > 7", "E073", "年报.年度 < 3 或 年报.年度 > 7"),
    ("要求 年报.年度 > 3\n禁止 年报.年度 > 2", "E070", "年报.年度 > 2"),
]  # fmt: skip

GOOD = [
    "当 表一[收入, 拨款] > 3\n当 表一[收入, 拨款] < 4",
    "当 表一[收入, 拨款] > 3\n当 表一[收入, 自筹] < 3",
    "当 上年.表一[收入, 拨款] > 3\n当 表一[收入, 拨款] < 3",
    "当 年报.年度 < 3 或 年报.年度 > 5",
    "对每个 行 于 表一.行\n当 存在 行 且 表一[行, 拨款] > 0\n要求 存在 行.标签 且 表一[行, 拨款] < 9",
    "当 任一(行 于 表一.行, 行.值数 > 3)\n当 任一(行 于 表一.行, 行.值数 < 3)",
    "当 全部(行 于 表一.行, 行.值数 > 3)\n要求 任一(行 于 表一.行, 行.值数 > 3)",
    '当 年报.标题 包含 "甲" 且 年报.标题 包含 "乙"\n当 年报.标题 匹配 /丙/',
    "对每个 数值 于 正文.数字\n当 数值 > 3 件 且 数值 < 3 万元",
    "要求 缺省(表一[收入, 拨款], 0) > 0 且 表一[收入, 拨款] < 0",
    "当 年报.年度 != 2023\n要求 年报.年度 != 2024",
]


@pytest.mark.parametrize(("clauses", "code", "words"), FAULTS, ids=range(len(FAULTS)))
def test_what_cannot_be_meant_is_found_at_its_place(clauses: str, code: str, words: str) -> None:
    if "要求" not in clauses and "禁止" not in clauses:
        clauses += "\n要求 存在 收支"
    rules = f'规则 R1 "一"\n级别 错误 依据 法律 "法" 提示 "无"\n{clauses}\n'
    found = compile_files({"form.rules": FORM, "r.rules": rules}).diagnostics
    lines = rules.split("\n")
    assert [(d.code, lines[d.span.line - 1][d.span.column - 1 : d.span.end_column - 1]) for d in found] == [
        (code, words)
    ]


@pytest.mark.parametrize("clauses", GOOD, ids=range(len(GOOD)))
def test_what_can_be_meant_is_let_pass(clauses: str) -> None:
    if "要求" not in clauses:
        clauses += "\n要求 存在 收支"
    rules = f'规则 R1 "一"\n级别 错误 依据 法律 "法" 提示 "无"\n{clauses}\n'
    assert compile_files({"form.rules": FORM, "r.rules": rules}).diagnostics == ()


# --- random rules over three cells, against trying all values

VARIABLES = {"x": "表一[收入, 拨款]", "y": "表一[收入, 自筹]", "z": "表一[结余, 拨款]"}
SIGNS: Mapping[str, Callable[[Fraction, Fraction], bool]] = {
    "=": operator.eq,
    "!=": operator.ne,
    "<": operator.lt,
    "<=": operator.le,
    ">": operator.gt,
    ">=": operator.ge,
}
VALUES = [Fraction(half, 2) for half in range(-2, 9)]  # all constants (0 to 3), what lies between them, and beyond
signs = st.sampled_from(sorted(SIGNS))


def against_a_constant(name: str) -> st.SearchStrategy[Condition]:
    def made(sign: str, constant: int, turned: bool) -> Condition:
        words = (VARIABLES[name], str(constant))
        compare = SIGNS[sign]
        if turned:
            return f"{words[1]} {sign} {words[0]}", lambda values: compare(Fraction(constant), values[name])
        return f"{words[0]} {sign} {words[1]}", lambda values: compare(values[name], Fraction(constant))

    return st.builds(made, signs, st.integers(0, 3), st.booleans())


def against_each_other(one: str, other: str, sign: str, more: int) -> Condition:
    compare = SIGNS[sign]
    return (
        f"{VARIABLES[one]} + {more} {sign} {VARIABLES[other]}",
        lambda values: compare(values[one] + more, values[other]),
    )


names = st.sampled_from(sorted(VARIABLES))
comparisons = names.flatmap(against_a_constant) | st.permutations(sorted(VARIABLES)).flatmap(
    lambda order: st.builds(against_each_other, st.just(order[0]), st.just(order[1]), signs, st.integers(0, 2))
)


def both(one: Condition, other: Condition) -> Condition:
    return f"({one[0]} 且 {other[0]})", lambda values: one[1](values) and other[1](values)


def either(one: Condition, other: Condition) -> Condition:
    return f"({one[0]} 或 {other[0]})", lambda values: one[1](values) or other[1](values)


def negated(one: Condition) -> Condition:
    return f"非 ({one[0]})", lambda values: not one[1](values)


conditions = st.recursive(
    comparisons,
    lambda inner: st.builds(both, inner, inner) | st.builds(either, inner, inner) | st.builds(negated, inner),
    max_leaves=4,
)


@cache
def form() -> Form:
    found = compile_files({"form.rules": FORM}).form
    assert found is not None
    return found


def codes(whens: list[str], levels: list[str], requirement: str) -> list[tuple[str, int, str]]:
    """What is said about a rule: code, line, message. The levels stand on line 3 and after."""
    level = "".join(f";\n当 {one} 提醒" for one in levels)
    lines = [
        "规则集 t = t 沿用表单 a",
        f'规则 R1 "一" 依据 法律 "法" 提示 "无" 级别 错误{level}',
        *(f"当 {one}" for one in whens),
        f"要求 {requirement}",
    ]
    found = compile_files({"r.rules": "\n".join(lines)}, around=Around(form=form())).diagnostics
    return [(one.code, one.span.line, one.message) for one in found]


def assignments(count: int = 3) -> list[Assignment]:
    return [dict(zip("xyz", values, strict=False)) for values in itertools.product(VALUES, repeat=count)]


@settings(deadline=None, max_examples=150)
@given(st.lists(against_a_constant("x"), min_size=1, max_size=5))
def test_one_variable_is_understood_completely(found: list[Condition]) -> None:
    said = codes([words for words, _ in found], [], "存在 收支")
    possible = any(all(holds(one) for _, holds in found) for one in assignments(1))
    assert ("E070" in {code for code, _, _ in said}) is not possible


@settings(deadline=None, max_examples=150)
@given(st.lists(conditions, min_size=1, max_size=3), st.lists(conditions, min_size=2, max_size=2), conditions)
def test_nothing_is_claimed_that_is_not_so(
    whens: list[Condition], levels: list[Condition], requirement: Condition
) -> None:
    said = codes([words for words, _ in whens], [words for words, _ in levels], requirement[0])
    applying = [one for one in assignments() if all(holds(one) for _, holds in whens)]
    for code, line, message in said:
        if code == "E070" and "规则永远不会用到" in message:
            assert applying == []
        elif code == "E070" and "规则永远不会通过" in message:
            assert not any(requirement[1](one) for one in assignments())
        elif code == "E072":
            own, before = levels[line - 3][1], [holds for _, holds in levels[: line - 3]]
            assert not any(own(one) and not any(holds(one) for holds in before) for one in applying)
        elif code == "E073":
            passes = message.endswith("永远通过")
            assert all(requirement[1](one) is passes for one in applying)
        else:
            assert code in ("E070", "W071")
