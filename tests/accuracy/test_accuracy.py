"""A small ``make accuracy`` for every day: clean reports raise no alarm, every kind of defect is seen."""

from functools import lru_cache

import pytest

from engine.language.checked import Ruleset
from engine.model.finding import Severity
from tests.accuracy.__main__ import collect, findings, injected, places, said_of
from tests.accuracy.defects import ALL
from tests.accuracy.drafts import Draft
from tests.accuracy.injecting import Defect
from tests.support.packs import shipped_packs

SEED = 20
CLEAN, INJECTED = 30, 120


def rulesets() -> list[Ruleset]:
    return shipped_packs()


@lru_cache(maxsize=1)
def reports() -> list[Draft]:
    return collect(INJECTED, SEED)


@pytest.mark.parametrize("first", range(0, CLEAN, 10))
def test_no_error_and_no_warning_on_compliant_reports(first: int) -> None:
    for draft in reports()[first : first + 10]:
        said = [one for one in findings(draft.text, rulesets()) if one.severity is not Severity.INFO]
        assert [(one.rule, one.message) for one in said] == [], draft.text


@pytest.mark.parametrize("defect", ALL, ids=lambda one: f"{one.rule} {one.name}")
def test_every_kind_of_defect_is_seen_where_it_is(defect: Defect) -> None:
    draft, text = next(injected(defect, reports(), SEED))
    before = set(map(said_of, findings(draft.text, rulesets())))
    found = [one for one in findings(text, rulesets()) if one.rule == defect.rule and said_of(one) not in before]
    assert found, text
    lines = places(draft.text, text, defect.where)
    assert lines & {place.location.line for one in found for place in one.locations}, (found, sorted(lines))
