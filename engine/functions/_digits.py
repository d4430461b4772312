"""Numbers that belong to a person: how they are written, and the digits that check them."""

import re
from collections.abc import Iterator
from datetime import date

IDENTITY = re.compile(r"(?<![0-9A-Za-z])[1-9]\d{16}[\dXxＸｘ](?![0-9A-Za-z])")
MOBILE = re.compile(r"(?<![\dA-Za-z_=.])(?:\+?86[- ]?)?(1[3-9]\d(?:\d{8}|[- ]\d{4}[- ]\d{4}))(?![\dA-Za-z_]|\.\d)")
BANK = re.compile(r"(?<![\dA-Za-z_=.])(?:\d{16,19}|\d{4}(?:[- ]\d{4}){3}(?:[- ]\d{1,3})?)(?![\dA-Za-z_]|\.\d)")

_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_CHECKS = "10X98765432"
_PROVINCES = frozenset(
    (*range(11, 16), *range(21, 24), *range(31, 38), *range(41, 47), *range(50, 55), *range(61, 66), 71, 81, 82, 83)
)


def is_identity_number(text: str) -> bool:
    """18 characters: a province, a day of birth, and the check digit of ISO 7064 (MOD 11-2)."""
    body, last = text[:17], text[17:].upper().replace("Ｘ", "X")
    if len(text) != 18 or not body.isdecimal() or int(body[:2]) not in _PROVINCES:
        return False
    try:
        date(int(body[6:10]), int(body[10:12]), int(body[12:14]))
    except ValueError:
        return False
    check = _CHECKS[sum(int(digit) * weight for digit, weight in zip(body, _WEIGHTS, strict=True)) % 11]
    return check == (last if last == "X" else str(int(last)))


def is_bank_number(text: str) -> bool:
    """16 to 19 digits that begin as a bank's do and pass the test of Luhn, and are no identity number."""
    digits = [int(character) for character in text if character.isdecimal()]
    if not 16 <= len(digits) <= 19 or digits[0] not in (3, 4, 5, 6, 9) or len(set(digits)) < 2:
        return False
    if is_identity_number("".join(map(str, digits))):
        return False
    doubled = (digit if index % 2 == 0 else sum(divmod(2 * digit, 10)) for index, digit in enumerate(reversed(digits)))
    return sum(doubled) % 10 == 0


def identity_numbers(text: str) -> Iterator[tuple[int, int]]:
    return (match.span() for match in IDENTITY.finditer(text) if is_identity_number(match[0]))


def mobile_numbers(text: str) -> Iterator[tuple[int, int]]:
    return (match.span(1) for match in MOBILE.finditer(text))


def bank_numbers(text: str) -> Iterator[tuple[int, int]]:
    return (match.span() for match in BANK.finditer(text) if is_bank_number(match[0]))
