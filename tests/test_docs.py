"""What README shows is true: the first rule compiles and its example holds, and every link leads somewhere."""

import re
from pathlib import Path
from textwrap import dedent

import pytest

from engine import packs
from engine.language.format import format_text
from engine.verification.examples import run_examples

ROOT = Path(__file__).parents[1]
PAGES = ["README.md", "README.zh-CN.md"]


@pytest.mark.parametrize("page", PAGES)
def test_the_first_rule_of_the_readme_works(page: str, tmp_path: Path) -> None:
    text = (ROOT / page).read_text(encoding="utf-8")
    block = re.search(r"(?:^    (?:规则集|  | *规则 B01)[^\n]*\n|^\n)+", text[text.index("    规则集") :], re.MULTILINE)
    assert block is not None
    canonical = dedent(block.group()).strip() + "\n"
    assert format_text(page, canonical).text == canonical
    rules = tmp_path / "mine.rules"
    rules.write_text(block.group(), encoding="utf-8")
    loaded = packs.load(str(rules))
    assert loaded.diagnostics == ()
    assert loaded.ruleset is not None
    assert [rule.id for rule in loaded.ruleset.rules] == ["B01"]
    results = run_examples(loaded.ruleset)
    assert len(results) == 2
    assert [result.problem for result in results if not result.ok] == []


@pytest.mark.parametrize("page", [*PAGES, "docs/architecture.md"])
def test_links_lead_somewhere(page: str) -> None:
    path = ROOT / page
    links = re.findall(r"\]\(([^)#]+)\)", path.read_text(encoding="utf-8"))
    assert links
    assert [link for link in links if not (path.parent / link).exists()] == []
