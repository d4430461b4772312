"""Hides the numbers that belong to a person, in every text that leaves the engine."""

import re

# Broader than the functions that look for such numbers: a mistyped identity number is still somebody's.
_SEPARATED = r"(?:\d{4}(?:[- ]\d{4}){3}(?:[- ]\d{1,3})?|1[3-9]\d[- ]\d{4}[- ]\d{4})"
_LANDLINE = r"(?:0\d{2,3}[-－— ]\d{7,8}|[(（]0\d{2,3}[)）] ?\d{7,8}|0\d{2,3}\d{7,8})"
_LABELLED = r"(?<=[话机真][:：])\d{7,8}"
_PRIVATE = re.compile(
    rf"(?<!\d)(?:\d{{14,19}}[\dXxＸｘ]?|{_SEPARATED}|(?:86)?1[3-9]\d{{9}}|{_LANDLINE}|{_LABELLED})(?!\d)"
)
_KEPT_FIRST = 3


def mask(text: str) -> str:
    """The text with the middle of identity, telephone and bank card numbers replaced by ``*``."""
    return _PRIVATE.sub(_hidden, text)


def _hidden(match: re.Match[str]) -> str:
    number = match[0]
    places = [index for index, character in enumerate(number) if character.isalnum()]
    kept_last = 4 if len(places) > 10 else 2
    hidden = set(places[_KEPT_FIRST : len(places) - kept_last])
    return "".join("*" if index in hidden else character for index, character in enumerate(number))
