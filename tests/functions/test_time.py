"""Functions on texts take a time that grows with the text, whatever its author has put there."""

from collections.abc import Callable
from functools import partial
from typing import Any

import pytest

from engine.functions import FUNCTIONS
from engine.functions._spared import spared
from engine.model import prose
from engine.model.passage import Passage
from engine.model.types import PatternValue
from tests.support.growth import seconds, stays_within

HOSTILE = [
    *(
        "1",
        "1,",
        "1，",
        "1万",
        "一",
        "百",
        "《",
        "》",
        "“",
        "（",
        "1 ",
        " ",
        "\n",
        "\n1.",
        "一、\n",
        "1/",
        "1-",
        "第1、",
        "①",
    ),
    *(
        "a",
        "a@",
        "http://",
        "分之",
        "一点",
        "约",
        "2023年",
        "1月",
        "年1月1日",
        "的",
        "甲、",
        "资金",
        "县",
        "Ã©",
        "(甲",
        "和、",
    ),
]
# n and 4 n characters: four times the work, with room for noise; sixteen times would be quadratic.
SHORT, LONG, RATIO = 3_000, 12_000, 12


def functions() -> dict[str, Callable[[Passage], Any]]:
    one_text = (
        *("numbers", "dates", "quotations", "sentences", "paragraphs", "without_digits", "doubled", "numbering"),
        *("skipped_levels", "enumerated", "half_width_marks", "garbled", "traditional", "organ_level", "is_department"),
    )
    found: dict[str, Callable[[Passage], Any]] = {name: FUNCTIONS[name].call for name in one_text}
    found["captured_numbers"] = lambda text: FUNCTIONS["captured_numbers"].call(text, PatternValue("第?(.+)件?"))
    found["repeated 20"] = lambda text: FUNCTIONS["repeated"].call(text, 20)
    found["repeated 900"] = lambda text: FUNCTIONS["repeated"].call(text, 900)
    found["similarity"] = lambda text: FUNCTIONS["similarity"].call(text, Passage(f"甲{text}"))
    found["around"] = lambda text: [prose.sentence(text, number.match) for number in FUNCTIONS["numbers"].call(text)]
    return found


def taken(function: Callable[[Passage], Any], unit: str, size: int) -> float:
    text = Passage((unit * (size // len(unit) + 1))[:size])
    spared.cache_clear()  # what has been worked out once must not hide how long it takes
    return seconds(lambda: function(text))


@pytest.mark.parametrize("name", functions())
def test_time_grows_with_the_text(name: str) -> None:
    function = functions()[name]
    for unit in HOSTILE:
        if taken(function, unit, LONG) > 0.1:  # below that there is nothing to fear, and nothing to measure
            long, short = partial(taken, function, unit, LONG), partial(taken, function, unit, SHORT)
            assert stays_within(RATIO, long, short), unit
