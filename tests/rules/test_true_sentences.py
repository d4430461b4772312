"""Sentences that are all true of the base report, as many offices word them: none is an error or a warning.

They are in ``true_sentences.txt``, one a line: on requests and figures, on comparisons with other years, on all else.
"""

from pathlib import Path

import pytest

from engine import pipeline
from engine.model.finding import Assessment, Severity
from tests.support.packs import shipped_pack

RULES = Path(__file__).parents[2] / "rules"
BASE = (RULES / "foi_annual_report" / "base.md").read_text("utf-8")
PLACE = "没有被提起行政诉讼。"
SENTENCES = [line for line in (Path(__file__).parent / "true_sentences.txt").read_text("utf-8").splitlines() if line]


@pytest.mark.parametrize("sentences", [SENTENCES[start::27] for start in range(27)])
def test_what_is_true_is_neither_an_error_nor_a_warning(sentences: list[str]) -> None:
    text = BASE.replace(PLACE, "\n\n".join((PLACE, *sentences, "")))
    result = pipeline.check(text.encode(), "报告.md", [shipped_pack()], strict=True)
    assert isinstance(result, Assessment)
    found = [(one.rule, one.message) for one in result.findings if one.severity is not Severity.INFO]
    assert found == []


def test_half_width_punctuation_is_pointed_out_and_changes_nothing_else() -> None:
    """Text taken out of pages often has it: what rules look for ends at such a comma as at the other."""
    text = BASE.translate(str.maketrans("，：（）；", ",:();"))
    result = pipeline.check(text.encode(), "报告.md", [shipped_pack()], strict=True)
    assert isinstance(result, Assessment)
    assert [one.rule for one in result.findings] == ["W04"]
