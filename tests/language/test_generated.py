"""Files made from the grammar and from a form: what must hold of every rules file, on many of them."""

from hypothesis import assume, given, settings
from hypothesis import strategies as st

from engine.language.checked import Ruleset
from engine.language.compile import compile_files
from engine.language.diagnostics import render_all
from engine.language.format import format_text
from engine.language.parse import parse
from engine.model.diagnostic import Level
from tests.support.accounts import FORM
from tests.support.canonical import examine_canonical, formatted
from tests.support.meaning import meaning, tree_of
from tests.support.rules_texts import Things, Wording, declarations, gaps, rules

ACCOUNTS = Things(
    table="表一",
    rows=("收入", "工资", "办公", "结余"),
    columns=("拨款", "自筹", "合计数"),
    unit="万元",
    texts=("年报.标题",),
    organs=("年报.单位",),
    dates=("签发.日期",),
    years=("年报.年度",),
    sections=("概况", "收支"),
    lexicons=("易错词",),
    registers=("单位名单",),
    parameters=("下限",),
    other_reports=True,
)
DECLARED = """词表 易错词
  "截止" 应为 "截至"
名单 单位名单 "甲局", "乙局"
参数 下限 = least 取值 3
"""
CONTRADICTIONS = {"E070", "E072", "E073"}  # rules made at random sometimes rule themselves out
NESTING = {"E036", "E037"}


def compiled(files: dict[str, str]) -> Ruleset:
    found = compile_files(files)
    errors = [one for one in found.diagnostics if one.level is Level.ERROR]
    assume({one.code for one in errors}.isdisjoint(CONTRADICTIONS))
    assert errors == [], render_all(errors, files)
    assert found.ruleset is not None
    return found.ruleset


@settings(max_examples=150, deadline=None)
@given(declarations())
def test_what_the_grammar_allows_has_a_tree(wording: Wording) -> None:
    file, diagnostics = parse("f", wording.plain())
    assert diagnostics == ()
    assert len(file.declarations) == 1


@settings(max_examples=150, deadline=None)
@given(st.lists(declarations(), min_size=1, max_size=3), st.data())
def test_the_tree_is_the_same_however_it_is_written(wordings: list[Wording], data: st.DataObject) -> None:
    """Keywords in either language, full-width and half-width signs, line breaks, comments, indentation."""
    chinese = tree_of("\n".join(wording.plain() for wording in wordings))
    assert tree_of("\n".join(wording.plain(1) for wording in wordings)) == chinese

    def gap() -> str:
        return data.draw(gaps)

    mixed = [wording.spelt(lambda ways: data.draw(st.sampled_from(ways)), gap) for wording in wordings]
    assert tree_of("\n".join(mixed)) == chinese


@settings(max_examples=150, deadline=None)
@given(st.lists(declarations(), min_size=1, max_size=3))
def test_the_canonical_text_of_what_the_grammar_allows(wordings: list[Wording]) -> None:
    text = "\n".join(wording.plain() for wording in wordings)
    found = format_text("f", text)
    if found.text is None:  # items of a table on one line stand under each other
        assert {one.code for one in found.diagnostics} <= NESTING
    else:
        examine_canonical(text)


@settings(max_examples=100, deadline=None)
@given(rules(ACCOUNTS))
def test_a_rule_whose_names_and_types_fit_compiles(text: str) -> None:
    first = compiled({"form.rules": FORM, "names.rules": DECLARED, "r.rules": text})
    again = compiled({"r.rules": text, "names.rules": DECLARED, "form.rules": FORM})
    assert first == again
    together = compiled({"all.rules": f"{text}{DECLARED}{FORM}"})
    assert meaning(together.rules) == meaning(first.rules)
    assert meaning(together.form) == meaning(first.form)


@settings(max_examples=60, deadline=None)
@given(rules(ACCOUNTS))
def test_a_rule_means_the_same_in_its_canonical_text_and_in_english(text: str) -> None:
    files = {"form.rules": FORM, "names.rules": DECLARED}
    written = compiled({**files, "r.rules": text})
    canonical = examine_canonical(text)
    assert meaning(compiled({**files, "r.rules": canonical}).rules) == meaning(written.rules)
    english = compiled({**files, "r.rules": formatted(canonical, "en")})
    assert meaning(english.rules) == meaning(written.rules)
