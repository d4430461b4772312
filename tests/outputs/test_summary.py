"""The grid of units and rules: marks, totals, and as many rules as the screen holds, the most frequent first."""

import io
import re

import pytest

from engine.model.finding import Assessment, Finding, Outcome, Severity, Verdict
from engine.outputs.terminal_screen import console
from engine.outputs.terminal_summary import show_summary
from engine.outputs.words import Language
from tests.outputs.formats.checked import sample
from tests.support.screens import WIDTHS, columns

E, W, H = Severity.ERROR, Severity.WARNING, Severity.INFO


def report(
    organ: str | None, found: dict[str, Severity], source: str = "甲.md", *, is_open: bool = False
) -> Assessment:
    verdict = Verdict.UNDETERMINED if is_open else Verdict.FAILED
    outcomes = tuple(
        Outcome(rule, f"题 {rule}", severity, verdict, (_finding(rule, severity, verdict),))
        for rule, severity in found.items()
    )
    return Assessment(source, "", "form", organ, 2023, (), outcomes)


def _finding(rule: str, severity: Severity, verdict: Verdict) -> Finding:
    return Finding(rule, f"题 {rule}", severity, verdict, "", None, (), (), (), "0" * 16)


def screen(reports: list[Assessment], width: int = 80, language: Language = "zh") -> str:
    stream = io.StringIO()
    show_summary(reports, console(stream, width=width), language)
    return stream.getvalue()


MANY = [
    report("青禾县云溪镇", {"T1": E, "D2": W}),
    report("青禾县石桥镇", {"D2": W, "D9": H}),
    report("青禾县柳河镇", {}),
    report("青禾县白石镇", {"T1": W}, is_open=True),
]


def test_a_row_for_each_unit_and_a_column_for_each_rule() -> None:
    lines = screen(MANY).splitlines()
    assert lines[0] == " 4 份报告，3 份有问题：错误 1  警告 2  提醒 1  无法判断 1"
    assert lines[2].split() == ["单位", "错", "警", "提", "？", "T1", "D2", "D9"]
    assert lines[3].split() == ["青禾县云溪镇", "1", "1", "错", "警"]
    assert lines[4].split() == ["青禾县石桥镇", "1", "1", "警", "提"]
    assert lines[5].split() == ["青禾县柳河镇"]
    assert lines[6].split() == ["青禾县白石镇", "1", "？"]
    assert lines[7].split() == ["合计", "1", "2", "1", "1", "2", "2", "1"]
    place = {rule: lines[2].index(rule) for rule in ("T1", "D2", "D9")}
    for line, marks in ((lines[3], {"T1": "错", "D2": "警"}), (lines[4], {"D2": "警", "D9": "提"})):
        for rule, mark in marks.items():
            before = line[: line.rindex(mark) if rule != "T1" else line.index(mark)]
            assert columns(before) == columns(lines[2][: place[rule]])
    assert " T1  错误  题 T1  2 份" in lines


def test_rules_that_do_not_fit_are_counted() -> None:
    many = [report(f"单位{n}", {f"R{rule:03}": W for rule in range(n, 60)}) for n in range(1, 4)]
    lines = screen(many, 60).splitlines()
    shown = re.findall(r"R\d{3}", lines[2])
    assert shown == sorted(shown)
    assert shown[0] == "R003"  # in all three; R001 is in one, R002 in two
    assert f" 另有 {59 - len(shown)} 条规则也发现问题，没有列出" in lines
    assert [line.split()[0] for line in lines if line.startswith(" R")] == shown
    assert len(shown) < len(re.findall(r"R\d{3}", screen(many, 120).splitlines()[2]))


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("language", ["zh", "en"])
def test_nothing_is_wider_than_the_screen(width: int, language: Language) -> None:
    long = report("青禾县云溪镇" * 20, {"T1": E}, "乙.md")
    shown = screen([sample().assessment, long, *MANY], width, language)
    assert [line for line in shown.splitlines() if columns(line) > width] == []


def test_reports_that_share_organ_and_year_go_by_their_files() -> None:
    twice = [
        report("云溪镇", {"T1": E}, "夹/甲.md"),
        report("云溪镇", {}, "夹/乙.md"),
        report(None, {"D2": W}, "夹/丙.pdf"),
    ]
    names = [line.split()[0] for line in screen(twice).splitlines()[3:6]]
    assert names == ["甲.md", "乙.md", "丙.pdf"]


def test_one_report_and_none_with_findings() -> None:
    assert screen([MANY[0]]).splitlines()[3].split() == ["青禾县云溪镇", "1", "1", "错", "警"]
    assert (
        screen([MANY[2]], language="en")
        == " 1 reports, 0 with findings: error 0  warning 0  info 0  undetermined 0\n\n"
    )
