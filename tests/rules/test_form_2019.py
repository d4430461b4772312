"""The form of 2019 beside that of 2021: which one a report is on, what is read from it, which rules speak."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from engine import packs, pipeline
from engine.language.checked import Ruleset
from engine.model.facts import Facts, Status
from engine.model.finding import Assessment, Severity, Verdict
from tests.support.packs import shipped_pack, verified

RULES = Path(__file__).parents[2] / "rules"
NEW, OLD = RULES / "foi_annual_report", RULES / "foi_annual_report_2019"
SHANGHAI = OLD / "samples" / "shanghai-2019.md"
OLD_ONLY = {"L06", "S21", "T205", "T206", "T207", "T208", "T209", "T215", "T216", "T217", "T309", "X12", "X13"}
FORMAT = "国办公开办函〔2019〕60号"


@pytest.fixture(scope="module")
def old() -> Ruleset:
    return shipped_pack("foi_annual_report_2019")


@pytest.fixture(scope="module")
def both(old: Ruleset) -> list[Ruleset]:
    return [shipped_pack(), old]


def check(text: str, rulesets: list[Ruleset], previous: str | None = None) -> Assessment:
    other = None if previous is None else pipeline.Other(previous.encode(), "上年.md")
    result = pipeline.check(text.encode(), "报告.md", rulesets, previous=other, strict=True)
    assert isinstance(result, Assessment)
    return result


def read(text: str, rulesets: list[Ruleset]) -> Facts:
    facts = pipeline.understand(text.encode(), "报告.md", rulesets)
    assert isinstance(facts, Facts)
    return facts


def base(folder: Path) -> str:
    return (folder / "base.md").read_text("utf-8")


def without_tables(text: str) -> str:
    return "\n".join(line for line in text.split("\n") if not line.startswith("|"))


def moved(text: str, by: int) -> str:
    """The same report about another year, so that only its form is wrong."""
    return re.sub(r"20[0-9]{2}(?=年)", lambda year: str(int(year.group()) + by), text)


def test_the_pack_is_whole(old: Ruleset, both: list[Ruleset]) -> None:
    assert packs.load("foi_annual_report_2019").diagnostics == ()
    own = {rule.id for rule in old.rules if "foi_annual_report_2019" in rule.span.file}
    assert own == OLD_ONLY
    assert {"T302", "T308", "T310", "T401", "N01", "P01", "W06"} <= {rule.id for rule in old.rules} - own
    assert {"S21", "T314"} <= {rule.id for rule in both[0].rules}
    assert "T314" not in {rule.id for rule in old.rules}


def test_the_examples_hold_on_this_form_too(old: Ruleset) -> None:
    results = verified("foi_annual_report_2019").results
    assert [(one.rule, one.problem) for one in results if not one.ok] == []
    assert {one.rule for one in results} >= {rule.id for rule in old.rules}


def test_no_rule_of_this_form_rests_on_what_the_other_says(old: Ruleset) -> None:
    """The document of 2019 is known by its annex only; the one of 2021 is no basis here, but for S21."""
    for rule in old.rules:
        for citation in rule.basis:
            assert citation.document != "国办公开办函〔2021〕30号" or rule.id == "S21", rule.id
            assert citation.document != FORMAT or (citation.article or "").startswith("附件"), rule.id


def test_both_base_reports_say_the_same_but_for_their_years() -> None:
    """The examples of shared rules speak of the words of a base report: who changes one changes the other."""
    said = without_tables(base(NEW)).replace("〔2021〕30号", "〔2019〕60号")
    said = said.replace(
        "关于印发〈中华人民共和国政府信息公开工作年度报告格式〉的通知", "关于政府信息公开工作年度报告有关事项的通知"
    )
    assert moved(said, -4) == without_tables(base(OLD))


@pytest.mark.parametrize("folder", [NEW, OLD])
def test_the_base_report_of_each_is_clean_when_both_packs_are_there(folder: Path, both: list[Ruleset]) -> None:
    assessment = check(base(folder), both)
    assert assessment.form == folder.name
    assert assessment.findings == ()
    assert [identity.id for identity in assessment.rulesets] == [folder.name]


@pytest.mark.parametrize(("folder", "by", "year"), [(NEW, -3, 2020), (NEW, -4, 2019), (OLD, 2, 2021), (OLD, 4, 2023)])
def test_the_wrong_form_is_read_as_it_is_and_said(folder: Path, by: int, year: int, both: list[Ruleset]) -> None:
    assessment = check(moved(base(folder), by), both)
    assert (assessment.form, assessment.year) == (folder.name, year)
    assert [(one.rule, one.severity) for one in assessment.findings] == [("S21", Severity.ERROR)]
    (finding,) = assessment.findings
    assert finding.locations[0].location.line == 13
    assert str(year) in finding.message


@pytest.mark.parametrize(("folder", "by"), [(NEW, 1), (OLD, 1)])
def test_other_years_of_the_right_form(folder: Path, by: int, both: list[Ruleset]) -> None:
    assert check(moved(base(folder), by), both).findings == ()


def test_before_2019_there_was_neither(both: list[Ruleset]) -> None:
    problem = pipeline.check(moved(base(OLD), -1).encode(), "报告.md", both)
    assert isinstance(problem, pipeline.Problem)
    assert problem.trouble is pipeline.Trouble.NO_RULES


@pytest.mark.parametrize(
    ("year", "form"),
    [(2019, OLD), (2020, OLD), (2021, NEW), (2024, NEW), (2031, NEW)],
)
@pytest.mark.parametrize("title", ["{}年政府信息公开工作年度报告", "关于{}年度政府信息公开工作的年度报告"])
@pytest.mark.parametrize("reverse", [False, True])
def test_where_no_header_tells_the_year_does(
    year: int, form: Path, title: str, reverse: bool, both: list[Ruleset]
) -> None:
    text = re.sub(r"(?m)^# .*$", "# 青禾县云溪镇" + title.format(year), without_tables(base(NEW)))
    assert check(text, both[::-1] if reverse else both).form == form.name


@pytest.mark.parametrize("reverse", [False, True])
@pytest.mark.parametrize(
    "kept",
    [("本年新制作数量",), ("对外公开总数量",), ("上一年项目数量", "本年增/减"), ("采购项目数量", "采购总金额")],
)
def test_one_header_of_a_damaged_table_is_enough(kept: tuple[str, ...], reverse: bool, both: list[Ruleset]) -> None:
    lines: list[str] = []
    for line in moved(base(OLD), 4).split("\n"):
        if line.startswith("| 信息内容") and not any(name in line for name in kept):
            continue
        if re.match(r"\| (规章|行政许可|其他对外|行政事业|政府集中)", line) and "采购项目数量" not in kept:
            continue
        lines.append(line)
    assert check("\n".join(lines), both[::-1] if reverse else both).form == OLD.name


def test_cells_that_a_converter_wrote_one_a_line_still_show_the_form(both: list[Ruleset]) -> None:
    text = without_tables(moved(base(OLD), 4)) + "\n\n规章\n\n本年新公开数量\n\n对外公开总数量\n\n13\n"
    assert check(text, both).form == OLD.name


@pytest.mark.parametrize(("folder", "rows"), [(NEW, 25), (OLD, 23)])
def test_t302_knows_how_many_rows_the_form_has(folder: Path, rows: int, both: list[Ruleset]) -> None:
    assert read(base(folder), both)["table3.rows"].value == rows
    lines = [line for line in base(folder).split("\n") if "2.重复申请" not in line]
    finding = next(one for one in check("\n".join(lines), both).findings if one.rule == "T302")
    assert f"应有 {rows} 行" in finding.message
    assert "2.重复申请" in finding.message


def test_the_row_is_called_by_its_full_name_in_2021_only(both: list[Ruleset]) -> None:
    short = base(NEW).replace("| 行政规范性文件 |", "| 规范性文件 |")
    assert [(one.rule, one.severity) for one in check(short, both).findings] == [("T203", Severity.WARNING)]


def test_t314_in_the_form_of_2021_only(both: list[Ruleset]) -> None:
    label = "2.申请人逾期未按收费通知要求缴纳费用、行政机关不再处理其政府信息公开申请"
    assert base(NEW).count(f"| {label} | 0 | 0 | 0 | 0 | 0 | 0 | 0 |") == 1
    text = base(NEW).replace(f"{label} | 0 | 0 | 0 | 0 | 0 | 0 | 0 |", f"{label} | 1 | 0 | 0 | 0 | 0 | 0 | 1 |")
    assert "T314" not in {one.rule for one in check(text, both).findings}
    assert {"S21", "T314"} <= {one.rule for one in check(moved(text, -3), both).findings}


# --- 表二

LICENCES = "| 行政许可 | 3 | 0 | 12 |"
PURCHASES = "| 政府集中采购 | 1 | 8.6万元 | |"


@pytest.mark.parametrize(
    ("change", "value"),
    [("增1423", 1423), ("减4", -4), ("增加 12", 12), ("减少2", -2), ("+7", 7), ("-3", -3), ("－3", -3), ("0", 0)],
)
def test_a_change_may_be_said_in_words(change: str, value: int, both: list[Ruleset]) -> None:
    text = base(OLD).replace(LICENCES, f"| 行政许可 | 3 | {change} | 12 |")
    fact = read(text, both)["table2.licences.change"]
    assert (fact.status, fact.value, fact.raw) == (Status.FOUND, value, change)
    assert check(text, both).findings == ()


@pytest.mark.parametrize("change", ["增", "增约12", "3减4", "较上年增12", "增1 423"])
def test_what_is_no_change_is_not_read_as_one(change: str, both: list[Ruleset]) -> None:
    text = base(OLD).replace(LICENCES, f"| 行政许可 | 3 | {change} | 12 |")
    fact = read(text, both)["table2.licences.change"]
    assert (fact.status, fact.value) == (Status.AMBIGUOUS, None)


@pytest.mark.parametrize(
    ("projects", "amount", "found"),
    [
        ("6", "251000元", False),
        ("17", "23600万元", False),
        ("1", "1,200.5 万元", False),
        ("0", "0", False),
        ("0", "0元", False),
        ("3", "8040", True),
        ("0", "12万元", True),
        ("4", "0", True),
    ],
)
def test_t217(projects: str, amount: str, found: bool, both: list[Ruleset]) -> None:
    text = base(OLD).replace(PURCHASES, f"| 政府集中采购 | {projects} | {amount} | |")
    assert [one.rule for one in check(text, both).findings] == (["T217"] if found else [])


def test_the_unit_may_stand_in_the_header(both: list[Ruleset]) -> None:
    text = base(OLD).replace(PURCHASES, "| 政府集中采购 | 3 | 8040 | |")
    assert "T217" not in {one.rule for one in check(text.replace("采购总金额", "采购总金额（万元）"), both).findings}


@pytest.mark.parametrize(
    ("items", "change", "decisions", "found"),
    [
        ("1000", "23", "1023", True),
        ("900", "增123", "1023", True),
        ("1200", "减100", "1100", True),
        ("60", "10", "70", False),  # so few may be chance
        ("12", "0", "1023", False),
        ("0", "0", "0", False),
    ],
)
def test_t215(items: str, change: str, decisions: str, found: bool, both: list[Ruleset]) -> None:
    text = base(OLD).replace(LICENCES, f"| 行政许可 | {items} | {change} | {decisions} |")
    assert [one.rule for one in check(text, both).findings] == (["T215"] if found else [])


@pytest.mark.parametrize(("published", "total", "found"), [(2, 9, False), (9, 9, False), (10, 9, True)])
def test_t216(published: int, total: int, found: bool, both: list[Ruleset]) -> None:
    text = base(OLD).replace("| 规范性文件 | 2 | 2 | 9 |", f"| 规范性文件 | 2 | {published} | {total} |")
    assert [one.rule for one in check(text, both).findings] == (["T216"] if found else [])


# --- two years, two forms

CARRIED = """规则集 衔接 = carried
  沿用表单 foi_annual_report
