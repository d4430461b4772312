"""Numbers in the forms that Word has for lists (ECMA-376 part 1, 17.18.59, ST_NumberFormat)."""

from collections.abc import Callable

_CHINESE = "〇一二三四五六七八九"
_UNITS = ("", "十", "百", "千")
_LEGAL = "零壹贰叁肆伍陆柒捌玖"
_LEGAL_UNITS = ("", "拾", "佰", "仟")
_STEMS = "甲乙丙丁戊己庚辛壬癸"
_BRANCHES = "子丑寅卯辰巳午未申酉戌亥"
_ROMAN = ((1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl"),
          (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))  # fmt: skip
_LARGEST = 30_000


def ordinal(count: int, form: str) -> str | None:
    """The number in a form; ``None`` when the form is not known or has no such number."""
    write = _FORMS.get(form)
    return write(count) if write is not None and 0 <= count <= _LARGEST else None


def _digits(digits: str) -> Callable[[int], str]:
    return lambda count: "".join(digits[int(digit)] for digit in str(count))


def _counting(digits: str, units: tuple[str, ...], zero: str, short_ten: bool) -> Callable[[int], str]:
    """Numbers as they are spoken, up to 9999: 十一, 一百二十, 一百零一."""

    def write(count: int) -> str:
        if count == 0 or count > 9999:
            return "".join(digits[int(digit)] for digit in str(count))
        text = ""
        gap = False
        for place in range(len(str(count)) - 1, -1, -1):
            digit = count // 10**place % 10
            if digit:
                text += (zero if gap else "") + digits[digit] + units[place]
            gap = bool(text) and not digit
        return text[1:] if short_ten and 10 <= count < 20 else text

    return write


def _up_to_99(count: int) -> str:
    """Spoken below 100, digit by digit above."""
    return _SPOKEN(count) if count < 100 else _digits(_CHINESE)(count)


def _row(first: str, length: int) -> Callable[[int], str | None]:
    """Characters that follow each other in Unicode, from 1 on."""
    return lambda count: chr(ord(first) + count - 1) if 1 <= count <= length else None


def _circled(count: int) -> str | None:
    if 21 <= count <= 35:
        return chr(0x3251 + count - 21)
    return _row("①", 20)(count)


def _cycle(text: str) -> Callable[[int], str | None]:
    return lambda count: text[(count - 1) % len(text)] if count else None


def _letters(count: int) -> str | None:
    """a … z, aa, bb, …"""
    return chr(ord("a") + (count - 1) % 26) * min((count - 1) // 26 + 1, 30) if count else None


def _roman(count: int) -> str:
    text = ""
    for worth, letters in _ROMAN:
        text += letters * (count // worth)
        count %= worth
    return text


def _upper(write: Callable[[int], str | None]) -> Callable[[int], str | None]:
    return lambda count: (write(count) or "").upper() or None


_SPOKEN = _counting(_CHINESE, _UNITS, "零", True)
_SPOKEN_LEGAL = _counting(_LEGAL, _LEGAL_UNITS, "零", False)
_FORMS: dict[str, Callable[[int], str | None]] = {
    "decimal": str,
    "decimalHalfWidth": str,
    "decimalZero": lambda count: f"{count:02}",
    "numberInDash": lambda count: f"- {count} -",
    "decimalFullWidth": lambda count: "".join(chr(ord(digit) + 0xFEE0) for digit in str(count)),
    "decimalFullWidth2": lambda count: "".join(chr(ord(digit) + 0xFEE0) for digit in str(count)),
    "decimalEnclosedCircle": _circled,
    "decimalEnclosedCircleChinese": _circled,
    "decimalEnclosedParen": _row("⑴", 20),
    "decimalEnclosedFullstop": _row("⒈", 20),
    "ideographEnclosedCircle": _row("㊀", 10),
    "chineseCounting": _up_to_99,
    "chineseCountingThousand": _SPOKEN,
    "taiwaneseCounting": _up_to_99,
    "taiwaneseCountingThousand": _SPOKEN,
    "japaneseCounting": _SPOKEN,
    "ideographDigital": _digits(_CHINESE),
    "japaneseDigitalTenThousand": _digits(_CHINESE),
    "taiwaneseDigital": _digits(_CHINESE),
    "chineseLegalSimplified": _SPOKEN_LEGAL,
    "ideographTraditional": _cycle(_STEMS),
    "ideographZodiac": _cycle(_BRANCHES),
    "lowerLetter": _letters,
    "upperLetter": _upper(_letters),
    "lowerRoman": _roman,
    "upperRoman": _upper(_roman),
}
