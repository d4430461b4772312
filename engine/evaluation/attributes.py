"""The attributes of things that no fact holds: what is known from the form, from a cell, or from the words."""

import re
import unicodedata
from decimal import Decimal
from typing import TypeAlias

from engine.evaluation.values import CellValue, passage_of
from engine.model.facts import Fact, Status
from engine.model.passage import Passage
from engine.model.prose import paragraphs as paragraphs
from engine.model.prose import sentences as sentences
from engine.model.types import Missing

Answer: TypeAlias = "bool | int | Passage | Missing"

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
