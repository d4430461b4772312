"""Patterns that are put together from others: {年份} in a pattern stands for 定义 年份 为 /…/."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.language.checked import Literal
from engine.language.compile import Around, Compiled, compile_files
from engine.language.walking import expressions
from engine.model import pattern
from tests.support.accounts import FORM

RULE = """
规则 R1 "一"
  级别 错误
  依据 编辑建议 "无"
  要求 正文 匹配 {pattern}
  提示 "无"
"""
YEAR = "定义 年份 为 /20[12]\\d/\n"


def compiled(source: str, definitions: str = YEAR) -> Compiled:
    return compile_files({"a": FORM, "b": definitions + RULE.replace("{pattern}", f"/{source}/")})


def put_together(source: str, definitions: str = YEAR) -> str:
    """The pattern of the rule as it is matched."""
    found = compiled(source, definitions)
    assert [one for one in found.diagnostics if one.code != "W001"] == []
    assert found.ruleset is not None
    (rule,) = found.ruleset.rules
    (literal,) = (node for node in expressions(rule) if isinstance(node, Literal))
    return str(literal.value)


def codes(source: str, definitions: str = YEAR) -> list[str]:
    return [one.code for one in compiled(source, definitions).diagnostics if one.code != "W001"]


def test_a_name_stands_for_its_pattern() -> None:
    found = put_together("{年份}年度?")
    assert pattern.fits(found, "2023年")
    assert not pattern.fits(found, "2033年")


def test_what_is_repeated_is_the_whole_of_it() -> None:
    found = put_together("{甲}{2}", "定义 甲 为 /a|b/\n")
    assert [pattern.fits(found, text) for text in ("ab", "a", "b")] == [True, False, False]


def test_groups_count_where_they_are_put_in() -> None:
    assert list(pattern.spans(put_together("第{数}号", "定义 数 为 /(\\d+)/\n"), "第12号")) == [(1, 3)]


def test_names_within_names_in_any_order() -> None:
    definitions = "定义 日子 为 /{年份}年{月份}/\n定义 月份 为 /1?\\d月/\n" + YEAR
    assert pattern.fits(put_together("{日子}末", definitions), "2021年12月末")


def test_a_definition_is_also_a_pattern_by_itself() -> None:
    files = {"a": FORM, "b": YEAR + RULE.replace("{pattern}", "年份")}
    assert compile_files(files).diagnostics == ()


@pytest.mark.parametrize(
    "source",
    [r"\p{Han}{2,4}", r"\{年份\}", r"\\\{年份\}", r"\x{5e74}", "[{}]", "a{2}", "[[:alpha:]{]", r"[\]{年]"],
)
def test_what_is_no_name_stays_as_it_is(source: str) -> None:
    assert put_together(source) == source


def test_a_backslash_before_the_brace_may_itself_be_meant() -> None:
    assert pattern.fits(put_together(r"\\{年份}"), r"\2023")


def test_in_the_form_too() -> None:
    form = FORM.replace("/账目/", "/{名}/").replace("/(\\d{4})/", "/({年份})/")
    found = compile_files({"a": f"{form}定义 名 为 /账目/\n{YEAR}"})
    assert found.diagnostics == ()
    assert found.form is not None
    assert found.form.recognise == ("(?:账目)",)
    assert [one.pattern for spec in found.form.fields if spec.id == "report.year" for one in spec.sources] == [
        r"((?:20[12]\d))"
    ]


def test_in_a_lexicon_too() -> None:
    words = YEAR + '词表 错词 /{年份}年度年/ 应为 "年度"\n'
    rule = RULE.replace("要求 正文 匹配 {pattern}", "对每个 处 于 错词(正文, 错词) 禁止 存在 处")
    found = compile_files({"a": FORM, "b": words + rule})
    assert found.diagnostics == ()
    assert found.ruleset is not None
    (slip,) = found.ruleset.names.lexicons["错词"].slips
    assert pattern.fits(slip.wrong, "2023年度年")


def test_in_packs_taken_in() -> None:
    below = compile_files({"a": FORM, "b": YEAR + RULE.replace("{pattern}", "年份")}).ruleset
    assert below is not None
    header = '规则集 上 = upper 标题 "上" 版本 "1" 纳入 下\n'
    own = RULE.replace("R1", "R2").replace("{pattern}", "/{年份}末/")
    found = compile_files({"a": header, "b": own}, around=Around(taken={"下": below}))
    assert found.diagnostics == ()


def test_what_only_patterns_use_is_used() -> None:
    assert compiled("{年份}").diagnostics == ()
    assert [one.code for one in compiled("无").diagnostics] == ["W001"]


@pytest.mark.parametrize(
    ("source", "definitions", "expected"),
    [
        ("{年份}", "", ["E095"]),
        ("{数}", "定义 数 为 3\n", ["E095"]),
        ("{甲}", "定义 甲 为 /a{乙}/\n定义 乙 为 /b{甲}/\n", ["E029"]),
        ("[{年份}]", YEAR, ["E096"]),
        ("{甲}{甲}", f"定义 甲 为 /{'a' * 600}/\n", ["E011"]),
        ("{丁}", "定义 丁 为 /({年}/\n", ["E011", "E095"]),
    ],
)
def test_what_is_wrong_is_said(source: str, definitions: str, expected: list[str]) -> None:
    assert sorted(codes(source, definitions)) == sorted(expected)


def test_patterns_that_double_end_soon() -> None:
    definitions = "".join(f"定义 层{n} 为 /{{层{n + 1}}}{{层{n + 1}}}/\n" for n in range(90)) + "定义 层90 为 /abc/\n"
    assert set(codes("{层0}", definitions)) == {"E011"}


def test_patterns_within_patterns_without_end_are_refused() -> None:
    definitions = "".join(f"定义 层{n} 为 /{{层{n + 1}}}/\n" for n in range(3000)) + "定义 层3000 为 /abc/\n"
    assert "E008" in codes("{层0}", definitions)


names = st.sampled_from(["甲", "乙", "丙"])
plain = st.text(alphabet="ab|()年", max_size=6)


@given(st.lists(st.one_of(plain, names.map(lambda name: f"{{{name}}}")), max_size=6).map("".join), plain, plain)
def test_it_is_as_if_it_were_written_there(source: str, first: str, second: str) -> None:
    definitions = f"定义 甲 为 /{first or 'a'}/\n定义 乙 为 /{second or 'b'}{{甲}}/\n定义 丙 为 /c/\n"
    meant = {"丙": "c", "甲": first or "a"}
    meant["乙"] = f"{second or 'b'}(?:{meant['甲']})"
    written = re.sub(r"\{(\w)\}", lambda name: f"(?:{meant[name[1]]})", source)
    found = compiled(source or "a", definitions)
    if pattern.problem(written or "a") is None and all(pattern.problem(one) is None for one in (first, second)):
        assert put_together(source or "a", definitions) == (written or "a")
    else:
        assert "E011" in {one.code for one in found.diagnostics}
