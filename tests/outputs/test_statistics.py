"""Figures over many reports: counted rightly, ranked rightly, and shown on the screen and in a workbook."""

import io
from collections import Counter
from collections.abc import Sequence

import openpyxl
from hypothesis import given
from hypothesis import strategies as st

from engine.model.finding import Assessment, Finding, Outcome, Severity, Verdict
from engine.outputs import terminal_screen, terminal_statistics
from engine.outputs.statistics import OfUnit, statistics
from engine.outputs.statistics_workbook import statistics_workbook
from engine.outputs.words import Language
from tests.support.screens import LANGUAGES, WIDTHS, columns

RULES = {"T01": Severity.ERROR, "T02": Severity.WARNING, "T03": Severity.INFO}
TITLES = {"T01": "合计", "T02": "名称写错的规则，题目很长，屏幕上放不下，要截断", "T03": "=1+1"}


def assessment(organ: str | None, year: int | None, verdicts: Sequence[Verdict], form: str | None = "f") -> Assessment:
    """A report on which the rules T01, T02 and T03 came to these verdicts."""
    outcomes = []
    for (rule, severity), verdict in zip(RULES.items(), verdicts, strict=True):
        finding = Finding(rule, TITLES[rule], severity, verdict, "", None, (), (), (), "0" * 16)
        found = (finding,) if verdict in (Verdict.FAILED, Verdict.UNDETERMINED) else ()
        outcomes.append(Outcome(rule, TITLES[rule], severity, verdict, found))
    return Assessment("a.md", "", form, organ, year, (), tuple(outcomes))


PASSED, FAILED, OPEN, NONE = Verdict.PASSED, Verdict.FAILED, Verdict.UNDETERMINED, Verdict.NOT_APPLICABLE
SOME = [
    assessment("甲镇", 2022, (FAILED, FAILED, PASSED)),
    assessment("甲镇", 2023, (PASSED, FAILED, PASSED)),
    assessment("乙镇", 2022, (PASSED, PASSED, PASSED)),
    assessment("乙镇", 2023, (FAILED, OPEN, NONE)),
    assessment("丙镇", 2023, (PASSED, FAILED, PASSED)),
    assessment(None, 2023, (PASSED, PASSED, FAILED)),
    Assessment("坏.pdf", "", None, None, None, ()),
]


def test_figures() -> None:
    found = statistics(SOME)
    assert (found.reports, found.unread, found.nameless) == (6, 1, 1)
    assert (found.found.failed, found.found.undetermined) == ((2, 3, 1), 1)
    rules = [(one.rule, one.failed, one.undetermined, one.applies) for one in found.rules]
    assert rules == [("T02", 3, 1, 6), ("T01", 2, 0, 6), ("T03", 1, 0, 5)]
    assert found.rules[0].share == 0.5
    years = [(one.year, one.reports, one.clean, one.found.failed) for one in found.years]
    assert years == [(2022, 2, 1, (1, 1, 0)), (2023, 4, 0, (1, 2, 1))]


def test_units_are_ranked_by_their_last_report_and_equal_ones_share_a_rank() -> None:
    units = statistics(SOME).units
    assert [(one.organ, one.rank, one.latest.failed) for one in units] == [
        ("丙镇", 1, (0, 1, 0)),
        ("甲镇", 1, (0, 1, 0)),
        ("乙镇", 3, (1, 0, 0)),
    ]
    assert [one.before and one.before.failed for one in units] == [None, (1, 1, 0), (0, 0, 0)]


def test_a_unit_may_go_by_several_names() -> None:
    names = ["云溪镇人民政府", "云溪镇", "云溪镇政府", "石桥镇"]
    years = range(2020, 2024)
    units = statistics([assessment(name, year, (PASSED,) * 3) for name, year in zip(names, years, strict=True)]).units
    assert [(one.organ, sorted(one.years)) for one in units] == [
        ("云溪镇人民政府", [2020, 2021, 2022]),
        ("石桥镇", [2023]),
    ]


def test_a_rule_has_the_severity_that_it_came_to_most_often() -> None:
    outcomes = [
        Outcome("T01", "合计", severity, FAILED, SOME[0].outcomes[0].findings)
        for severity in (Severity.ERROR, Severity.INFO, Severity.INFO)
    ]
    reports = [Assessment("a", "", "f", None, None, (), (one,)) for one in outcomes]
    assert [one.severity for one in statistics(reports).rules] == [Severity.INFO]


