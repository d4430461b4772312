"""What all Excel workbooks here have in common: nothing in them is a formula or a link, and no clock shows."""

from datetime import datetime

OPTIONS = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
MADE = datetime(2000, 1, 1)


def legal(text: str) -> str:
    """The text without the control characters that no sheet may hold."""
    return "".join(char if char in "\n\t" or char >= " " else "\ufffd" for char in text)
