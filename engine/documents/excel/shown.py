"""How a cell shows what is stored in it: numbers without the noise of binary fractions, dates, percentages."""

import re
from datetime import datetime, timedelta
from decimal import Decimal, InvalidOperation
from enum import Enum

from engine.model.struct import Struct

_DIGITS = 15  # of which Excel is sure; what comes after is noise
_LITERAL = re.compile(r'"([^"]*)"|\\(.)|[_*].|\[[^\]]*\]')
_SCALED = re.compile(r"[0#?],+(?![0#?,])")
_CODE = re.compile(r"[ymdhsaeg]")
_WORDS = re.compile(r"[\u3400-\u9fff]+")
_EPOCH, _EPOCH_1904 = datetime(1899, 12, 30), datetime(1904, 1, 1)
_LAST_DAY = 2_958_465  # 9999-12-31
_BUILT_IN = {
    **dict.fromkeys((9, 10), "0%"),
    **dict.fromkeys((14, 15, 30, 31), "yyyy/m/d"),
    **dict.fromkeys((16, 28, 29, 51, 53, 54, 58), "m/d"),
    **dict.fromkeys((17, 27, 36, 50, 52, 57), "yyyy/m"),
    **dict.fromkeys((18, 19, 20, 21, 32, 33, 34, 35, 45, 46, 47, 55, 56), "h:mm"),
    22: "yyyy/m/d h:mm",
}


class Kind(Enum):
    """What the digits that are stored stand for."""

    NUMBER = "a number"
    PERCENT = "a share of a hundred"
    DATE = "days since the epoch"
    OTHER = "another number than the one that is shown"


class NumberFormat(Struct, frozen=True):
    """A number format: its kind, the words before and after the number, its code, for dates the parts that it shows."""

    kind: Kind = Kind.NUMBER
    before: str = ""
    after: str = ""
    code: str = ""
    year: bool = False
    month: bool = False
    day: bool = False
    time: bool = False


GENERAL = NumberFormat()


class Shown(Struct, frozen=True):
    """The words of a cell; ``doubt`` says (in Chinese) why they are not certain."""

    text: str
    doubt: str | None = None


def number_format(number: int, codes: dict[int, str]) -> NumberFormat:
    """The format of this number, built in or with its code in the workbook."""
    code = codes.get(number, _BUILT_IN.get(number, ""))
    return read_code(code) if code else GENERAL


def read_code(code: str) -> NumberFormat:
    """What a format's code says of a positive number (its first section)."""
    section = code.split(";")[0] if '"' not in code else re.split(r';(?=(?:[^"]*"[^"]*")*[^"]*$)', code)[0]
    bare = _LITERAL.sub("", section).lower()
    if not section.strip():
        return NumberFormat(Kind.OTHER if code.strip() else Kind.NUMBER, code=code)
    if "general" in bare or re.search(r"e[+-]", bare):
        return NumberFormat(Kind.NUMBER, *_words(section))
    if "%" in bare:
        return NumberFormat(Kind.PERCENT)
    if _CODE.search(bare):
        time = "h" in bare or "s" in bare
        day = bool(re.search(r"d|a{3}", bare.replace("am/pm", "")))
        year = bool(re.search(r"[yeg]", bare))
        return NumberFormat(Kind.DATE, "", "", code, year, "m" in bare and (year or day or not time), day, time)
    if _SCALED.search(bare):
        return NumberFormat(Kind.OTHER, code=code)
    if not re.search(r"[0#?@]", bare):
        return NumberFormat(Kind.OTHER, code=code)
    return NumberFormat(Kind.NUMBER, *_words(section))


def _words(section: str) -> tuple[str, str]:
    """The words that a section puts before and after the number (not currency signs and spaces)."""
    plain = _LITERAL.sub(lambda match: match[1] or match[2] or "", section)
    digits = list(re.finditer(r"[0#?@]|General", plain))
    before, after = (plain[: digits[0].start()], plain[digits[-1].end() :]) if digits else ("", plain)
    return "".join(_WORDS.findall(before)), "".join(_WORDS.findall(after))


def show(stored: str, form: NumberFormat, since_1904: bool) -> Shown:
    """A stored number as it is shown."""
    number = _number(stored)
    if number is None:
        return Shown(stored, f"存的不是一个数：“{stored[:40]}”")
    if form.kind is Kind.DATE:
        return _date(number, form, since_1904)
    if form.kind is Kind.OTHER:
        return Shown(_digits(number), f"显示格式是“{form.code[:40]}”，看到的与存的数不同")
    if form.kind is Kind.PERCENT:
        return Shown(_digits(number * 100) + "%")
    return Shown(form.before + _digits(number) + form.after)


def _number(stored: str) -> Decimal | None:
    """The number, rounded to the digits of which Excel is sure."""
    try:
        number = Decimal(stored.strip())
    except InvalidOperation:
        return None
    if not number.is_finite() or not -400 < number.adjusted() < 400:
        return None
    if len(number.as_tuple().digits) <= _DIGITS:
        return number
    return Decimal(f"{number:.{_DIGITS - 1}e}")


def _digits(number: Decimal) -> str:
    text = f"{number:f}"
    if "." in text:
        text = text.rstrip("0").rstrip(".")
    return "0" if text in ("", "-0") else text


def _date(number: Decimal, form: NumberFormat, since_1904: bool) -> Shown:
    if not 0 <= number <= _LAST_DAY:
        return Shown(_digits(number), "格式是日期，存的不是一天")
    days = float(number)
    if not since_1904 and days < 60:
        days += 1  # (Excel has a 29th of February 1900)
    moment = (_EPOCH_1904 if since_1904 else _EPOCH) + timedelta(days=days)
    moment = (moment + timedelta(milliseconds=500)).replace(microsecond=0)
    text = f"{moment.year}年" if form.year else ""
    text += f"{moment.month}月" if form.month else ""
    text += f"{moment.day}日" if form.day else ""
    if form.time:
        text += f"{' ' if text else ''}{moment:%H:%M}"
    return Shown(text)
