"""Confirmed values in facts and findings, and what is written for them."""

from datetime import date
from decimal import Decimal
from hashlib import sha256
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from engine import pipeline
from engine.confirmation.confirming import confirm
from engine.confirmation.file import Entry
from engine.confirmation.naming import beside
from engine.confirmation.reading import parse
from engine.confirmation.writing import Wrong, added, values_of
from engine.language.checked import Ruleset
from engine.model.facts import Facts, FactValue, Status
from engine.outputs.format import Checked, Manner
from engine.outputs.formats import csv, markdown
from tests.support.packs import shipped_pack

PACK = Path(__file__).parents[2] / "rules" / "foi_annual_report"
BASE = (PACK / "base.md").read_text(encoding="utf-8")
RECEIVED = next(line for line in BASE.splitlines() if line.startswith("| 一、本年新收"))
SHORT = BASE.replace(RECEIVED, RECEIVED.replace("| 0 | 0 |", "| 0 |", 1))  # a cell has been lost
DAY = date(2024, 3, 1)


@pytest.fixture(scope="module")
def ruleset() -> Ruleset:
    return shipped_pack()


def read(path: Path, ruleset: Ruleset) -> Facts:
    facts = pipeline.understand(path.read_bytes(), str(path), [ruleset])
    assert isinstance(facts, Facts)
    return facts


def entries(**values: FactValue) -> dict[str, Entry]:
    return {fact.replace("__", "."): Entry(value, "王某", DAY, "对照原件") for fact, value in values.items()}


def write(report: Path, said: dict[str, Entry]) -> None:
    done = added(report, sha256(report.read_bytes()).hexdigest(), said)
    assert done.wrong is None
    assert done.diagnostics == ()
    done.path.write_text(done.text, encoding="utf-8")


@pytest.fixture
def report(tmp_path: Path) -> Path:
    path = tmp_path / "报告.md"
    path.write_text(SHORT, encoding="utf-8")
    return path


def test_an_uncertain_value_is_found_once_it_is_confirmed(report: Path, ruleset: Ruleset) -> None:
    before = read(report, ruleset)
    assert before["table3.received.total"].status is Status.AMBIGUOUS
    write(report, entries(table3__received__total=5, signature__organ="青禾县云溪镇政府"))
    facts = confirm(before, report).facts
    total = facts["table3.received.total"]
    assert (total.status, total.value, total.reason) == (Status.FOUND, 5, None)
    assert total.location == before["table3.received.total"].location
    assert total.confirmed is not None
    assert (total.confirmed.by, total.confirmed.on, total.confirmed.note) == ("王某", DAY, "对照原件")
    assert (total.confirmed.status, total.confirmed.value) == (Status.AMBIGUOUS, None)
    organ = facts["signature.organ"]
    assert organ.passage is not None
    assert organ.passage.text == organ.value == "青禾县云溪镇政府"
    assert organ.passage.location is not None
    assert organ.confirmed is not None
    assert organ.confirmed.value == "青禾县云溪镇人民政府"
    assert facts["table3.received.other"] == before["table3.received.other"]


@pytest.mark.parametrize(("beyond", "expected"), [("", 0), (" 3 |", 1)])
def test_surplus_is_known_once_all_values_of_a_row_are(
    report: Path, ruleset: Ruleset, beyond: str, expected: int
) -> None:
    text = BASE.replace("| 行政许可 | 12 |", f"| 行政许可 | 1 2 |{beyond}")
    report.write_text(text, encoding="utf-8")
    before = read(report, ruleset)
    assert before["table2.licences.surplus"].status is Status.AMBIGUOUS
    write(report, entries(table2__licences__decisions=12))
    after = confirm(before, report).facts["table2.licences.surplus"]
    assert (after.status, after.value, after.reason) == (Status.FOUND, expected, None)
    assessment = pipeline.assess(confirm(before, report).facts, [ruleset])
    assert not isinstance(assessment, pipeline.Problem)
    assert ["T208"] * expected == [one.rule for one in assessment.findings]


def test_surplus_stays_open_while_a_value_of_its_row_is(report: Path, ruleset: Ruleset) -> None:
    write(report, entries(table3__received__total=5))
    assert confirm(read(report, ruleset), report).facts["table3.received.surplus"].status is Status.AMBIGUOUS


def test_findings_say_what_was_read_by_hand(report: Path, ruleset: Ruleset) -> None:
    columns = ("natural_person", "business", "research", "public_welfare", "legal_service", "other", "total")
    values = dict(zip(columns, (4, 1, 0, 0, 0, 0, 9), strict=True))
    write(report, {f"table3.received.{name}": Entry(value, "王某", DAY) for name, value in values.items()})
    assessment = pipeline.assess(confirm(read(report, ruleset), report).facts, [ruleset])
    assert not isinstance(assessment, pipeline.Problem)
    (finding,) = (one for one in assessment.findings if one.rule == "T308")
    confirmed = {one.fact: one.confirmed for one in finding.evidence}
    assert set(confirmed) == {f"table3.received.{name}" for name in columns}
    assert all(one is not None and one.by == "王某" for one in confirmed.values())
    for output in (csv.FORMAT, markdown.FORMAT):
        written = output.render([Checked(assessment)], Manner()).decode("utf-8-sig").replace("\\", "")
        assert "表三[新收, 总计] = 9（王某 2024-03-01 核定；原读：不确定）" in written


