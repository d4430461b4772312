"""Properties and mutants: a good pack has them all, a pack with a mistake is caught by the right one."""

import json
import re
import subprocess
import sys
from pathlib import Path

import pytest
from rich.cells import cell_len

from engine.evaluation import evaluate
from engine.functions import builtin
from engine.language.checked import Ruleset
from engine.model.facts import Status
from engine.model.finding import Severity, Verdict
from engine.model.passage import Passage
from engine.verification.changing import with_facts, without
from engine.verification.examples import Setting, settings
from engine.verification.mutants import mutants
from engine.verification.mutation import try_mutants
from engine.verification.pasting import example
from engine.verification.properties import Property, PropertyResult, _Trial, try_properties
from engine.verification.reads import asked_for, read_by
from engine.verification.rescaling import said_otherwise
from engine.verification.verify import verify
from tests.evaluation.village import ruleset
from tests.outputs.packs import BASE
from tests.support.packs import shipped_pack

HEAD = '  级别 错误\n  依据 格式 "办法"\n'
ROWS = f"""规则 R1 "行合计"
{HEAD}  对每个 行 于 资金表.行
  要求 资金表[行, 上级] + 资金表[行, 自筹] = 资金表[行, 总计]
  提示 "不等"
  违例 错误 资金表[收入, 自筹] 改为 "31"
  违例 资金表[结余, 总计] 改为 "29"
  违例 资金表[支出, 上级] 改为 "49"
"""
LOOSE = f"""规则 L1 "收入不少于支出"
{HEAD}  要求 资金表[收入, 总计] >= 资金表[支出, 总计]
  提示 "少了"
"""
FORGETFUL = f"""规则 F1 "收入列合计"
{HEAD}  当 资金表[收入, 自筹] < 40
  要求 资金表[收入, 上级] + 资金表[收入, 自筹] = 资金表[收入, 总计]
  提示 "不等"
"""
TENS = f"""规则 U1 "服务费是十元的倍数"
{HEAD}  对每个 说 于 正文.数字
  当 说.前文 包含 "服务费"
  要求 {{}}
  提示 "不是"
  违例 "230元" 改为 "235元"
"""
"""What is demanded of an amount of 230 yuan."""
FEES = BASE.replace("本年收支平衡。", "本年收支平衡，收取服务费230元。")


def tried(text: str) -> PropertyResult:
    return try_properties(ruleset(text, BASE))


def test_a_good_rule_has_every_property_and_each_was_tried() -> None:
    result = try_properties(ruleset(ROWS + LOOSE + TENS.format("截位(说, -1) = 说"), FEES))
    assert result.counterexamples == ()
    assert all(count > 0 for count in result.tried.values()), result.tried


@pytest.mark.parametrize("name", ["foi_annual_report", "foi_annual_report_2019"])
def test_the_shipped_packs_have_every_property(name: str) -> None:
    pack = shipped_pack(name)
    result = try_properties(pack)
    assert result.counterexamples == ()
    assert result.tried[Property.SENSITIVE] > 25


def test_a_base_report_that_breaks_a_rule_leaves_that_rule_out_of_what_is_made() -> None:
    """What does not hold of the base report cannot be kept by reports like it, and they show it."""
    result = tried(f'规则 W1 "收入少于支出"\n{HEAD}  要求 资金表[收入, 总计] < 资金表[支出, 总计]\n  提示 "不少"\n')
    (found,) = result.counterexamples
    assert (found.rule, found.property) == ("W1", Property.COMPLIANT)


def test_the_example_of_a_counterexample_shows_it_when_it_is_pasted_into_the_rules() -> None:
    """Rounding is no arithmetic that reports are built from, so the rule is wrong about most of them."""
    rule = f'规则 W2 "约一百"\n{HEAD}  要求 四舍五入(资金表[收入, 上级], -2) = 100\n  提示 "不是"\n'
    (found,) = tried(rule).counterexamples
    assert found.property is Property.COMPLIANT
    assert found.example.count("改为") == 1
    (failure,) = verify(ruleset(f"{rule}  {found.example}\n", BASE)).failures
    assert failure.problem is not None
    assert failure.problem.startswith("合例应当通过，结果是不通过")


