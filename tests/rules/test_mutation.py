"""The examples of the shipped packs notice small mistakes in the rules; ``make mutation`` tries them all."""

import pytest

from engine import packs
from tests.rules.mutation import problems, tried


@pytest.mark.parametrize("pack", packs.shipped())
def test_mistakes_in_one_rule_of_four_are_noticed(pack: str) -> None:
    result = tried(pack, one_in=4)
    assert result.count > 150
    assert problems(result) == []
