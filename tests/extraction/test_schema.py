"""The Cerberus schema made from a form."""

from datetime import date
from decimal import Decimal

import pytest

from engine.extraction.schema import fact_ids, violations
from tests.support.forms import annual_report_form
from tests.support.other_form import school_form

FORM = school_form()


def values(**changed: object) -> dict[str, object]:
    return dict.fromkeys(fact_ids(FORM)) | {name.replace("__", "."): value for name, value in changed.items()}


def test_nothing_found_breaks_nothing() -> None:
    assert violations(FORM, values()) == {}


def test_every_cell_and_field_is_in_the_schema() -> None:
    assert len(fact_ids(FORM)) == 5 + 12 + 6
    cells = [fact for fact in fact_ids(annual_report_form()) if fact.startswith("table")]
    assert len(cells) == 10 + 175 + 15


@pytest.mark.parametrize("value", [-1, Decimal("1.5"), Decimal("1.0"), True, "3"])
def test_counts(value: object) -> None:
    assert "非负整数" in violations(FORM, values(pupils__first__boys=value))["pupils.first.boys"]


@pytest.mark.parametrize("value", [0, 16, 10**12])
def test_good_counts(value: int) -> None:
    assert violations(FORM, values(pupils__first__boys=value)) == {}


def test_amounts_and_numbers() -> None:
    assert violations(FORM, values(meals__lunch__cost=Decimal("8.50"), meals__lunch__rate=Decimal("-0.3"))) == {}
    assert list(violations(FORM, values(meals__lunch__cost=Decimal("-8.50")))) == ["meals.lunch.cost"]
    assert list(violations(FORM, values(meals__lunch__rate=True))) == ["meals.lunch.rate"]


def test_fields() -> None:
    assert violations(FORM, values(title="甲", year=2023, begun=date(2023, 9, 1))) == {}
    assert set(violations(FORM, values(title=3, year="2023", begun="2023-09-01"))) == {"title", "year", "begun"}


def test_a_fact_too_few_or_too_many_is_seen() -> None:
    short = values()
    del short["pupils.first.boys"]
    assert list(violations(FORM, short)) == ["pupils.first.boys"]
    assert list(violations(FORM, values(unheard__of=1))) == ["unheard.of"]
