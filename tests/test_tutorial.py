"""The tutorials as their readers follow them: every file is written, every command shows what the page shows."""

from pathlib import Path

import pytest

from tests.support.tutorial import ROOT, Block, blocks, follow

PAGES = ("write-a-rule.zh-CN.md", "write-a-rule.md")


@pytest.mark.parametrize("name", PAGES)
def test_every_command_shows_what_the_page_shows(name: str, tmp_path: Path) -> None:
    page = (ROOT / "docs" / name).read_text(encoding="utf-8")
    runs = follow(page, tmp_path)
    assert len(runs) >= 8
    assert [(run.command, run.expected) for run in runs] == [(run.command, run.shown) for run in runs]
    assert [(run.command, run.exit) for run in runs if _is_last(run.block, run.command)] == [
        (run.command, int(run.block.options.get("exit", "0"))) for run in runs if _is_last(run.block, run.command)
    ]


@pytest.mark.parametrize("name", PAGES)
def test_the_page_makes_six_rules_and_two_reports(name: str) -> None:
    page = (ROOT / "docs" / name).read_text(encoding="utf-8")
    titles = [block.options["title"] for block in blocks(page) if block.language == "markdown"]
    assert len(set(titles)) == 3
    rules = [line for block in blocks(page) for line in block.body.splitlines() if line.startswith(("规则 ", "rule "))]
    assert len(rules) == 6


def _is_last(block: Block, command: str) -> bool:
    """Whether a command is the last one of its block, whose exit code the block gives."""
    return block.body.rstrip().rpartition("$ gouji ")[2].partition("\n")[0] == command
