"""A thousand rules, as varied as the shipped ones that they are made from: the same text at every run."""

import re
from itertools import cycle, islice
from pathlib import Path

from engine.language.cut import cut

PACK = Path(__file__).parents[1] / "rules" / "foi_annual_report"
_VARIABLE = re.compile(r"对每个\s+(\w+)\s+于")
_HEAD = re.compile(r'^规则 (\w+) "')


def many_rules(count: int) -> dict[str, str]:
    """Rules files by name: what the shipped pack declares beside its rules, and ``count`` rules.

    Each is a shipped rule with another id, another title, and other names of its variables.
    """
    texts = {path.name: path.read_text(encoding="utf-8") for path in sorted(PACK.glob("*.rules"))}
    parts = [(text[part.start : part.end], part.keyword) for text in texts.values() for part in cut(text)]
    others = [text for text, keyword in parts if keyword not in (None, "RULE")]
    shipped = [text for text, keyword in parts if keyword == "RULE"]
    rules = (_renamed(text, number) for number, text in enumerate(islice(cycle(shipped), count)))
    return {"declarations.rules": "".join(others), "rules.rules": "".join(rules)}


def base_report() -> str:
    """The base report that the examples of the rules change."""
    return (PACK / "base.md").read_text(encoding="utf-8")


def _renamed(text: str, number: int) -> str:
    text = _HEAD.sub(rf'规则 \1_{number} "第{number}条：', text)
    for name in _VARIABLE.findall(text):
        text = re.sub(rf"(?<![\w.]){name}(?!\w)", f"{name}{number}", text)
    return text
