"""How the house is kept: the engine knows nothing of the annual report, and each heavy library has its door."""

import re
from pathlib import Path

import pytest

from engine.model.form import Label
from tests.support.packs import shipped_pack

ROOT = Path(__file__).parents[1]


def labels() -> set[str]:
    ruleset = shipped_pack()
    form = ruleset.form
    found: list[Label] = [section.heading for section in form.sections]
    for table in form.tables:
        found.append(Label(table.title))
        for block in table.blocks:
            found += [row.label for row in block.rows] + [column.label for column in block.columns]
            found += [label for label in (block.caption, block.corner) if label is not None]
    # Words as short as 总计 belong to the language, not to this report.
    return {word for label in found for word in label.all if len(word) >= 4}


def test_no_label_of_the_report_stands_in_the_engine() -> None:
    sources = {path: path.read_text(encoding="utf-8") for path in sorted((ROOT / "engine").rglob("*.py"))}
    assert len(sources) > 100
    known = labels()
    assert [(path.name, label) for path, text in sources.items() for label in known if label in text] == []


@pytest.mark.parametrize(
    ("library", "doors"),
    [
        (
            "rich",
            {
                "folding.py",
                "terminal.py",
                "terminal_excerpts.py",
                "terminal_facts.py",
                "terminal_picture.py",
                "terminal_progress.py",
                "terminal_rules.py",
                "terminal_screen.py",
                "terminal_statistics.py",
                "terminal_summary.py",
                "terminal_tests.py",
                "terminal_theme.py",
                "terminal_trial.py",
                "terminal_verification.py",
            },
        ),
        ("jinja2", {"html.py", "notice.py", "notice_markdown.py"}),
        ("lark", {"parse.py", "nodes.py"}),
        ("cerberus", {"schema.py"}),
        ("re2", {"pattern.py"}),
        ("olefile", {"compound.py"}),
        ("rapidocr", {"recognising.py"}),
        ("PIL", {"pages.py"}),
    ],
)
def test_only_its_doors_import_a_library(library: str, doors: set[str]) -> None:
    imports = re.compile(rf"^\s*(?:from|import) {library}\b", re.MULTILINE)
    sources = (ROOT / "engine").rglob("*.py")
    assert {path.name for path in sources if imports.search(path.read_text(encoding="utf-8"))} == doors