@pytest.mark.parametrize("demand", ['截位(说.数值, -1) = 说.数值 或 说.单位 != "元"', "说.数值 = 230"])
def test_a_rule_that_takes_an_amount_without_its_unit_is_broken_by_rescaling(demand: str) -> None:
    text = TENS.format(demand)
    found = [one for one in try_properties(ruleset(text, FEES)).counterexamples if one.property is Property.RESCALED]
    assert [one.rule for one in found] == ["U1"]
    failures = verify(ruleset(f"{text}  {found[0].example}\n", FEES)).failures
    assert [one.example is not None for one in failures] == [True]


@pytest.mark.parametrize(
    ("said", "otherwise"),
    [("230元", "0.0230万元"), ("3.2万元", None), ("0.3500万元", "3500元"), ("12%", None), ("12.5%", "125‰")],
)
def test_an_amount_is_rescaled_only_as_exactly_as_it_is_said(said: str, otherwise: str | None) -> None:
    (number,) = builtin("numbers").call(Passage(f"收取{said}。"))
    assert said_otherwise(number) == otherwise


def test_what_a_rule_reads_is_what_its_evidence_and_its_expressions_say() -> None:
    text = f"""规则 Q1 "没有不平"
{HEAD}  对每个 处 于 查找(概况.正文, /不平/)
  禁止 处.文 匹配 /不/
  提示 "不平"
"""
    trial = _Trial(ruleset(text, BASE), 0)
    (rule,) = trial.ruleset.rules
    setting = Setting(trial.made.base, text=BASE)
    assert read_by(trial.ruleset, rule, setting, trial.names["Q1"]) == {"section.1.text"}
    assert list(trial.facts()) == []
    silent = _Trial(ruleset(text, BASE.replace("收支平衡", "收支不平")), 0)
    silent.names["Q1"] = lambda _: None
    found = [one for one in silent.facts() if one.property is Property.LOCAL]
    assert "section.1.text" in found[0].english


def test_a_failure_may_become_a_pass_by_absence_only_where_the_rule_gives_a_default() -> None:
    text = f"""规则 Q2 "三十"
{HEAD}  要求 缺省(资金表[收入, 自筹], 30) = 30
  提示 "不是"
  违例 资金表[收入, 自筹] 改为 "31"
"""
    pack = ruleset(text, BASE)
    (rule,) = pack.rules
    assert [one for one in try_properties(pack).counterexamples if one.property is Property.HONEST] == []
    assert asked_for(rule)("funds.income.own")
    assert not asked_for(rule)("report.title")
    failing = next(setting for _, one, setting in settings(pack) if one is not None)
    absent = with_facts(failing.facts, [without(failing.facts["funds.income.own"], Status.ABSENT)])
    verdicts = [one.verdict for facts in (failing.facts, absent) for one in evaluate(pack, facts, strict=True)]
    assert verdicts == [Verdict.FAILED, Verdict.PASSED]


def test_a_report_that_differs_becomes_an_example_where_edits_can_say_it() -> None:
    base = "甲\n乙\n丙\n乙\n丁"
    assert example(base, "甲\n乙\n丙\n乙\n戊", passes=False) == '违例    "丁" 改为 "戊"'
    assert example(base, "甲\n乙\n乙\n丁", passes=True) == '合例    "丙" 删去'
    assert example(base, "甲\n己\n丙\n乙\n丁", passes=True) == ""
    assert example(base, base, passes=True) == ""


def test_mutants_are_of_every_kind_and_one_mistake_each() -> None:
    pack = ruleset(ROWS + FORGETFUL, BASE)
    changes = {one.change for rule in pack.rules for one in mutants(rule, pack.form)}
    assert {
        "+ 改为 -",
        "= 改为 >=",
        "自筹 改为 总计",
        "少了这个条件",
        "要求和禁止颠倒",
        "级别 错误 改为 警告",
    } <= changes
    assert {"40 改为 41", "40 改为 39", "< 改为 <="} <= changes
    for rule in pack.rules:
        for one in mutants(rule, pack.form):
            assert one.rule != rule
            assert one.rule.id == rule.id


def test_a_rule_with_examples_on_both_sides_leaves_no_mutant() -> None:
    result = try_mutants(ruleset(ROWS, BASE))
    assert result.count >= 7
    assert [(one.rule, one.mutant.change) for one in result.survivors] == []
    assert result.score == 1


def test_a_rule_without_examples_leaves_its_bound_and_its_severity_unguarded() -> None:
    pack = ruleset(LOOSE, BASE)
    changes = {one.mutant.change for one in try_mutants(pack).survivors}
    assert "级别 错误 改为 警告" in changes
    guarded = LOOSE.replace('  提示 "少了"\n', '  提示 "少了"\n  违例 错误 资金表[收入, 总计] 改为 "69"\n')
    fewer = {one.mutant.change for one in try_mutants(ruleset(guarded, BASE)).survivors}
    assert "级别 错误 改为 警告" not in fewer
    assert fewer < changes


