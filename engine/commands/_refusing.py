"""How a run ends that cannot go on: the reason on the screen, exit code 2, never a traceback."""

import sys
from collections.abc import Mapping, Sequence
from typing import NoReturn

from engine.model.diagnostic import Diagnostic
from engine.outputs.words import Language

WRONG = 2
"""The exit code of wrong usage, broken rules, and nothing that could be checked."""


def say(text: str) -> None:
    """A line beside the output."""
    print(text, file=sys.stderr)


def refuse(reason: str, english: str, lang: Language) -> NoReturn:
    """Says why the run cannot go on, and ends it."""
    say(f"gouji: {reason if lang == 'zh' else english}")
    raise SystemExit(WRONG)


def refuse_diagnostics(diagnostics: Sequence[tuple[Diagnostic, Mapping[str, str]]], lang: Language) -> None:
    """Shows diagnostics and ends the run if there are any."""
    if diagnostics:
        show_diagnostics(diagnostics, lang)
        raise SystemExit(WRONG)


def show_diagnostics(diagnostics: Sequence[tuple[Diagnostic, Mapping[str, str]]], lang: Language) -> None:
    """Diagnostics, each once, with the texts that they speak of."""
    if not diagnostics:
        return
    from engine.language.diagnostics import render

    shown = [render(diagnostic, sources, lang) for diagnostic, sources in diagnostics]
    say("\n\n".join(dict.fromkeys(shown)))