def test_a_file_of_another_content_is_not_used(report: Path, ruleset: Ruleset) -> None:
    write(report, entries(table3__received__total=5))
    report.write_text(SHORT + "\n", encoding="utf-8")
    before = read(report, ruleset)
    done = confirm(before, report)
    assert done.facts.stale is not None
    assert done.facts.stale.endswith("报告.md.reading.toml")
    assert done.facts.facts == before.facts


@pytest.mark.parametrize(
    ("fact", "value", "code", "words"),
    [
        ("table3.recieved.total", 5, "K004", "table3.received.total"),
        ("section.1.text", "甲", "K004", "section.1.text"),
        ("table3.received.total", -5, "K005", "非负整数"),
        ("table3.received.total", Decimal("5.0"), "K005", "5.0"),
        ("table3.received.total", "5", "K005", "非负整数"),
        ("signature.date", "2024-01-15", "K005", "日期"),
        ("report.year", 0, "K005", "年份"),
        ("report.organ", 5, "K005", "机关"),
    ],
)
def test_what_does_not_fit_is_said_with_its_place(
    report: Path, ruleset: Ruleset, fact: str, value: FactValue, code: str, words: str
) -> None:
    write(report, {fact: Entry(value, "王某", DAY)})
    done = confirm(read(report, ruleset), report)
    ((said, text),) = ((one, one.message) for one in done.diagnostics)
    assert said.code == code
    assert words in text
    assert said.span.line == (4 if code == "K004" else 5)
    assert done.facts["table3.received.total"].status is Status.AMBIGUOUS


def test_what_an_auditor_writes(report: Path, ruleset: Ruleset) -> None:
    facts = read(report, ruleset)
    assert values_of(["table3.received=4，1,0,0,0,0,5", "report.year", "signature.date=2024-01-15"], facts) == {
        "table3.received.natural_person": 4,
        "table3.received.business": 1,
        "table3.received.research": 0,
        "table3.received.public_welfare": 0,
        "table3.received.legal_service": 0,
        "table3.received.other": 0,
        "table3.received.total": 5,
        "report.year": 2023,
        "signature.date": date(2024, 1, 15),
    }
    assert values_of(["table2.fees.amount=8.60"], facts) == {"table2.fees.amount": Decimal("8.60")}


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("table3.recieved.total=5", "是不是“table3.received.total”"),
        ("table3.received=5", "有 7 格，写了 1 个数"),
        ("table3.received.total", "没有读准"),
        ("table3.received.total=", "非负整数"),
        ("table3.received.total=五", "非负整数"),
        ("table3.received.total=1e3", "非负整数"),
        ("table3.received.total=٣", "非负整数"),
        ("table3.received.total=NaN", "非负整数"),
        ("signature.date=2024-02-30", "日期"),
    ],
)
def test_what_an_auditor_cannot_write(report: Path, ruleset: Ruleset, text: str, words: str) -> None:
    said = values_of([text], read(report, ruleset))
    assert isinstance(said, Wrong)
    assert words in said.reason


def test_what_is_confirmed_is_not_written_over(report: Path) -> None:
    write(report, entries(table3__received__total=5))
    mine = beside(report).read_text(encoding="utf-8").replace("\n[facts", "\n# 见原件第 3 页\n[facts")
    beside(report).write_text(mine, encoding="utf-8")
    digest = sha256(report.read_bytes()).hexdigest()
    again = added(report, digest, entries(table3__received__total=6))
    assert again.wrong is not None
    assert "第 5 行" in again.wrong.reason
    more = added(report, digest, entries(table3__received__other=0))
    assert more.text.startswith(mine)
    assert added(report, "b" * 64, entries(table3__received__other=0)).wrong is not None
    beside(report).write_text("sha256 =", encoding="utf-8")
    assert [one.code for one in added(report, digest, {}).diagnostics] == ["G001"]


WORDS = st.text(st.characters(exclude_categories=["C", "Z"]), min_size=1)
VALUES: st.SearchStrategy[FactValue] = st.one_of(
    st.integers(-(10**9), 10**9), st.decimals(-(10**6), 10**6, places=3), st.dates(), WORDS
)


@settings(deadline=None, max_examples=60)
@given(st.dictionaries(WORDS, st.builds(Entry, VALUES, WORDS, st.dates(), st.none() | WORDS), max_size=4))
def test_what_is_written_is_read_back(said: dict[str, Entry]) -> None:
    done = added(Path("没有这份报告.md"), "c" * 64, said)
    reading = parse(done.text, "x")
    assert reading.file is not None, reading.diagnostics
    assert dict(reading.file.entries) == said
