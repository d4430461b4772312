"""The examples of rules, run on a base report."""

import pytest

from engine.documents import read
from engine.evaluation.expressions import Evaluator
from engine.extraction import extract
from engine.language.checked import Edit, Ruleset
from engine.model.diagnostic import Span
from engine.model.document import Document
from engine.model.finding import Verdict
from engine.verification.edits import Problem, apply_edits
from engine.verification.examples import ExampleResult, run_examples
from tests.evaluation.village import rule, ruleset

BASE = """# 石桥村2023年资金公布

青禾县石桥村委会

一、概况

本年收支平衡。

账目经村民代表查看。

二、收支

| 项目 | 上级拨款 | 自筹 | 总计 |
|---|---|---|---|
| 一、收入 | 70 | 30 | 100 |
| 二、支出 | 50 | 20 | 70 |
| 三、结余 | 20 | 10 | 30 |

青禾县石桥村委会

2024年1月15日
"""
LINES = BASE.split("\n")
SUM = "对每个 行 于 资金表.行\n要求 资金表[行, 上级] + 资金表[行, 自筹] = 资金表[行, 总计]"


def edited(*edits: tuple[str, str]) -> str | Problem:
    """The base with edits made, as an author writes them: (target, new words)."""
    clauses = ", ".join(f"{target} 改为 “{words}”" if words else f"删去 {target}" for target, words in edits)
    rules = ruleset(rule(f"要求 绝对值(1) = 1\n合例 {clauses}"), BASE)
    return apply_edits(BASE, rules.rules[0].examples[0].edits, evaluator(rules))


def evaluator(rules: Ruleset) -> Evaluator:
    document = read(BASE.encode(), "base.md")
    assert isinstance(document, Document)
    return Evaluator(extract(document, rules.form))


def results(clauses: str, base: str | None = BASE) -> tuple[ExampleResult, ...]:
    return run_examples(ruleset(rule(clauses), base))


def without(*words: str) -> str:
    return "\n".join(line for line in LINES if line not in words)


@pytest.mark.parametrize(
    ("edit", "expected"),
    [
        (("资金表[收入, 自筹]", "31"), BASE.replace("| 30 |", "| 31 |", 1)),
        (("资金表[收入, 自筹]", "30 | 5"), BASE.replace("| 30 |", "| 30 | 5 |", 1)),
        (("资金表.收入.标签", "一、进账"), BASE.replace("一、收入", "一、进账")),
        (("资金表.自筹.标签", "村自筹"), BASE.replace("自筹 |", "村自筹 |")),
        (("概况.标题", "一、总况"), BASE.replace("一、概况", "一、总况")),
        (("公布.年度", "2022"), BASE.replace("2023", "2022")),
        (("签发.日期", "2024年2月1日"), BASE.replace("2024年1月15日", "2024年2月1日")),
        (("概况.正文", "没有。"), BASE.replace("本年收支平衡。", "没有。").replace("账目经村民代表查看。\n", "")),
        (("“账目经”", "已由"), BASE.replace("账目经", "已由")),
        (("资金表.收入", ""), without("| 一、收入 | 70 | 30 | 100 |")),
        (("概况.标题", ""), without("一、概况")),
        (("概况", ""), without("一、概况")),
        (("签发.日期", ""), without("2024年1月15日")),
        (("资金表", ""), without(*(line for line in LINES if line.startswith("|")))),
    ],
)
def test_an_edit_changes_the_text_at_its_target_and_nothing_else(edit: tuple[str, str], expected: str) -> None:
    assert edited(edit) == expected


def test_several_edits_on_one_line() -> None:
    assert edited(("资金表[收入, 总计]", "1"), ("资金表[收入, 上级]", "1000")) == BASE.replace(
        "| 70 | 30 | 100 |", "| 1000 | 30 | 1 |"
    )


def test_an_edit_of_many_cells() -> None:
    text = edited(("资金表[收入 .. 结余, 上级 .. 总计]", "0"))
    assert isinstance(text, str)
    assert text.count("| 0 | 0 | 0 |") == 3


def test_edits_that_cannot_be_made() -> None:
    span = Span("x", 1, 1, 1, 1)
    knows = evaluator(ruleset(rule("要求 绝对值(1) = 1")))
    for words in ("村委会", "没有的话"):
        assert isinstance(apply_edits(BASE, [Edit(words, "x", span)], knows), Problem)
    assert isinstance(edited(("资金表.附注", "x")), Problem)
    overlapping = [Edit("账目经村民", "x", span), Edit("村民代表", "y", span)]
    assert isinstance(apply_edits(BASE, overlapping, knows), Problem)


def test_words_over_several_lines() -> None:
    target = "一、概况\n\n本年收支平衡。\n"
    text = apply_edits(BASE, [Edit(target, "", Span("x", 1, 1, 1, 1))], evaluator(ruleset(rule("要求 绝对值(1) = 1"))))
    assert text == BASE.replace("一、概况\n", "").replace("本年收支平衡。\n", "")


def test_examples_that_hold() -> None:
    base, fails, passes = results(
        f"{SUM}\n违例 资金表[收入, 自筹] 改为 31\n合例 资金表[收入, 自筹] 改为 31, 资金表[收入, 总计] 改为 101"
    )
    assert (base.example, base.ok, base.verdict) == (None, True, Verdict.PASSED)
    assert (fails.ok, fails.verdict) == (True, Verdict.FAILED)
    assert (passes.ok, passes.verdict) == (True, Verdict.PASSED)


@pytest.mark.parametrize(
    ("example", "verdict", "says"),
    [
        ("违例 签发.日期 改为 “2024年2月1日”", Verdict.PASSED, "违例应当不通过，结果是通过"),
        ("违例 资金表[收入, 自筹] 改为 “/”", Verdict.UNDETERMINED, "违例应当不通过，结果是无法判断"),
        ("合例 资金表[收入, 自筹] 改为 31", Verdict.FAILED, "合例应当通过，结果是不通过：不对"),
        ("违例 资金表[收入, 自筹] 改为 30", None, "与基准相同"),
    ],
)
def test_examples_that_do_not_hold_say_what_came_out(example: str, verdict: Verdict | None, says: str) -> None:
    _, found = results(f"{SUM}\n{example}")
    assert (found.ok, found.verdict) == (False, verdict)
    assert says in (found.problem or "")
    assert found.english


def test_a_base_report_that_breaks_a_rule() -> None:
    base, *_ = results(SUM, BASE.replace("| 30 | 100 |", "| 31 | 100 |"))
    assert (base.ok, base.verdict) == (False, Verdict.FAILED)
    assert "基准应当通过" in (base.problem or "")


@pytest.mark.parametrize("base", [None, ""])
def test_without_a_base_report_no_example_holds(base: str | None) -> None:
    found = run_examples(ruleset(rule(f"{SUM}\n违例 资金表[收入, 自筹] 改为 31"), base))
    assert found
    assert not any(one.ok for one in found)
    assert all(one.problem for one in found)


def test_a_base_report_that_the_ruleset_is_not_about() -> None:
    found = results(SUM, BASE.replace("2023年", "2019年"))
    assert "适用" in (found[0].problem or "")
    assert not found[0].ok
