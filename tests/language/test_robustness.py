"""Whatever the text, there is a tree or a diagnostic, never an exception, and every place lies in the text."""

from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from engine.language.compile import Around, compile_files
from engine.language.diagnostics import normal, render_all

PACK = Path(__file__).resolve().parents[2] / "rules" / "foi_annual_report"
FILES = {path.name: path.read_text(encoding="utf-8") for path in sorted(PACK.glob("*.rules"))}
SHORT = sorted(name for name, text in FILES.items() if len(text) < 2500)
PIECES = [
    "“",
    '"',
    "/",
    "\\",
    "{",
    "}}",
    "#",
    "(",
    "［",
    "..",
    "＝",
    "规则 ",
    "\n表 ",
    "要求 ",
    "非 ",
    "3 ",
    "\0",
    "\u2028",
]


def examine(files: dict[str, str]) -> None:
    compiled = compile_files(files, around=Around(base="甲"))
    assert (compiled.ruleset is None) == bool(compiled.diagnostics)
    lines = {name: normal(text).split("\n") for name, text in files.items()}
    for diagnostic in compiled.diagnostics:
        span = diagnostic.span
        assert diagnostic.message
        assert diagnostic.english
        assert (span.line, span.column) <= (span.end_line, span.end_column)
        if span.file:
            assert 1 <= span.line <= len(lines[span.file])
            assert 1 <= span.column <= len(lines[span.file][span.line - 1]) + 1
    for language in ("zh", "en"):
        assert bool(render_all(compiled.diagnostics, files, language)) == bool(compiled.diagnostics)


@settings(max_examples=150, deadline=None)
@given(st.text(max_size=200))
def test_any_text(text: str) -> None:
    examine({"f": text})


WORDS = st.sampled_from(
    [*PIECES, "规则集 ", "表单 ", "词表 ", "级别 ", "存在 ", "缺省(", ")", "]", ",", "=", "a", "部分", '"x"', "且 "]
)


@settings(max_examples=150, deadline=None)
@given(st.lists(WORDS, max_size=40).map("".join))
def test_any_sequence_of_words_of_the_language(text: str) -> None:
    examine({"f": text})


@st.composite
def mutated(draw: st.DrawFn) -> tuple[str, str]:
    name = draw(st.sampled_from(SHORT))
    text = FILES[name]
    for _ in range(draw(st.integers(1, 3))):
        start = draw(st.integers(0, len(text)))
        end = min(len(text), start + draw(st.sampled_from([0, 1, 2, 10])))
        text = text[:start] + draw(st.sampled_from(["", *PIECES])) + text[end:]
    return name, text


@settings(max_examples=60, deadline=None)
@given(mutated())
def test_mutated_files_of_the_shipped_pack(change: tuple[str, str]) -> None:
    name, text = change
    examine({"form.rules": FILES["form.rules"], "pack.rules": FILES["pack.rules"], name: text})


def test_every_prefix_of_a_shipped_file() -> None:
    for text in (FILES["names.rules"], FILES["form.rules"][:2000]):
        for end in range(0, len(text), 7):
            examine({"f": text[:end]})


def test_deep_nesting_is_refused() -> None:
    for expression in ("(" * 5000 + "1" + ")" * 5000, "非 " * 5000 + "真", "1" + " + 1" * 5000, "- " * 5000 + "1"):
        found = compile_files({"f": f'规则 R1 "一" 要求 {expression}'})
        assert "E008" in [diagnostic.code for diagnostic in found.diagnostics]
