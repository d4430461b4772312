"""Rules from what an author says: whatever the words, the rule means what was said."""

import re
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.authoring.quoting import code, line
from engine.authoring.rule import Language, RuleDraft, citation, write_header, write_rule
from engine.language.checked import Rule
from engine.language.compile import compile_files
from engine.language.diagnostics import render_all
from engine.model.citation import Binding, Citation
from engine.model.finding import Severity
from engine.model.struct import replace
from tests.evaluation.village import FORM_TEXT

LAW = Citation(Binding.LAW, "《村民委员会组织法》", "第三十条")
DRAFT = RuleDraft("B01", "收入有数", Severity.ERROR, (LAW,), cell="资金表[收入, 总计]")
WORDS = st.text(st.characters(exclude_categories=["Cs", "Cc"]))
NASTY = [
    '"', "\\", '\\"', "\\n", '规则 B02 "x"', "a\n规则 B02 “x”\n", "{左}", "{{", "}", "{", "“”", "# 注", "/x/", "\t\r\n",
    "\x00\x1b[31m", "\ud800", "\u2028", "\ufeff",
]  # fmt: skip


def compiled(text: str) -> Rule:
    files = {"form.rules": FORM_TEXT, "r.rules": text}
    found = compile_files(files)
    assert found.ruleset is not None, render_all(found.diagnostics, files)
    (rule,) = found.ruleset.rules
    return rule


def as_kept(text: str) -> str:
    """What of a text a rules file keeps: line ends are one, no character is a control character."""
    text = re.sub("\r\n|\r", "\n", text)
    kept = {"Cs": "\ufffd", "Cc": " "}
    return "".join(c if c in "\n\t" else kept.get(unicodedata.category(c), c) for c in text)


@given(WORDS, WORDS, WORDS, WORDS, WORDS, st.sampled_from(["zh", "en"]))
def test_every_text_arrives_as_it_was_typed(
    title: str, message: str, advice: str, document: str, article: str, language: Language
) -> None:
    basis = Citation(Binding.STANDARD, document, article)
    draft = replace(DRAFT, title=title, message=message, suggestion=advice, basis=(LAW, basis))
    rule = compiled(write_rule(draft, language))
    assert (rule.id, rule.title, rule.severity) == ("B01", title, Severity.ERROR)
    if message:
        assert "".join(part for part in rule.message.parts if isinstance(part, str)) == message
    assert (rule.suggestion.parts if rule.suggestion else ()) == ((advice,) if advice else ())
    assert rule.basis == (LAW, replace(basis, article=article or None))
    assert [example.fails for example in rule.examples] == [True]


@pytest.mark.parametrize("words", NASTY)
def test_no_text_breaks_out_of_its_quotation_marks(words: str) -> None:
    rule = compiled(write_rule(replace(DRAFT, title=words, message=words, suggestion=words), "zh"))
    assert rule.title == as_kept(words)
    assert rule.message.parts == (as_kept(words),)


@given(st.text(st.characters(), max_size=40))
def test_any_text_at_all_compiles(words: str) -> None:
    assert compiled(write_rule(replace(DRAFT, title=words), "en")).title == as_kept(words)


def test_the_rule_reads_like_those_of_a_person() -> None:
    draft = replace(
        DRAFT,
        require="资金表[收入, 总计] > 0",
        message="没有“收入”",
        suggestion="补上",
        example='资金表[收入, 总计] 改为 "0"',
    )
    assert write_rule(draft, "zh") == (
        '规则 B01 "收入有数"\n'
        "  级别    错误\n"
        '  依据    法律 "《村民委员会组织法》" "第三十条"\n'
        "  要求    资金表[收入, 总计] > 0\n"
        '  提示    "没有“收入”"\n'
        '  建议    "补上"\n'
        '  违例    资金表[收入, 总计] 改为 "0"\n'
    )
    assert write_rule(DRAFT, "en") == (
        'rule B01 "收入有数"\n'
        "  severity      error\n"
        '  basis         law "《村民委员会组织法》" "第三十条"\n'
        "  require       资金表[收入, 总计].has_value\n"
        '  message       "资金表[收入, 总计] is not filled in"\n'
        '  fail_example  资金表[收入, 总计] to ""\n'
    )


def test_an_expression_stays_on_its_line() -> None:
    text = write_rule(replace(DRAFT, require='1 = 1\n规则 B02 "另一条"\r\n级别 错误'), "zh")
    assert [line for line in text.splitlines() if line.startswith("规则")] == ['规则 B01 "收入有数"']
    found = compile_files({"form.rules": FORM_TEXT, "r.rules": text})
    assert found.ruleset is None
    assert code(" a\r\nb\tc\x00 ") == "a b c"
    assert line(" a\n\t b　 c") == "a b c"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("格式 “办法” “第三条”", Citation(Binding.FORMAT, "办法", "第三条")),
        ('law "the Act"', Citation(Binding.LAW, "the Act")),
        ("标准 GB/T 9704—2012", Citation(Binding.STANDARD, "GB/T 9704—2012")),
        ("编辑建议 写“年度报告”", Citation(Binding.ADVICE, "写“年度报告”")),
        (" advice  “甲” “乙” “丙” ", Citation(Binding.ADVICE, "“甲” “乙” “丙”")),
        ("规则 “办法”", None),
        ("格式", None),
        ("", None),
    ],
)
def test_a_basis_is_read_with_or_without_quotation_marks(text: str, expected: Citation | None) -> None:
    assert citation(text) == expected


@given(st.text())
def test_no_basis_is_too_strange(text: str) -> None:
    found = citation(f"格式 {text}")
    assert found is None or found.document.strip()


@pytest.mark.parametrize("language", ["zh", "en"])
def test_a_header_of_ones_own_takes_a_form(language: Language) -> None:
    text = write_header("foi_annual_report", language)
    lines = text.splitlines()
    assert len(lines) == 3
    assert lines[2].split() == [{"zh": "沿用表单", "en": "form_of"}[language], "foi_annual_report"]
