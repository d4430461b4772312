"""Reports that were really checked, for the tests of formats: a hostile one, the sample, one with a waiver."""

from datetime import date
from functools import lru_cache

from engine import pipeline
from engine.language.checked import Ruleset
from engine.model.confirmation import Confirmation
from engine.model.facts import Facts, Status
from engine.model.finding import Assessment, Waived, Waiver
from engine.model.struct import replace
from engine.outputs.format import Checked
from tests.support.packs import shipped_pack
from tests.support.places import RULES

HOSTILE = "=a|<script>alert(1)</script>`**x**`&amp;"
"""Markup and a formula, as the name of a file."""
_SAMPLE = RULES / "foi_annual_report" / "samples" / "jiuxian-2023.md"
_BASE = RULES / "foi_annual_report" / "base.md"


def ruleset() -> Ruleset:
    return shipped_pack()


def check(text: str, source: str) -> Checked:
    data = text.encode()
    facts = pipeline.understand(data, source, [ruleset()])
    assert isinstance(facts, Facts)
    assessment = pipeline.assess(facts, [ruleset()])
    assert isinstance(assessment, Assessment)
    return Checked(assessment, facts, data)


@lru_cache(maxsize=1)
def sample() -> Checked:
    """The sample report, as it lies in the project."""
    return check(_SAMPLE.read_text(encoding="utf-8"), "旧县镇 2023.md")


@lru_cache(maxsize=1)
def hostile() -> Checked:
    """The base report with a wrong number, markup and control characters in its prose and in its file's name."""
    text = _BASE.read_text(encoding="utf-8")
    wrong = text.replace("新收政府信息公开申请数量 | | | 4", "新收政府信息公开申请数量 | | | 3")
    assert wrong != text
    return check(
        wrong.replace("二、主动公开", f"{HOSTILE}\u0007青禾县云湲镇人民政府待补充XX。\n\n二、主动公开", 1),
        f"{HOSTILE}.md",
    )


@lru_cache(maxsize=1)
def waived() -> Checked:
    """The sample with its first finding waived."""
    one = sample()
    first = one.assessment.findings[0]
    waiver = Waiver(first.rule, "*", "已向县政务公开办说明", "王<某>", date(2024, 12, 31))
    outcomes = tuple(
        replace(outcome, findings=tuple(finding for finding in outcome.findings if finding is not first))
        for outcome in one.assessment.outcomes
    )
    return replace(one, assessment=replace(one.assessment, outcomes=outcomes, waived=(Waived(first, waiver),)))


@lru_cache(maxsize=1)
def confirmed() -> Checked:
    """The hostile report, in which a person confirmed the wrong number."""
    facts = hostile().facts
    assert facts is not None
    by_hand = Confirmation("王核<定>", date(2024, 5, 6), Status.AMBIGUOUS, None, "对照原件")
    cell = replace(facts["table3.received.natural_person"], confirmed=by_hand)
    facts = replace(facts, facts={**facts.facts, cell.id: cell})
    assessment = pipeline.assess(facts, [ruleset()])
    assert isinstance(assessment, Assessment)
    return Checked(assessment, facts, hostile().data)


def reports() -> list[Checked]:
    return [hostile(), waived()]
