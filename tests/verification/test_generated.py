"""Reports made from packs: they keep every rule, they break the one they should, and they shrink to something short."""

from random import Random

import pytest
from hypothesis import HealthCheck, Phase, find, given, settings
from hypothesis import strategies as st
from hypothesis.errors import NoSuchExample

from engine.arithmetic import formulas as f
from engine.evaluation import evaluate
from engine.language.checked import Ruleset
from engine.model.facts import Status
from engine.model.finding import Severity, Verdict
from engine.verification import reports, violations, wild
from engine.verification.generated import SHAPES, Maker, Report
from engine.verification.strategies import maker
from tests.support.packs import shipped_pack

NAMES = ("foi_annual_report", "foi_annual_report_2019")
HEAVY = settings(deadline=None, max_examples=12, suppress_health_check=list(HealthCheck))


def pack(name: str) -> Ruleset:
    return shipped_pack(name)


def failing(ruleset: Ruleset, report: Report) -> set[str]:
    outcomes = evaluate(ruleset, maker(ruleset).read(report.text), strict=True)
    bad = (Verdict.FAILED, Verdict.UNDETERMINED)
    return {one.rule for one in outcomes if one.verdict in bad and one.severity is not Severity.INFO}


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("shape", SHAPES, ids=lambda shape: shape.name)
def test_what_is_made_keeps_every_rule(name: str, shape: object) -> None:
    @HEAVY
    @given(st.data())
    def keeps(data: st.DataObject) -> None:
        report = data.draw(reports(pack(name), shape))  # type: ignore[arg-type]
        assert failing(pack(name), report) == set()

    keeps()


@pytest.mark.parametrize("name", NAMES)
def test_the_numbers_of_a_report_are_those_that_are_read_in_it(name: str) -> None:
    made = Maker(pack(name))
    random = Random(4)  # noqa: S311 (test data)
    for shape in SHAPES:
        report = made.seeded(random, shape)
        facts = made.read(report.text)
        cells = {name: facts[name] for name in report.numbers if name in facts.facts and name not in made.plan.fixed}
        assert {name: fact.value for name, fact in cells.items()} == {name: report.numbers[name] for name in cells}
        assert {fact.status for fact in cells.values()} == {Status.FOUND}


def test_the_identities_hold_by_construction_and_the_prose_agrees() -> None:
    made = Maker(pack("foi_annual_report"))
    n = made.seeded(Random(9), SHAPES[3]).numbers  # noqa: S311 (test data)
    columns = ["natural_person", "business", "research", "public_welfare", "legal_service", "other"]
    assert n["table3.received.total"] == sum(n[f"table3.received.{column}"] for column in columns) > 0
    for column in [*columns, "total"]:
        into = n[f"table3.received.{column}"] + n[f"table3.carried_in.{column}"]
        assert into == n[f"table3.disposed.{column}"] + n[f"table3.carried_out.{column}"]
    report = Report(n, made.text(n))
    assert f"全年收到申请{n['table3.received.total']}件" in report.text
    assert f"办结{n['table3.disposed.total']}件，转入下年{n['table3.carried_out.total']}件" in report.text


@pytest.mark.parametrize("rule", ["T308", "T309", "T310", "T402", "T213", "X01", "X03", "X08"])
def test_a_violation_breaks_its_rule(rule: str) -> None:
    ruleset = pack("foi_annual_report")

    @settings(HEAVY, max_examples=5)
    @given(violations(ruleset, rule))
    def breaks(report: Report) -> None:
        outcomes = evaluate(ruleset, maker(ruleset).read(report.text), strict=True)
        assert rule in {one.rule for one in outcomes if one.verdict is Verdict.FAILED}

    breaks()


@pytest.mark.parametrize("rule", ["T402", "X01", "X03", "X08", "T403"])
def test_where_the_numbers_allow_it_nothing_else_is_broken(rule: str) -> None:
    ruleset = pack("foi_annual_report")
    plan = maker(ruleset).plan

    @settings(HEAVY, max_examples=20)
    @given(violations(ruleset, rule))
    def alone(report: Report) -> None:
        assert {one.rule for one in plan.kept if not f.holds(one.formula, report.numbers)} == {rule}

    alone()


def test_a_rule_about_words_has_no_violation_in_numbers() -> None:
    with pytest.raises(KeyError):
        violations(pack("foi_annual_report"), "L03")


def test_a_report_shrinks_to_zeros_with_the_numbers_that_matter() -> None:
    made = maker(pack("foi_annual_report"))
    least = find(
        reports(made.ruleset),
        lambda report: report.numbers["table3.received.business"] >= 7,
        settings=settings(database=None, deadline=None, max_examples=2000, phases=[Phase.generate, Phase.shrink]),
        random=Random(1),  # noqa: S311 (test data)
    )
    drawn = {one.id for one in made.plan.free if least.numbers[one.id]}
    assert 7 <= least.numbers["table3.received.business"] < 100
    assert len(drawn) <= 3, drawn


def test_wild_facts_have_every_status_and_break_no_evaluation() -> None:
    ruleset = pack("foi_annual_report")
    seen: set[Status] = set()

    @settings(HEAVY, max_examples=25)
    @given(wild(ruleset))
    def runs(facts: object) -> None:
        seen.update(fact.status for fact in facts.facts.values())  # type: ignore[attr-defined]
        evaluate(ruleset, facts, strict=True)  # type: ignore[arg-type]

    runs()
    assert seen == set(Status)


def test_no_report_without_requests_contradicts_what_is_asked() -> None:
    """The strategy filters nothing: asking for what cannot be is answered with no example, not with a wrong one."""
    with pytest.raises(NoSuchExample):
        find(
            reports(pack("foi_annual_report"), SHAPES[0]),
            lambda report: report.numbers["table3.received.total"] < 0,
            settings=settings(database=None, deadline=None, max_examples=50),
        )
