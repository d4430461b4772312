"""What docs/language.md says is so."""

import re
from pathlib import Path

from engine.language.attributes import ATTRIBUTES
from engine.language.compile import compile_files
from engine.language.format import format_text
from engine.language.keywords import KEYWORDS

TEXT = (Path(__file__).resolve().parents[2] / "docs" / "language.md").read_text(encoding="utf-8")


def test_the_example_compiles() -> None:
    (example,) = re.findall(r"```rules\n(.*?)```", TEXT, re.DOTALL)
    compiled = compile_files({"example.rules": example})
    assert compiled.diagnostics == ()
    assert compiled.ruleset is not None
    assert [rule.id for rule in compiled.ruleset.rules] == ["B01", "B02"]
    assert format_text("example.rules", example).text == example


def test_every_keyword_and_attribute_is_there() -> None:
    for keyword in KEYWORDS:
        assert f"`{keyword.chinese}` `{keyword.english}`" in TEXT
    for attribute in ATTRIBUTES:
        assert f"`{attribute.name}` `{attribute.key}`" in TEXT
