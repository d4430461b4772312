"""docs/facts.schema.json: what gouji prints of facts fits it, and what it does not print does not."""

import json
from collections.abc import Callable
from typing import Any

import pytest
from jsonschema import Draft202012Validator, ValidationError

from engine.model.facts import Facts
from engine.outputs.json import render_facts
from tests.outputs.formats.checked import confirmed, sample
from tests.support.places import PROJECT
from tests.support.readings import damaged, reading

SCHEMA = json.loads((PROJECT / "docs" / "facts.schema.json").read_text(encoding="utf-8"))
VALIDATOR = Draft202012Validator(SCHEMA, format_checker=Draft202012Validator.FORMAT_CHECKER)
TOTAL = "table3.received.total"


def reports() -> list[Facts]:
    read = [sample().facts, confirmed().facts, reading(damaged())]
    return [one for one in read if one is not None]


def test_the_schema_is_one() -> None:
    Draft202012Validator.check_schema(SCHEMA)


def test_what_is_printed_fits() -> None:
    assert len(reports()) == 3
    for one in reports():
        VALIDATOR.validate(json.loads(render_facts([one])))
    VALIDATOR.validate(json.loads(render_facts(reports())))
    VALIDATOR.validate(json.loads(render_facts([])))


def test_every_status_and_a_confirmation_were_among_it() -> None:
    facts = [fact for one in json.loads(render_facts(reports()))["reports"] for fact in one["facts"].values()]
    assert {fact["status"] for fact in facts} == {"found", "blank", "mark", "ambiguous", "absent"}
    assert sum("confirmed" in fact for fact in facts) == 1


def _without_status(fact: dict[str, Any]) -> None:
    del fact["status"]


@pytest.mark.parametrize(
    "spoil",
    [
        _without_status,
        lambda fact: fact.update(status="sure"),
        lambda fact: fact.update(status="blank"),  # and still a value
        lambda fact: fact.update(value=[1]),
        lambda fact: fact.update(more=1),
        lambda fact: fact["location"].update(line=0),
        lambda fact: fact["location"].update(box=[1, 2]),
        lambda fact: fact.update(confirmed={"by": "王某"}),
    ],
)
def test_what_is_wrong_does_not_fit(spoil: Callable[[dict[str, Any]], None]) -> None:
    one = sample().facts
    assert one is not None
    whole = json.loads(render_facts([one]))
    spoil(whole["facts"][TOTAL])
    with pytest.raises(ValidationError):
        VALIDATOR.validate(whole)


@pytest.mark.parametrize("change", [{"schema": "gouji/facts/2"}, {"reports": []}, {"more": 1}])
def test_what_is_around_the_facts_is_fixed(change: dict[str, object]) -> None:
    one = sample().facts
    assert one is not None
    with pytest.raises(ValidationError):
        VALIDATOR.validate({**json.loads(render_facts([one])), **change})
