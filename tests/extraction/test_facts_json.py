"""Facts handed in as JSON: what gouji prints comes back equal, values alone do, mistakes are said with their line."""

import json
from datetime import date
from decimal import Decimal
from random import Random

import pytest

from engine import pipeline
from engine.language.checked import Ruleset
from engine.model.facts import Facts, Status
from engine.model.finding import Assessment, Verdict
from engine.outputs.json import render_facts
from engine.pipeline import Problem
from tests.round_trip.judging import FORMS, cells
from tests.support.forms import annual_report_form
from tests.support.packs import shipped_packs
from tests.support.reports import Layout, framed, write, write_tables

ONE_CELL = "table3.received.total"
AMOUNT = "table2.fees.amount"


def rulesets() -> tuple[Ruleset, ...]:
    return tuple(shipped_packs())


def given(text: str | bytes) -> Facts | Problem:
    data = text.encode() if isinstance(text, str) else text
    return pipeline.understand(data, "facts.json", rulesets())


def facts(text: str | bytes) -> Facts:
    found = given(text)
    assert isinstance(found, Facts), found
    return found


def wrong(text: str) -> Problem:
    found = given(text)
    assert isinstance(found, Problem)
    assert found.trouble is pipeline.Trouble.UNREADABLE
    return found


def said(found: Assessment | Problem) -> set[tuple[str, str, str]]:
    assert isinstance(found, Assessment), found
    return {(one.rule, one.outcome.value, one.message) for one in found.findings}


@pytest.mark.parametrize("year", FORMS)
@pytest.mark.parametrize("blanks", [0, 20])
@pytest.mark.parametrize("layout", [Layout.TWO, Layout.SLID])
def test_what_gouji_prints_comes_back(year: int, blanks: int, layout: Layout) -> None:
    random = Random(f"{year}/{blanks}")  # noqa: S311 (test data)
    form = annual_report_form(FORMS[year])
    report = write(framed(year, *write_tables(cells(random, form, blanks), layout, random, form)))
    read = pipeline.understand(report.encode(), "report.md", rulesets())
    assert isinstance(read, Facts)
    back = facts(render_facts([read]))
    assert (back.form.id, back.writes_zero, back.unused) == (read.form.id, read.writes_zero, read.unused)
    for name, fact in read.facts.items():
        again = back[name]
        assert (again.status, again.value, again.raw) == (fact.status, fact.value, fact.raw), name
        assert (again.location, again.reason, again.violation) == (fact.location, fact.reason, fact.violation), name
        assert type(again.value) is type(fact.value), name
    assert said(pipeline.assess(back, rulesets())) == said(pipeline.assess(read, rulesets()))


def test_the_same_in_other_encodings() -> None:
    text = json.dumps({"facts": {ONE_CELL: 3, "report.organ": "青禾县教育局"}}, ensure_ascii=False)
    for encoding in ("utf-8", "utf-8-sig", "utf-16", "gb18030"):
        assert facts(text.encode(encoding))["report.organ"].value == "青禾县教育局"


def test_values_alone() -> None:
    found = facts(
        json.dumps(
            {
                "facts": {
                    ONE_CELL: 3,
                    "table3.carried_in.total": "1,204",
                    "table3.granted.total": None,
                    "table3.partial.total": "/",
                    AMOUNT: 8.6,
                    "report.year": 2023,
                    "signature.date": "2024-01-31",
                }
            }
        )
    )
    assert (found[ONE_CELL].status, found[ONE_CELL].value) == (Status.FOUND, 3)
    assert found["table3.carried_in.total"].value == 1204
    assert found["table3.granted.total"].status is Status.BLANK
    assert found["table3.partial.total"].status is Status.MARK
    assert found[AMOUNT].value == Decimal("8.6")
    assert found["signature.date"].value == date(2024, 1, 31)
    assert found.year == 2023


def test_a_rule_that_needs_what_is_not_given_does_not_apply() -> None:
    found = pipeline.assess(facts(json.dumps({"facts": {ONE_CELL: 3}})), rulesets())
    assert isinstance(found, Assessment)
    assert found.findings == ()
    assert found.count(Verdict.UNDETERMINED) == 0


def test_a_rule_on_given_values_finds_what_is_wrong() -> None:
    row = {
        f"table3.received.{column.id}": 1
        for column in annual_report_form(FORMS[2023]).table("table3").blocks[0].columns
    }
    right, bad = {**row, ONE_CELL: len(row) - 1}, {**row, ONE_CELL: 99}
    assert said(pipeline.assess(facts(json.dumps({"facts": right})), rulesets())) == set()
    assert {rule for rule, _, _ in said(pipeline.assess(facts(json.dumps({"facts": bad})), rulesets()))} == {"T308"}


