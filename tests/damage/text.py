"""Damage to how numbers are written, all over a table."""

from collections.abc import Callable
from random import Random

from tests.damage.sheets import Aim, Damage, Kind, Line, Paper, column_of, each_line, pick, rows, with_text

_WIDE = {ord(char): ord(char) + 0xFEE0 for char in "0123456789.,"}
Write = Callable[[str], str]


def _values(write: Write, where: Callable[[Paper, Aim, Random], Callable[[str], bool]] | None = None) -> Damage:
    """Other words for all values of a table, or for those of some cells."""

    def damage(paper: Paper, aim: Aim, random: Random) -> Paper:
        hit = None if where is None else where(paper, aim, random)

        def change(line: Line) -> Line:
            for index in line.values:
                fact = line.cells[index].fact
                if fact is not None and (hit is None or hit(fact)):
                    line = with_text(line, index, write(line.cells[index].text))
            return line

        return each_line(paper, aim.table, change)

    return damage


def _one_row(paper: Paper, aim: Aim, random: Random) -> Callable[[str], bool]:
    picked = pick(paper, aim, random)
    key = "" if picked is None else picked[2].key
    return lambda fact: fact.startswith(f"{key}.")


def _one_column(paper: Paper, aim: Aim, random: Random) -> Callable[[str], bool]:
    facts = [cell.fact for _, _, line in rows(paper, aim.table) for cell in line.cells if cell.fact is not None]
    column = column_of(random.choice(facts)) if facts else ""
    return lambda fact: column_of(fact) == column


def _thousands(text: str) -> str:
    return f"{int(text):,}" if text.isdecimal() else text


def _wide(text: str) -> str:
    return text.translate(_WIDE)


def _hard_spaces(text: str) -> str:
    return f"\xa0{text}\u3000" if text else text


def marks(paper: Paper, aim: Aim, random: Random) -> Paper:
    """Zeros and blanks as any of the signs for nothing, mixed."""
    signs = ("/", "-", "无", "—", "0")
    return _values(lambda text: random.choice(signs) if text in ("0", "") else text)(paper, aim, random)


def _blank_zero(text: str) -> str:
    return "" if text == "0" else text


def blank_some(paper: Paper, aim: Aim, random: Random) -> Paper:
    """Some zeros are blank, others are written."""
    return _values(lambda text: "" if text == "0" and random.random() < 0.5 else text)(paper, aim, random)


def _zero_for_blank(text: str) -> str:
    return text or "0"


def _letters(text: str) -> str:
    return text.replace("0", "O").replace("1", "l")


def _units(text: str) -> str:
    return f"{text}件" if text else text


def _spaced(text: str) -> str:
    return " ".join(text)


def _decimals(text: str) -> str:
    return f"{text}.00" if text.isdecimal() else text


KINDS: dict[str, Kind] = {
    "thousands separators": Kind(_values(_thousands), lossless=True),
    "full-width digits": Kind(_values(_wide), lossless=True),
    "hard spaces around numbers": Kind(_values(_hard_spaces), lossless=True),
    "zeros written": Kind(_values(_zero_for_blank), lossless=True),
    "marks for zeros": Kind(marks),
    "zeros blank": Kind(_values(_blank_zero)),
    "some zeros blank": Kind(blank_some),
    "zeros of a row blank": Kind(_values(_blank_zero, _one_row)),
    "zeros of a column blank": Kind(_values(_blank_zero, _one_column)),
    "letters for digits in a column": Kind(_values(_letters, _one_column)),
    "units in the cells": Kind(_values(_units)),
    "digits spread": Kind(_values(_spaced)),
    "decimals in all counts": Kind(_values(_decimals)),
}
