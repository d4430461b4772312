"""The attributes of things that no fact holds: what is known from the form, from a cell, or from the words."""

import re
import unicodedata
from collections.abc import Iterator
from decimal import Decimal
from typing import TypeAlias

from engine.evaluation.values import CellValue, passage_of
from engine.model.facts import Fact, Status
from engine.model.passage import Passage
from engine.model.types import Missing

Answer: TypeAlias = "bool | int | Passage | Missing"

_MARKS = re.compile("[《》。！？；\n]")
_CLOSERS = "”’」）)》"
_DECIMALS = re.compile(r"\d\.(\d+)")
_STATES = {Status.BLANK: "是空白", Status.MARK: "没有填数", Status.AMBIGUOUS: "读不准", Status.ABSENT: "没有读到"}


def missing_fact(fact: Fact, name: str) -> Missing:
    """Why a fact has no value, in words for the auditor."""
    if fact.status is Status.MARK and fact.raw:
        return Missing(f"{name}写作“{fact.raw}”", fact.status)
    if fact.reason and fact.status is not Status.BLANK:
        return Missing(f"{name}：{fact.reason}", fact.status)
    return Missing(f"{name}{_STATES.get(fact.status, '没有值')}", fact.status)


def of_cell(cell: CellValue, key: str) -> Answer:
    """有值, 空白, 符号, 合格, 原文, 小数位. What is not certain about the cell is not certain here either."""
    fact = cell.fact
    if key == "raw" and fact.raw is not None:
        return passage_of(fact)
    if fact.status is Status.AMBIGUOUS:
        return missing_fact(fact, cell.name)
    if key == "has_value":
        return fact.status is Status.FOUND
    if fact.status is Status.ABSENT:
        return missing_fact(fact, cell.name)
    if key == "is_blank":
        return fact.status is Status.BLANK
    if key == "is_mark":
        return fact.status is Status.MARK
    if key == "raw":
        return Passage("")
    if fact.status is not Status.FOUND:
        return missing_fact(fact, cell.name)
    return fact.violation is None if key == "conforms" else _decimals(fact)


def _decimals(fact: Fact) -> int:
    if fact.raw is not None:
        written = _DECIMALS.search(unicodedata.normalize("NFKC", fact.raw))
        return len(written[1]) if written else 0
    exponent = fact.value.as_tuple().exponent if isinstance(fact.value, Decimal) else 0
    return max(-exponent, 0) if isinstance(exponent, int) else 0


def paragraphs(text: Passage) -> tuple[Passage, ...]:
    """The paragraphs of a text that have words in them."""
    return tuple(_pieces(text, [match.start() for match in re.finditer("\n", text.text)]))


def sentences(text: Passage) -> tuple[Passage, ...]:
    """The sentences of a text: up to 。！？； or the end of the paragraph, but not within 《》."""
    ends: list[int] = []
    titles = 0
    for mark in _MARKS.finditer(text.text):
        character, end = mark[0], mark.end()
        if character == "《":
            titles += 1
        elif character == "》":
            titles = max(titles - 1, 0)
        elif character == "\n":
            titles = 0
            ends.append(end)
        elif not titles:
            while end < len(text.text) and text.text[end] in _CLOSERS:
                end += 1
            ends.append(end)
    return tuple(_pieces(text, ends))


def _pieces(text: Passage, ends: list[int]) -> Iterator[Passage]:
    start = 0
    for end in (*ends, len(text.text)):
        piece = text.slice(start, max(end, start)).strip()
        if piece.text:
            yield piece
        start = max(end, start)
