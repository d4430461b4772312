"""What README and docs show is true: the first rule and the project file work, and every link leads somewhere."""

import re
from collections import Counter
from datetime import date
from pathlib import Path
from textwrap import dedent

import pytest

from engine import packs, pipeline
from engine.language.format import format_text
from engine.model.finding import Severity
from engine.outputs import formats
from engine.project.acceptance import exceeds
from engine.project.opening import open_project
from engine.verification.examples import run_examples
from tests.support.settling import settle

ROOT = Path(__file__).parents[1]
PAGES = ["README.md", "README.zh-CN.md"]
FORMATS = sorted(path.relative_to(ROOT).as_posix() for path in (ROOT / "docs" / "formats").glob("*.md"))


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


@pytest.mark.parametrize("page", [*PAGES, "docs/architecture.md", "docs/formats.md", *FORMATS])
def test_links_lead_somewhere(page: str) -> None:
    path = ROOT / page
    links = re.findall(r"\]\(([^)#]+)\)", path.read_text(encoding="utf-8"))
    assert links
    assert [link for link in links if not (path.parent / link).exists()] == []


def test_every_format_has_a_page_with_its_command_and_a_picture() -> None:
    index = (ROOT / "docs" / "formats.md").read_text(encoding="utf-8")
    rows = re.findall(r"^\| \[((?:`\w+` ?)+)\]\((formats/\w+\.md)\)", index, re.MULTILINE)
    page = {name: path for names, path in rows for name in re.findall(r"\w+", names)}
    assert set(page) == {"terminal", *formats.names()}
    assert {f"docs/{path}" for path in page.values()} == set(FORMATS)
    for name, path in page.items():
        text = (ROOT / "docs" / path).read_text(encoding="utf-8")
        assert f"--format {name}" in text or name == "terminal"
        assert re.search(r"^!\[[^]]+\]\(\w+\.(?:png|svg)\)$", text, re.MULTILINE)


def test_the_project_file_of_the_documentation_does_what_it_says(tmp_path: Path) -> None:
    text = (ROOT / "docs" / "project.md").read_text(encoding="utf-8")
    block = re.search(r"```toml\n(.*?)```", text, re.DOTALL)
    assert block is not None
    (tmp_path / "gouji.toml").write_text(block[1], encoding="utf-8")
    report = tmp_path / "旧县镇2023.md"
    sample = ROOT / "rules" / "foi_annual_report" / "samples" / "jiuxian-2023.md"
    opened = open_project(tmp_path / "gouji.toml")
    assert opened.diagnostics == ()
    before = pipeline.check(sample.read_bytes(), str(report), opened.adjusted, strict=True)
    assert not isinstance(before, pipeline.Problem)
    settled = settle([before], opened.project, opened.rulesets, date(2026, 12, 31))
    (after,) = settled.reports
    assert [one.finding.rule for one in after.waived] == ["N01"]
    assert [one.rule for one in after.off] == ["T401"]
    assert {one.severity for one in after.findings if one.rule == "W06"} == {Severity.INFO}
    assert settled.own == ()
    assert not exceeds(Counter(one.severity for one in after.findings), None, opened.project)
    late = settle([before], opened.project, opened.rulesets, date(2027, 1, 1))
    assert "N01" in [one.rule for one in late.reports[0].findings]
    assert [one.rule for one in late.own[0].findings] == ["WAIVER-EXPIRED"]
    assert exceeds(Counter(one.severity for one in late.reports[0].findings), None, opened.project)