规则 K1 "上年结转" 级别 错误 依据 格式 "附件"
  对每个 列 于 表三.列
  要求 表三[上年结转, 列] = 上年.表三[结转下年, 列] 提示 "{列}：{左}，上年 {右}"
规则 K2 "上年有效" 级别 错误 依据 格式 "附件"
  要求 表二[规范性文件, 有效] >= 上年.表二[规范性文件, 有效] 提示 "{左}，上年 {右}"
"""


def test_last_years_report_may_be_on_the_other_form(tmp_path: Path, both: list[Ruleset]) -> None:
    """What both forms have is compared; what the other form has not is absent, and not the number in its place."""
    (tmp_path / "carried.rules").write_text(CARRIED, encoding="utf-8")
    carried = packs.load(str(tmp_path / "carried.rules")).ruleset
    assert carried is not None
    rulesets = [carried, both[1]]
    report, before = moved(base(NEW), -2), moved(base(OLD), 1)

    def verdicts(previous: str) -> dict[str, Verdict]:
        return {one.rule: one.verdict for one in check(report, rulesets, previous).outcomes}

    assert verdicts(before) == {"K1": Verdict.PASSED, "K2": Verdict.NOT_APPLICABLE}
    changed = before.replace(
        "| 四、结转下年度继续办理 | | | 1 | 0 | 0 | 0 | 0 | 0 | 1 |",
        "| 四、结转下年度继续办理 | | | 2 | 0 | 0 | 0 | 0 | 0 | 2 |",
    )
    assert changed != before
    assert verdicts(changed)["K1"] is Verdict.FAILED


# --- the report of 上海市人民政府办公厅 on 2019: real figures, blanks as they are there

COLUMNS = "natural_person business research public_welfare legal_service other total".split()
THIRD = {
    "received": (821, 35, None, None, 2, 1, 859),
    "carried_in": (18, None, None, None, None, None, 18),
    "granted": (258, 12, None, None, 1, 1, None),
    "partial": (3, *[None] * 6),
    "denied_state_secret": (14, *[None] * 6),
    "denied_law": (None,) * 7,
    "denied_stability": (None,) * 7,
    "denied_third_party": (None,) * 7,
    "denied_internal": (5, *[None] * 6),
    "denied_process": (3, 1, *[None] * 5),
    "denied_enforcement_file": (None,) * 7,
    "denied_administrative_query": (10, 2, *[None] * 5),
    "unavailable_not_held": (252, 12, None, None, 1, None, None),
    "unavailable_needs_creation": (44, 3, *[None] * 5),
    "unavailable_unclear": (25, *[None] * 6),
    "rejected_petition": (148, 1, *[None] * 5),
    "rejected_duplicate": (5, 4, *[None] * 5),
    "rejected_publication": (None,) * 7,
    "rejected_excessive": (None,) * 7,
    "rejected_confirmation": (None,) * 7,
    "other_results": (None,) * 7,
    "disposed": (767, 35, None, None, 2, 1, 805),
    "carried_out": (72, None, None, None, None, None, 72),
}
SECOND = {
    "regulations.issued": 13,
    "regulations.published": 13,
    "regulations.published_total": 524,
    "normative_documents.issued": 60,
    "normative_documents.published": 60,
    "normative_documents.published_total": 368,
    **{
        f"{row}.{column}": 0
        for row in ("licences", "other_services", "penalties", "coercive_measures")
        for column in ("previous_items", "change", "decisions")
    },
    "fees.previous_items": 0,
    "fees.change": 0,
    "procurement.projects": 6,
    "procurement.amount": 251000,
}
FOURTH = {"review": (5, None, None, 2, 7), "direct_suit": (8, None, None, 1, 9), "suit_after_review": (None,) * 5}


def expected() -> Iterator[tuple[str, int | None]]:
    yield from ((f"table2.{name}", value) for name, value in SECOND.items())
    for row, values in THIRD.items():
        yield from ((f"table3.{row}.{column}", value) for column, value in zip(COLUMNS, values, strict=True))
    for row, values in FOURTH.items():
        names = ("upheld", "corrected", "other", "pending", "total")
        yield from ((f"table4.{row}.{column}", value) for column, value in zip(names, values, strict=True))


def test_shanghai_is_read_whole(both: list[Ruleset]) -> None:
    facts = read(SHANGHAI.read_text("utf-8"), both)
    cells = dict(expected())
    of_the_form = {table.cell_id(row, column) for table in facts.form.tables for _, row, column in table.cells()}
    assert cells.keys() == of_the_form
    assert len(cells) == 22 + 161 + 15
    for name, value in cells.items():
        fact = facts[name]
        assert (fact.status, fact.value) == (Status.BLANK if value is None else Status.FOUND, value), name
    assert facts["table2.procurement.amount"].raw == "251000元"
    assert (facts.organ, facts.year, facts["signature.organ"].value) == (
        "上海市人民政府办公厅",
        2019,
        "上海市人民政府办公厅",
    )


def test_shanghai_gets_no_finding_on_its_identities(both: list[Ruleset]) -> None:
    """Its totals by row are left blank, which is said once; the prose is the business of other rules."""
    assessment = check(SHANGHAI.read_text("utf-8"), both)
    assert [(one.rule, one.severity) for one in assessment.findings if one.rule[0] in "STAMP"] == [
        ("T306", Severity.WARNING),
        ("T405", Severity.WARNING),
    ]
    verdicts = {one.rule: one.verdict for one in assessment.outcomes}
    assert {verdicts[rule] for rule in ("T308", "T309", "T310", "T402", "T403", "T404")} == {Verdict.PASSED}
    assert assessment.count(Verdict.UNDETERMINED) == 0
