"""Published figures, as they are, in reports of our own words: what is said of them is true of the figures."""

import pytest

from tests.accuracy.real import remarks
from tests.support.places import CORPUS

FIGURES = CORPUS / "real-figures.json"
BLANK = {("上海市人民政府办公厅", "T306"), ("上海市人民政府办公厅", "T405"), ("沭阳县发展和改革局", "T306")}
"""The two published reports that leave cells blank."""
HINTS = {"D07", "N07", "T301", "T408", "W05", "W11"}
"""Ways of writing that the renderings use on purpose, and the 26 direct suits of Huai'an in 2024."""


@pytest.mark.skipif(not FIGURES.exists(), reason="the figures are not here")
def test_nothing_but_the_blanks_is_reported() -> None:
    said = remarks(FIGURES, 8)
    serious = {(organ, rule) for severity, rule, organ in said if severity != "info"}
    assert serious == BLANK
    assert {rule for severity, rule, _ in said if severity == "info"} <= HINTS
    assert ("info", "T408", "淮安市人民政府") in said
