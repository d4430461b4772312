"""The attributes of things that no fact holds: what is known from the form, from a cell, or from the words."""

import re
import unicodedata
from collections.abc import Callable, Mapping
from datetime import date
from decimal import Decimal
from typing import TypeAlias

from engine.evaluation.values import CellValue, Words, passage_of
from engine.model import prose
from engine.model.facts import Fact, Status
from engine.model.passage import Passage
from engine.model.types import Match, Missing, SaidDate

Answer: TypeAlias = "bool | int | Decimal | date | Passage | Missing"

AROUND: Mapping[str, Callable[[Passage, Match], Passage]] = {
    "sentence": prose.sentence,
    "before": prose.before,
    "after": prose.after,
}
"""What stands around words that were found."""

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
    """有值, 读准, 空白, 符号, 合格, 原文, 小数位, 末位. Of a cell that is not certain only 读准 and 原文 are known."""
    fact = cell.fact
    if key == "is_certain":
        return fact.status is not Status.AMBIGUOUS
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
    if key == "conforms":
        return fact.violation is None
    return last_digit(decimals(fact)) if key == "last_digit" else decimals(fact)


def last_digit(places: int) -> int | Decimal:
    """What one unit of the last digit of a number with so many decimals is worth: 2 -> 0.01."""
    return Decimal(1).scaleb(-places) if places else 1


def decimals(fact: Fact) -> int:
    """How many decimals the number in a cell is written with."""
    if fact.raw is not None:
        written = _DECIMALS.search(unicodedata.normalize("NFKC", fact.raw))
        return len(written[1]) if written else 0
    exponent = fact.value.as_tuple().exponent if isinstance(fact.value, Decimal) else 0
    return max(-exponent, 0) if isinstance(exponent, int) else 0


def of_words(words: Words, key: str) -> Answer:
    """The attributes of words found in a text, and of a number or a date said in it."""
    if isinstance(words, SaidDate):
        return words.value if key == "value" else _of_match(words.match, key)
    if isinstance(words, Match):
        return _of_match(words, key)
    if key == "unit":
        return Missing("没有写单位", Status.ABSENT) if words.unit is None else Passage(words.unit)
    answers: dict[str, Answer] = {
        "value": words.value,
        "decimals": words.decimals,
        "last_digit": last_digit(words.decimals),
        "is_rough": words.is_rough,
    }
    return answers[key] if key in answers else _of_match(words.match, key)


def _of_match(match: Match, key: str) -> Answer:
    if key == "text":
        return match.text
    if key in AROUND:
        return Missing("不知道出自哪一句", Status.ABSENT) if match.within is None else AROUND[key](match.within, match)
    return Missing("不知道应当写作什么", Status.ABSENT) if match.correct is None else Passage(match.correct)
