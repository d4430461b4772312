"""Packs that take in others: rules come along, are switched off, get another severity; parameters other values."""

from pathlib import Path

from engine.documents import read
from engine.evaluation import evaluate
from engine.extraction import extract
from engine.model.document import Unreadable
from engine.model.finding import Severity, Verdict
from engine.packs import load
from engine.verification.examples import run_examples

BELOW = """规则集 底本 = below
  版本 "1"
  基准 "base.md"
  时点 日期(报告.年度, 12, 31)
表单 账目 = accounts "账目" 识别 /账目/
部分 概况 = overview "一、概况"
字段 报告.年度 = report.year 年份 取自 抬头 /(\\d{4})年/
参数 字数下限 = least "概况至少多少字"
  取值 4 字
  取值 6 字 自 2024年1月1日
定义 概况字数 为 字数(缺省(概况.正文, "")) * 1 字
规则 R1 "概况写够字数" 级别 错误 依据 格式 "办法"
  要求 概况字数 >= 字数下限
  提示 "只有 {左} 字，至少 {字数下限} 字"
  违例 概况.正文 改为 "无"
规则 R2 "写明收入" 级别 错误; 当 真 警告 依据 格式 "办法"
  要求 概况.正文 包含 "收入" 提示 "没有写收入"
"""
BASE = "某村2023年账目\n\n一、概况\n\n全年收入。\n"


def verdicts(path: Path, text: str = BASE) -> dict[str, tuple[Verdict, Severity]]:
    loaded = load(str(path))
    assert loaded.diagnostics == ()
    assert loaded.ruleset is not None
    document = read(text.encode(), "报告.md")
    assert not isinstance(document, Unreadable)
    outcomes = evaluate(loaded.ruleset, extract(document, loaded.ruleset.form), strict=True)
    return {one.rule: (one.verdict, one.severity) for one in outcomes}


def packs(tmp_path: Path, header: str) -> Path:
    below, above = tmp_path / "below", tmp_path / "above"
    below.mkdir()
    above.mkdir()
    (below / "all.rules").write_text(BELOW, encoding="utf-8")
    (below / "base.md").write_text(BASE, encoding="utf-8")
    (above / "own.rules").write_text(f'规则集 上层 = above\n  纳入 "../below"\n{header}', encoding="utf-8")
    return above


def test_the_day_of_the_report_chooses_the_value_of_a_parameter(tmp_path: Path) -> None:
    above = packs(tmp_path, "")
    assert verdicts(above)["R1"][0] is Verdict.PASSED
    assert verdicts(above, BASE.replace("2023", "2024"))["R1"][0] is Verdict.FAILED


def test_rules_are_switched_off_and_get_another_severity(tmp_path: Path) -> None:
    above = packs(tmp_path, '  停用 R1 "本县不查"\n  调整 R2 提醒\n')
    found = verdicts(above, BASE.replace("收入", "支出"))
    assert found == {"R2": (Verdict.FAILED, Severity.INFO)}
    ruleset = load(str(above)).ruleset
    assert ruleset is not None
    assert [(one.rule, one.title, one.reason) for one in ruleset.off] == [("R1", "概况写够字数", "本县不查")]


def test_a_parameter_gets_another_value(tmp_path: Path) -> None:
    above = packs(tmp_path, "  设定 字数下限 = 20 字\n")
    assert verdicts(above)["R1"][0] is Verdict.FAILED


def test_names_of_the_pack_below_are_known_and_rules_join(tmp_path: Path) -> None:
    own = '规则 R3 "不太长" 级别 提醒 依据 编辑建议 "本县" 要求 概况字数 <= 字数下限 提示 "长"\n'
    found = verdicts(packs(tmp_path, f"  改名 R0 = R1\n{own}"))
    assert found["R3"] == (Verdict.FAILED, Severity.INFO)
    ruleset = load(str(tmp_path / "above")).ruleset
    assert ruleset is not None
    assert [rule.id for rule in ruleset.rules] == ["R1", "R2", "R3"]
    assert ruleset.renamed == {"R0": "R1"}


def test_a_change_below_is_seen_through_the_cache(tmp_path: Path) -> None:
    above = packs(tmp_path, "")
    first = load(str(above), tmp_path / "cache").ruleset
    assert load(str(above), tmp_path / "cache").ruleset == first
    file = tmp_path / "below" / "all.rules"
    file.write_text(file.read_text(encoding="utf-8").replace("4 字", "400 字"), encoding="utf-8")
    again = load(str(above), tmp_path / "cache").ruleset
    assert again is not None
    assert again.parameters[0].values[0].value == 400


def test_examples_run_with_the_reports_of_last_year_and_of_the_units_below(tmp_path: Path) -> None:
    rules = """规则 R3 "比上年多写" 级别 提醒 依据 格式 "办法"
  要求 字数(概况.正文) >= 字数(上年.概况.正文)
  提示 "上年写了 {字数(上年.概况.正文)} 字"
  违例 上年.概况.正文 改为 "全年收入和支出都已公开。"
规则 R4 "不少于下级" 级别 提醒 依据 格式 "办法"
  对每个 单位 于 下级
  要求 字数(概况.正文) >= 字数(单位.概况.正文)
  提示 "{单位}写得更多"
  违例 概况.正文 改为 "无。"
"""
    above = packs(tmp_path, f'  上年基准 "last.md" 下级基准 "unit.md"\n{rules}')
    (above / "last.md").write_text(BASE.replace("2023", "2022"), encoding="utf-8")
    (above / "unit.md").write_text(BASE, encoding="utf-8")
    ruleset = load(str(above)).ruleset
    assert ruleset is not None
    results = run_examples(ruleset)
    assert [result.problem for result in results if not result.ok] == []
    assert [result.rule for result in results if result.example is not None] == ["R1", "R3", "R4"]
    assert "上年写了 12 字" in str(next(result.said for result in results if result.rule == "R3" and result.example))
