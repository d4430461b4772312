"""Findings on the screen: the words and the cells concerned, the numbers written out, and nothing wider than it."""

import io
import re
from collections.abc import Callable

import pytest

from engine.model.finding import Verdict
from engine.model.struct import replace
from engine.outputs import terminal, terminal_screen
from engine.outputs.format import Checked
from engine.outputs.terminal_theme import Theme
from engine.outputs.words import Language
from tests.outputs.formats.checked import check, hostile, sample
from tests.support.places import RULES
from tests.support.screens import columns, screen, too_wide

BASE = (RULES / "foi_annual_report" / "base.md").read_text(encoding="utf-8")


def changed(*changes: tuple[str, str]) -> Checked:
    text = BASE
    for before, after in changes:
        assert text.count(before) == 1, before
        text = text.replace(before, after)
    return check(text, "云溪镇.md")


@pytest.mark.parametrize("report", [sample, hostile])
def test_nothing_is_wider_than_the_screen(report: Callable[[], Checked]) -> None:
    assert report().assessment.findings
    assert list(too_wide(report())) == []


WRONG = ("申请数量 | | | 4 | 1 | 0 | 0 | 0 | 0 | 5 |", "申请数量 | | | 3 | 1 | 0 | 0 | 0 | 0 | 5 |")


def test_a_failed_identity_is_written_out() -> None:
    shown = screen([changed(WRONG)], 80)
    assert "   算式  新收 3 + 上年结转 1 = 4 ≠ 5 = 办理总计 4 + 结转下年 1\n" in shown
    folded = "自然人 3 + 商业企业 1 + 科研机构 0 + 公益组织 0 + 法律服务机构 0 + 其他组织 0 = 4 ≠ 总计 5"
    assert folded in screen([changed(WRONG)], 200)


def test_the_cells_concerned_stand_under_their_columns_and_the_wrong_one_is_marked() -> None:
    lines = screen([changed(WRONG)], 80).splitlines()
    (row,) = (line for line in lines if re.match(r"\s+\d+  一、本年新收", line))
    assert row.split()[-7:] == ["3", "1", "0", "0", "0", "0", "5"]
    caret = lines[lines.index(row) + 1]
    assert caret.strip() == "^ 若为 4，则全部成立"
    # Each wide character takes two columns: the mark stands beneath the 3.
    at = row.index(" 3 ") + 1
    assert columns(row[:at]) == caret.index("^")
    (other,) = (line for line in lines if re.match(r"\s+\d+  二、上年结转", line))
    assert other.split()[-1] == "1"
    assert columns(other) == columns(row[: at + 1])
    assert "另见" not in "\n".join(lines)  # they all stand in the table


def test_findings_in_one_row_share_it_and_those_of_one_rule_what_they_have_in_common() -> None:
    shown = screen([changed(("申请数量 | | | 4 | 1 | 0", "申请数量 | | | 3 | 2 | 0"))], 80)
    assert " 位置  第33行\n" in shown
    assert shown.count("T310  ") == shown.count("建议  核对新收、上年结转") == shown.count("注意  ") == 1
    lines = shown.splitlines()
    first = lines.index("   算式  新收 3 + 上年结转 1 = 4 ≠ 5 = 办理总计 4 + 结转下年 1")
    assert lines[first - 1].startswith("   问题  “自然人”列")
    assert lines[first + 1].startswith("   问题  “商业企业”列")
    assert lines[first + 2] == "   算式  新收 2 + 上年结转 0 = 2 ≠ 1 = 办理总计 1 + 结转下年 0"
    # Two ways to put it right: the cells of both are marked, none with a number.
    assert [line.split() for line in lines if "^" in line] == [["^", "^"], ["^", "^"]]


def test_of_a_long_sum_only_what_is_not_zero_is_written_out() -> None:
    shown = screen([changed(("| （七）总计 | | 4 | 1", "| （七）总计 | | 6 | 1"))], 200)
    assert "   算式  予以公开 2 + 部分公开 1 + 不掌握 1 + 其余 18 项 0 = 4 ≠ 办理总计 6\n" in shown


def test_words_are_shown_with_their_fault_underlined() -> None:
    shown = screen([changed(("村级公开栏更新不够及时", "村级公开栏泄漏国家秘密"))], 80).splitlines()
    (at,) = (number for number, line in enumerate(shown) if "泄漏国家秘密" in line and "原文" in line)
    assert shown[at].startswith(" 原文  存在的主要问题：一是村级公开栏泄漏国家秘密，")
    before, marks = shown[at].split("泄漏国家秘密")[0], shown[at + 1]
    assert (marks.index("^"), marks.strip()) == (columns(before), "^" * 12)


def test_words_that_are_wrong_as_a_whole_are_not_underlined() -> None:
    lines = screen([changed(("2024年1月15日", "2023年12月15日"))], 80).splitlines()
    at = lines.index(" 原文  2023年12月15日")
    assert lines[at + 1].startswith(" D03  ")


