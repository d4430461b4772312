"""Whatever the text, there is a tree or a diagnostic, never an exception, and every place lies in the text."""

import sys
from collections.abc import Callable
from pathlib import Path
from types import FrameType
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from engine.language.compile import Around, compile_files
from tests.language.test_two_languages import CHINESE, ENGLISH
from tests.support.accounts import FORM
from tests.support.growth import seconds, stays_within
from tests.support.rules_judge import examine

PACK = Path(__file__).resolve().parents[2] / "rules" / "foi_annual_report"
FILES = {path.name: path.read_text(encoding="utf-8") for path in sorted(PACK.glob("*.rules"))}
SHORT = sorted(name for name, text in FILES.items() if len(text) < 2500)
CALLS, CALLS_EACH = 10_000, 30  # a file of any size may take so many calls, and so many for each character
PIECES = [
    "“",
    '"',
    "/",
    "\\",
    "{",
    "}}",
    "#",
    "(",
    "［",
    "..",
    "＝",
    "规则 ",
    "\n表 ",
    "要求 ",
    "非 ",
    "3 ",
    "\0",
    "\u2028",
]


@settings(max_examples=150, deadline=None)
@given(st.text(max_size=200))
def test_any_text(text: str) -> None:
    examine({"f": text})


WORDS = st.sampled_from(
    [*PIECES, "规则集 ", "表单 ", "词表 ", "级别 ", "存在 ", "缺省(", ")", "]", ",", "=", "a", "部分", '"x"', "且 "]
)


@settings(max_examples=150, deadline=None)
@given(st.lists(WORDS, max_size=40).map("".join))
def test_any_sequence_of_words_of_the_language(text: str) -> None:
    examine({"f": text})


@st.composite
def mutated(draw: st.DrawFn) -> tuple[str, str]:
    name = draw(st.sampled_from(SHORT))
    text = FILES[name]
    for _ in range(draw(st.integers(1, 3))):
        start = draw(st.integers(0, len(text)))
        end = min(len(text), start + draw(st.sampled_from([0, 1, 2, 10])))
        text = text[:start] + draw(st.sampled_from(["", *PIECES])) + text[end:]
    return name, text


@settings(max_examples=60, deadline=None)
@given(mutated())
def test_mutated_files_of_the_shipped_pack(change: tuple[str, str]) -> None:
    name, text = change
    examine({"form.rules": FILES["form.rules"], "pack.rules": FILES["pack.rules"], name: text})


def test_deep_nesting_is_refused() -> None:
    for expression in ("(" * 5000 + "1" + ")" * 5000, "非 " * 5000 + "真", "1" + " + 1" * 5000, "- " * 5000 + "1"):
        found = compile_files({"f": f'规则 R1 "一" 要求 {expression}'})
        assert "E008" in [diagnostic.code for diagnostic in found.diagnostics]


@pytest.mark.parametrize("text", [CHINESE, ENGLISH], ids=["Chinese", "English"])
def test_every_beginning_of_a_file_with_every_clause_costs_what_it_is_long(text: str) -> None:
    """The work is counted in calls of functions, which no other program on the machine changes."""
    calls(text)  # the parser itself is made only once, and so are some tables
    costs = [calls(text[:end]) for end in range(len(text))]
    assert max(cost - CALLS_EACH * end for end, cost in enumerate(costs)) < CALLS
    assert max(costs[-100:]) > CALLS  # the count sees the work


def calls(text: str) -> int:
    """How many functions are called, Python's own included, to examine a text."""
    count = 0

    def note(_frame: FrameType, event: str, _argument: Any) -> None:
        nonlocal count
        count += event in ("call", "c_call")

    sys.setprofile(note)
    try:
        compiled = compile_files({"f": text}, around=Around(base="甲"))
    finally:
        sys.setprofile(None)
    assert compiled.ruleset is not None or compiled.diagnostics
    return count


def _many(part: str, head: str = "") -> Callable[[int], str]:
    """Texts with a part many times, ``#`` in it the number of each and ``@`` of the next."""
    return lambda count: head + "".join(part.replace("#", str(n)).replace("@", str(n + 1)) for n in range(count))


