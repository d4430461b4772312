"""Numbers in Chinese numerals: 二十五, 三万二千, 二〇二三."""

CHARACTERS = "〇零一二三四五六七八九十百千万亿两"

_DIGITS = {"〇": 0, "零": 0, "两": 2} | {character: value for value, character in enumerate("一二三四五六七八九", 1)}
_TENS = {"十": 10, "百": 100, "千": 1000}
_LONGEST = 24


def read(text: str) -> int | None:
    """The number that a numeral is; ``None`` when it is none (三五, 百分, or only 万)."""
    if not 0 < len(text) <= _LONGEST:
        return None
    if all(character in _DIGITS for character in text):
        return _in_digits(text)
    total = 0
    for unit, factor in (("亿", 10**8), ("万", 10**4)):
        head, mark, text = text.rpartition(unit)
        if mark:
            many = _below_ten_thousand(head) if "亿" not in head and "万" not in head else None
            if not many:
                return None
            total += many * factor
    rest = _below_ten_thousand(text) if text else 0
    return None if rest is None else total + rest


def write(number: int) -> str:
    """A number from 1 to 99 as headings have it: 一, 十, 二十一."""
    tens, ones = divmod(number, 10)
    names = " 一二三四五六七八九"
    return f"{'' if tens == 1 else names[tens]}{'十' if tens else ''}{names[ones]}".replace(" ", "")


def _in_digits(text: str) -> int | None:
    """二〇二三 digit by digit; 三五 alone means three or five."""
    if len(text) > 1 and not (len(text) == 4 or {"〇", "零"} & set(text)):
        return None
    return int("".join(str(_DIGITS[character]) for character in text)) if "两" not in text[1:] else None


def _below_ten_thousand(text: str) -> int | None:
    total, digit, last = 0, None, 10**4
    for character in text:
        if character in "零〇":
            if digit is not None:
                return None
        elif character in _DIGITS:
            if digit is not None:
                return None
            digit = _DIGITS[character]
        else:
            tens = _TENS.get(character)
            if tens is None or tens >= last:
                return None
            total += (1 if digit is None else digit) * tens
            digit, last = None, tens
    return total + (digit or 0) if text else None
