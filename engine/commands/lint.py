"""``gouji lint``: packs in, their questionable rules out."""

from collections.abc import Sequence

from engine import linting
from engine.commands._refusing import WRONG, refuse
from engine.commands._writing import Target
from engine.outputs.words import Language


def run(
    references: Sequence[str],
    only: Sequence[str] | None,
    ignore: Sequence[str] | None,
    output_format: str,
    target: Target,
    lang: Language,
) -> int:
    """Shows what is questionable in packs (1 when anything is) or broken (2)."""
    kept = (_codes(only, lang) or linting.CODES) - _codes(ignore, lang)
    results = [linting.lint_pack(reference).only(kept) for reference in dict.fromkeys(references)]
    if output_format == "json":
        from engine.outputs import json

        found = [one for result in results for one in result.diagnostics]
        target.write(json.render_lint(found, lang, ascii_only=target.needs_ascii))
    else:
        from engine.language.diagnostics import render_all

        shown = [render_all(result.diagnostics, result.sources, lang) for result in results if result.diagnostics]
        count = sum(len(result.diagnostics) for result in results)
        words = f"{count} 处可疑或有错" if lang == "zh" else f"{count} questionable or wrong"
        none = "没有可疑的规则" if lang == "zh" else "no questionable rules"
        target.write("\n\n".join([*shown, words if count else none]) + "\n")
    if any(result.is_broken for result in results):
        return WRONG
    return int(any(result.diagnostics for result in results))


def _codes(given: Sequence[str] | None, lang: Language) -> frozenset[str]:
    """The codes in the values of an option, which must be codes of lint."""
    codes = frozenset(code for value in given or () for code in value.upper().replace(",", " ").split())
    unknown = "、".join(sorted(codes - linting.CODES))
    if unknown:
        refuse(f"lint 没有编号 {unknown}", f"lint has no code {unknown}", lang)
    return codes