def test_a_comment_beside_the_rule_justifies_one_mutant_and_a_void_one_is_a_fault() -> None:
    """What is justified does not count."""
    words = "  # mutant: 规则 L1…; 级别 错误 改为 警告; 例子没有写级别\n"
    text = LOOSE.replace("  要求", f"{words}  要求")
    plain, pack = try_mutants(ruleset(LOOSE, BASE)), ruleset(text, BASE)
    result = try_mutants(pack)
    assert [(one.mutant.change, one.reason) for one in result.justified] == [("级别 错误 改为 警告", "例子没有写级别")]
    assert (len(result.survivors), result.faults) == (len(plain.survivors) - 1, ())
    assert result.score == result.noticed / (result.count - 1) > plain.score
    for wrong in (words.replace("错误 改为 警告", "错误 改为 提醒"), words.replace("; 例子没有写级别", "")):
        faulty = verify(ruleset(LOOSE.replace("  要求", f"{wrong}  要求"), BASE), mutation=True)
        assert faulty.mutation is not None
        assert [one.span.line for one in faulty.mutation.faults] == [4]
        assert not faulty.ok


def test_an_example_that_names_another_severity_does_not_hold() -> None:
    text = ROWS.replace("违例 错误", "违例 警告")
    (failure,) = verify(ruleset(text, BASE)).failures
    assert failure.problem == "违例应当是警告，结果不是"
    pack: Ruleset = ruleset(ROWS, BASE)
    assert pack.rules[0].examples[0].severity is Severity.ERROR


def run(*arguments: str, cwd: Path | None = None) -> subprocess.CompletedProcess[str]:
    program = [sys.executable, "-c", "import cli; cli.main()"]
    return subprocess.run([*program, *arguments], capture_output=True, text=True, encoding="utf-8", cwd=cwd)


def village(folder: Path, rules: str) -> Path:
    from tests.evaluation.village import FORM_TEXT

    (folder / "base.md").write_text(BASE, "utf-8")
    (folder / "form.rules").write_text(FORM_TEXT.replace('  版本 "1"\n', '  版本 "1"\n  基准 "base.md"\n'), "utf-8")
    (folder / "funds.rules").write_text(rules, "utf-8")
    return folder


def test_the_program_tries_properties_and_mutants_and_says_so(tmp_path: Path) -> None:
    pack = village(tmp_path, ROWS + LOOSE)
    done = run("test", str(pack), "--properties", "--mutation")
    assert done.returncode == 0, done.stderr
    assert "性质：" in done.stdout
    assert "不成立的 0 处" in done.stdout
    assert "级别 错误 改为 警告" in done.stdout
    assert max(cell_len(line) for line in done.stdout.splitlines()) <= 80
    whole = json.loads(run("test", str(pack), "--properties", "--mutation", "--format", "json").stdout)["packs"][0]
    assert whole["properties"]["counterexamples"] == []
    assert whole["mutation"]["count"] > len(whole["mutation"]["survivors"]) > 0
    assert {"rule", "file", "line", "column", "change"} <= set(whole["mutation"]["survivors"][0])


def test_the_program_proves(tmp_path: Path) -> None:
    rules = LOOSE + f'\n规则 L2 "支出多于收入"\n{HEAD}  要求 资金表[收入, 总计] < 资金表[支出, 总计]\n  提示 "多了"\n'
    pack = village(tmp_path, rules)
    done = run("prove", str(pack))
    assert done.returncode == 1
    assert re.search(r"能否同时成立 +不能", done.stdout)
    assert json.loads(run("prove", str(pack), "--format", "json").stdout)["packs"][0]["consistent"] is False


def test_pytest_collects_rules_files(tmp_path: Path) -> None:
    pack = village(tmp_path, ROWS + LOOSE)
    command = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", "-p", "no:xdist", str(pack)]
    good = subprocess.run(command, capture_output=True, text=True, encoding="utf-8", cwd=pack)
    assert good.returncode == 0, good.stdout
    assert "7 passed" in good.stdout
    village(tmp_path, ROWS.replace('改为 "31"', '改为 "30.0"'))
    bad = subprocess.run(command, capture_output=True, text=True, encoding="utf-8", cwd=pack)
    assert bad.returncode == 1
    assert "funds.rules:7" in bad.stdout
