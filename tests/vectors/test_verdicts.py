"""Columns and the engine come to the same verdicts, whatever was read."""

from hypothesis import Phase, assume, given, settings
from hypothesis import strategies as st

from engine import packs, pipeline
from engine.language.compile import compile_files
from engine.model.facts import Facts
from engine.model.struct import replace
from engine.vectors.judging import Pack, prepare
from tests.evaluation.test_wild import NAMES as DECLARATIONS
from tests.evaluation.test_wild import RULES, VILLAGE, wild
from tests.evaluation.village import FORM_TEXT, facts
from tests.support.rules_texts import rules
from tests.vectors.comparing import by_columns, different

VILLAGE_PACK = prepare(RULES)
PACKS: list[tuple[Pack, Facts]] = []


def packs_and_bases() -> list[tuple[Pack, Facts]]:
    """The shipped packs with the facts of their base reports."""
    if not PACKS:
        for name in packs.shipped():
            ruleset = packs.load(name).ruleset
            assert ruleset is not None
            assert ruleset.base is not None
            base = pipeline.understand(ruleset.base.encode(), "base.md", [ruleset])
            assert isinstance(base, Facts)
            PACKS.append((prepare(ruleset), base))
    return PACKS


@st.composite
def villages(draw: st.DrawFn) -> Facts:
    right = facts()
    touched = draw(st.lists(st.sampled_from(sorted(right.facts)), max_size=25, unique=True))
    return facts({one: draw(wild(one)) for one in touched}, writes_zero=draw(st.booleans()))


@settings(max_examples=10, deadline=None)
@given(st.lists(villages(), min_size=1, max_size=5))
def test_wild_facts(reports: list[Facts]) -> None:
    assert different(by_columns(VILLAGE_PACK, reports), RULES, reports) == []


@settings(max_examples=10, deadline=None)
@given(rules(VILLAGE), st.lists(villages(), min_size=1, max_size=3))
def test_any_rule_that_compiles(clauses: str, reports: list[Facts]) -> None:
    ruleset = compile_files({"form.rules": FORM_TEXT, "rules.rules": f"{DECLARATIONS}{clauses}"}).ruleset
    assume(ruleset is not None)
    assert ruleset is not None
    assert different(by_columns(prepare(ruleset), reports), ruleset, reports) == []


@settings(max_examples=1, deadline=None, phases=[Phase.generate])  # to shrink takes minutes
@given(st.data())
def test_shipped_packs_on_wild_facts(data: st.DataObject) -> None:
    """On a base report, only what looks at how a number with its unit is written is left open."""
    for pack, base in packs_and_bases():
        reports = [base]
        for _ in range(2):
            touched = data.draw(st.lists(st.sampled_from(sorted(base.facts)), max_size=30, unique=True))
            changed = {one: data.draw(wild(one)) for one in touched}
            zeros = data.draw(st.sets(st.sampled_from(["table2", "table3", "table4"])))
            reports.append(replace(base, facts={**base.facts, **changed}, writes_zero=frozenset(zeros)))
        verdicts = by_columns(pack, reports)
        assert different(verdicts, pack.ruleset, reports) == []
        open_ones = {rule for rule, verdict in verdicts[0].items() if verdict == "open"}
        assert open_ones <= {"T206", "T217"}