RULE = '规则 R1 "一" 要求 '
TABLE = '表单 a = a "a"\n表 甲 = t "甲" '
HOSTILE = {
    "brackets": (_many("(", RULE), 10_000),
    "calls": (_many("a(", RULE), 10_000),
    "places in brackets": (_many("a[", RULE), 10_000),
    "negations": (_many("非 ", RULE), 10_000),
    "a long condition": (_many("甲 且 ", RULE), 10_000),
    "dots": (_many(".a", f"{RULE}a"), 4000),
    "quotation marks": (_many('"'), 100_000),
    "quotation marks in a rule": (_many('"a ', RULE), 50_000),
    "quotation marks on lines": (_many('"\n', f"{RULE}a\n"), 20_000),
    "slashes": (_many("/", RULE), 100_000),
    "a long name": (_many("a", RULE), 100_000),
    "a long number": (_many("1", RULE), 100_000),
    "spaces": (_many(" "), 100_000),
    "empty lines": (_many(" \n"), 50_000),
    "words": (_many("a b "), 50_000),
    "comments": (_many("# a\n", RULE), 20_000),
    "braces": (_many("{", f'{FORM}规则 R1 "一" 提示 "'), 50_000),
    "placeholders": (_many("{a} ", f'{FORM}规则 R1 "一" 提示 "'), 1000),
    "backslashes": (_many("\\", f'{FORM}规则 R1 "一" 提示 "'), 50_000),
    "a pattern": (_many("a?", f"{RULE}a 匹配 /"), 50_000),
    "a closed pattern": (lambda count: f"{RULE}a 匹配 /{'a?' * count}/", 10_000),
    "rules without names": (_many("规则\n"), 5000),
    "tables without names": (_many('表 = "x"\n'), 2000),
    "rules without clauses": (_many('规则 R# "一"\n', FORM), 1000),
    "rules of one name": (_many('规则 R "一"\n', FORM), 1000),
    "misspelt rules": (_many('规测 R# "一" 要求 真\n'), 2000),
    "misspelt clauses": (_many('规则 R# "一" 要求 真\n要球 真\n'), 300),
    "unknown names": (_many(f"{RULE}收入# = 年报#.年度\n", FORM), 200),
    "broken tables": (_many('表 甲# = \n规则 R# "一" 要求 乙# = 1\n', FORM), 200),
    "groups on one line": (_many('组 甲# = g# "甲" ', TABLE), 1000),
    "rows": (_many(' 行 甲# = g# "甲"\n', f"{TABLE}\n"), 2000),
    "columns": (_many(' 列 甲# = g# "甲"\n', f"{TABLE}\n"), 2000),
    "fields in a row": (_many("字段 a# = b# 文本 取自 a@ 整行\n", '表单 a = a "a"\n'), 1000),
    "definitions forwards": (_many("定义 a# 为 绝对值(a@)\n", FORM), 500),
    "definitions backwards": (_many("定义 a@ 为 a# + 1\n", FORM), 500),
    "clauses": (_many("要求 真 ", f'{FORM}规则 R1 "一" '), 3000),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_texts_cost_little_more_than_they_are_long(name: str) -> None:
    """Four times the text may take nine times as long: what grows with the square takes sixteen times."""
    build, count = HOSTILE[name]
    short, long = build(count // 4), build(count)
    assert compile_files({"f": long}).diagnostics
    assert stays_within(9, lambda: taken(long), lambda: taken(short), slack=0.02)


def taken(text: str) -> float:
    return seconds(lambda: compile_files({"f": text}))


def test_fields_taken_from_each_other_are_named() -> None:
    text = '表单 a = a "a" 识别 /a/\n' + "".join(
        f"字段 {one} = {one} 文本 取自 {other} 整行\n" for one, other in ("ab", "bc", "cb", "de", "ef")
    )
    found = compile_files({"f": f"{text}字段 f = f 文本 取自 抬头 整行\n字段 g = g 文本 取自 g 整行\n"}).diagnostics
    assert [one.span.line for one in found if one.code == "E041"] == [3, 4, 8]
