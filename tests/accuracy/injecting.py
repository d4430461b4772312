"""Ways to put one defect into the text of a report. They know the text, and nothing of the rules."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from random import Random

Change = Callable[[str, Random], str | None]
"""From a text to the text with the defect; ``None`` where it has no place in this report."""


ALWAYS = range(2019, 2100)
SINCE_2021 = range(2021, 2100)
BEFORE_2021 = range(2019, 2021)
"""Years of reports: the form, and with it what is a defect, changed in 2021."""


@dataclass(frozen=True, slots=True)
class Defect:
    """A defect: the check that is to notice it, what was done, and where a person would point.

    ``where`` is a pattern of the lines that may be pointed at besides the lines that were changed: what is missing is
    shown at the heading of the part where it belongs. ``years`` are those of the reports in which it is a defect.
    """

    rule: str
    name: str
    change: Change
    where: str | None = None
    years: range = ALWAYS


def sub(pattern: str, replacement: str, *, times: int = 1) -> Change:
    """Replaces matches of a pattern: one taken at random, or (``times`` 0) all."""

    def change(text: str, random: Random) -> str | None:
        found = list(re.finditer(pattern, text, re.MULTILINE))
        if not found:
            return None
        if not times:
            return re.sub(pattern, replacement, text, flags=re.MULTILINE)
        one = random.choice(found)
        return text[: one.start()] + one.expand(replacement) + text[one.end() :]

    return change


def bump(pattern: str, by: int = 1) -> Change:
    """Adds to the number that is group 1 of a pattern."""

    def change(text: str, random: Random) -> str | None:
        found = list(re.finditer(pattern, text, re.MULTILINE))
        if not found:
            return None
        one = random.choice(found)
        return text[: one.start(1)] + str(int(one[1]) + by) + text[one.end(1) :]

    return change


def cell(label: str, column: int, new: str | Callable[[str], str]) -> Change:
    """Changes a value of the table row whose label begins so; ``column`` counts the values from 0, or from the end."""

    def change(text: str, _: Random) -> str | None:
        lines = text.split("\n")
        for index, line in enumerate(lines):
            cells = line.split(" | ")
            values = [at for at, one in enumerate(cells) if re.fullmatch(r"[|\s]*\d+(\.\d+)?[|\s]*", one)]
            if line.startswith("|") and re.search(rf"(?:^|\| *){label}", line) and values:
                at = values[column]
                old = re.sub(r"[|\s]", "", cells[at])
                value = new if isinstance(new, str) else new(old)
                if value == old:
                    return None
                cells[at] = cells[at].replace(old, value)
                lines[index] = " | ".join(cells)
                return "\n".join(lines)
        return None

    return change


def both(*changes: Change) -> Change:
    """All changes after each other."""

    def change(text: str, random: Random) -> str | None:
        result: str | None = text
        for one in changes:
            result = None if result is None else one(result, random)
        return result

    return change


def first(*changes: Change) -> Change:
    """The first change that finds a place."""

    def change(text: str, random: Random) -> str | None:
        return next((done for one in changes if (done := one(text, random)) is not None), None)

    return change


def maybe(change: Change) -> Change:
    """The change where it has a place, else the text as it is."""
    return lambda text, random: change(text, random) or text


def only(pattern: str, change: Change) -> Change:
    """The change, in reports in which a pattern occurs."""
    return lambda text, random: change(text, random) if re.search(pattern, text, re.MULTILINE) else None


def heading(part: int) -> str:
    """A pattern of the heading of a part."""
    return rf"^{'一二三四五六'[part - 1]}、"


def body(part: int, new: str | Callable[[str], str]) -> Change:
    """Replaces what stands between the heading of a part and the next (of the last one: the signature)."""

    def change(text: str, _: Random) -> str | None:
        end = heading(part + 1) if part < 6 else r"^.+\n\n\d{4}年\d+月\d+日\s*\Z"
        found = re.search(rf"({heading(part)}.*\n\n)((?s:.*?))(?={end})", text, re.MULTILINE)
        if found is None:
            return None
        old = found[2].rstrip("\n")
        value = new if isinstance(new, str) else new(old)
        return text[: found.start(2)] + (value + "\n\n" if value else "") + text[found.end(2) :]

    return change


def say(part: int, sentence: str) -> Change:
    """Adds a sentence to the end of the last paragraph of a part."""
    return body(part, lambda old: old + sentence)


def paragraph(part: int, *texts: str) -> Change:
    """Adds paragraphs at the end of a part."""
    return body(part, lambda old: "\n\n".join((old, *texts)))
