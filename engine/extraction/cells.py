"""What is written in a cell: a number exactly as written, nothing, a sign for nothing, or something uncertain."""

import re
from decimal import Decimal
from functools import lru_cache

from engine.model.facts import Status
from engine.model.form import CellType, Column
from engine.model.struct import Struct

# Only these are the same sign in another form. NFKC would turn a footnote mark (3 with a raised 1) into 31.
_HALF_WIDTH = {code + 0xFEE0: code for code in range(0x21, 0x7F)} | {0x2212: ord("-"), 0x3000: ord(" ")}
_INVISIBLE = dict.fromkeys([*range(0x200B, 0x2010), 0x2060, 0xFEFF])
_MARKS = frozenset(("/", "\\", "-", "--", "—", "——", "–", "―", "─", "无", "∕", "⁄"))
_PLAIN = re.compile(r"-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?")
_THOUSANDS = re.compile(r"-?[1-9][0-9]{0,2}(?:,[0-9]{3})+(?:\.[0-9]+)?")
_LONGEST = 18
_MOST_DIGITS = 12  # before the point: no public body counts further, but cells glued together do
_MERGED = re.compile(r"[0-9.,]+(?:\s+[0-9.,]+)+")
_WITH_UNITS = re.compile(r"[0-9.,]+\s*([^0-9.,\s]{1,2})\s*(?:[0-9.,]+\s*\1\s*)+")
_WITH_MARK = re.compile(r"[0-9.,]+\s*[/\\—–―─无-]+|[/\\—–―─无]+\s*[0-9.,]+")
_LEADING_ZERO = re.compile(r"-?0[0-9.]+")
_DIGIT = re.compile(r"[0-9]")
# A number with its unit or a remark, or the unit alone, where a space stands between them.
_WITH_UNIT = re.compile(r"[0-9０-９][0-9０-９,，.．]*(?:[件份个条项次宗]{1,2}|[（(][^（）()]*[）)])|[件份个条项次宗]")
_LETTERS = re.compile(r"[oOlIiSsZzBb]{1,3}")  # digits, to someone who types or reads badly
_ORDINAL = re.compile(r"[(（][0-9]{1,2}[)）][、.．]?|[0-9]{1,2}[)）、.．]")  # of a label that was cut off
_LABEL_NUMBER = re.compile(r"^[(（]?[0-9]{1,2}[)）、.．](?![0-9])")


_YEAR = re.compile(r"(?:19|20)[0-9]{2}\s*年")
_CHANGE = re.compile(r"(?:增加?|[+]|(减少?))\s*([0-9][0-9,]*(?:\.[0-9]+)?)")
_MONEY = re.compile(r"([0-9][0-9,]*(?:\.[0-9]+)?)\s*(?:万|亿)?元")


class Written(Struct, frozen=True):
    """What a cell says: ``value`` when the status is found, ``reason`` (Chinese) when it is ambiguous."""

    status: Status
    value: int | Decimal | None = None
    reason: str | None = None


_BLANK = Written(Status.BLANK)
_MARK = Written(Status.MARK)


@lru_cache(maxsize=4096)
def interpret(text: str) -> Written:
    """What the words of a cell say, whatever the cell is for. Nothing is read into them."""
    plain = _plain(text)
    if not plain:
        return _BLANK
    if plain in _MARKS:
        return _MARK
    if (_PLAIN.fullmatch(plain) or _THOUSANDS.fullmatch(plain)) and len(plain) <= _LONGEST:
        digits = plain.replace(",", "")
        if len(digits.partition(".")[0].lstrip("-")) > _MOST_DIGITS:
            return Written(Status.AMBIGUOUS, None, f"数字太长，可能是几个数连在一起：“{plain}”")
        return Written(Status.FOUND, Decimal(digits) if "." in digits else int(digits))
    return Written(Status.AMBIGUOUS, None, _why(plain))


def interpret_for(text: str, column: Column) -> Written:
    """What the words of a cell say in its column.

    Of a column that holds any number, 增12 and 减4 are 12 and -4. Of one that holds amounts and whose form names no
    unit, the cell may: 8.6万元 is 8.6, as written.
    """
    written = interpret(text)
    if written.status is not Status.AMBIGUOUS:
        return written
    plain = _plain(text)
    if column.type is CellType.NUMBER and (change := _CHANGE.fullmatch(plain)):
        number = interpret(("-" if change[1] else "") + change[2])
        return number if number.status is Status.FOUND else written
    if column.type is CellType.AMOUNT and column.unit is None and (money := _MONEY.fullmatch(plain)):
        number = interpret(money[1])
        return number if number.status is Status.FOUND else written
    return written


def _plain(text: str) -> str:
    return text.translate(_HALF_WIDTH).translate(_INVISIBLE).strip()


def _why(plain: str) -> str:
    shown = plain if len(plain) <= 20 else plain[:20] + "…"
    if _MERGED.fullmatch(plain):
        return f"一格里有几个数：“{shown}”"
    if not _DIGIT.search(plain):
        return f"不是数字：“{shown}”"
    if any(map(_is_word, plain)):
        return f"数字里混有文字：“{shown}”"
    if _LEADING_ZERO.fullmatch(plain):
        return f"以多余的零开头，可能是几个数连在一起：“{shown}”"
    return f"不是规范的数字：“{shown}”"


def is_several(text: str) -> bool:
    """Whether a cell holds several numbers, each with the same unit, or one and a sign for none: two cells in one."""
    plain = _plain(text)
    return any(several.fullmatch(plain) for several in (_MERGED, _WITH_UNITS, _WITH_MARK))


@lru_cache(maxsize=8192)
def is_value(text: str) -> bool:
    """Whether a cell looks as if it held a value (a number, a sign, a number with a few words), not a label."""
    written = interpret(text)
    if written.status is Status.BLANK or _YEAR.search(text):
        return False
    if written.status is not Status.AMBIGUOUS:
        return True
    if _LETTERS.fullmatch(text):
        return True
    if _ORDINAL.fullmatch(text):
        return False
    words = sum(map(_is_word, text))
    return bool(_DIGIT.search(text.translate(_HALF_WIDTH))) and words <= 4 and not (words and _LABEL_NUMBER.match(text))


def is_with_unit(text: str) -> bool:
    """Whether a cell holds a number with its unit or a remark in brackets after it, or nothing but the unit."""
    return _WITH_UNIT.fullmatch(text) is not None


def _is_word(char: str) -> bool:
    """Whether a character is a Chinese one or a Latin letter."""
    return "\u3400" <= char <= "\u9fff" or (char.isascii() and char.isalpha())
