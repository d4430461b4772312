"""What must hold of compiling and formatting any text, whatever it is."""

from collections.abc import Mapping

from engine.language.compile import Around, Compiled, compile_files
from engine.language.diagnostics import normal, render_all
from engine.language.parse import parse_expression
from engine.language.source import SourceText
from engine.model.diagnostic import Diagnostic, Level


def examine(files: Mapping[str, str], around: Around | None = None) -> Compiled:
    """Compiles texts: there is a ruleset or an error, every place lies in its text, everything can be shown."""
    compiled = compile_files(files, around=around or Around(base="甲"))
    errors = [diagnostic for diagnostic in compiled.diagnostics if diagnostic.level is Level.ERROR]
    assert (compiled.ruleset is None) == bool(errors)
    for diagnostic in compiled.diagnostics:
        _examine_place(diagnostic, files)
    for language in ("zh", "en"):
        assert bool(render_all(compiled.diagnostics, files, language)) == bool(compiled.diagnostics)
    return compiled


def examine_expression(text: str) -> None:
    """Parses a text as an expression: there is one, or a diagnostic says why not."""
    text = normal(text)
    found, diagnostics = parse_expression(SourceText("f", text), 0, len(text))
    assert (found is None) <= bool(diagnostics)
    for diagnostic in diagnostics:
        _examine_place(diagnostic, {"f": text})


def _examine_place(diagnostic: Diagnostic, files: Mapping[str, str]) -> None:
    span = diagnostic.span
    assert diagnostic.message
    assert diagnostic.english
    assert (span.line, span.column) <= (span.end_line, span.end_column)
    if span.file:
        lines = normal(files[span.file]).split("\n")
        assert 1 <= span.line <= span.end_line <= len(lines)
        assert 1 <= span.column <= len(lines[span.line - 1]) + 1
        assert 1 <= span.end_column <= len(lines[span.end_line - 1]) + 1
