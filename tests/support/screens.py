"""How wide what stands on the screen is, and whether all that the shipped packs can say fits: ``make screen-widths``.

Every example of every rule is checked with all rules, and shown on screens of several widths.
"""

import io
import sys
import unicodedata
from collections.abc import Iterator

from engine import pipeline
from engine.model.facts import Facts
from engine.model.finding import Assessment
from engine.outputs import terminal, terminal_screen
from engine.outputs.format import Checked
from engine.outputs.words import Language
from engine.packs.find import shipped
from engine.verification.examples import settings
from tests.support.packs import shipped_pack

WIDTHS = (60, 80, 120, 200)
LANGUAGES: tuple[Language, ...] = ("zh", "en")


def screen(reports: list[Checked], width: int, language: Language = "zh") -> str:
    """What is printed, without colours."""
    stream = io.StringIO()
    terminal.show(reports, terminal_screen.console(stream, width=width), language)
    return stream.getvalue()


def columns(line: str) -> int:
    """How many columns a line takes, by the width that Unicode gives its characters."""
    return sum(_columns(character) for character in line)


def _columns(character: str) -> int:
    if unicodedata.combining(character) or unicodedata.category(character) == "Cf":
        return 0
    return 2 if unicodedata.east_asian_width(character) in "WF" else 1


def too_wide(report: Checked) -> Iterator[tuple[int, str]]:
    """The lines that are wider than their screen, each with the width of that."""
    for width in WIDTHS:
        for language in LANGUAGES:
            shown = screen([report], width, language)
            yield from ((width, line) for line in shown.split("\n") if columns(line) > width)


def main() -> int:
    shown = wrong = 0
    for pack in shipped():
        ruleset = shipped_pack(pack)
        for _, example, setting in settings(ruleset):
            if example is None or not isinstance(setting.facts, Facts):
                continue
            assessment = pipeline.assess(
                setting.facts,
                [ruleset],
                previous=setting.previous,
                subordinates=setting.subordinates,
                peers=setting.peers,
            )
            if isinstance(assessment, Assessment):
                shown += 1
                for width, line in too_wide(Checked(assessment, setting.facts)):
                    wrong += 1
                    print(width, columns(line), repr(line))
    print(f"{shown} reports on screens of {', '.join(map(str, WIDTHS))} columns: {wrong} lines are too wide")
    return int(wrong > 0 or shown == 0)


if __name__ == "__main__":
    sys.exit(main())
