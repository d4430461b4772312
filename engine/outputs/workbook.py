"""What all Excel workbooks here have in common: nothing in them is a formula or a link, and no clock shows."""

from datetime import datetime
from typing import Any

from engine.outputs.words import Language

OPTIONS = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
ON_DISK = {"in_memory": False, "constant_memory": True}
"""Beside these, for sheets whose rows are written one after the other: what is written is not kept in memory."""
MADE = datetime(2000, 1, 1)
MOST_ROWS = 1_048_000


def font(language: Language) -> dict[str, object]:
    """The font of all cells."""
    return {"font_name": "Microsoft YaHei" if language == "zh" else "Calibri", "font_size": 10}


def as_list(sheet: Any, rows: int, columns: int) -> None:
    """Makes a sheet a list under a header: frozen, filtered, and repeated on every printed page, which is one wide."""
    sheet.freeze_panes(1, 0)
    sheet.autofilter(0, 0, max(rows, 1), columns - 1)
    sheet.set_landscape()
    sheet.set_paper(9)  # A4
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(0)


def legal(text: str) -> str:
    """The text without the control characters that no sheet may hold."""
    return "".join(char if char in "\n\t" or char >= " " else "\ufffd" for char in text)
