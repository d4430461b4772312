"""Reading the numbers that are said in the prose, with their units."""

import re
from collections.abc import Iterable, Iterator
from decimal import Decimal

from engine.functions import _numerals
from engine.functions._measures import ONCE, PLACES, SPOKEN, TAIL, unit_of
from engine.functions._spared import spared
from engine.model.passage import Passage
from engine.model.prose import found
from engine.model.struct import Struct, replace
from engine.model.types import Missing, SaidNumber

_HALF = str.maketrans("０１２３４５６７８９．％﹪", "0123456789.%%")
_S = r"[ \t\u3000\xa0]{0,4}"
_SPACED = r"[0-9]{1,3}(?:[ \xa0\u2009\u202f][0-9]{3})+(?:\.[0-9]+)?(?![0-9])"  # thousands as GB/T 15835 divides them
_TOKEN = re.compile(
    rf"(?P<of>[百千]分之)?(?:(?P<figures>{_SPACED}|[0-9]+(?:[.,，][0-9]+)*)|(?P<numeral>[{_numerals.CHARACTERS}]+))"
)
_LONGEST, _IDENTIFIER = 18, 7  # digits: of a number that can be counted with; of a telephone number without a unit
_THOUSANDS = re.compile(r"[0-9]{1,3}(?:[,，][0-9]{3})+(?:\.[0-9]+)?")
_BEFORE = re.compile(
    "(?:大约|大概|(?<![节预合签条契违履民公制特邀解失守])约|将近|接近|(?<![最附临靠])(?P<recent>近)|逾|超过|超|不足|不到|不少于|不低于|不超过|"
    rf"不多于|至少|最多|低于|高于|少于|多于){_S}$"
)
_AFTER = re.compile(rf"{_S}(?:余(?![年额])|多(?![数次为元样部方种家个名项少])|左右|上下|以上|以下|以内|有余|出头|不等)")
_PERIODS = ("年", "个月", "天", "日", "周", "个季度", "小时")
_MINUS = re.compile("(?:[长为是率幅增减降比达了：:（(]|^)[-－−]$")
_NO_NUMERAL_AFTER = frozenset("第每任统唯某另同逐那这哪初其周期")
_NO_ONE_AFTER = frozenset("跑有漏少最进于和与")
_ROUND = frozenset("百 千 万 亿 百万 千万 百千 千百 零 〇".split())  # 百姓, 千家: a manner of speaking
_JOINED_BEFORE = re.compile(r"[A-Za-z_/\\#=+*.第＋×]")
_JOINED_AFTER = re.compile(rf"[A-Za-z0-9_/\\*=＋×{_numerals.CHARACTERS}]|[.．][\s\u4e00-\u9fff]")
_TO = re.compile(rf"{_S}[—–~～至到-]{{1,2}}{_S}")
_RANGE = re.compile(rf"{_TO.pattern}[0-9]")
_DAYS = 366
_BARE = {"万": 4, "亿": 8, "万亿": 12}


class _Reading(Struct, frozen=True):
    """A number and what follows it: where it stands, up to the end of its unit."""

    start: int
    end: int
    value: int | Decimal | Missing
    decimals: int = 0
    times: str | None = None
    unit: str | None = None
    is_rough: bool = False
    in_numerals: bool = False


def said_numbers(passage: Passage) -> tuple[SaidNumber, ...]:
    """The numbers that a text says, in order."""
    text = passage.text.translate(_HALF)
    free = spared(text)
    readings: list[_Reading] = []
    done = 0
    for token in _TOKEN.finditer(text):
        if token.start() < done or any(free[token.start() : token.end()]):
            continue
        for reading in _readings(text, token, len(text)):
            if _counts(text, reading):
                readings.append(reading)
                done = reading.end
    return tuple(_said(passage, reading) for reading in _ranges(text, readings))


def numbers_at(passage: Passage, places: Iterable[tuple[int, int]]) -> tuple[SaidNumber, ...]:
    """The first number in each stretch that an author's pattern has found; its unit may follow the stretch."""
    text = passage.text.translate(_HALF)
    return tuple(_number_at(passage, text, start, end) for start, end in places)


def _number_at(passage: Passage, text: str, start: int, end: int) -> SaidNumber:
    for token in _TOKEN.finditer(text, start, end):
        bound = len(text) if token.end() == end else end
        for reading in _readings(text, token, bound):
            return _said(passage, reading)
    words = passage.text[start:end]
    return SaidNumber(found(passage, start, end), Missing(f"“{words[:20]}”不是一个数"))


def _said(passage: Passage, reading: _Reading) -> SaidNumber:
    unit = unit_of(reading.unit, reading.times)
    match = found(passage, reading.start, reading.end)
    return SaidNumber(match, reading.value, unit, reading.decimals, reading.is_rough)


def _readings(text: str, token: re.Match[str], bound: int) -> Iterator[_Reading]:
    """The numbers of one run of figures or numerals, each with its unit."""
    if token["of"]:
        words = token["figures"] or token["numeral"]
        for start, end, value, decimals in _values(words, token.end() - len(words)):
            unit = "%" if token["of"] == "百分之" else "‰"
            rough = _is_rough(text, token.start(), end, unit)
            yield _Reading(token.start() if start > token.start() else start, end, value, decimals, None, unit, rough)
        return
    for start, end, value, decimals in _values(token[0], token.start()):
        yield _with_unit(text, start, end, value, decimals, bound)


