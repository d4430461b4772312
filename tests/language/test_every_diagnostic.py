"""Every diagnostic word by word, in Chinese and English: one file of ``diagnostics/`` for each code.

A case file holds files of a pack (``=== p/r.rules``), then what is said about the pack ``p`` (``=== zh``, ``=== en``).
The small form of conftest.py comes with it unless the case has a ruleset header of its own.
"""

import re
from pathlib import Path

import pytest

from engine import packs
from engine.language.diagnostics import render_all
from engine.language.messages import MESSAGES

CASES = sorted(Path(__file__).with_name("diagnostics").glob("*.txt"))


def parts(path: Path) -> dict[str, str]:
    pieces = re.split(r"^=== (.+)\n", path.read_text(encoding="utf-8"), flags=re.MULTILINE)
    return dict(zip(pieces[1::2], pieces[2::2], strict=True))


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
def test_what_is_said(path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, form_text: str) -> None:
    files = parts(path)
    expected = {language: files.pop(language) for language in ("zh", "en")}
    has_header = any("规则集" in text for text in files.values()) or not any(name.endswith(".rules") for name in files)
    if not has_header and path.stem != "E032":
        files["p/form.rules"] = form_text
    for name, text in files.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(text, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    loaded = packs.load("p")
    assert path.stem in {diagnostic.code for diagnostic in loaded.diagnostics}
    for language, text in expected.items():
        assert render_all(loaded.diagnostics, loaded.sources, language) + "\n" == text


def test_every_code_has_a_case() -> None:
    # What lint alone finds has its cases in tests/linting.
    compiled = {code for code in MESSAGES if code.startswith("E")} | {"W001", "W071"}
    assert {path.stem for path in CASES} == compiled
    assert len(MESSAGES) >= 60
