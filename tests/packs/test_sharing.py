"""Files of other packs compiled on another form: their rules come along, with a basis and examples that fit there."""

from pathlib import Path

from engine.model.citation import Binding, Citation
from engine.packs import load
from engine.verification.examples import run_examples

FORM = """规则集 {name} = {name}
  版本 "1"
  基准 "base.md"
{header}
表单 账目 = {name}_form "账目" 识别 /账目/
表 表一 = table1 "收支"
  列 总计 = total "总计"
  行 收入 = income "收入"
{row}
  每格 非负整数 单位 元
"""
SHARED = """部分 收支 = flows "一、收支" 含 表一
字段 报告.年度 = report.year 年份 取自 抬头 /(\\d{4})年/
规则 R1 "收入已填" 级别 错误 依据 格式 "旧办法" "附件" 依据 格式 "旧办法" "第三条"
  要求 表一[收入, 总计] > 0 提示 "没有收入" 违例 表一[收入, 总计] 改为 "0"
规则 R2 "年份" 级别 错误 依据 法律 "法" 要求 正文 包含 "年" 提示 "没有年份"
  违例 "共2023年12月。" 改为 "无。"
"""
LATE = """规则 R3 "支出已填" 级别 错误 依据 法律 "法"
  要求 表一[支出, 总计] > 0 提示 "没有支出" 违例 表一[支出, 总计] 改为 "0"
"""
BASE = "{year}年账目\n\n一、收支\n\n共{year}年12月。\n\n| 项目 | 总计 |\n|---|---|\n| 收入 | 3 |\n{row}"


def packs(tmp_path: Path, header: str, shared: str = SHARED) -> Path:
    """A pack with a row more, and one without it that shares a file of the first."""
    first, second = tmp_path / "first", tmp_path / "second"
    for folder, year, row, own, line in (
        (first, 2023, '  行 支出 = spending "支出"', "", "| 支出 | 2 |\n"),
        (second, 2019, "", header, ""),
    ):
        folder.mkdir()
        text = FORM.format(name=folder.name, header=own, row=row)
        (folder / "form.rules").write_text(text, encoding="utf-8")
        (folder / "base.md").write_text(BASE.format(year=year, row=line), encoding="utf-8")
    (first / "shared.rules").write_text(shared, encoding="utf-8")
    (first / "late.rules").write_text(LATE, encoding="utf-8")
    return second


SHARES = '  共用 "../first/shared.rules"\n'
YEARS = '  换字 "2023" 为 "2019" 换字 "2019" 为 "1999"\n'


def said(folder: Path) -> list[tuple[str, str, int]]:
    return [(one.code, Path(one.span.file).name, one.span.line) for one in load(str(folder)).diagnostics]


def test_one_text_is_two_rules_on_two_forms(tmp_path: Path) -> None:
    second = packs(tmp_path, SHARES + YEARS)
    for folder, ids in ((tmp_path / "first", ["R3", "R1", "R2"]), (second, ["R1", "R2"])):
        loaded = load(str(folder))
        assert loaded.diagnostics == ()
        assert loaded.ruleset is not None
        assert [rule.id for rule in loaded.ruleset.rules] == ids
        assert [section.name for section in loaded.ruleset.form.sections] == ["收支"]
        results = run_examples(loaded.ruleset)
        assert {one.rule for one in results if one.example is not None} == set(ids)
        assert all(one.ok for one in results)


def test_words_of_examples_are_changed_once(tmp_path: Path) -> None:
    ruleset = load(str(packs(tmp_path, SHARES + YEARS))).ruleset
    assert ruleset is not None
    (edit,) = ruleset.rules[1].examples[0].edits
    assert edit.target == "共2019年12月。"


def test_an_example_that_does_not_fit_the_base_is_said_at_its_place(tmp_path: Path) -> None:
    assert said(packs(tmp_path, SHARES)) == [("E062", "shared.rules", 6)]


def test_the_basis_here(tmp_path: Path) -> None:
    header = '  换据 格式 "旧办法" "第三条" 为 法律 "法" "第六条" 待核\n  换据 格式 "旧办法" 为 格式 "新办法"\n'
    ruleset = load(str(packs(tmp_path, SHARES + YEARS + header))).ruleset
    assert ruleset is not None
    assert ruleset.rules[0].basis == (
        Citation(Binding.FORMAT, "新办法", "附件"),
        Citation(Binding.LAW, "法", "第六条", verified=False),
    )
    assert ruleset.rules[1].basis == (Citation(Binding.LAW, "法"),)


def test_a_shared_rule_that_names_what_the_form_lacks(tmp_path: Path) -> None:
    second = packs(tmp_path, SHARES + YEARS, SHARED + LATE.replace("R3", "R4"))
    assert {code for code, _, _ in said(second)} == {"E012"}


def test_it_can_be_switched_off(tmp_path: Path) -> None:
    header = SHARES + YEARS + '  停用 R4 "这里没有支出"\n'
    loaded = load(str(packs(tmp_path, header, SHARED + LATE.replace("R3", "R4"))))
    assert loaded.diagnostics == ()
    assert loaded.ruleset is not None
    assert [rule.id for rule in loaded.ruleset.rules] == ["R1", "R2"]
    assert [(one.rule, one.title, one.reason) for one in loaded.ruleset.off] == [("R4", "支出已填", "这里没有支出")]


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    second = packs(tmp_path, SHARES + YEARS + '  共用 "../first/nothing.rules"\n')
    assert said(second) == [("E092", "form.rules", 6)]


def test_a_file_of_the_pack_itself_stands_once(tmp_path: Path) -> None:
    second = packs(tmp_path, SHARES + YEARS + '  共用 "form.rules", "../first/shared.rules"\n')
    assert said(second) == []


def test_the_cache_notices_a_change_in_a_shared_file(tmp_path: Path) -> None:
    second, cache = packs(tmp_path, SHARES + YEARS), tmp_path / "cache"
    first = load(str(second), cache).ruleset
    assert first == load(str(second), cache).ruleset
    shared = tmp_path / "first" / "shared.rules"
    shared.write_text(SHARED.replace("没有收入", "收入没有填"), encoding="utf-8")
    after = load(str(second), cache).ruleset
    assert first is not None
    assert after is not None
    assert first.identity.sha256 != after.identity.sha256
    assert first.rules[0].message != after.rules[0].message
