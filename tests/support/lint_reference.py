"""The tables of lint rules in docs/lint.md. ``make reference`` writes them anew."""

import re
from pathlib import Path

from engine.linting import LINTS, Lint

PAGE = Path(__file__).parents[2] / "docs" / "lint.md"
_TABLE = re.compile(r"(\| (?:编号|code) \|.*\n\|---\|---\|---\|\n)((?:\|.*\n)*)")


def lint_tables() -> list[str]:
    """The lines of the two tables as they should stand, Chinese and English, in the order of the codes."""
    return ["".join(_line(one, chinese) for one in LINTS) for chinese in (True, False)]


def written_tables() -> list[str]:
    """The lines of the two tables as they stand in the page."""
    return [lines for _, lines in _TABLE.findall(PAGE.read_text(encoding="utf-8"))]


def _line(one: Lint, chinese: bool) -> str:
    message = one.message
    words = (one.name, message.explanation) if chinese else (one.english, message.english_explanation)
    cells = [message.code, *(word.replace("|", r"\|") for word in words)]
    return f"| {' | '.join(cells)} |\n"


def main() -> None:
    tables = iter(lint_tables())
    text = _TABLE.sub(lambda found: found[1] + next(tables), PAGE.read_text(encoding="utf-8"))
    PAGE.write_text(text, encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main()