def test_the_year_says_which_form() -> None:
    assert facts(json.dumps({"facts": {"report.year": 2019}})).form.id == "foi_annual_report_2019"
    assert facts(json.dumps({"facts": {"report.year": 2023}})).form.id == "foi_annual_report"
    assert facts(json.dumps({"form": "foi_annual_report_2019", "facts": {}})).form.id == "foi_annual_report_2019"


def test_places_are_those_of_the_json() -> None:
    cell = {
        "value": 99,
        "raw": "99",
        "status": "found",
        "location": {"page": 3, "box": [1, 2, 3.5, 4], "element": "B7"},
    }
    where = facts(json.dumps({"facts": {ONE_CELL: cell}}))[ONE_CELL].location
    assert where is not None
    assert (where.page, where.box, where.element, where.line) == (3, (1.0, 2.0, 3.5, 4.0), "B7", None)


@pytest.mark.parametrize(
    ("value", "reason"),
    [
        ("true", "应是数，写的是 True"),
        ("[3]", "应是数，写的是 [3]"),
        ("1e999999", "应是数，写的是 1E+999999"),
        ('{"value": 3}', "应是一个值，或者有 confirmed、location、raw、reason、status、value"),
        ('{"status": "sure"}', "的 status 只能是 found、blank、mark、ambiguous、absent"),
        ('{"status": ["found"]}', "的 status 只能是 found、blank、mark、ambiguous、absent"),
        ('{"status": "found"}', "的 status 是 found，value 应有值"),
        ('{"status": "blank", "value": 3}', "的 status 是 blank，value 应是 null"),
        ('{"status": "found", "value": 3, "location": 7}', "的 location 不是位置"),
        ('{"status": "found", "value": 3, "location": {"line": 1.5}}', "的 location 不是位置"),
        ('{"status": "found", "value": 3, "location": {"line": 1e99999}}', "的 location 不是位置"),
        ('{"status": "found", "value": 3, "location": {"lines": 1}}', "的 location 不是位置"),
        ('{"status": "found", "value": 3, "raw": 3}', "的 raw 应是文字或 null"),
    ],
)
def test_a_wrong_value_is_said_with_its_line(value: str, reason: str) -> None:
    text = f'{{"form": "foi_annual_report",\n"facts": {{\n"{ONE_CELL}": {value}}}}}'
    assert wrong(text).reason == f"第 3 行：{ONE_CELL} {reason}"


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        (
            '"table3.recieved.total": 3',
            "第 3 行：表单“政府信息公开工作年度报告（2021年格式）”没有 table3.recieved.total 这一项",
        ),
        ('"report.organ": "局",\n"report.organ": "局"', "第 4 行：report.organ 写了两次"),
        ('"report.year": "2023"', "第 3 行：report.year 应是整数，写的是 2023"),
        ('"report.organ": 5', "第 3 行：report.organ 应是文字，写的是 5"),
        ('"report.organ": NaN', "不是合法的 JSON：数太长、不是数，或者套得太深"),
        ('"report.organ": "局",', "第 4 行第 1 列：不是合法的 JSON"),
    ],
)
def test_mistakes_are_said_with_their_line(text: str, reason: str) -> None:
    assert wrong(f'{{"form": "foi_annual_report",\n"facts": {{\n{text}\n}}}}').reason == reason


def test_hostile_json() -> None:
    assert "JSON" in wrong('{"facts": ' + "[" * 200_000).reason
    assert "JSON" in wrong('{"facts": {"a": ' + "9" * 5000 + "}}").reason
    assert "一份一个文件" in wrong('{"reports": [{"facts": {}}]}').reason
    assert "对象" in wrong('{"facts": []}').reason
    assert "form" in wrong('{"form": 3, "facts": {}}').reason


def test_a_form_that_no_ruleset_is_about() -> None:
    found = given('{"form": "other", "facts": {}}')
    assert isinstance(found, Problem)
    assert found.trouble is pipeline.Trouble.UNKNOWN_KIND


def test_a_text_in_braces_is_no_facts() -> None:
    found = given("{公开} 这里没有数据。")
    assert isinstance(found, Problem)
    assert found.trouble is pipeline.Trouble.UNKNOWN_KIND


def test_a_number_that_a_float_cannot_carry() -> None:
    found = facts(json.dumps({"facts": {AMOUNT: {"status": "found", "value": "12345678901234567.89", "raw": None}}}))
    assert found[AMOUNT].value == Decimal("12345678901234567.89")
