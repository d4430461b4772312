"""Tables as they look when their lines are lost: pasted from a page, or out of the text of a file."""

import re
from collections.abc import Callable, Sequence

from tests.support.reports import Item, Table

Cells = Sequence[Sequence[str]]
_NUMBER_WITH_WORDS = re.compile(r"[0-9]+(?![0-9.、])|[0-9]+\.[0-9]")


def text_of(items: Sequence[Item], write: Callable[[Cells], list[str]]) -> bytes:
    """A report whose tables are written by ``write``, line by line; a blank line divides paragraphs."""
    lines: list[str] = []
    for item in items:
        lines += write([row.cells for row in item.rows]) if isinstance(item, Table) else [item]
        lines.append("")
    return "\n".join(lines).encode()


def _filled(row: Sequence[str]) -> list[str]:
    return [cell for cell in row if cell]


def _is_number(cell: str) -> bool:
    return cell.replace(".", "", 1).isdigit() or cell in ("/", "-", "无")


def one_a_line(rows: Cells) -> list[str]:
    return [cell for row in rows for cell in _filled(row)]


def a_blank_line_between(rows: Cells) -> list[str]:
    return [line for cell in one_a_line(rows) for line in (cell, "")]


def a_bar_on_its_own_line(rows: Cells) -> list[str]:
    return [line for cell in one_a_line(rows) for line in (cell, "|")]


def a_bar_after_each(rows: Cells) -> list[str]:
    """With as many bars after the last cell of a row as there were blank cells."""
    lines: list[str] = []
    for row in rows:
        filled = _filled(row)
        rest = "|" * (len(row) - len(filled))
        lines += [f"{cell}|" for cell in filled[:-1]] + [f"{cell}|{rest}" for cell in filled[-1:]]
    return lines


def bars_and_indented_values(rows: Cells) -> list[str]:
    """Labels between bars, and the values below them, indented."""
    lines: list[str] = []
    for row in rows:
        filled = _filled(row)
        words = [cell for cell in filled if not _is_number(cell)]
        values = [cell for cell in filled if _is_number(cell)]
        lines += [f"| {' | '.join(words)}"] if words else []
        lines += [f"    {' | '.join(values)}"] if values else []
    return lines


def spaces_between(rows: Cells) -> list[str]:
    return [" ".join(_filled(row)) for row in rows if _filled(row)]


def broken_labels(rows: Cells) -> list[str]:
    """One cell a line, and labels of more than eight characters on two lines."""
    lines: list[str] = []
    for cell in one_a_line(rows):
        is_whole = len(cell) < 9 or _is_number(cell) or _NUMBER_WITH_WORDS.match(cell)
        lines += [cell] if is_whole else [cell[: len(cell) // 2], cell[len(cell) // 2 :]]
    return lines
