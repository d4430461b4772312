"""Every rule ends, after work in proportion to the report."""

import pytest

from engine import documents, extraction
from engine.evaluation import evaluate
from engine.evaluation.budget import Budget, Exhausted
from engine.evaluation.expressions import Evaluator
from engine.evaluation.instances import instances
from engine.model.document import Unreadable
from engine.model.facts import Facts
from engine.model.finding import Verdict
from engine.packs.find import shipped_folder
from tests.evaluation.village import facts, outcome, rule, ruleset, written
from tests.support.packs import shipped_pack

EVERY = "对每个 处 于 查找(全文, /./)"
REASON = "无法判断：要检查的情形太多，没有全部检查"


def long(count: int) -> Facts:
    return facts({"document.text": written("document.text", "甲乙丙丁戊己庚辛壬癸" * (count // 10), 6)})


@pytest.mark.parametrize(
    "clauses",
    [
        f"{EVERY}\n对每个 另 于 查找(全文, /./)\n禁止 处.文 = “子”",
        f"{EVERY}\n禁止 任一(另 于 查找(全文, /./), 另.文 = “子”)",
        f"{EVERY}\n禁止 全文 包含 “子”",
        f"{EVERY}\n禁止 全文 匹配 /子/",
        f"{EVERY}\n要求 字数(全文) > 9",
        f"{EVERY}\n令 同 为 其中(另 于 查找(全文, /./), 另.文 = 处.文)\n要求 数(同) > 0",
        f"{EVERY}\n对每个 另 于 查找(全文, /./)\n当 处.文 = “子”\n要求 1 = 2",
    ],
)
def test_a_rule_that_would_take_forever_is_undetermined(clauses: str) -> None:
    found = outcome(clauses, long(20_000))
    assert (found.verdict, found.reason) == (Verdict.UNDETERMINED, REASON)
    assert outcome(clauses, long(20)).verdict in (Verdict.PASSED, Verdict.NOT_APPLICABLE)


def test_what_was_found_before_the_end_is_said() -> None:
    found = outcome(f"{EVERY}\n对每个 另 于 查找(全文, /./)\n禁止 处.文 = 另.文\n提示 “{{处.文}}”", long(20_000))
    assert found.verdict is Verdict.FAILED
    assert found.findings[0].message == "甲"
    assert found.findings[-1].message == REASON
    assert 1000 < len(found.findings) < 20_000


def test_one_rule_takes_nothing_from_the_next() -> None:
    greedy = f"{EVERY}\n对每个 另 于 查找(全文, /./)\n禁止 处.文 = “子”"
    rules = ruleset(rule(greedy) + rule("要求 字数(全文) = 20000").replace("R1", "R2"))
    assert [one.verdict for one in evaluate(rules, long(20_000))] == [Verdict.UNDETERMINED, Verdict.PASSED]


def test_a_definition_that_takes_too_long_has_no_value_for_any_rule() -> None:
    greedy = "定义 对数 为 数(其中(甲 于 查找(全文, /./), 任一(乙 于 查找(全文, /./), 甲.文 = 乙.文)))\n"
    rules = ruleset(greedy + rule("要求 对数 = 1") + rule("禁止 对数 = 1").replace("R1", "R2"))
    found = evaluate(rules, long(20_000))
    assert [(one.verdict, one.reason) for one in found] == [(Verdict.UNDETERMINED, REASON)] * 2


def test_the_work_for_a_definition_is_not_that_of_the_rule_that_asks_first() -> None:
    costly = "数(其中(甲 于 查找(全文, /./), 甲.文 = “甲” 或 甲.文 = “乙”)) = 4000"
    assert outcome(f"要求 {costly}", long(20_000)).verdict is Verdict.PASSED
    assert outcome(f"要求 {costly} 且 {costly}", long(20_000)).verdict is Verdict.UNDETERMINED
    before = f"定义 甚多 为 {costly}"
    assert outcome(f"要求 {costly} 且 甚多", long(20_000), before=before).verdict is Verdict.PASSED


def test_the_work_that_is_left_is_counted() -> None:
    budget = Budget([facts()])
    budget.spend(200_000)
    with pytest.raises(Exhausted):
        budget.spend(200_000)
    budget.renew()
    assert budget.share == 0
    budget.spend(100)
    used = budget.share
    with budget.apart():
        budget.spend(10_000)
    assert budget.share == used
    shares = []
    for count in (1_000, 100_000):
        one = Budget([long(count)])
        one.spend(10_000)
        shares.append(one.share)
    assert shares[0] > shares[1]


@pytest.mark.parametrize("report", ["base.md", "samples/jiuxian-2023.md"])
def test_the_shipped_rules_use_less_than_a_twentieth(report: str) -> None:
    rules = shipped_pack()
    document = documents.read((shipped_folder() / "foi_annual_report" / report).read_bytes(), report)
    assert not isinstance(document, Unreadable)
    evaluator = Evaluator(extraction.extract(document, rules.form), rules)
    for one in rules.rules:
        list(instances(one, evaluator))
        assert evaluator.budget.share < 1 / 20, one.id
