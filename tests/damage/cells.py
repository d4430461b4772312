"""Damage to single cells."""

from collections.abc import Callable
from random import Random

from tests.damage.sheets import BLANK, Aim, Cell, Damage, Kind, Line, Paper, pick, put_line, with_cells, with_text

Change = Callable[[Line, Random], Line]


def _in_a_row(change: Change) -> Damage:
    def damage(paper: Paper, aim: Aim, random: Random) -> Paper:
        picked = pick(paper, aim, random)
        if picked is None:
            return paper
        index, at, line = picked
        return put_line(paper, index, at, change(line, random))

    return damage


def _in_a_value(change: Callable[[str, Random], str]) -> Damage:
    """Other words in a cell that has a value."""

    def damage(line: Line, random: Random) -> Line:
        filled = _filled(line)
        if not filled:
            return line
        at = random.choice(filled)
        return with_text(line, at, change(line.cells[at].text, random))

    return _in_a_row(damage)


def _filled(line: Line) -> list[int]:
    return [index for index in line.values if line.cells[index].text]


def _any(line: Line, random: Random) -> int:
    return random.choice(line.values or list(range(len(line.cells))))


def blank(line: Line, random: Random) -> Line:
    return with_text(line, random.choice([i for i, cell in enumerate(line.cells) if cell.text] or [0]), "")


def drop(line: Line, random: Random) -> Line:
    at = random.randrange(len(line.cells))
    return with_cells(line, at, at + 1) if len(line.cells) > 1 else line


def drop_and_pad(line: Line, random: Random) -> Line:
    at = _any(line, random)
    changed = with_cells(line, at, at + 1)
    return with_cells(changed, len(changed.cells), len(changed.cells), BLANK)


def double(line: Line, random: Random) -> Line:
    at = random.randrange(len(line.cells))
    return with_cells(line, at, at, Cell(line.cells[at].text))


def insert(line: Line, random: Random) -> Line:
    at = random.randint(0, len(line.cells))
    return with_cells(line, at, at, Cell(random.choice(("", "0", str(random.randint(1, 99))))))


def repeat_across(line: Line, random: Random) -> Line:
    """A cell over two columns taken apart: its value stands in both, and what followed moves on or out of the row."""
    at = _any(line, random)
    doubled = with_cells(line, at + 1, at + 1, Cell(line.cells[at].text))
    return doubled if random.random() < 0.5 else Line(doubled.cells[:-1], line.key)


def _two(line: Line, random: Random) -> int | None:
    """The first of two filled cells side by side."""
    pairs = [index for index in _filled(line) if index + 1 in _filled(line)]
    return random.choice(pairs) if pairs else None


def _join(glue: str, keep: bool) -> Change:
    """Two values in one cell; with ``keep``, the other cell stays and is blank."""

    def change(line: Line, random: Random) -> Line:
        at = _two(line, random)
        if at is None:
            return line
        joined = Cell(line.cells[at].text + glue + line.cells[at + 1].text)
        pair = [joined, BLANK] if random.random() < 0.5 else [BLANK, joined]
        return with_cells(line, at, at + 2, *(pair if keep else [joined]))

    return change


def run_together(line: Line, random: Random) -> Line:
    """Several values in one cell, as text without the lines of a table has them."""
    values = line.values
    if len(values) < 3:
        return line
    start = random.randrange(len(values) - 2)
    end = random.randint(start + 2, len(values) - 1)
    glue = random.choice(("", " "))
    words = glue.join(line.cells[index].text for index in values[start : end + 1])
    if sum(bool(line.cells[index].text) for index in values[start : end + 1]) < 2:
        return line
    pad = [BLANK] * (random.choice((0, end - start)))
    return with_cells(line, values[start], values[end] + 1, Cell(words), *pad)


def split(line: Line, random: Random) -> Line:
    """One number in two cells; what followed moves on, or the blank cell beside it is used."""
    long = [index for index in _filled(line) if len(line.cells[index].text) > 1]
    if not long:
        return line
    at = random.choice(long)
    text = line.cells[at].text
    cut = random.randrange(1, len(text))
    parts = (Cell(text[:cut]), Cell(text[cut:]))
    free = at + 1 < len(line.cells) and not line.cells[at + 1].text
    return with_cells(line, at, at + 2 if free and random.random() < 0.5 else at + 1, *parts)


def exchange_with_blank(line: Line, random: Random) -> Line:
    """A value stands in the blank cell beside its own."""
    pairs = [
        (index, index + 1)
        for index in range(len(line.cells) - 1)
        if (line.cells[index].fact is not None) and not (line.cells[index].text and line.cells[index + 1].text)
    ]
    if not pairs:
        return line
    one, other = random.choice(pairs)
    return with_cells(line, one, other + 1, line.cells[other], line.cells[one])


def _words(text: str, random: Random) -> str:
    return random.choice((f"{text}件", f"约{text}", f"{text}（含上年）", f"共{text}", "见附件", "不详"))


def _note(text: str, random: Random) -> str:
    return text + random.choice(("①", "*", "[1]", "¹", "（注1）", "※", "^1"))


def _spaced(text: str, random: Random) -> str:
    if len(text) < 2:
        return text
    cut = random.randrange(1, len(text))
    return text[:cut] + random.choice((" ", "\u3000", "\xa0")) + text[cut:]


def _letters(text: str, random: Random) -> str:
    return text.replace("0", random.choice("Oo〇")).replace("1", random.choice("lI|".replace("|", "i")))


def _decimal(text: str, random: Random) -> str:
    return text if "." in text else text + random.choice((".0", ".00", ".5", "."))


def _leading_zero(text: str, random: Random) -> str:
    return "0" + text


def _digit(text: str, random: Random) -> str:
    """Another digit: the cell itself says another number, which is then what is true."""
    at = random.randrange(len(text))
    return text[:at] + random.choice("123456789") + text[at + 1 :] if text[at].isdecimal() else text


KINDS: dict[str, Kind] = {
    "cell blanked": Kind(_in_a_row(blank)),
    "cell dropped": Kind(_in_a_row(drop)),
    "cell dropped, row padded": Kind(_in_a_row(drop_and_pad)),
    "cell doubled": Kind(_in_a_row(double)),
    "cell inserted": Kind(_in_a_row(insert)),
    "value repeated across": Kind(_in_a_row(repeat_across)),
    "two values in a cell": Kind(_in_a_row(_join(" ", keep=False))),
    "two values in a cell, a blank beside": Kind(_in_a_row(_join(" ", keep=True))),
    "digits glued": Kind(_in_a_row(_join("", keep=False))),
    "digits glued, a blank beside": Kind(_in_a_row(_join("", keep=True))),
    "values run together": Kind(_in_a_row(run_together)),
    "value split over two cells": Kind(_in_a_row(split)),
    "value beside its cell": Kind(_in_a_row(exchange_with_blank)),
    "words in a cell": Kind(_in_a_value(_words)),
    "footnote mark": Kind(_in_a_value(_note)),
    "space in a number": Kind(_in_a_value(_spaced)),
    "letters for digits": Kind(_in_a_value(_letters)),
    "decimals in a count": Kind(_in_a_value(_decimal)),
    "leading zero": Kind(_in_a_value(_leading_zero)),
    "another digit": Kind(_in_a_value(_digit)),
}
