"""Every check of the catalogue is a rule, or the page says why not."""

from tests.support.coverage import CHECKS, NOT_RULES, PAGE, covered, page


def test_the_page_is_in_step() -> None:
    assert PAGE.read_text(encoding="utf-8") == page(), "run `make reference`"


def test_every_check_is_a_rule_or_has_a_reason() -> None:
    assert not covered() & set(NOT_RULES)
    assert len(covered() | set(NOT_RULES)) == CHECKS
    assert len(covered()) >= 140
