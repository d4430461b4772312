"""What is read from the base report of the pack after changes to its text."""

import re
from pathlib import Path

from engine import pipeline
from engine.language.checked import Ruleset
from engine.model.facts import Facts
from tests.support.packs import shipped_pack

BASE = (Path(__file__).parents[2] / "rules" / "foi_annual_report" / "base.md").read_text(encoding="utf-8")


def ruleset() -> Ruleset:
    return shipped_pack()


def reading(text: str, source: str = "报告.md") -> Facts:
    """The facts of a report with this text."""
    facts = pipeline.understand(text.encode(), source, [ruleset()])
    assert isinstance(facts, Facts)
    return facts


def damaged() -> str:
    """The base report in which a row has lost a cell, another has a blank, a number is a mark, a title is gone."""
    lines = BASE.splitlines()
    for number, line in enumerate(lines):
        if "本年新收" in line:
            lines[number] = line.replace("| 0 |", "|", 1)
        elif "予以公开" in line:
            lines[number] = line.replace("| 0 |", "| |", 1)
        elif "行政许可" in line:
            lines[number] = re.sub(r"\d+", "/", line)
        elif line.startswith(("## 六", "六、")):
            lines[number] = ""
    return "\n".join(lines)