def test_a_long_paragraph_is_shown_from_the_sentence_of_the_fault_on() -> None:
    long = "本镇按月核对各村公开栏。" * 40
    shown = screen([changed(("改进情况：一是", f"改进情况：{long}防止泄漏国家秘密。{long}一是"))], 80)
    lines = shown.splitlines()
    (at,) = (number for number, line in enumerate(lines) if "泄漏国家秘密" in line and "原文" in line)
    assert lines[at].startswith(" 原文  …防止泄漏国家秘密。本镇按月核对")
    assert lines[at + 2].endswith("…")
    assert lines[at + 3].startswith(" W06  ")


def test_what_cannot_be_decided_is_told_by_its_cause() -> None:
    header = "| 商业企业 | 科研机构 |"
    assert BASE.count(header) == 1
    report = changed((header, "| 科研机构 | 商业企业 |"))
    before, _, section = screen([report], 80).partition("无法判断 ")
    assert "列名的次序" not in before
    assert section.count("列名的次序与表单不符，分不清哪个数属于哪一列") == 1
    rules = [one.rule for one in report.assessment.outcomes if one.verdict is Verdict.UNDETERMINED]
    assert len(rules) > 10
    assert section.startswith(f"{len(rules)} 条 ")
    told = re.findall(r"\b[A-Z]+[0-9]+[a-z]?(?= )", section)
    assert sorted(told) == sorted(rules)
    assert {"T307", "T308", "T310"} <= set(told)
    assert " 涉及  表三[新收, 自然人]、表三[新收, 商业企业]、表三[新收, 科研机构]等 175 处\n" in section
    assert "gouji confirm" in section
    assert "错误 0" in section


def test_two_causes_are_told_apart() -> None:
    header = "| 商业企业 | 科研机构 |"
    one = changed((header, "| 科研机构 | 商业企业 |"), ("| 行政许可 | 12 |", "| 行政许可 | 12 7 |"))
    shown = screen([one], 80).partition("无法判断 ")[2]
    assert len(re.findall("^ 原因  ", shown, re.MULTILINE)) == 2


def test_what_a_clean_report_was_checked_for() -> None:
    shown = screen([check(BASE, "云溪镇.md")], 80)
    assert "青禾县云溪镇  2023年度  政府信息公开工作年度报告（2021年格式）" in shown
    found = re.search(r"没有发现问题。检查了 (\d+) 条规则：通过 (\d+)，不适用 (\d+)，无法判断 0。", shown)
    assert found is not None
    rules, passed, not_applicable = map(int, found.groups())
    assert rules == passed + not_applicable
    assert passed > 100
    assert len(shown.splitlines()) == 4


def test_a_report_without_its_document_is_shown_by_what_it_quotes() -> None:
    shown = screen([replace(hostile(), facts=None, data=None)], 80)
    assert " 原文  3\n" in shown
    assert "^" not in shown


def test_a_document_gives_the_terminal_no_commands() -> None:
    steering = "\x1b[31m\x9b2J\u202e\x07"
    report = changed(
        ("村级公开栏更新不够及时", f"村级公开栏{steering}泄漏国家秘密"),
        ("云溪镇人民政府\n\n2024", f"云{steering}溪镇人民政府\n\n2024"),
    )
    shown = screen([replace(report, assessment=replace(report.assessment, source=f"甲{steering}.md"))], 80)
    assert not set(shown) & set("\x1b\x9b\u202e\x07")
    assert "泄漏国家秘密" in shown


def coloured(theme: Theme, language: Language = "zh") -> str:
    stream = io.StringIO()
    to = terminal_screen.console(stream, width=80, theme=theme)
    terminal.show([changed(WRONG)], to, language)
    return stream.getvalue()


def test_a_theme_has_colours_of_its_own(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("NO_COLOR", "COLORFGBG", "GOUJI_THEME", "FORCE_COLOR"):
        monkeypatch.delenv(name, raising=False)
    plain = screen([changed(WRONG)], 80)
    monkeypatch.setenv("FORCE_COLOR", "1")
    monkeypatch.setenv("COLORTERM", "truecolor")
    monkeypatch.setenv("TERM", "xterm-256color")
    auto, light, dark = coloured("auto"), coloured("light"), coloured("dark")
    assert len({auto, light, dark}) == 3
    without = {re.sub(r"\x1b\[[\d;]*m", "", one) for one in (auto, light, dark)}
    assert without == {plain}
    monkeypatch.setenv("COLORFGBG", "0;15")
    assert coloured("auto") == light
    monkeypatch.setenv("GOUJI_THEME", "dark")
    assert coloured("auto") == dark
    monkeypatch.setenv("NO_COLOR", "1")
    assert not re.search(r"\x1b\[[\d;]*(3\d|38;2)", coloured("light"))
