"""The file of confirmed values in docs/confirming.md is one, and its command is understood."""

import re
from pathlib import Path

from engine.confirmation.reading import parse
from engine.confirmation.values import fits, types
from engine.confirmation.writing import values_of
from tests.support.readings import BASE, reading, ruleset

TEXT = (Path(__file__).parents[2] / "docs" / "confirming.md").read_text(encoding="utf-8")


def test_the_file_is_understood() -> None:
    block = re.search(r"```toml\n(.*?)```", TEXT, re.DOTALL)
    assert block is not None
    read = parse(block[1], "报告.pdf.reading.toml")
    assert read.file is not None
    known = types(ruleset().form)
    assert read.file.entries
    assert all(fits(entry.value, known[fact]) for fact, entry in read.file.entries.items())


def test_the_commands_are_understood() -> None:
    commands = re.findall(r"^    gouji confirm \S+ (.*?) --by", TEXT, re.MULTILINE)
    assert len(commands) == 2
    for command in commands:
        values = values_of(command.split(), reading(BASE))
        assert isinstance(values, dict)
        assert values["table3.received.total"] == 3
        assert len(values) == 8
