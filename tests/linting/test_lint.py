"""What lint says of questionable rules, word by word, and what it does not say.

A case file holds files of a pack (``=== p/r.rules``), then what is said about the pack ``p`` (``=== zh``, ``=== en``).
The small form of tests/language comes with it unless the case has a ruleset header of its own.
"""

import itertools
import re
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from engine import packs
from engine.language.compile import compile_files
from engine.language.diagnostics import render_all
from engine.language.messages import MESSAGES
from engine.linting import CODES, LINTS, lint, lint_pack
from engine.model import pattern
from tests.support.accounts import FORM
from tests.support.lint_reference import lint_tables, written_tables

CASES = sorted((Path(__file__).parent / "cases").glob("*.txt"))
RULE = """规则 R1 "一"
  级别 警告
  依据 格式 "文"
  提示 "无"
  建议 "改"
  违例 概况.标题 改为 "二"
"""


def found(rules: str) -> list[tuple[str, int]]:
    """The codes and lines of what is said about rules on the small form."""
    files = {"form.rules": FORM, "r.rules": rules}
    compiled = compile_files(files)
    assert compiled.ruleset is not None, render_all(compiled.diagnostics, files)
    return [(one.code, one.span.line) for one in lint(compiled.ruleset, files, compiled.diagnostics)]


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
def test_what_is_said(path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    pieces = re.split(r"^=== (.+)\n", path.read_text(encoding="utf-8"), flags=re.MULTILINE)
    files = dict(zip(pieces[1::2], pieces[2::2], strict=True))
    expected = {language: files.pop(language) for language in ("zh", "en")}
    if not any("规则集" in text for text in files.values()):
        files["p/form.rules"] = FORM
    for name, text in files.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(text, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    linted = lint_pack("p")
    assert {one.code for one in linted.diagnostics} == {path.stem}
    for language, text in expected.items():
        assert render_all(linted.diagnostics, linted.sources, language) + "\n" == text


def test_every_code_is_registered_and_has_a_case() -> None:
    assert [one.message.code for one in LINTS] == sorted(code for code in MESSAGES if code.startswith("W"))
    assert {path.stem for path in CASES} == CODES


def test_the_tables_of_the_page_are_in_step() -> None:
    assert written_tables() == lint_tables(), "run `make reference`"


@pytest.mark.parametrize("name", packs.shipped())
def test_the_shipped_packs_are_clean(name: str) -> None:
    linted = lint_pack(name)
    assert render_all(linted.diagnostics, linted.sources) == ""


def test_a_sound_rule_is_not_questioned() -> None:
    assert found(f"{RULE}  对每个 行 于 表一.行\n  要求 存在 行\n".replace('"无"', '"{行.名称}"')) == []


# --- what is accepted


def test_a_comment_accepts_what_it_names_in_its_declaration_only() -> None:
    rule = RULE.replace('  建议 "改"\n', "") + "  要求 存在 概况\n"
    other = rule.replace("R1", "R2").replace('"一"', '"二"').replace("存在 概况", "存在 收支")
    assert found(rule + other) == [("W015", 1), ("W015", 7)]
    assert found(f"# lint: W015 一看就懂\n{rule}{other}") == [("W015", 8)]
    assert found(f"{rule}＃ LINT：w010，W015 一看就懂\n{other}") == [("W015", 1), ("W003", 7)]
    inside = other.replace("  要求", "  # lint: W015 一看就懂\n  要求")
    assert found(rule + inside) == [("W015", 1)]
    assert found(f"{rule}{other}# lint: W015 后面没有声明\n") == [("W015", 1), ("W015", 7), ("W003", 13)]


def test_a_comment_accepts_what_the_compiler_warns_of() -> None:
    assert found('词表 错词\n  "错" 应为 "对"\n') == [("W001", 1)]
    assert found('# lint: W001 留给别的规则包\n词表 错词\n  "错" 应为 "对"\n') == []


def test_errors_are_not_accepted(tmp_path: Path) -> None:
    file = tmp_path / "r.rules"
    file.write_text(f"{FORM}# lint: E012 试试\n{RULE}  要求 存在 没有的\n", encoding="utf-8")
    linted = lint_pack(str(file))
    assert linted.is_broken
    assert [one.code for one in linted.diagnostics] == ["E012"]
    assert [one.code for one in linted.only({"W010"}).diagnostics] == ["E012"]


def test_rules_that_are_taken_in_are_not_looked_at(tmp_path: Path) -> None:
    taken, own = tmp_path / "甲.rules", tmp_path / "乙.rules"
    taken.write_text(FORM + RULE.replace('  建议 "改"\n', "") + "  要求 存在 概况\n", encoding="utf-8")
    own.write_text(f'规则集 乙 = b\n  纳入 "甲.rules"\n{RULE.replace("R1", "R2")}  要求 存在 概况\n', encoding="utf-8")
    assert [one.code for one in lint_pack(str(taken)).diagnostics] == ["W015"]
    assert [(one.code, one.span.file) for one in lint_pack(str(own)).diagnostics] == [
        ("W013", own.as_posix()),
        ("W014", own.as_posix()),
    ]


# --- patterns, against trying them

pieces = st.sampled_from(
    ["a", "b", "^", "$", ".", "[ab]", "[^a]", "\\$", "\\^", "\\b", "\\s", "(a|)", "|", "?", "*", "+", "{0,1}"]
)
TEXTS = [
    "".join(letters)
    for length in range(5)
    for letters in itertools.product("ab\n$^"[: 5 if length < 4 else 2], repeat=length)
]


@settings(deadline=None, max_examples=200)
@given(st.lists(pieces, min_size=2, max_size=5).map("".join))
def test_a_pattern_said_to_match_nothing_matches_nothing(source: str) -> None:
    if pattern.problem(source) is not None:
        return
    said = {code for code, line in found(f"{RULE}  要求 年报.标题 匹配 /{source}/\n") if line == 7}
    if "W031" in said:
        assert not any(pattern.occurs(source, text) for text in TEXTS)
    if "W030" in said:
        assert all(pattern.occurs(source, text) for text in TEXTS)
