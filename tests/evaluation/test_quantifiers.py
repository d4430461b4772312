"""全部, 任一, 其中, 逐个 say what and and or written out say, and keep what decided."""

from collections.abc import Sequence

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from engine.model.facts import Fact, Facts, Status
from engine.model.finding import Verdict
from tests.evaluation.village import cell, facts, outcome

ROWS = {"income": "收入", "spending": "支出", "balance": "结余"}
EVERY = "格 于 资金表[收入 .. 结余, 自筹]"


def column(states: Sequence[int | Status]) -> Facts:
    """The report with these three numbers, or cells without a number, in one column."""
    changed: dict[str, Fact] = {}
    for row, state in zip(ROWS, states, strict=True):
        fact_id = f"funds.{row}.own"
        found = (state, None) if isinstance(state, Status) else (Status.FOUND, state)
        changed[fact_id] = cell(fact_id, *found)
    return facts(changed)


states = st.one_of(st.integers(0, 6), st.sampled_from([Status.AMBIGUOUS, Status.BLANK, Status.MARK, Status.ABSENT]))


@settings(max_examples=60, deadline=None)
@given(st.lists(states, min_size=3, max_size=3), st.sampled_from([("全部", "且"), ("任一", "或")]))
def test_they_agree_with_and_and_or(numbers: list[int | Status], words: tuple[str, str]) -> None:
    quantifier, operator = words
    report = column(numbers)
    written_out = f" {operator} ".join(f"资金表[{name}, 自筹] > 3" for name in ROWS.values())
    for clause in ("要求", "禁止"):
        short = outcome(f"{clause} {quantifier}({EVERY}, 格 > 3)", report)
        long = outcome(f"{clause} {written_out}", report)
        assert (short.verdict, short.reason) == (long.verdict, long.reason)
        shown = [[evidence.value for evidence in finding.evidence] for finding in short.findings]
        assert shown == [[evidence.value for evidence in finding.evidence] for finding in long.findings]


@settings(max_examples=60, deadline=None)
@given(st.lists(states, min_size=3, max_size=3))
def test_a_selection_is_known_only_when_every_item_is(numbers: list[int | Status]) -> None:
    found = outcome(f"要求 数(其中({EVERY}, 格 > 3)) = 2", column(numbers))
    doubtful = any(one in (Status.AMBIGUOUS, Status.BLANK, Status.MARK) for one in numbers)
    count = sum(one > 3 for one in numbers if not isinstance(one, Status))
    wanted = Verdict.PASSED if count == 2 else Verdict.FAILED
    assert found.verdict is (Verdict.UNDETERMINED if doubtful else wanted)


@settings(max_examples=60, deadline=None)
@given(st.lists(states, min_size=3, max_size=3))
def test_what_is_computed_for_each_is_known_only_when_every_item_is(numbers: list[int | Status]) -> None:
    found = outcome(f"要求 合计(逐个({EVERY}, 格 + 1)) = 13", column(numbers))
    known = [one for one in numbers if not isinstance(one, Status)]
    if len(known) == 3:
        assert found.verdict is (Verdict.PASSED if sum(known) == 10 else Verdict.FAILED)
    elif all(one is Status.ABSENT for one in numbers if isinstance(one, Status)):
        assert found.verdict is Verdict.NOT_APPLICABLE
    else:
        assert found.verdict is Verdict.UNDETERMINED


@pytest.mark.parametrize(
    ("requirement", "verdict"),
    [
        ("全部(处 于 查找(全文, /拖欠/), 处.文 = “甲”)", Verdict.PASSED),
        ("任一(处 于 查找(全文, /拖欠/), 处.文 = “拖欠”)", Verdict.FAILED),
        ("数(其中(处 于 查找(全文, /拖欠/), 处.文 = “拖欠”)) = 0", Verdict.PASSED),
        ("全部(行 于 资金表.行, 任一(列 于 资金表.列, 资金表[行, 列] >= 30))", Verdict.PASSED),
        ("全部(行 于 资金表.行, 任一(列 于 资金表.列, 资金表[行, 列] > 30))", Verdict.FAILED),
    ],
)
def test_of_nothing_and_of_lists_within_lists(requirement: str, verdict: Verdict) -> None:
    assert outcome(f"要求 {requirement}").verdict is verdict


def test_what_decided_is_what_the_finding_shows() -> None:
    def names(clauses: str, report: Facts) -> list[str]:
        return [evidence.name for evidence in outcome(clauses, report).findings[0].evidence]

    report = column([5, 1, 7])
    assert names(f"要求 全部({EVERY}, 格 > 3)", report) == ["资金表[支出, 自筹]"]
    assert names(f"禁止 任一({EVERY}, 格 > 3)", report) == ["资金表[收入, 自筹]", "资金表[结余, 自筹]"]
    # What a selection dropped is no evidence of what is said about the rest.
    assert names(f"要求 合计(其中({EVERY}, 格 > 3)) = 0 元", report) == ["资金表[收入, 自筹]", "资金表[结余, 自筹]"]


def test_words_found_are_pointed_at() -> None:
    report = facts(body="收支平衡。拖欠两笔。")
    (finding,) = outcome("禁止 任一(处 于 查找(概况.正文, /拖欠/), 处.文 包含 “欠”)", report).findings
    assert [(place.quote, place.location.column) for place in finding.locations] == [("欠", 7)]


def test_the_values_of_let_are_worked_out_from_what_stands_before() -> None:
    clauses = """对每个 行 于 资金表.行
    令 和 为 资金表[行, 上级] + 资金表[行, 自筹]
    令 多 为 和 - 资金表[行, 总计]
    当 和 > 50 元
    要求 多 = 0 元
    提示 “{行.名称}多 {多}，共 {和}”"""
    assert outcome(clauses).verdict is Verdict.PASSED
    found = outcome(clauses, facts(values={"funds.spending.own": 25, "funds.balance.own": 11}))
    assert [finding.message for finding in found.findings] == ["二、支出多 5，共 75"]
    assert [place.fact for place in found.findings[0].locations] == [
        "funds.spending.upper",
        "funds.spending.own",
        "funds.spending.total",
    ]
    doubtful = outcome(clauses, facts({"funds.income.own": cell("funds.income.own", Status.AMBIGUOUS)}))
    assert doubtful.verdict is Verdict.UNDETERMINED
    assert "资金表[收入, 自筹]：分不清哪个数属于哪一列" in (doubtful.reason or "")


def test_a_let_that_nobody_reads_harms_nobody() -> None:
    assert outcome("令 商 为 1 / (资金表[收入, 上级] - 70 元)\n要求 1 = 1").verdict is Verdict.PASSED
    assert outcome("令 商 为 1 元 / (资金表[收入, 上级] - 70 元)\n要求 商 = 1").verdict is Verdict.UNDETERMINED