def _values(words: str, offset: int) -> Iterator[tuple[int, int, int | Decimal | Missing, int]]:
    """The numbers in a run: where they stand, and their value and decimals. 1,234, 1 234 are one, 2021，2022 two."""
    end = offset + len(words)
    if re.fullmatch(_SPACED, words):
        yield from _plain(re.sub(r"\s", "", words), offset, end)
    elif words[0] in _numerals.CHARACTERS:
        numeral = _numerals.read(words)
        if numeral is not None:
            yield offset, end, numeral, 0
    elif _THOUSANDS.fullmatch(words):
        whole = words.partition(".")[0]
        # Without a group like 034, a full-width comma may as well stand between two numbers.
        if "，" in whole and not any(group.startswith("0") for group in whole.split("，")[1:]):
            yield offset, end, Missing(f"“{words}”是一个数还是几个数，读不准"), 0
        else:
            yield from _plain(re.sub("[,，]", "", words), offset, end)
    elif "，" in words:
        for part in re.finditer("[^，]+", words):
            yield from _values(part[0], offset + part.start())
    elif "," in words:
        yield offset, end, Missing(f"“{words[:20]}”的分节号位置不对，读不准"), 0
    else:
        yield from _plain(words, offset, end)


def _plain(digits: str, start: int, end: int) -> Iterator[tuple[int, int, int | Decimal | Missing, int]]:
    whole, point, decimals = digits.partition(".")
    if "." in decimals or len(digits) > _LONGEST or (len(whole) > 1 and whole[0] == "0"):
        return
    yield start, end, Decimal(digits) if point else int(digits), len(decimals)


def _with_unit(text: str, start: int, end: int, value: int | Decimal | Missing, decimals: int, bound: int) -> _Reading:
    negative = isinstance(value, int | Decimal) and _MINUS.search(text[max(start - 2, 0) : start]) is not None
    if negative and isinstance(value, int | Decimal):
        start, value = start - 1, value.copy_negate() if isinstance(value, Decimal) else -value
    in_numerals = text[end - 1] in _numerals.CHARACTERS
    tail = TAIL.match(text, end, bound)
    if tail is None:
        rough = _is_rough(text, start, end, None)
        return _Reading(start, end, value, decimals, is_rough=rough, in_numerals=in_numerals)
    rough = bool(tail["more"] or tail["some"]) or _is_rough(text, start, tail.end(), tail["unit"])
    if tail["bare"] is None:
        return _Reading(start, tail.end(), value, decimals, tail["times"], tail["unit"], rough, in_numerals)
    power = _BARE[tail["bare"]]
    return _Reading(start, tail.end(), _times(value, power), decimals - power, None, None, rough, in_numerals)


def _times(value: int | Decimal | Missing, power: int) -> int | Decimal | Missing:
    if not isinstance(value, Decimal):
        return value if isinstance(value, Missing) else value * 10**power
    scaled = value.scaleb(power)
    return int(scaled) if scaled == scaled.to_integral_value() else scaled


def _is_rough(text: str, start: int, end: int, unit: str | None) -> bool:
    before = _BEFORE.search(text[max(start - 6, 0) : start])
    if before is not None and not (before["recent"] and unit in _PERIODS):
        return True
    return _AFTER.match(text, end) is not None


def _counts(text: str, reading: _Reading) -> bool:
    """Whether the words say a number at all, and are not part of another word or a mark of identity."""
    if reading.in_numerals:
        return _numeral_counts(text, reading)
    if _JOINED_BEFORE.search(text[max(reading.start - 1, 0) : reading.start]):
        return False
    if reading.unit is not None or reading.decimals < 0:
        return not _is_damaged_date(reading)
    head = text[text.rfind("\n", 0, reading.start) + 1 : reading.start]
    size = reading.end - reading.start
    if not head.strip() and len(text.strip()) > size and not _RANGE.match(text, reading.end):
        return False  # the number of a heading or of a page
    return (size < _IDENTIFIER or reading.decimals > 0) and not _JOINED_AFTER.match(text, reading.end)


def _is_damaged_date(reading: _Reading) -> bool:
    """202111日 has lost its 年 and 月; 2.2021年 is a list number and a year."""
    if reading.unit == "年":
        return reading.decimals >= 4
    return reading.unit == "日" and isinstance(reading.value, int) and reading.value > _DAYS


def _numeral_counts(text: str, reading: _Reading) -> bool:
    """三件 counts, 三农, 第三方, 统一 and 三家镇 do not; nor does 一 where it is hardly more than an article."""
    before, after = text[max(reading.start - 1, 0) : reading.start], text[reading.end : reading.end + 1]
    if reading.unit not in SPOKEN or before in _NO_NUMERAL_AFTER or PLACES.match(text, reading.end):
        return False
    words = text[reading.start : reading.end].removesuffix(reading.unit)
    if words.strip() == "一":
        return reading.unit in ONCE and before not in _NO_ONE_AFTER and not "\u4e00" <= after <= "\u9fff"
    return reading.is_rough or words.strip() not in _ROUND


def _ranges(text: str, readings: list[_Reading]) -> Iterator[_Reading]:
    """The numbers, where of 3—5件 the 3 has the unit of the 5, and both are rough (of years they are exact)."""
    later = readings[1:]
    rough = False
    for index, reading in enumerate(readings):
        following = later[index] if index < len(later) else None
        joint = None if following is None else _TO.fullmatch(text, reading.end, following.start)
        bare = reading.unit is None and reading.decimals >= 0 and reading.times is None
        if following is not None and joint and bare and following.unit is not None:
            is_range = following.unit != "年"
            yield replace(reading, times=following.times, unit=following.unit, is_rough=is_range or reading.is_rough)
            rough = is_range
            continue
        yield replace(reading, is_rough=True) if rough else reading
        rough = False
