"""Facts are the same after they have been columns of a file."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from engine import pipeline
from engine.columns import dataset
from engine.columns.reading import read
from engine.columns.writing import Writer
from engine.model.facts import Fact, Facts, Status
from engine.model.struct import replace
from engine.outputs import json
from tests.evaluation.test_wild import wild
from tests.evaluation.village import facts
from tests.support.packs import shipped_packs

ROOT = Path(__file__).parents[2]
SAMPLES = sorted((ROOT / "rules").glob("*/samples/*.md"))
RULESETS = shipped_packs()


def stored(reports: list[Facts], root: Path) -> list[Facts]:
    """Reports through a data set in an empty folder."""
    writer = Writer(root, "1")
    for one in reports:
        writer.add(one)
    writer.close()
    forms = {one.form.id: one.form for one in reports}
    return list(read(root, list(forms.values())))


@settings(max_examples=20, deadline=None)
@given(st.data())
def test_wild_facts_come_back(tmp_path_factory: pytest.TempPathFactory, data: st.DataObject) -> None:
    right = facts()
    touched = data.draw(st.lists(st.sampled_from(sorted(right.facts)), max_size=40, unique=True))
    report = facts({one: data.draw(wild(one)) for one in touched}, writes_zero=data.draw(st.booleans()))
    (again,) = stored([report], tmp_path_factory.mktemp("wild"))
    assert again.facts == dict(report.facts)
    assert (again.writes_zero, again.unused, again.organ, again.year) == (
        report.writes_zero,
        report.unused,
        report.organ,
        report.year,
    )


def test_half_a_surrogate_pair_comes_back(tmp_path: Path) -> None:
    title = Fact("report.title", Status.FOUND, "石桥村\ud83d", "石桥村\ud83d")
    report = facts({"report.title": title}, {"funds.income.own": 10**30})
    (again,) = stored([report], tmp_path)
    assert again.facts == dict(report.facts)


@pytest.mark.parametrize("sample", SAMPLES, ids=lambda path: str(path.stem))
def test_a_report_is_judged_alike_after_the_round_trip(sample: Path, tmp_path: Path) -> None:
    report = pipeline.understand(sample.read_bytes(), sample.name, RULESETS)
    assert isinstance(report, Facts)
    (again,) = stored([report], tmp_path)
    assert again.facts == dict(report.facts)
    before, after = (pipeline.assess(one, RULESETS) for one in (report, again))
    assert not isinstance(before, pipeline.Problem)
    assert not isinstance(after, pipeline.Problem)
    assert json.render([after]) == json.render([before])


def test_a_year_is_added_and_a_report_that_is_collected_again_replaces_itself(tmp_path: Path) -> None:
    last_year = {"report.year": Fact("report.year", Status.FOUND, 2022, "2022")}
    first, second, changed = facts(last_year), facts(), facts(last_year, {"funds.income.own": 7})
    named = [_named(one, name) for one, name in ((first, "a.md"), (first, "b.md"), (second, "c.md"))]
    stored(named[:2], tmp_path)
    assert len(stored(named[2:], tmp_path)) == 3
    again = stored([_named(changed, "a.md")], tmp_path)
    found = {one.document.source: one["funds.income.own"].value for one in again}
    assert found == {"a.md": 7, "b.md": first["funds.income.own"].value, "c.md": first["funds.income.own"].value}
    assert sorted({part.year for part in dataset.parts(tmp_path)}, key=str) == [2022, 2023]


def _named(report: Facts, name: str) -> Facts:
    return replace(report, document=replace(report.document, source=name))
