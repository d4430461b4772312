"""Rules about last year's report are joins: its columns stand beside those of the report."""

from functools import cache

from hypothesis import given, settings
from hypothesis import strategies as st

from engine import packs, pipeline
from engine.columns.frames import frame
from engine.evaluation import evaluate
from engine.language.checked import Ruleset, Which
from engine.model.facts import Facts
from engine.model.struct import replace
from engine.vectors import codes
from engine.vectors.judging import Pack, beside_previous, judge, prepare
from engine.vectors.reads import asks_for
from tests.evaluation.test_wild import wild
from tests.vectors.comparing import NAMES


@cache
def compared() -> tuple[Pack, Facts, Facts]:
    """The rules of the pack that ask for last year's report, and its two reports."""
    ruleset = packs.load("foi_annual_report").ruleset
    assert ruleset is not None
    only = replace(ruleset, rules=tuple(rule for rule in ruleset.rules if asks_for(rule, Which.PREVIOUS)))
    return prepare(only, {Which.PREVIOUS}), read(ruleset, ruleset.base), read(ruleset, ruleset.previous)


def read(ruleset: Ruleset, text: str | None) -> Facts:
    assert text is not None
    facts = pipeline.understand(text.encode(), "base.md", [ruleset])
    assert isinstance(facts, Facts)
    return facts


def by_join(pack: Pack, pairs: list[tuple[Facts, Facts | None]]) -> list[dict[str, str]]:
    reports, before = [one for one, _ in pairs], [other for _, other in pairs if other is not None]
    places = iter(range(len(before)))
    rows = [None if other is None else next(places) for _, other in pairs]
    form = pack.ruleset.form
    table = beside_previous(frame(form, reports, "1"), frame(form, before, "1"), rows)
    return [{rule: NAMES[code] for rule, code in row.items()} for row in judge(pack, table).iter_rows(named=True)]


@settings(max_examples=2, deadline=None)
@given(st.data())
def test_a_join_says_what_the_engine_says(data: st.DataObject) -> None:
    pack, base, last = compared()
    cells = sorted(name for name in base.facts if name.startswith("table"))
    texts = ["section.1.text", "section.5.text", "section.6.text"]

    def changed(facts: Facts) -> Facts:
        touched = data.draw(st.lists(st.sampled_from(cells) | st.sampled_from(texts), max_size=8, unique=True))
        zeros = data.draw(st.sets(st.sampled_from(["table2", "table3", "table4"])))
        others = {one: data.draw(wild(one)) for one in touched}
        return replace(facts, facts={**facts.facts, **others}, writes_zero=frozenset(zeros))

    pairs: list[tuple[Facts, Facts | None]] = [(base, last), (base, None)]
    pairs += [(changed(base), changed(last) if data.draw(st.booleans()) else last) for _ in range(4)]
    for (report, before), said in zip(pairs, by_join(pack, pairs), strict=True):
        outcomes = evaluate(pack.ruleset, report, previous=before, strict=True)
        verdicts = {one.rule: one.verdict.value for one in outcomes}
        open_ones = {rule for rule, verdict in said.items() if verdict == NAMES[codes.OPEN]}
        assert {**verdicts, **dict.fromkeys(open_ones, "open")} == said


def test_numbers_of_both_years_need_no_look_at_the_report() -> None:
    """Only what compares texts is left to the engine."""
    pack, base, last = compared()
    (said,) = by_join(pack, [(base, last)])
    assert {rule for rule, verdict in said.items() if verdict == NAMES[codes.OPEN]} <= {"Y04", "Y04b", "Y06"}
    (without,) = by_join(pack, [(base, None)])
    assert NAMES[codes.OPEN] not in without.values()
