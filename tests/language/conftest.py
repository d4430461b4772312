"""Helpers to compile rules against a small form."""

from collections.abc import Callable
from pathlib import Path

import pytest

from engine.language.compile import Around, Compiled, compile_files
from engine.language.diagnostics import render_all
from tests.support.accounts import FORM


@pytest.fixture
def form_text() -> str:
    return FORM


@pytest.fixture
def real_pack() -> dict[str, str]:
    """The files of the pack that is shipped."""
    folder = Path(__file__).resolve().parents[2] / "rules" / "foi_annual_report"
    return {path.name: path.read_text(encoding="utf-8") for path in sorted(folder.glob("*.rules"))}


@pytest.fixture
def compile_rules() -> Callable[..., Compiled]:
    """Compiles rules (the text of a second file) with the small form."""

    def run(rules: str, base: str | None = None) -> Compiled:
        return compile_files({"form.rules": FORM, "r.rules": rules}, around=Around(base=base))

    return run


@pytest.fixture
def complaints() -> Callable[..., str]:
    """What is said about rules compiled with the small form, as text."""

    def run(rules: str, language: str = "zh", base: str | None = None) -> str:
        files = {"form.rules": FORM, "r.rules": rules}
        return render_all(compile_files(files, around=Around(base=base)).diagnostics, files, language)

    return run


@pytest.fixture
def complaint_about() -> Callable[..., list[tuple[str, str, str]]]:
    """The complaints about one requirement: code, the words the carets stand under, and the message."""

    def run(requirement: str, head: str = "") -> list[tuple[str, str, str]]:
        line = f"要求 {requirement}"
        rules = f'规则 R1 "一"\n级别 错误\n依据 格式 "文"\n{head}\n提示 "无"\n{line}\n'
        found = compile_files({"form.rules": FORM, "r.rules": rules}).diagnostics
        lines = rules.split("\n")
        return [(d.code, lines[d.span.line - 1][d.span.column - 1 : d.span.end_column - 1], d.message) for d in found]

    return run