VERDICTS = st.sampled_from([PASSED, FAILED, OPEN, NONE])
REPORTS = st.lists(
    st.builds(
        assessment,
        st.sampled_from(["甲镇", "乙镇", "丙镇", None]),
        st.sampled_from([2020, 2021, 2022, None]),
        st.tuples(VERDICTS, VERDICTS, VERDICTS),
    ),
    max_size=12,
)


@given(REPORTS)
def test_nothing_is_counted_twice_or_lost(reports: list[Assessment]) -> None:
    found = statistics(reports)
    failed = Counter(one.severity for report in reports for one in report.findings if one.outcome is FAILED)
    assert found.found.failed == tuple(failed[severity] for severity in Severity)
    assert sum(one.failed for one in found.rules) == sum(failed.values())
    named = [one for one in reports if one.organ and one.year]
    assert found.nameless == len(reports) - len(named)
    of_units = [counts for unit in found.units for counts in unit.years.values()]
    assert sum(sum(counts.failed) for counts in of_units) == sum(
        one.outcome is FAILED for report in named for one in report.findings
    )
    assert sum(year.reports for year in found.years) == sum(one.year is not None for one in reports)


@given(REPORTS)
def test_a_better_rank_means_fewer_or_less_severe_findings(reports: list[Assessment]) -> None:
    def standing(unit: OfUnit) -> tuple[int, int, int]:
        return unit.latest.failed

    units = statistics(reports).units
    for one in units:
        assert one.rank == 1 + sum(standing(other) < standing(one) for other in units)


@given(REPORTS, st.randoms(use_true_random=False))
def test_the_order_of_reports_does_not_matter(reports: list[Assessment], random: object) -> None:
    other = list(reports)
    random.shuffle(other)  # type: ignore[attr-defined]
    assert statistics(other) == statistics(reports)


def shown(width: int, language: Language, reports: Sequence[Assessment] = SOME) -> str:
    stream = io.StringIO()
    screen = terminal_screen.console(stream, width=width)
    terminal_statistics.show_statistics(statistics(reports), screen, language)
    return stream.getvalue()


def test_on_the_screen() -> None:
    lines = [line.split() for line in shown(80, "zh").splitlines()]
    assert "6 份报告（2022—2023年）  错误 2  警告 3  提醒 1  无法判断 1  另有 1 个文件没有查成" in shown(200, "zh")
    assert ["2022", "2", "50%", "0.50", "0.50", "0.00", "████████████"] in lines
    assert ["2023", "4", "0%", "0.25", "0.50", "0.25", "██████"] in lines
    assert ["T01", "合计", "错误", "2", "33%", "████████"] in lines
    assert ["3", "乙镇", "2023", "1", "0", "0", "变差"] in lines
    assert ["1", "甲镇", "2023", "0", "1", "0", "好转"] in lines
    assert ["1", "丙镇", "2023", "0", "1", "0"] in lines


def test_nothing_is_wider_than_the_screen() -> None:
    long = [assessment("很长的名字" * 12, year, (FAILED, FAILED, OPEN)) for year in range(2019, 2024)]
    for width in WIDTHS:
        for language in LANGUAGES:
            assert all(columns(line) <= width for line in shown(width, language, long).splitlines())


def test_without_reports_there_is_one_line() -> None:
    assert len(shown(80, "zh", []).strip().splitlines()) == 1


def test_the_workbook() -> None:
    hostile = assessment('=HYPERLINK("x")\x01', 2023, (FAILED, PASSED, FAILED))
    data = statistics_workbook(statistics([*SOME, hostile]))
    assert data == statistics_workbook(statistics([*SOME, hostile]))
    book = openpyxl.load_workbook(io.BytesIO(data))
    assert book.sheetnames == ["逐年", "规则排行", "单位排行"]
    assert [cell.value for cell in book["逐年"][2]] == [2022, 2, 0.5, 0.5, 0.5, 0, 0]
    assert [cell.value for cell in book["规则排行"][2]][:4] == ["T01", "合计", "错误", 3]
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row]
    assert not [cell for cell in cells if cell.data_type == "f" or cell.hyperlink]
    assert '=HYPERLINK("x")\ufffd' in [cell.value for cell in cells]
    assert [len(sheet._charts) for sheet in book] == [1, 1, 0]
